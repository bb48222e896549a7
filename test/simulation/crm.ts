/** The way between a desk and its CRM: late, lost before or after the work was done, repeated, stale, throttled. The CRM behind it is the real embedded one. */
import { ConnectorFault, type Connector, type PulledKind, type PushResult } from '../../electron/ports/connector.ts';
import type { Draw } from '../../electron/crm/embedded/demo/seeded-draw.ts';
import { weighted } from './draw.ts';
import type { Referee } from './referee.ts';
import type { Life, SimTime } from './time.ts';

type Fate = 'well' | 'slow' | 'unreachable' | 'lost-before' | 'lost-after' | 'twice' | 'stale';

const CALM: readonly (readonly [number, Fate])[] = [
  [60, 'well'],
  [1, 'slow'],
];
const STORM: readonly (readonly [number, Fate])[] = [
  [14, 'well'],
  [2, 'slow'],
  [2, 'unreachable'],
  [1, 'lost-before'],
  [2, 'lost-after'],
  [2, 'twice'],
  [2, 'stale'],
];
const CALL_TIMEOUT_MS = 30_000;

/** What the storm is like now; one for every desk of a run. */
export interface CrmWeather {
  storm: boolean;
  /** Nothing answers at all. */
  down: boolean;
}

const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

export function overTheNetwork(
  connector: Connector,
  parts: {
    readonly life: Life;
    readonly time: SimTime;
    readonly draw: Draw;
    readonly weather: CrmWeather;
    readonly referee: Referee;
  },
): Connector {
  const { life, time, draw, weather, referee } = parts;
  const wait = (ms: number) => new Promise<void>((resume) => void time.after(ms, resume));
  /** The answers to earlier pulls, which a proxy may give again. */
  const earlier = new Map<string, unknown>();

  async function call<T>(name: string, work: () => Promise<T>): Promise<T> {
    const fate = weather.down ? 'unreachable' : weighted(draw, weather.storm ? STORM : CALM);
    if (fate !== 'well') {
      referee.counts.crmFaults += 1;
      referee.note(`    crm ${name}: ${fate}`);
    }
    await wait(draw.whole(1, fate === 'slow' ? 20_000 : 60));
    if (fate === 'unreachable') return ended(() => Promise.reject(fault('the CRM does not answer')));
    if (fate === 'lost-before') {
      await wait(CALL_TIMEOUT_MS);
      return ended(() => Promise.reject(fault('no answer from the CRM')));
    }
    // What was sent arrives, whether or not the desk that sent it still lives.
    const before = earlier.get(name);
    const answer = fate === 'stale' && before !== undefined ? (before as T) : await work();
    if (name.startsWith('pull')) earlier.set(name, answer);
    if (fate === 'twice') await work();
    if (fate === 'lost-after') await wait(CALL_TIMEOUT_MS);
    await wait(draw.whole(1, 60));
    if (fate === 'lost-after') return ended(() => Promise.reject(fault('the CRM’s answer was lost')));
    return ended(() => Promise.resolve(answer));
  }

  const ended = <T>(answer: () => Promise<T>): Promise<T> => (life.alive ? answer() : never());

  async function push(ops: Parameters<Connector['push']>[0]): Promise<readonly PushResult[]> {
    if (!weather.storm || !draw.chance(0.15)) return call('push', () => connector.push(ops));
    referee.counts.crmFaults += 1;
    const kept = ops.slice(0, draw.whole(0, ops.length));
    const refused = ops.slice(kept.length).map(({ opId }): PushResult => ({
      opId,
      kind: 'throttled',
      because: 'too many requests',
      retryAfterMs: draw.whole(500, 60_000),
    }));
    const done = kept.length === 0 ? [] : await call('push', () => connector.push(kept));
    return [...done, ...refused];
  }

  return {
    describe: () => connector.describe(),
    whoAmI: () => call('whoAmI', () => connector.whoAmI()),
    pull: <K extends PulledKind>(kind: K, cursor: string | null, limit: number) =>
      call(`pull ${kind}`, () => connector.pull(kind, cursor, limit)),
    reconcile: (kind, ids) => call('reconcile', () => connector.reconcile(kind, ids)),
    push,
    lookUp: (opIds) => call('lookUp', () => connector.lookUp(opIds)),
    suppression: {
      pull: (cursor) => call('suppressions', () => connector.suppression.pull(cursor)),
      check: (contact) => call('check', () => connector.suppression.check(contact)),
      add: (opId, entry) => call('add', () => connector.suppression.add(opId, entry)),
      addAll: (opId, entries) => call('addAll', () => connector.suppression.addAll(opId, entries)),
      remove: (opId, removal) => call('remove', () => connector.suppression.remove(opId, removal)),
    },
    optOuts: { pull: (cursor) => call('optOuts', () => connector.optOuts.pull(cursor)) },
    documents: {
      get: (kind, id) => call('document', () => connector.documents.get(kind, id)),
      list: (kind) => call('documents', () => connector.documents.list(kind)),
      history: (kind, id) => call('history', () => connector.documents.history(kind, id)),
      put: (kind, id, version, body) => call('put', () => connector.documents.put(kind, id, version, body)),
    },
    claim: (packageId, personId) => call('claim', () => connector.claim(packageId, personId)),
    // The CRM is somebody else's: it goes on when a desk closes.
    close: () => Promise.resolve(),
  };
}

const fault = (message: string) => new ConnectorFault('retryable', message);
