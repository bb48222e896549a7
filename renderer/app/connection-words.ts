/** Says how the desk stands with the CRM and the mailbox in one short line, worst first. */
import type { DeskStatus } from '../../shared/ipc/contract.ts';
import type { Tone } from '../components/tone.ts';
import { ago, shortDuration } from '../components/time-words.ts';

export interface ConnectionWords {
  readonly tone: Tone;
  readonly short: string;
  /** What is wrong and what to do; empty while all is well. */
  readonly long: string;
}

export function connectionWords(
  connection: 'starting' | 'live' | 'lost' | 'needs-token' | 'storage-full' | 'other-version',
  status: DeskStatus | null,
  nowMs: number,
): ConnectionWords {
  if (connection === 'starting' || (status === null && connection === 'live')) {
    return { tone: 'neutral', short: 'Starting…', long: '' };
  }
  if (connection !== 'live' || status === null) {
    return {
      tone: 'attention',
      short: 'Working alone',
      long: 'The desk does not answer. Decisions are kept here and handed over when it is back.',
    };
  }
  if (status.ledger.state !== 'open') {
    return {
      tone: 'refused',
      short: 'Sending has stopped',
      long: status.ledger.problem ?? 'The ledger could not be opened.',
    };
  }
  if (status.crm.state === 'unreachable') {
    return { tone: 'attention', short: 'Offline: CRM unreachable', long: status.crm.problem ?? '' };
  }
  if (status.mailbox.state === 'locked') {
    return {
      tone: 'attention',
      short: 'Mailbox locked',
      long: status.mailbox.problem ?? 'The passphrase is needed before mail can leave.',
    };
  }
  if (status.mailbox.state === 'unreachable') {
    return { tone: 'attention', short: 'Mailbox unreachable', long: status.mailbox.problem ?? '' };
  }
  if (status.crm.state === 'syncing') return { tone: 'neutral', short: 'Syncing…', long: '' };
  if (status.crm.state === 'stopped') return { tone: 'stale', short: 'Sync stopped', long: 'Press sync to go on.' };
  const { lastPullAtMs } = status.crm;
  const age = lastPullAtMs === null ? '' : shortDuration(Math.max(0, nowMs - lastPullAtMs));
  return {
    tone: 'supported',
    short: age === '' ? 'Not synced yet' : `Synced ${ago(age)}`,
    long: '',
  };
}
