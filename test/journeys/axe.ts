/** What axe-core finds wrong with a page for people with a screen reader or low sight, by WCAG 2.2 A and AA and its best practices. */
import axe from 'axe-core';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** One line a violation: the rule, what it says, and the first elements at fault. */
export async function violationsOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const results = await page.evaluate(
    (rules) =>
      (window as unknown as { axe: { run(context: object, options: object): Promise<AxeResults> } }).axe.run(
        // A divider stands between two landmarks and belongs to neither.
        { exclude: ['[role="separator"]'] },
        { runOnly: { type: 'tag', values: rules }, resultTypes: ['violations'] },
      ),
    RULES,
  );
  // An open menu lies over all landmarks and belongs to its button, wherever it is drawn.
  const isMenu = (target: readonly unknown[]) => target.some((part) => String(part).includes('radix-popper'));
  const kept = results.violations
    .map((each) =>
      each.id === 'region' ? { ...each, nodes: each.nodes.filter(({ target }) => !isMenu(target)) } : each,
    )
    .filter(({ nodes }) => nodes.length > 0);
  return kept.map(
    ({ id, help, nodes }) =>
      `${id}: ${help} — ${nodes
        .slice(0, 4)
        .map(({ target, failureSummary }) => `${target.join(' ')} (${(failureSummary ?? '').replaceAll(/\s+/g, ' ')})`)
        .join('; ')}`,
  );
}
