/** The one line on how the desk is connected says the worst first, and never claims more than is known. */
import { expect, test } from 'vitest';
import { connectionWords } from '../../../renderer/app/connection-words.ts';
import type { DeskStatus } from '../../../shared/ipc/contract.ts';
import { NOW_MS, SAMPLE_STATUS } from '../store/sample.ts';

const down: DeskStatus = {
  ...SAMPLE_STATUS,
  crm: { ...SAMPLE_STATUS.crm, state: 'unreachable', problem: 'No route.' },
};
const locked: DeskStatus = { ...SAMPLE_STATUS, mailbox: { ...SAMPLE_STATUS.mailbox, state: 'locked' } };
const stopped: DeskStatus = { ...down, ledger: { state: 'damaged', problem: 'Its checksum is wrong.' } };

test.each([
  ['before the first answer', 'starting', null, 'Starting…'],
  ['no answer from the desk', 'lost', SAMPLE_STATUS, 'Working alone'],
  ['a stopped ledger beats an unreachable CRM', 'live', stopped, 'Sending has stopped'],
  ['an unreachable CRM', 'live', down, 'Offline: CRM unreachable'],
  ['a locked mailbox', 'live', locked, 'Mailbox locked'],
  ['all well', 'live', SAMPLE_STATUS, 'Synced just now'],
  ['never pulled', 'live', { ...SAMPLE_STATUS, crm: { ...SAMPLE_STATUS.crm, lastPullAtMs: null } }, 'Not synced yet'],
] as const)('%s', (_name, connection, status, words) => {
  expect(connectionWords(connection, status, NOW_MS).short).toBe(words);
});

test('the age of the last pull is said', () => {
  expect(connectionWords('live', SAMPLE_STATUS, NOW_MS + 40_000).short).toBe('Synced 40 s ago');
});
