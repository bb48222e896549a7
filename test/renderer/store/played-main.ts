/** Plays the main process for the store's tests: a feed with the latest revision of each object, decisions acted on once, a record of every call. */
import type { Decision } from '../../../shared/domain/decision.ts';
import type { DecisionId } from '../../../shared/domain/ids.ts';
import type { CallError, CountersignBridge } from '../../../shared/ipc/contract.ts';
import { FeedItem, type FeedBody, type FeedKind, type FeedPage } from '../../../shared/ipc/feed.ts';
import { bodyOf, onTheWire } from '../../feed-bodies.ts';
import { SAMPLE_STATUS, samplePerson } from './sample.ts';

export class PlayedMain implements CountersignBridge {
  epoch = 'epoch-1';
  /** Calls as they came, answered or not. */
  readonly calls: { readonly channel: string; readonly request: unknown }[] = [];
  /** Decisions acted on, each once. */
  readonly acted = new Map<DecisionId, Decision>();
  readonly undone = new Set<DecisionId>();
  readonly journal = new Map<string, unknown>();
  /** While true every call finds nobody. */
  isDown = false;
  /** What the next calls of a channel do instead: `lost` acts but the answer is lost. */
  readonly next = new Map<string, ('lost' | 'down' | { readonly refused: string })[]>();
  /** Whether acted-on decisions come by the feed. */
  showsDecisions = true;
  readonly #items = new Map<string, FeedItem>();
  readonly #listeners = new Set<(event: string, payload: unknown) => void>();
  #seq = 0;

  put<K extends FeedKind>(kind: K, id: string, body: FeedBody<K> | null): void {
    this.putRaw(kind, id, onTheWire(kind, body));
  }

  /** Whatever the wire may carry. */
  putRaw(kind: FeedKind, id: string, body: unknown): void {
    this.#seq += 1;
    this.#items.set(`${kind}/${id}`, FeedItem.parse({ kind, id, seq: this.#seq, body }));
    for (const listener of this.#listeners) listener('feed.advanced', { epoch: this.epoch, latestSeq: this.#seq });
  }

  get latestSeq(): number {
    return this.#seq;
  }

  items(): readonly FeedItem[] {
    return [...this.#items.values()].sort((a, b) => a.seq - b.seq);
  }

  /** Another ledger: what is still known is numbered anew. */
  startAnew(epoch: string): void {
    const kept = this.items();
    this.epoch = epoch;
    this.#seq = 0;
    this.#items.clear();
    for (const { kind, id, body } of kept) if (body !== null) this.put(kind, id, bodyOf(kind, body));
  }

  page(epoch: string | null, afterSeq: number, limit: number): FeedPage {
    const from = epoch === this.epoch ? afterSeq : 0;
    const after = this.items().filter(({ seq }) => seq > from);
    const items = after.slice(0, limit);
    return {
      epoch: this.epoch,
      items,
      upToSeq: items.length < after.length ? (items.at(-1)?.seq ?? from) : Math.max(this.#seq, from),
      latestSeq: this.#seq,
      more: items.length < after.length,
    };
  }

  subscribe(listener: (event: string, payload: unknown) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(event: string, payload: unknown): void {
    for (const listener of this.#listeners) listener(event, payload);
  }

  calledWith(channel: string): readonly unknown[] {
    return this.calls.filter((call) => call.channel === channel).map(({ request }) => request);
  }

  call(channel: string, request: unknown): Promise<unknown> {
    // As over a real wire: nothing is shared with the caller.
    const sent = structuredClone(request);
    this.calls.push({ channel, request: sent });
    const how = this.next.get(channel)?.shift();
    if (this.isDown || how === 'down') return Promise.resolve(failed('unavailable'));
    if (typeof how === 'object') return Promise.resolve({ ok: true, value: { kind: 'refused', because: how.refused } });
    const value = this.#answer(channel, sent as Record<string, unknown>);
    return Promise.resolve(how === 'lost' ? failed('unavailable') : structuredClone(value));
  }

  #answer(channel: string, request: Record<string, unknown>): unknown {
    switch (channel) {
      case 'desk.hello': {
        const person = samplePerson();
        return {
          ok: true,
          value: {
            kind: 'welcome',
            version: '0.1.0',
            host: 'local',
            demo: true,
            person,
            people: [person],
            status: SAMPLE_STATUS,
          },
        };
      }
      case 'feed.page':
        return {
          ok: true,
          value: this.page(
            request['epoch'] as string | null,
            request['afterSeq'] as number,
            request['limit'] as number,
          ),
        };
      case 'edit.journal': {
        const { edit } = request as unknown as { edit: Extract<FeedItem, { kind: 'edit' }>['body'] & object };
        this.journal.set(edit.packageId, edit);
        this.put('edit', edit.packageId, edit);
        return ok;
      }
      case 'edit.discard': {
        const packageId = request['packageId'] as string;
        this.journal.delete(packageId);
        this.put('edit', packageId, null);
        return ok;
      }
      case 'decision.submit':
        return { ok: true, value: this.#submit(request['decision'] as Decision) };
      case 'decision.undo':
        return { ok: true, value: this.#undo(request['decisionId'] as DecisionId) };
      default:
        return failed('unknown-channel');
    }
  }

  #submit(decision: Decision): unknown {
    const undoUntilMs = decision.atMs + 20_000;
    if (!this.acted.has(decision.id)) {
      this.acted.set(decision.id, decision);
      if (this.showsDecisions) this.show(decision.id);
    }
    return { kind: 'accepted', undoUntilMs, sendId: null };
  }

  /** Puts a decision and its package's new state into the feed. */
  show(id: DecisionId): void {
    const decision = this.acted.get(id);
    if (decision === undefined) throw new Error(`never acted on ${id}`);
    const isUndone = this.undone.has(id);
    this.put('decision', id, {
      decision,
      undoUntilMs: decision.atMs + 20_000,
      state: isUndone ? 'undone' : 'standing',
    });
    const item = this.#items.get(`package/${decision.packageId}`);
    const pkg = item === undefined ? null : bodyOf('package', item.body);
    if (pkg === null) return;
    this.put('package', pkg.id, {
      ...pkg,
      review: { ...pkg.review, state: isUndone ? 'ready' : 'rejected' },
    });
  }

  #undo(id: DecisionId): unknown {
    if (!this.acted.has(id)) return { kind: 'no', because: 'unknown' };
    this.undone.add(id);
    if (this.showsDecisions) this.show(id);
    return { kind: 'ok' };
  }
}

const ok = { ok: true, value: { kind: 'ok' } };

function failed(code: CallError['code']): { readonly ok: false; readonly error: CallError } {
  return { ok: false, error: { code, message: `played: ${code}`, path: null } };
}
