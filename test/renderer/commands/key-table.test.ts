/** The desk's key map, row by row: each key is on the command that the map says, and on no other that is heard at the same time. */
import { describe, expect, test } from 'vitest';
import { commandList } from '../../../renderer/commands/command-list.ts';
import { withChoices } from '../../../renderer/commands/key-choices.ts';
import { spokenNotice } from '../../../renderer/app/notice-toasts.ts';
import type { ReviewMode } from '../../../renderer/view-state/desk-view.ts';

const list = commandList();
const onKey = (key: string, mode: ReviewMode) =>
  list
    .filter(
      (command) =>
        command.keys.includes(key) &&
        (command.mode ?? mode) === mode &&
        (command.screens === undefined || command.screens.includes('review')),
    )
    .map(({ id }) => id);

const ROWS: readonly (readonly [key: string, mode: ReviewMode, id: string])[] = [
  ['a', 'reading', 'approve'],
  ['e', 'reading', 'edit'],
  ['Escape', 'editing', 'leave'],
  ['$mod+Enter', 'editing', 'approve-from-editor'],
  ['r', 'reading', 'reject'],
  ['f', 'reading', 'escalate'],
  ['h', 'reading', 'snooze'],
  ['z', 'reading', 'undo'],
  ['$mod+z', 'reading', 'undo'],
  ['j', 'reading', 'next'],
  ['k', 'reading', 'previous'],
  ['[', 'reading', 'previous-claim'],
  [']', 'reading', 'next-claim'],
  ['o', 'reading', 'open-source'],
  ['d', 'reading', 'difference'],
  ['p', 'reading', 'thread'],
  ['w', 'reading', 'rewrite'],
  ['Shift+n', 'reading', 'do-not-contact'],
  ['Shift+j', 'reading', 'next-urgent'],
  ['/', 'reading', 'search'],
  ['$mod+k', 'reading', 'palette'],
  ['?', 'reading', 'help'],
  ['s', 'reading', 'send-now'],
];

describe('the key map', () => {
  test.each(ROWS)('%s while %s: %s', (key, mode, id) => expect(onKey(key, mode)).toEqual([id]));

  test.each('1234567890'.split(''))('R, then %s rejects with a reason of its own', (digit) => {
    expect(onKey(digit, 'rejecting')).toHaveLength(1);
    expect(onKey(digit, 'reading')).toEqual([]);
  });

  test('every key without Ctrl, Cmd, Alt or Escape is inert while typing', () => {
    const single = list.filter(
      ({ keys, isFixed }) => isFixed !== true && keys.some((key) => !/\$mod|Alt|Control|Meta/.test(key)),
    );
    expect(single.filter(({ scope }) => scope !== 'reading').map(({ id }) => id)).toEqual([]);
  });

  test('single keys can be switched off; those with Ctrl, and Escape, stay', () => {
    const off = withChoices(list, { own: {}, singleKeys: false });
    // The digits of an open panel are that panel's own, and stay.
    expect(
      off
        .filter(({ isStep }) => isStep !== true)
        .flatMap(({ keys }) => keys)
        .filter((key) => !/\$mod|Alt|Escape/.test(key)),
    ).toEqual([]);
    expect(off.find(({ id }) => id === 'undo')?.keys).toEqual(['$mod+z']);
  });

  test('no two commands have the same name', () => {
    const named = list
      .filter(({ isStep }) => isStep !== true)
      .map(({ title, screens }) => `${title} ${screens?.join() ?? ''}`);
    expect(named.filter((name, at) => named.indexOf(name) !== at)).toEqual([]);
  });
});

test.each([
  [undefined, ''],
  [
    { id: 'x', kind: 'decided', text: 'Countersigned.', untilMs: 5 } as const,
    'Countersigned. It can be undone for 20 seconds.',
  ],
  [{ id: 'x', kind: 'blocked', text: 'Not signed.' } as const, 'Not signed.'],
])('a screen reader hears %o as %s', (notice, words) => expect(spokenNotice(notice, 20_000)).toBe(words));
