/** Keys as a person likes them: which press is a key, which is refused and why, and what becomes of old choices. */
import { expect, test } from 'vitest';
import { commandList } from '../../../renderer/commands/command-list.ts';
import { AS_LISTED, isMovable, isSingleKey, withChoices } from '../../../renderer/commands/key-choices.ts';
import { conflictsAmong } from '../../../renderer/commands/key-conflicts.ts';
import { RECORD_WORDS, recordKey } from '../../../renderer/commands/record-key.ts';
import { settled } from '../../../renderer/commands/registry.ts';

const list = commandList();
const the = (id: string, among = list) => among.find((command) => command.id === id)!;
const press = (key: string, more: object = {}) => ({
  key,
  code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});
const DESK = { isMac: false, singleKeys: true };

test.each([
  ['a free letter', 'snooze', press('m'), { kind: 'key', key: 'm' }],
  ['its own key again', 'snooze', press('h'), { kind: 'key', key: 'h' }],
  ['a letter with Shift', 'snooze', press('M', { shiftKey: true }), { kind: 'key', key: 'Shift+m' }],
  ['Ctrl with a letter', 'snooze', press('m', { ctrlKey: true }), { kind: 'key', key: '$mod+m' }],
  ['Alt, by its place', 'snooze', press('µ', { altKey: true, code: 'KeyM' }), { kind: 'key', key: 'Alt+KeyM' }],
  ['a function key', 'snooze', press('F6'), { kind: 'key', key: 'F6' }],
  ['a modifier alone', 'snooze', press('Shift', { shiftKey: true }), { kind: 'more' }],
  ['Tab', 'snooze', press('Tab'), { kind: 'refused', because: RECORD_WORDS.kept }],
  ['Enter', 'snooze', press('Enter'), { kind: 'refused', because: RECORD_WORDS.kept }],
  ['an arrow', 'snooze', press('ArrowDown'), { kind: 'refused', because: RECORD_WORDS.kept }],
  ['copy', 'snooze', press('c', { ctrlKey: true }), { kind: 'refused', because: RECORD_WORDS.system }],
  ['another command’s key', 'snooze', press('a'), { kind: 'refused', because: RECORD_WORDS.taken('Approve') }],
  [
    'the palette’s',
    'snooze',
    press('k', { ctrlKey: true }),
    { kind: 'refused', because: RECORD_WORDS.taken('Find anything') },
  ],
  [
    'a letter for what works while writing',
    'approve-from-editor',
    press('m'),
    { kind: 'refused', because: RECORD_WORDS.needsModifier },
  ],
  ['the key of another screen', 'snooze', press('l'), { kind: 'key', key: 'l' }],
])('%s', (_, id, pressed, recorded) => {
  expect(recordKey(pressed, the(id), list, DESK)).toEqual(recorded);
});

test('on a Mac it is Cmd that is written as the main modifier', () => {
  const mac = { isMac: true, singleKeys: true };
  expect(recordKey(press('m', { metaKey: true }), the('snooze'), list, mac)).toEqual({ kind: 'key', key: '$mod+m' });
  expect(recordKey(press('m', { ctrlKey: true }), the('snooze'), list, mac)).toEqual({ kind: 'key', key: 'Control+m' });
});

test('a key that would not act is refused while single keys are off', () => {
  expect(recordKey(press('m'), the('snooze'), list, { isMac: false, singleKeys: false })).toEqual({
    kind: 'refused',
    because: RECORD_WORDS.single,
  });
});

test('single keys switched off leave every key with a modifier, and the digits of an open list', () => {
  const quiet = withChoices(list, { own: {}, singleKeys: false });
  const left = quiet.flatMap(({ isStep, keys }) => (isStep === true ? [] : keys));
  expect(left.filter(isSingleKey)).toEqual([]);
  expect(left).toEqual(expect.arrayContaining(['$mod+Enter', 'Alt+KeyT', '$mod+z', '$mod+k', 'Escape']));
  expect(the('rejecting-1', quiet).keys).toEqual(['1']);
});

test('what follows a command takes its keys; what is fixed keeps its own', () => {
  const own = { escalate: ['m'], leave: ['q'], 'rejecting-1': ['q'] };
  const mine = withChoices(list, { own, singleKeys: true });
  expect(the('escalate', mine).keys).toEqual(['m']);
  expect(the('escalate-as-suggested', mine).keys).toEqual(['m']);
  expect(the('leave', mine).keys).toEqual(['Escape']);
  expect(the('rejecting-1', mine).keys).toEqual(['1']);
  expect(isMovable(the('leave'))).toBe(false);
});

test('old choices that conflict by now give way to the list, and the others stay', () => {
  const mine = settled(list, { own: { snooze: ['a'], reject: ['m'] }, singleKeys: true });
  expect(conflictsAmong(mine)).toEqual([]);
  expect(the('snooze', mine).keys).toEqual(['h']);
  expect(the('reject', mine).keys).toEqual(['m']);
});

test('two commands may change places', () => {
  const mine = settled(list, { own: { snooze: ['r'], reject: ['h'] }, singleKeys: true });
  expect([the('snooze', mine).keys, the('reject', mine).keys]).toEqual([['r'], ['h']]);
});

test('without choices the list is as it was', () => {
  expect(withChoices(list, AS_LISTED)).toEqual(list);
});
