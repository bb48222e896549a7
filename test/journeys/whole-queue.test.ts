/** The demo's queues worked through with the keyboard alone, and its four people with what each finds on the desk. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Decision } from '../../shared/domain/decision.ts';
import { countOf, onScreen, sitDown, untilCount } from './hands.ts';
import { journey } from './journey.ts';
import { ledgerRows } from './outside.ts';
import { changeSeat, decideByKeys, isClear, focusIsSomewhere, type Act, type Decided } from './rep.ts';

const PACKAGES = 40;

/** The kind of decision by which the ledger keeps each act. */
const KIND_OF: Readonly<Record<Act, Decision['kind']>> = {
  approved: 'approve',
  edited: 'approve',
  rejected: 'reject',
  escalated: 'escalate',
  snoozed: 'snooze',
};

declare global {
  interface Window {
    keyPaints: number[];
  }
}

/** The browser's own account of how long each key took to its next paint; it reports none that took less than 16 ms. */
const watchKeys = (page: Page) =>
  page.evaluate(() => {
    window.keyPaints = [];
    new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries()) if (name === 'keydown') window.keyPaints.push(duration);
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  });

function report(decided: readonly Decided[], paints: readonly number[]): string {
  const acts = Map.groupBy(decided, ({ act }) => act);
  const perAct = [...acts].map(([act, all]) => {
    const keys = all.map(({ keys: { length } }) => length);
    return `${act} ${all.length} (${Math.min(...keys)} to ${Math.max(...keys)} keys)`;
  });
  const slow = [...paints].sort((a, b) => a - b);
  const at = (share: number) => slow[Math.floor(share * (slow.length - 1))] ?? 16;
  return (
    `${decided.length} packages by keyboard: ${perAct.join(', ')}. ` +
    `Key to next paint: ${slow.length} keys took 16 ms or more, of those median ${at(0.5)} ms, slowest ${at(1)} ms.`
  );
}

journey('a rep clears forty packages with the keyboard alone, and the keyboard is never nowhere', async (sit) => {
  const desk = await sit({ undoSeconds: 5 });
  const page = desk.page();
  await sitDown(page);
  await watchKeys(page);
  const decided: Decided[] = [];
  for (let at = 0; at < PACKAGES; at += 1) {
    if (await isClear(page)) await changeSeat(page, 'Mira');
    decided.push(await decideByKeys(page, at));
  }
  console.log(report(decided, await page.evaluate(() => window.keyPaints)));
  expect(new Set(decided.map(({ packageId }) => packageId)).size).toBe(PACKAGES);
  const unchanged = decided.filter(({ act, keys }) => act === 'approved' && keys.length === 1);
  expect(unchanged.length).toBeGreaterThan(12);
  for (const act of ['edited', 'rejected', 'escalated', 'snoozed'] as const)
    expect(decided.filter((one) => one.act === act).length, act).toBeGreaterThan(0);

  // What the rep did is what the ledger holds, package for package.
  const did = decided.map(({ packageId, act }) => `${packageId} ${KIND_OF[act]}`).toSorted();
  const held = () =>
    ledgerRows(desk.paths.ledger, 'SELECT package_id, kind FROM decisions').map(
      ({ package_id, kind }) => `${String(package_id)} ${String(kind)}`,
    );
  await expect.poll(() => held().toSorted()).toEqual(did);

  // Search and help give the keyboard back as well.
  await page.keyboard.press('/');
  await page.keyboard.type('zzzz');
  await page.getByText('No package found').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect.poll(() => page.getByRole('searchbox').inputValue()).toBe('');
  await expect.poll(() => focusIsSomewhere(page)).toBe(true);
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await expect.poll(() => focusIsSomewhere(page)).toBe(true);
  await page.keyboard.press('j');
  expect((await onScreen(page)).packageId).not.toBe('');
});

async function sitAs(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /menu$/ }).click();
  await page.getByRole('menuitemcheckbox', { name }).click();
  await page.getByRole('button', { name: new RegExp(`${name}.*menu$`) }).waitFor();
}

journey(
  'each of the demo’s people sits down at their own desk: two SDRs with their queues, lead and RevOps with a queue that is empty and says so',
  async (sit) => {
    const desk = await sit();
    const page = desk.page();
    await sitDown(page);
    const ofSam = await onScreen(page);
    const samHas = await countOf(page, 'Review');

    await sitAs(page, 'Mira Lindqvist');
    await sitDown(page);
    await expect.poll(async () => (await onScreen(page)).packageId).not.toBe(ofSam.packageId);
    const miraHas = await countOf(page, 'Review');
    expect(miraHas).toBeGreaterThan(10);
    expect(miraHas).not.toBe(samHas);
    await page.getByLabel('Message header').getByText('mira@tallyhook.example').waitFor();

    for (const name of ['Priya Raman', 'Tomas Herrera']) {
      await sitAs(page, name);
      await untilCount(page, 'Review', 0);
      await page
        .getByRole('heading', { name: 'The queue is clear' })
        .or(page.getByText('The queue is clear'))
        .first()
        .waitFor();
      await page.getByText('Everything is decided').waitFor();
    }
    await sitAs(page, 'Sam Okafor');
    await untilCount(page, 'Review', samHas);
    await sitDown(page);
    // Who sits down is remembered.
    await sitAs(page, 'Mira Lindqvist');
    await page.reload();
    await page.getByRole('button', { name: /Mira Lindqvist.*menu$/ }).waitFor();
  },
);
