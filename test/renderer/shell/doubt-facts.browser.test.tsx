/** What a person is told of a send that may or may not have arrived. */
import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { Doubt } from '../../../shared/domain/doubt.ts';
import { DoubtFacts } from '../../../renderer/screens/sent/doubt-facts.tsx';

const NOW_MS = Date.UTC(2026, 10, 24, 9, 12);
const MINUTE_MS = 60_000;
const doubt = (change: Partial<Doubt> = {}): Doubt => ({
  handedOverAtMs: NOW_MS - 3 * MINUTE_MS,
  asksAtMs: NOW_MS + 12 * MINUTE_MS,
  looks: 3,
  lastLook: { atMs: NOW_MS - MINUTE_MS, where: 'the Sent folder', answer: 'absent' },
  ...change,
});
const shown = (value: Doubt) => {
  const { container, unmount } = render(<DoubtFacts doubt={value} nowMs={NOW_MS} />);
  const text = container.textContent;
  unmount();
  return text;
};

it('says how often and where it was looked for, and that absent is not unsent', () => {
  const text = shown(doubt());
  expect(text).toMatch(
    /3 times, last .+ in the Sent folder: it is not there, which does not mean that it was not sent/,
  );
  expect(text).toMatch(/keeps its slot/);
  expect(text).not.toMatch(/Now; the looking/);
});

it('says when there was no look yet, and when it could not be searched', () => {
  expect(shown(doubt({ looks: 0, lastLook: null }))).toMatch(/Not yet/);
  expect(shown(doubt({ looks: 1, lastLook: { atMs: NOW_MS, where: 'the mailbox', answer: 'unknown' } }))).toMatch(
    /Once, last .+ in the mailbox: it could not be searched/,
  );
});

it('says that the person is asked once the grace is over, and when the mark is not known', () => {
  render(<DoubtFacts doubt={doubt({ asksAtMs: NOW_MS, handedOverAtMs: null })} nowMs={NOW_MS} />);
  expect(screen.getByText('Now; the looking goes on meanwhile')).toBeTruthy();
  expect(screen.getByText(/The moment is not known/)).toBeTruthy();
});
