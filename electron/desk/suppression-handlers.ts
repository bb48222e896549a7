/** Answers the channels of the suppression list: page through it, explain an address, add, take off, import and export. Holds no rule of its own. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Person } from '../../shared/domain/person.ts';
import type { ChannelName, ResponseOf } from '../../shared/ipc/contract.ts';
import { previewCsv } from '../crm/file-import/preview-csv.ts';
import { explainSuppression, toRow } from '../decide/explain-suppression.ts';
import { addSuppression, askToTakeOff, undoSuppression } from '../decide/suppress.ts';
import type { Desk, DeskPorts } from '../ports/desk.ts';
import type { ListedSuppression, SuppressionQuery } from '../ports/suppression-ledger.ts';
import type { Imports } from './imports.ts';
import type { WorkingDesk } from './working-desk.ts';

export interface SuppressionParts {
  readonly ports: DeskPorts;
  readonly imports: Imports;
  readonly person: () => Person;
  /** Throws, with words, while the ledger can't be trusted. */
  readonly work: () => WorkingDesk;
}

/** Index rows looked at between turns: some milliseconds. */
const STRETCH = 10_000;
/** Entries in one piece of an export. */
const EXPORTED_AT_ONCE = 1_000;

type Handlers = Pick<Desk['handlers'], Extract<ChannelName, `suppression.${string}`>>;

export function makeSuppressionHandlers({ ports, imports, person, work }: SuppressionParts): Handlers {
  const { clock, random } = ports;
  const suppressPorts = () => ({ ledger: work().ledger, clock, random });

  return {
    'suppression.page': async (query) => {
      const { ledger } = work();
      const page = await readPage(work, query);
      const nowMs = clock.nowMs();
      return { rows: page.entries.map((listed) => toRow(ledger, person(), listed, nowMs)), next: page.next };
    },
    'suppression.counts': () => [...work().ledger.suppressions.counts()],
    'suppression.export': async ({ filter, after }) => {
      if (after === null) {
        work().ledger.trace.append({
          atMs: clock.nowMs(),
          kind: 'suppression',
          actor: person().id,
          subject: { act: 'export', scope: filter.scope, reason: filter.reason, searched: filter.search !== '' },
        });
      }
      const page = await readPage(work, { filter, order: 'value', after, limit: EXPORTED_AT_ONCE });
      return { entries: page.entries.map(({ entry }) => entry), next: page.next };
    },
    'suppression.explain': ({ text }) => explainSuppression(work().ledger, person(), text, clock.nowMs()),
    'suppression.add': (wish) => {
      const answer = addSuppression(suppressPorts(), person(), wish);
      if (answer.kind === 'added') work().deliverLater();
      return answer;
    },
    'suppression.undo': ({ id }) => undoSuppression(suppressPorts(), person(), id),
    'suppression.remove': async (request) => {
      const asked = askToTakeOff(suppressPorts(), person(), request);
      if (asked.kind === 'no') return asked;
      const desk = work();
      await desk.deliver();
      return removalOf(desk, asked.opId);
    },
    'suppression.preview': ({ base64 }) => previewCsv(Buffer.from(base64, 'base64')),
    'suppression.import': (request) => imports.beginList(work(), person(), request),
  };
}

function removalOf({ ledger }: WorkingDesk, opId: string): ResponseOf<'suppression.remove'> {
  const end = ledger.writeBacks.endOf(opId);
  if (end === null) return { kind: 'waiting' };
  if (end.state === 'done') return { kind: 'removed' };
  return { kind: 'no', because: `The CRM did not take it off: ${end.because}. It still blocks.` };
}

/** A full page, or the list's end, however long the way there is; everything else has its turn meanwhile. */
async function readPage(
  work: () => WorkingDesk,
  query: SuppressionQuery,
): Promise<{ readonly entries: readonly ListedSuppression[]; readonly next: SuppressionQuery['after'] }> {
  const entries: ListedSuppression[] = [];
  let after = query.after;
  for (;;) {
    const stretch = work().ledger.suppressions.stretch(
      { ...query, after, limit: query.limit - entries.length },
      STRETCH,
    );
    entries.push(...stretch.entries);
    after = stretch.next;
    if (after === null || entries.length >= query.limit) return { entries, next: after };
    await nextTurn();
  }
}
