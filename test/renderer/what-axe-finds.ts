/** What axe-core finds wrong with a drawn element by WCAG 2.2 A and AA, once nothing on the page moves or fades any more. */
import axe from 'axe-core';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Each rule broken, with the elements at fault. */
export async function whatAxeFinds(within: Element = document.body): Promise<readonly (readonly [string, string[]])[]> {
  await stands();
  const { violations } = await axe.run(within, { runOnly: RULES });
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
}

/** A colour on its way to another is neither: what ends by itself is waited for, and so is what it sets going. */
async function stands(): Promise<void> {
  for (;;) {
    const ending = document
      .getAnimations()
      .filter(({ playState, effect }) => playState === 'running' && effect?.getComputedTiming().endTime !== Infinity);
    if (ending.length === 0) return;
    await Promise.allSettled(ending.map(({ finished }) => finished));
  }
}
