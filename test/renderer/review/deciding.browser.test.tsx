/** Deciding from the keyboard: what A says and does, the pickers, the check strip, and where the focus and the next package are afterwards. */
import { screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { commandById, runCommand } from '../../../renderer/commands/registry.ts';
import { select } from '../../../renderer/commands/select.ts';
import { forgetPackageViews, peekPackageView } from '../../../renderer/store/package-view.ts';
import { reviewOrder } from '../../../renderer/store/review-order.ts';
import { useDeskView } from '../../../renderer/view-state/desk-view.ts';
import type { PackageId } from '../../../shared/domain/ids.ts';
import { acted, bodyOnScreen, closeReview, eventually, openReview } from './open-review.tsx';
import { reviewDesk, reviewPackage, reviewPolicy, reviewWorld } from './review-sample.ts';

afterEach(closeReview);

const bar = () => within(screen.getByRole('toolbar', { name: 'Decide' }));
const approve = () => bar().getAllByRole('button')[0]!;
const checks = () => within(screen.getByRole('region', { name: 'Checks' }));
const contact = () => within(screen.getByRole('region', { name: 'Contact' }));
const HOUR = 3_600_000;

test('a clear message says when it leaves, A signs exactly the text on screen and goes on', async () => {
  const nowMs = Date.now();
  const { user, main } = await openReview({
    packages: [reviewPackage(nowMs), reviewPackage(nowMs, { id: 'p2', contactName: 'Lee Park' })],
  });
  expect(approve().textContent).toContain('Approve, leaves in 20 s');
  expect(checks().getByText(/Every check passes/)).toBeVisible();
  const first = useDeskView.getState().selectedId;
  const body = bodyOnScreen();
  await user.keyboard('a');
  await eventually(() => expect(acted(main)).toHaveLength(1));
  expect(acted(main)[0]).toMatchObject({ kind: 'approve', packageId: first, body, editClass: 'unedited' });
  await eventually(() => expect(useDeskView.getState().selectedId).not.toBe(first));
  await eventually(() => expect(screen.getAllByRole('region', { name: 'Message' })).toHaveLength(1));
  await eventually(() => expect(document.activeElement).not.toBe(document.body));
});

test('a package that was not read ahead comes without a blank sheet, and its keys are asleep for a moment from then on', async () => {
  const nowMs = Date.now();
  const { user, main } = await openReview({
    packages: ['p1', 'p2'].map((id) => reviewPackage(nowMs, { id, contactName: `Person ${id}` })),
  });
  await eventually(() => expect(reviewOrder()).toHaveLength(2));
  const [first, second] = reviewOrder();
  select(first!);
  await eventually(() => expect(peekPackageView(second!)).toBeDefined());
  await eventually(() => expect(contact().getByText(`Person ${first}`)).toBeVisible());
  forgetPackageViews([second!]);
  let blinks = 0;
  const watching = new MutationObserver(() => {
    if (screen.queryByRole('region', { name: 'Message' }) === null) blinks += 1;
  });
  watching.observe(document.body, { childList: true, subtree: true });
  await user.keyboard('j');
  const next = useDeskView.getState().selectedId;
  expect(next).toBe(second);
  await eventually(() => expect(contact().getByText(`Person ${next}`)).toBeVisible());
  await user.keyboard('a');
  await new Promise((resolve) => setTimeout(resolve, 50));
  watching.disconnect();
  expect(blinks).toBe(0);
  expect(main.acted.size).toBe(0);
});

test('what a step on or back would show is in memory before the key is pressed', async () => {
  const nowMs = Date.now();
  await openReview({
    packages: Array.from({ length: 14 }, (_, at) => reviewPackage(nowMs, { id: `p${at + 1}` })),
  });
  await eventually(() => expect(reviewOrder()).toHaveLength(14));
  // Beyond what the first on screen reads ahead.
  select(reviewOrder()[9]!);
  await eventually(() => {
    for (const near of [6, 7, 8, 9, 10, 11, 12, 13]) expect(peekPackageView(reviewOrder()[near]!)).toBeDefined();
  });
  expect(peekPackageView(reviewOrder()[5]!)).toBeUndefined();
});

test('a digit after R names the sentence as the checker cut it, where the reader stands', async () => {
  const { user, main } = await openReview({
    packages: [reviewPackage(Date.now(), { replace: ['Blue Yonder', 'Manhattan'] })],
  });
  await user.keyboard('{BracketLeft}');
  useDeskView.getState().set({ sentence: 6, mode: 'rejecting' });
  runCommand(commandById('rejecting-1'));
  await eventually(() =>
    expect(acted(main)[0]).toMatchObject({
      reason: 'wrong-fact',
      sentence: 'It runs beside Manhattan and needs no change on your side.',
    }),
  );
});

test('what is over says so and is not offered for a decision', async () => {
  const nowMs = Date.now();
  const pkg = reviewPackage(nowMs);
  const { main } = await openReview({ packages: [pkg, reviewPackage(nowMs, { id: 'p2' })] });
  const review = { ...pkg.review, state: 'superseded' as const };
  useDeskView.getState().set({ selectedId: 'p1' as PackageId });
  main.put('package', 'p1', { ...pkg, revision: 2, review });
  await eventually(() =>
    expect(screen.getByText(/A newer package for this contact has taken its place/)).toBeVisible(),
  );
  expect(approve().textContent).toMatch(/^Approve/);
  expect(approve().textContent).not.toContain('leaves');
  expect(approve().getAttribute('aria-disabled')).toBe('true');
});

test('outside their hours it says until when it waits, and A signs all the same', async () => {
  const nowMs = Date.now();
  const closedToday = ((new Date(nowMs).getUTCDay() + 3) % 7) + 1;
  const { user, main } = await openReview({
    policy: reviewPolicy({ sendWindow: { startMinute: 540, endMinute: 600, days: [closedToday] } }),
  });
  expect(approve().textContent).toMatch(/Approve, waits until (Mon|Tue|Wed|Thu|Fri|Sat|Sun) 09:00/);
  expect(checks().getByText('Outside their hours')).toBeVisible();
  await user.keyboard('a');
  await eventually(() => expect(acted(main).map(({ kind }) => kind)).toEqual(['approve']));
});

test('an unseen ask is shown by the first press and signed as seen by the second', async () => {
  const { user, main } = await openReview({
    packages: [
      reviewPackage(Date.now(), { replace: ['Best,', 'See https://one.example and https://two.example\n\nBest,'] }),
    ],
  });
  expect(approve().textContent).toMatch(/\d to see first/);
  await user.keyboard('a');
  await eventually(() => expect(screen.getByRole('note', { name: 'Finding' })).toBeVisible());
  expect(main.acted.size).toBe(0);
  expect(approve().textContent).toContain('Approve, leaves in 20 s');
  await user.keyboard('a');
  await eventually(() =>
    expect(acted(main)[0]).toMatchObject({ kind: 'approve', seen: expect.arrayContaining(['links']) as unknown }),
  );
});

test('a refusal says why on the button, never signs, and shows what would clear it', async () => {
  const nowMs = Date.now();
  const { user, main } = await openReview({ worlds: [reviewWorld(nowMs, 'p1', { relation: 'customer' })] });
  expect(approve().textContent).toContain('Refused: not a prospect');
  await user.keyboard('a');
  await eventually(() =>
    expect(within(screen.getByRole('note', { name: 'Finding' })).getByText('Clears:')).toBeVisible(),
  );
  await user.click(approve());
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(main.acted.size).toBe(0);
  expect(useDeskView.getState().selectedId).toBe('p1');
});

test('what nobody knows is a question mark, never a tick', async () => {
  const { user } = await openReview({ desk: null });
  const strip = checks();
  expect(strip.getByRole('img', { name: 'slots: unknown' })).toBeVisible();
  expect(strip.getByRole('img', { name: 'checked: unknown' })).toBeVisible();
  expect(strip.queryByText(/Every check passes/)).toBeNull();
  expect(approve().getAttribute('aria-disabled')).toBe('true');
  await user.click(strip.getByRole('button', { name: 'all checks' }));
  const all = within(screen.getByRole('region', { name: 'All checks' }));
  expect(all.queryByRole('img', { name: 'Passes' })).toBeNull();
  expect(all.getAllByRole('img', { name: /^Unknown/ }).length).toBeGreaterThan(10);
});

test('a check that is too old holds with a question mark; the rest keep their ticks', async () => {
  const nowMs = Date.now();
  const desk = reviewDesk(nowMs);
  const { user } = await openReview({
    desk: { ...desk, checkedAtMs: { ...desk.checkedAtMs, suppressions: nowMs - HOUR } },
  });
  expect(checks().getByRole('img', { name: 'Unknown, Holds' })).toBeVisible();
  expect(checks().getByText('60 min ago')).toBeVisible();
  await user.click(checks().getByRole('button', { name: 'all checks' }));
  const all = within(screen.getByRole('region', { name: 'All checks' }));
  expect(all.getAllByRole('img', { name: 'Passes' }).length).toBeGreaterThan(8);
  expect(all.getByText(/Countersignature/).textContent).toContain('at release');
  await user.keyboard('{Escape}');
  await eventually(() => expect(screen.queryByRole('region', { name: 'All checks' })).toBeNull());
});

test('the counters say slots, touches, words and the age of the checks', async () => {
  const nowMs = Date.now();
  await openReview({
    worlds: [reviewWorld(nowMs, 'p1', { outboundAtMs: [nowMs - 9 * HOUR * 24, nowMs - 300 * HOUR * 24] })],
  });
  const text = screen.getByRole('region', { name: 'Checks' }).textContent;
  expect(text).toContain('31/40');
  expect(text).toContain('1/5');
  expect(text).toMatch(/\d+ words/);
  expect(text).toMatch(/checked 4\d s ago|checked 40 s ago/);
});

test('R and a digit reject with that reason, each choice saying what it does', async () => {
  const { user, main } = await openReview();
  await user.keyboard('r');
  const list = within(await screen.findByRole('listbox', { name: 'Reject, because' }));
  expect(list.getAllByRole('option')).toHaveLength(10);
  expect(list.getByRole('option', { name: /Do not contact/ }).textContent).toContain('suppresses at once');
  expect(list.getByRole('option', { name: /Wrong person/ }).textContent).toContain('drops the contact');
  await user.keyboard('7');
  await eventually(() => expect(acted(main)[0]).toMatchObject({ kind: 'reject', reason: 'spam-risk' }));
});

test('a wrong fact asks which sentence, with the doubtful one proposed', async () => {
  const { user, main } = await openReview({
    packages: [reviewPackage(Date.now(), { replace: ['Blue Yonder', 'Manhattan'] })],
  });
  await user.keyboard('r1');
  const list = within(await screen.findByRole('listbox', { name: 'Which sentence is wrong?' }));
  expect(list.getByRole('option', { selected: true }).textContent).toContain('Manhattan');
  expect(main.acted.size).toBe(0);
  await user.keyboard('{Enter}');
  await eventually(() =>
    expect(acted(main)[0]).toMatchObject({
      reason: 'wrong-fact',
      sentence: expect.stringContaining('Manhattan') as unknown,
    }),
  );
});

test('while a list is open no other key acts; Escape leaves it and gives the focus back', async () => {
  const { user, main } = await openReview();
  const before = bar().getByRole('button', { name: /^Reject/ });
  before.focus();
  await user.keyboard('r');
  await screen.findByRole('listbox', { name: 'Reject, because' });
  await user.keyboard('aezjx');
  expect(screen.getByRole('listbox', { name: 'Reject, because' })).toBeVisible();
  expect(main.acted.size).toBe(0);
  await user.keyboard('{Escape}');
  await eventually(() => expect(screen.queryByRole('listbox')).toBeNull());
  expect(document.activeElement).toBe(before);
  expect(useDeskView.getState().mode).toBe('reading');
});

test('a note can hold digits and letters, and goes along with the choice', async () => {
  const { user, main } = await openReview();
  await user.keyboard('r');
  await screen.findByRole('listbox', { name: 'Reject, because' });
  await user.keyboard('{ArrowDown}{Tab}3 sites, not 4{Enter}');
  await eventually(() =>
    expect(acted(main)[0]).toMatchObject({ kind: 'reject', reason: 'weak-signal', note: '3 sites, not 4' }),
  );
});

test('F proposes a trigger, and F again takes it', async () => {
  const nowMs = Date.now();
  const { user, main } = await openReview({
    packages: [
      reviewPackage(nowMs, {
        rest: { engagement: [{ contactId: 'contact-of-p1', kind: 'pricing-page', source: 'site', atMs: nowMs }] },
      }),
    ],
  });
  await user.keyboard('f');
  const list = within(await screen.findByRole('listbox', { name: /Escalate/ }));
  expect(list.getByRole('option', { selected: true }).textContent).toContain('proposed');
  await user.keyboard('f');
  await eventually(() => expect(acted(main)[0]).toMatchObject({ kind: 'escalate', trigger: 'pricing-or-legal' }));
});

test('H snoozes until a time or a fresh signal', async () => {
  const { user, main } = await openReview();
  await user.keyboard('h');
  await screen.findByRole('listbox', { name: 'Snooze' });
  await user.keyboard('5');
  await eventually(() => expect(acted(main)[0]).toMatchObject({ kind: 'snooze', until: { kind: 'fresh-signal' } }));
});

test('suppressing a whole domain is asked twice, and no is the first answer', async () => {
  const { user, main } = await openReview();
  await user.keyboard('{Shift>}n{/Shift}');
  await screen.findByRole('listbox', { name: 'Do not contact' });
  await user.keyboard('2');
  await screen.findByRole('listbox', { name: /Nobody at northwind.example/ });
  await user.keyboard('{Enter}');
  await screen.findByRole('listbox', { name: 'Do not contact' });
  expect(main.acted.size).toBe(0);
  await user.keyboard('2');
  await screen.findByRole('listbox', { name: /Nobody at northwind.example/ });
  await user.keyboard('2');
  await eventually(() => expect(acted(main)[0]).toMatchObject({ kind: 'do-not-contact', scope: 'domain' }));
});

test('the last decision leaves an empty queue that says so and offers a next step', async () => {
  const { user } = await openReview();
  await user.keyboard('r6');
  expect(await screen.findByText('Everything is decided')).toBeVisible();
  expect(screen.getByRole('button', { name: /Import a file/ })).toBeVisible();
});

test('a screen reader hears the package and the sentence it steps to', async () => {
  const { user } = await openReview();
  const heard = () => screen.getAllByRole('status').map((region) => region.textContent);
  await eventually(() => expect(heard()).toContain('Northwind, Tier 2, Dana Reyes, first touch. Every check passes.'));
  await user.keyboard(']');
  await eventually(() => expect(heard().some((words) => words.startsWith('Sentence 2 of 10. Supported.'))).toBe(true));
});
