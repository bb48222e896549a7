/** The registry's rules, without a browser. */
import { expect, test } from 'vitest';
import { commandList } from '../../../renderer/commands/command-list.ts';
import type { Command } from '../../../renderer/commands/command.ts';
import { REJECTION_CHOICES } from '../../../renderer/commands/choices.ts';
import { conflictsAmong, normaliseKey } from '../../../renderer/commands/key-conflicts.ts';
import { checked } from '../../../renderer/commands/registry.ts';
import { RejectionReason } from '../../../shared/domain/decision.ts';

function command(change: Partial<Command>): Command {
  return {
    id: 'one',
    title: 'One',
    explains: 'Does one thing.',
    group: 'Desk',
    keys: ['a'],
    scope: 'reading',
    isEnabled: () => true,
    run: () => undefined,
    ...change,
  };
}

test('the commands of the desk don’t conflict', () => {
  expect(conflictsAmong(commandList())).toEqual([]);
});

test.each([
  ['the same key', command({}), command({ id: 'two' }), 1],
  ['another key', command({}), command({ id: 'two', keys: ['b'] }), 0],
  [
    'the same key in other scopes: all are heard while reading',
    command({ scope: 'reading' }),
    command({ id: 'two', scope: 'anywhere' }),
    1,
  ],
  ['the same key in two modes', command({ mode: 'reading' }), command({ id: 'two', mode: 'rejecting' }), 0],
  ['the same key in one mode', command({ mode: 'rejecting' }), command({ id: 'two', mode: 'rejecting' }), 1],
  ['the same key on two screens', command({ screens: ['review'] }), command({ id: 'two', screens: ['replies'] }), 0],
  [
    'the same key on one screen',
    command({ screens: ['review', 'calls'] }),
    command({ id: 'two', screens: ['calls'] }),
    1,
  ],
  ['a screen and any screen', command({}), command({ id: 'two', screens: ['calls'] }), 1],
  ['a mode and any mode', command({}), command({ id: 'two', mode: 'rejecting' }), 1],
  [
    'the same key written differently',
    command({ keys: ['Shift+Alt+KeyT'] }),
    command({ id: 'two', keys: ['Alt+Shift+t'] }),
    1,
  ],
  ['one id for two', command({}), command({ keys: ['b'] }), 1],
])('%s', (_, one, other, faults) => {
  expect(conflictsAmong([one, other])).toHaveLength(faults);
  if (faults > 0) expect(() => checked([one, other])).toThrow(/conflict/);
  else expect(checked([one, other])).toHaveLength(2);
});

test('modifiers are compared without their order', () => {
  expect(normaliseKey('Shift+$mod+K')).toBe(normaliseKey('$mod+Shift+k'));
});

test('every rejection reason has a digit of its own, in the order of the keys', () => {
  expect(REJECTION_CHOICES.map(({ value }) => value)).toEqual(RejectionReason.options);
  expect(REJECTION_CHOICES.map(({ digit }) => digit).join('')).toBe('1234567890');
});

test('every command has words, and every key of the desk is there', () => {
  const list = commandList();
  for (const { title, explains } of list) expect(title.length * explains.length).toBeGreaterThan(0);
  const keys = new Set(list.flatMap((one) => one.keys));
  for (const key of [
    'a',
    'e',
    'Escape',
    '$mod+Enter',
    'r',
    'f',
    'h',
    'z',
    '$mod+z',
    'j',
    'k',
    '[',
    ']',
    'o',
    'd',
    't',
    's',
    'l',
    'c',
    'i',
    'Shift+n',
    'Shift+j',
    '/',
    '$mod+k',
    '?',
  ])
    expect(keys, key).toContain(key);
});
