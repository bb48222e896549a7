/** What a newcomer meets: the demo from nothing, or an older one brought up, on a Saturday night. Three approvals leave within a minute, under every rail. */
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { hostPaths } from '../../electron/platform/paths.ts';
import type { SendId } from '../../shared/domain/ids.ts';
import type { HandoffPackage } from '../../shared/domain/handoff-package.ts';
import { queueRank } from '../../shared/policy/queue-order.ts';
import { turnedClock } from '../send/desk-parts.ts';
import { folderOfTest } from '../sync/parts.ts';
import { approve, openTestDesk, SAM, sendOf, type TestDesk } from './parts.ts';

const SATURDAY_NIGHT = Date.UTC(2026, 10, 21, 23, 10);
const RESOURCES = join(import.meta.dirname, '..', '..', 'resources');

async function firstThree(one: TestDesk): Promise<readonly HandoffPackage[]> {
  return [...(await one.feed('package')).values()]
    .flatMap((pkg) => (pkg?.review.ownerId === SAM.id && pkg.review.queue === 'review' ? [pkg] : []))
    .sort((left, right) => queueRank(left) - queueRank(right))
    .slice(0, 3);
}

/** Approves them at once, lets a minute pass second by second, and says what left. */
async function oneMinute(one: TestDesk, packages: readonly HandoffPackage[]): Promise<void> {
  const ids: SendId[] = [];
  for (const pkg of packages) ids.push(await approve(one, pkg));
  for (let second = 0; second < 60; second += 1) {
    await one.later(1_000);
    // SMTP takes its own time; nothing may be on its way when the clock moves on.
    await one.until('nothing is on its way', async () => {
      const sends = await Promise.all(ids.map((id) => sendOf(one, id)));
      return sends.every(({ state }) => !['released', 'reserved', 'transmitting'].includes(state));
    });
  }
  const sends = await Promise.all(ids.map((id) => sendOf(one, id)));
  expect(sends.map(({ state, findings }) => [state, findings])).toEqual(packages.map(() => ['sent', []]));
  expect(readdirSync(join(one.paths.mail, 'sent')).filter((name) => name.endsWith('.eml'))).toHaveLength(3);
  // A pause lay between each two.
  const times = sends.map(({ sentAtMs }) => sentAtMs ?? 0).sort((left, right) => left - right);
  for (const [at, sentAtMs] of times.entries())
    if (at > 0) expect(sentAtMs - (times[at - 1] ?? 0)).toBeGreaterThanOrEqual(1_000);
}

test('the demo from an empty home', { timeout: 120_000 }, async () => {
  const one = await openTestDesk({ home: folderOfTest(), clock: turnedClock(SATURDAY_NIGHT) });
  const box = (await one.feed('desk')).get('desk')?.mailboxes.find(({ id }) => id === SAM.mailbox.id);
  expect(box).toMatchObject({
    takenToday: 0,
    ramp: { basis: 'sent-folder', startDay: '2026-11-21', frozen: null },
    authentication: { simulated: true, spf: 'pass', dkim: 'pass', dmarc: 'pass' },
  });
  expect(box?.ramp?.startPerDay).toBeGreaterThan(10);
  // What its people had sent before the desk began, on the days of this week.
  expect(box?.elsewhere?.thisWeek).toBeGreaterThan(10);
  await oneMinute(one, await firstThree(one));
  await one.until('the slots are on the page', async () => {
    const now = (await one.feed('desk')).get('desk')?.mailboxes.find(({ id }) => id === SAM.mailbox.id);
    return now?.takenToday === 3 && now.coldThisWeek === 3;
  });
  expect(one.faults).toEqual([]);
});

test('a home of version 0.1.0', { timeout: 120_000 }, async () => {
  const home = folderOfTest();
  const paths = hostPaths(home, RESOURCES);
  mkdirSync(dirname(paths.workspace), { recursive: true });
  const database = new DatabaseSync(paths.workspace);
  database.exec(readFileSync(new URL('../crm/demo-0.1.0.sql', import.meta.url), 'utf8'));
  database.close();
  // Filled on a Wednesday; its letters are still good on the Thursday.
  const one = await openTestDesk({ home, clock: turnedClock(Date.UTC(2026, 10, 19, 9, 30)) });
  await oneMinute(one, await firstThree(one));
  expect(one.faults).toEqual([]);
});
