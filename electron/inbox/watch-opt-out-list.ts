/** Polls the one-click opt-out list and suppresses whoever is new on it, at once. A list that can't be read is told in words, never taken as empty. */
import { createHash } from 'node:crypto';
import { SuppressionId } from '../../shared/domain/ids.ts';
import type { Suppression } from '../../shared/domain/suppression.ts';
import type { Clock } from '../ports/clock.ts';
import type { Http } from '../ports/http.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Log } from '../ports/log.ts';
import type { Random } from '../ports/random.ts';
import type { OwnMailbox } from './act-on-mail.ts';
import { keepBeat, type BeatOutcome } from './beat.ts';
import { fetchOptOutList, type ListedOptOut } from './opt-out-list.ts';
import type { WatchState } from './watch-mailbox.ts';

export interface OptOutListPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly http: Http;
  readonly ledger: Ledger;
  /** Null where the policy names none. */
  readonly url: () => string | null;
  readonly key: () => string | null;
  readonly mailbox: () => OwnMailbox;
  readonly suppressed: () => void;
  /** It was read to its end. */
  readonly onRead: () => void;
  readonly onChange: () => void;
}

export interface OptOutListWatch {
  state(): WatchState;
  run(): Promise<void>;
  /** Reads it now, where it was in reach and its last reading is no longer of this moment: right before something leaves. */
  freshen(): Promise<void>;
  /** Another address or key. */
  changed(): void;
  stop(): Promise<void>;
}

/** Entries kept in one transaction. */
const BATCH = 200;
/** Sends that leave together ask once. */
const OF_THIS_MOMENT_MS = 5_000;
const OFF: WatchState = { state: 'off', lastReadAtMs: null, problem: null };

export function watchOptOutList(ports: OptOutListPorts): OptOutListWatch {
  const { clock, log, ledger } = ports;
  let state: WatchState = OFF;

  const change = (next: Partial<WatchState>): void => {
    const changed = { ...state, ...next };
    if (JSON.stringify(changed) === JSON.stringify(state)) return;
    state = changed;
    ports.onChange();
  };

  async function once(): Promise<BeatOutcome> {
    const url = ports.url();
    if (url === null) {
      change(OFF);
      return 'idle';
    }
    const key = ports.key();
    if (key === null) {
      change({ state: 'refused', problem: 'The key of the opt-out list is not kept, or it is locked away.' });
      return 'needs-person';
    }
    if (state.state === 'off') change({ state: 'reading' });
    const place = `opt-out-list ${hashOf(url).slice(0, 16)}`;
    const fetched = await fetchOptOutList({ http: ports.http, url, key, etag: ledger.places.read(place) });
    if (beat.stopped() || ports.url() !== url) return 'fine';
    switch (fetched.kind) {
      case 'fault':
        log.warn('opt-outs.unread', { retryable: fetched.retryable });
        change({ state: fetched.retryable ? 'unreachable' : 'refused', problem: fetched.words });
        return fetched.retryable ? 'failed' : 'needs-person';
      case 'unchanged':
        change({ state: 'ready', lastReadAtMs: clock.nowMs() });
        ports.onRead();
        return 'fine';
      case 'list': {
        let isNew = false;
        for (let at = 0; at < fetched.optOuts.length; at += BATCH) {
          const batch = fetched.optOuts.slice(at, at + BATCH);
          isNew = ledger.transact(() => batch.map(keep).some(Boolean)) || isNew;
        }
        // Only now: a list that was half kept must come whole again.
        if (fetched.etag !== null) ledger.places.save(place, fetched.etag);
        if (fetched.unreadable > 0) log.warn('opt-outs.unreadable-lines', { lines: fetched.unreadable });
        change({ state: 'ready', lastReadAtMs: clock.nowMs(), problem: unreadableWords(fetched.unreadable) });
        ports.onRead();
        if (isNew) ports.suppressed();
        return 'fine';
      }
      default:
        return fetched satisfies never;
    }
  }

  /** False where it is known already. */
  function keep({ contactId, atMs }: ListedOptOut): boolean {
    const mailbox = ports.mailbox();
    const send = ledger.sends.touching(contactId, 1)[0] ?? null;
    const id = `one-click ${contactId} ${atMs}`;
    const isNew = ledger.mailboxes.recordEvent({
      id,
      mailboxId: send?.mailboxId ?? mailbox.id,
      kind: 'unsubscribe',
      bounceClass: null,
      statusCode: null,
      sendId: send?.id ?? null,
      contactId,
      source: 'one-click',
      atMs,
    });
    if (!isNew) return false;
    const nowMs = clock.nowMs();
    const entry = (scope: 'contact' | 'global', value: string): Suppression => ({
      id: SuppressionId.parse(`one-click-${hashOf(`${id}\n${value}`).slice(0, 40)}`),
      scope,
      value,
      reason: 'unsubscribe',
      source: 'one-click list',
      evidence: send === null ? 'listed' : `listed, send ${send.id}`,
      atMs: nowMs,
      by: 'one-click list',
      expiresAtMs: null,
    });
    // The contact, and the address we wrote to: another contact may have the same.
    const entries = [entry('contact', contactId), ...(send === null ? [] : [entry('global', send.to.toLowerCase())])];
    ledger.suppressions.put(entries);
    for (const one of entries) {
      const opId = `${one.id}.suppress`;
      ledger.writeBacks.enqueue({ kind: 'suppress', opId, entry: one, personId: mailbox.ownerId }, nowMs, null);
      ledger.trace.append({
        atMs: nowMs,
        kind: 'suppression',
        actor: 'system',
        subject: {
          suppressionId: one.id,
          scope: one.scope,
          reason: one.reason,
          source: 'one-click',
          contactId,
          sendId: send?.id ?? null,
        },
      });
    }
    return true;
  }

  const beat = keepBeat({
    clock,
    random: ports.random,
    once,
    crashed(cause) {
      log.error('opt-outs.fault', cause);
      change({ state: 'unreachable', problem: 'The opt-out list could not be kept; it is tried again by itself.' });
    },
  });

  return {
    state: () => state,
    run: () => beat.run(),
    async freshen() {
      const readAtMs = state.lastReadAtMs ?? 0;
      // One that is out of reach keeps its own pace: how old its word may be is for rail `world-fresh` to say.
      if (state.state === 'ready' && Math.abs(clock.nowMs() - readAtMs) > OF_THIS_MOMENT_MS) await beat.run();
    },
    changed() {
      change(OFF);
      beat.runAnew();
    },
    stop: () => beat.stop(),
  };
}

function unreadableWords(lines: number): string | null {
  if (lines === 0) return null;
  return `${lines === 1 ? 'One line' : `${lines} lines`} of the opt-out list can’t be read and ${lines === 1 ? 'was' : 'were'} skipped: tell whoever runs it.`;
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
