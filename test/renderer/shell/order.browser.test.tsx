/** The review list says why its order is what it is: on each row, as the evidence says it, and above the rows where the reason changes. */
import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hereAndNow } from '../../../renderer/store/here-and-now.ts';
import { NO_FILTER } from '../../../renderer/store/review-filter.ts';
import { useDeskView } from '../../../renderer/view-state/desk-view.ts';
import { useReviewNarrowing } from '../../../renderer/view-state/review-narrowing.ts';
import { cleanDatabases } from '../store/databases.ts';
import { sampleDesk, samplePackage, sampleWorld } from '../store/sample.ts';
import { whatAxeFinds } from '../what-axe-finds.ts';
import { closeShell, openShell } from './open-shell.tsx';

const HOUR = 3_600_000;

cleanDatabases();
beforeEach(() => {
  hereAndNow.nowMs = () => Date.now();
  useReviewNarrowing.setState(useReviewNarrowing.getInitialState(), true);
});
afterEach(closeShell);

/** Tier and hours left of each, by its place in the order; today has slots for `slots` of them. */
const openQueue = (places: readonly (readonly [1 | 2 | 3, number])[], slots: number) =>
  openShell(0, (main, nowMs) => {
    for (const [at, [tier, inHours]] of places.entries()) {
      const id = `q${String(at + 1).padStart(3, '0')}`;
      const expiresAtMs = nowMs + inHours * HOUR + 60_000;
      main.put(
        'package',
        id,
        samplePackage({ id, tier, accountName: `Firm ${at + 1}`, readyAtMs: nowMs - HOUR, expiresAtMs }),
      );
      main.put('world', id, sampleWorld(id));
    }
    const desk = sampleDesk(nowMs);
    main.put('desk', 'desk', {
      ...desk,
      mailboxes: desk.mailboxes.map((mailbox) => ({ ...mailbox, elsewhere: null, takenToday: 40 - slots })),
    });
  });

/** The list as it is seen from the top down: headings as they are, rows by the firm and its tier. */
async function seen(): Promise<readonly string[]> {
  const grid = await screen.findByRole('grid', { name: 'Packages to review' });
  const lines = [...grid.querySelectorAll<HTMLElement>('p, [role="row"]')]
    .filter((line) => line.closest('[aria-hidden="true"]') === null || line.tagName === 'P')
    .map((line) => ({ line, box: line.getBoundingClientRect() }))
    .sort((one, other) => one.box.top - other.box.top);
  for (const [at, { box }] of lines.entries())
    expect(box.top, 'no line lies over the one before').toBeGreaterThanOrEqual((lines[at - 1]?.box.bottom ?? 0) - 0.5);
  return lines.map(({ line }) =>
    line.tagName === 'P' ? `# ${line.textContent}` : (/^Firm \d+(?=T\d)/.exec(line.textContent)?.[0] ?? '?'),
  );
}

const PLACES = [
  [1, 3],
  [1, 14],
  [2, 9],
  [3, 5],
] as const;

test('each row says why it stands there, as the evidence of the one on screen does; headings stand where the reason changes', async () => {
  await openQueue(PLACES, 40);
  await screen.findByRole('button', { name: /^Approve/ });
  await expect
    .poll(seen)
    .toEqual([
      '# Tier 1 within 12 h',
      'Firm 1',
      '# Tier 1 within 36 h, Tier 2 within 24 h',
      'Firm 2',
      'Firm 3',
      '# Tier 3, and what has more time',
      'Firm 4',
    ]);
  const rows = within(screen.getByRole('grid', { name: 'Packages to review' })).getAllByRole('row');
  const said = rows.map((row) => row.title.replace(/ \d+ min/, ''));
  expect(said).toEqual([
    'Tier 1, expires in 3 h, placed 12 h ahead of Tier 2',
    'Tier 1, expires in 14 h, placed 12 h ahead of Tier 2',
    'Tier 2, expires in 9 h, placed 12 h behind Tier 1',
    'Tier 3, expires in 5 h, placed 36 h behind Tier 1',
  ]);
  // The accessible description of a row, which has a name of its own, is its title.
  expect(rows.every((row) => row.getAttribute('aria-label') === null && row.textContent !== '')).toBe(true);
  const evidence = screen.getByRole('region', { name: 'Place in the queue' });
  expect(evidence.textContent).toContain(`${rows[0]?.title ?? '?'}. An approval takes slot 1 of today’s 40.`);
  expect(await whatAxeFinds()).toEqual([]);
});

test('a decision moves the headings with their rows; a part of the queue says nothing of the day’s slots', async () => {
  const { user } = await openQueue(PLACES, 2);
  await screen.findByRole('button', { name: /^Approve/ });
  const beyond = '# Beyond today’s 40 slots';
  await expect.poll(seen).toContain(beyond);
  expect(await seen()).toEqual([
    '# Tier 1 within 12 h',
    'Firm 1',
    '# Tier 1 within 36 h, Tier 2 within 24 h',
    'Firm 2',
    beyond,
    'Firm 3',
    '# Tier 3, and what has more time',
    'Firm 4',
  ]);
  useReviewNarrowing.getState().set({ filter: { ...NO_FILTER, tiers: [2, 3] } });
  await expect
    .poll(seen)
    .toEqual(['# Tier 1 within 36 h, Tier 2 within 24 h', 'Firm 3', '# Tier 3, and what has more time', 'Firm 4']);
  useReviewNarrowing.getState().set({ filter: NO_FILTER });
  await expect.poll(seen).toContain('Firm 1');
  await waitFor(() => expect(useDeskView.getState().selectedId).toBe('q001'));
  useDeskView.getState().set({ shownAtMs: 0 });
  await user.keyboard('r2');
  await expect
    .poll(seen)
    .toEqual([
      '# Tier 1 within 36 h, Tier 2 within 24 h',
      'Firm 2',
      'Firm 3',
      '# Tier 3, and what has more time',
      beyond,
      'Firm 4',
    ]);
});

test('far down a long list each row still stands below its heading, and the chosen one is in sight', async () => {
  const { user } = await openQueue(
    Array.from({ length: 120 }, (_, at) => [1, at + 1] as const),
    30,
  );
  const grid = await screen.findByRole('grid', { name: 'Packages to review' });
  await waitFor(() => expect(useDeskView.getState().selectedId).toBe('q001'));
  grid.focus();
  await user.keyboard('{ArrowDown>40/}');
  await waitFor(() => expect(useDeskView.getState().selectedId).toBe('q041'));
  await waitFor(() => {
    const chosen = grid.querySelector('[aria-selected="true"]')?.getBoundingClientRect();
    const frame = grid.getBoundingClientRect();
    expect(chosen?.top).toBeGreaterThanOrEqual(frame.top - 1);
    expect(chosen?.bottom).toBeLessThanOrEqual(frame.bottom + 1);
  });
  await expect.poll(seen).toContain('Firm 41');
  const lines = await seen();
  const at = lines.indexOf('# Tier 3, and what has more time');
  expect(lines[at + 1]).toMatch(/^Firm 3[56]$/);
});
