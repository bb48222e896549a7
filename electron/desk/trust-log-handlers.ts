/** Answers the channels of the trust log: search, explain, replay, erase, check, export. Everybody may read; only RevOps may erase. */
import type { Person } from '../../shared/domain/person.ts';
import type { SendId } from '../../shared/domain/ids.ts';
import type { TraceEvent } from '../../shared/domain/trace-event.ts';
import { TraceFilter } from '../../shared/domain/trace-filter.ts';
import { MOST_COUNTED, type StoryLine, type TraceLine } from '../../shared/ipc/channels/trust-log.ts';
import { keptFindings, replayVerdict } from '../../shared/policy/replay.ts';
import { mayWrite } from '../../shared/policy/permissions.ts';
import type { Desk } from '../ports/desk.ts';
import type { DeskPorts } from '../ports/desk.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { KeptInputs } from '../ports/trace-ledger.ts';
import { makeLogWork } from './log-work.ts';
import type { WorkingDesk } from './working-desk.ts';

export interface TrustLogParts {
  readonly ports: Pick<DeskPorts, 'clock' | 'random'>;
  readonly work: () => WorkingDesk;
  readonly person: () => Person;
  readonly people: () => readonly Person[];
}

type TrustLogHandlers = Pick<Desk['handlers'], Extract<keyof Desk['handlers'], `trust-log.${string}`>>;

/** A send's story is read whole; one that was tried this often is told by its first lines. */
const MOST_OF_A_STORY = 500;

export function makeTrustLogHandlers({ ports, work, person, people }: TrustLogParts): TrustLogHandlers {
  const { clock } = ports;
  const long = makeLogWork(ports);
  const source = () => {
    const { ledger, publicKeys } = work();
    return { ledger, keys: publicKeys() };
  };

  function lineOf(ledger: Ledger, event: TraceEvent): TraceLine {
    return {
      event,
      actorName: people().find(({ id }) => id === event.actor)?.name ?? null,
      ...ledger.trace.about(event),
    };
  }

  const storyLineOf = (ledger: Ledger, event: TraceEvent, inputs: KeptInputs): StoryLine => ({
    ...lineOf(ledger, event),
    findings: event.kind === 'gate' && inputs.kind === 'kept' ? [...(keptFindings(inputs.value) ?? [])] : null,
    isErased: inputs.kind === 'erased',
  });

  function storyOf(ledger: Ledger, sendId: SendId): readonly StoryLine[] {
    return ledger.trace
      .search(TraceFilter.parse({ sendId }), null, MOST_OF_A_STORY)
      .toReversed()
      .map((event) => storyLineOf(ledger, event, ledger.trace.inputs(event.seq)));
  }

  return {
    'trust-log.page': ({ filter, beforeSeq, limit }) => {
      const { ledger } = work();
      const lines = ledger.trace.search(filter, beforeSeq, limit).map((event) => lineOf(ledger, event));
      if (beforeSeq !== null) return { lines, matching: null };
      const counted = ledger.trace.count(filter, MOST_COUNTED + 1);
      return { lines, matching: { lines: Math.min(counted, MOST_COUNTED), isMore: counted > MOST_COUNTED } };
    },
    'trust-log.state': () => {
      const { ledger } = work();
      return { epoch: ledger.feed.epoch, head: ledger.trace.head(), lastCheck: ledger.trace.lastCheck() };
    },
    'trust-log.line': ({ seq }) => {
      const { ledger } = work();
      const event = ledger.trace.read(seq);
      if (event === null) return { kind: 'no', because: `The log has no line ${seq}.` };
      const inputs = ledger.trace.inputs(seq);
      const policy = event.policyVersion === null ? null : ledger.copies.policyAt(event.policyVersion, event.atMs);
      return {
        kind: 'line',
        detail: {
          ...storyLineOf(ledger, event, inputs),
          inputs: inputs.kind === 'kept' ? JSON.stringify(inputs.value, null, 2) : null,
          policyLabel: policy?.label ?? null,
        },
      };
    },
    'trust-log.story': ({ sendId }) => {
      const { ledger } = work();
      return { send: ledger.sends.read(sendId)?.send ?? null, lines: [...storyOf(ledger, sendId)] };
    },
    'trust-log.replay': ({ seq }) => {
      const { trace, copies } = work().ledger;
      const event = trace.read(seq);
      if (event === null) return { replay: { kind: 'not-askable', because: `The log has no line ${seq}.` } };
      const replay = replayVerdict({
        event,
        inputs: trace.inputs(seq),
        policyAt: (version, atMs) => copies.policyAt(version, atMs),
      });
      return { replay };
    },
    'trust-log.erase': ({ contactId, because }) => {
      const { trace } = work().ledger;
      const { id, role } = person();
      if (mayWrite(role, 'configuration') !== 'write')
        return { kind: 'no', because: 'Only RevOps may erase a person’s inputs. Ask them, with the person’s request.' };
      const line = {
        atMs: clock.nowMs(),
        kind: 'erased',
        actor: id,
        subject: { contactId },
        inputs: { because },
      } as const;
      return { kind: 'erased', lines: trace.erase(contactId, line) };
    },
    'trust-log.check': ({ checkId }) => long.check(source(), checkId),
    'trust-log.export-begin': (wish) => long.beginExport(source(), wish),
    'trust-log.export-next': ({ exportId }) => long.nextOfExport(exportId),
  };
}
