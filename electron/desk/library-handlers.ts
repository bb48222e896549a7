/** Answers the channels of the library: what there is, one step of a version's way, how versions fared, what an ICP would take in. Holds no rule of its own. */
import type { Icp } from '../../shared/domain/icp.ts';
import type { SegmentId } from '../../shared/domain/ids.ts';
import type { ScoreDrift } from '../../shared/domain/score-drift.ts';
import { LibraryKind, versionName } from '../../shared/domain/library-entry.ts';
import type { Person } from '../../shared/domain/person.ts';
import type { ChannelName, ParsedRequestOf, ResponseOf } from '../../shared/ipc/contract.ts';
import { judgeCanary, versionOutcome } from '../../shared/policy/compare-versions.ts';
import type { IcpFile } from '../../shared/policy/icp/rate-lead.ts';
import { tryIcp } from '../../shared/policy/icp/try-icp.ts';
import { scoreDrift } from '../../shared/policy/scoring/score-drift.ts';
import { applyLibraryChange, beginEntry } from '../../shared/policy/library-change.ts';
import { EVERY_LEAD } from '../ports/agent-ledger.ts';
import { CallFault } from '../ports/call-fault.ts';
import type { Clock } from '../ports/clock.ts';
import { ConnectorFault } from '../ports/connector.ts';
import type { Desk } from '../ports/desk.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { WorkingDesk } from './working-desk.ts';

export interface LibraryHandlerParts {
  readonly clock: Clock;
  readonly person: () => Person;
  readonly people: () => readonly Person[];
  readonly work: () => WorkingDesk;
}

type Handlers = Pick<Desk['handlers'], Extract<ChannelName, `library.${string}` | `icp.${string}` | `score.${string}`>>;

export function makeLibraryHandlers(parts: LibraryHandlerParts): Handlers {
  const { clock, work } = parts;
  return {
    'library.list': () => listLibrary(work()),
    'library.change': (request) => changeLibrary(work(), parts, request),
    'library.outcomes': (request) => outcomesOf(work(), request, clock.nowMs()),
    'score.drift': () => driftOf(work().ledger, clock.nowMs()),
    'icp.try': ({ segmentId, icp }) => tryOnLeads(work().ledger, segmentId, icp),
  };
}

function listLibrary({ ledger }: WorkingDesk): ResponseOf<'library.list'> {
  const { library } = ledger.agent;
  const read = LibraryKind.options.flatMap((kind) =>
    library.list(kind).flatMap(({ id }) => {
      const one = library.read(kind, id);
      return one === null ? [] : [one];
    }),
  );
  return {
    entries: read.map(({ entry }) => entry),
    documentVersions: Object.fromEntries(
      read.map(({ entry, documentVersion }) => [`${entry.kind}/${entry.id}`, documentVersion]),
    ),
    unreadable: library.unreadable().length,
  };
}

const NO_ENTRY = { kind: 'no', because: 'There is no such entry in the library.' } as const;

async function changeLibrary(
  { crm, ledger, agent }: WorkingDesk,
  { clock, person, people }: LibraryHandlerParts,
  { kind, id, documentVersion, change }: ParsedRequestOf<'library.change'>,
): Promise<ResponseOf<'library.change'>> {
  const known = ledger.agent.library.read(kind, id);
  if (known !== null && known.documentVersion !== documentVersion)
    return {
      kind: 'no',
      because: `“${known.entry.title}” was changed meanwhile: look at it again. Nothing was saved.`,
    };
  const me = person();
  const by = {
    person: me,
    isOnlyRevOps: !people().some(({ role, id: other }) => role === 'revops' && other !== me.id),
    nowMs: clock.nowMs(),
  };
  const answer =
    known === null && change.act === 'begin'
      ? beginEntry({ kind, id }, change, by)
      : known === null
        ? NO_ENTRY
        : applyLibraryChange(known.entry, change, by);
  if (answer.kind === 'no') return answer;
  const next = (known?.documentVersion ?? 0) + 1;
  const put = await asked(() => crm.documents.put(kind, id, next, answer.entry));
  switch (put) {
    case 'forbidden':
      return { kind: 'no', because: `The CRM does not let ${me.name} write this. Nothing was saved.` };
    case 'conflict':
      return {
        kind: 'no',
        because: `Somebody else changed “${answer.entry.title}” first. Sync, then look at it again.`,
      };
    case 'ok':
      ledger.transact(() => {
        ledger.agent.library.put(answer.entry, next);
        ledger.trace.append({
          atMs: clock.nowMs(),
          kind: 'policy',
          actor: me.id,
          subject: { act: `library-${change.act}`, library: `${kind}/${id}`, documentVersion: next },
        });
      });
      agent.changed();
      return { kind: 'changed', entry: answer.entry, documentVersion: next };
    default:
      return put satisfies never;
  }
}

/** Only what stands on a draft can be told apart by its outcome. */
const ON_DRAFTS: ReadonlySet<LibraryKind> = new Set(['prompt', 'template']);

function outcomesOf(
  { ledger }: WorkingDesk,
  { kind, id }: ParsedRequestOf<'library.outcomes'>,
  nowMs: number,
): ResponseOf<'library.outcomes'> {
  const { library } = ledger.agent;
  const known = library.read(kind, id);
  const policy = ledger.copies.policy();
  if (known === null || !ON_DRAFTS.has(kind)) return { outcomes: [], verdict: null };
  const countsOf = (version: number) => {
    const name = versionName(id, version);
    return { version: name, ...library.fared(name, nowMs) };
  };
  const tried = known.entry.versions.filter(({ state }) => state !== 'draft' && state !== 'in-review');
  const versionIn = (state: 'live' | 'canary') => tried.find((each) => each.state === state)?.version ?? null;
  const live = versionIn('live');
  const canary = versionIn('canary');
  return {
    outcomes: tried.map(({ version }) => versionOutcome(countsOf(version))),
    verdict:
      live === null || canary === null || policy === null
        ? null
        : judgeCanary(countsOf(live), countsOf(canary), policy.limits),
  };
}

function tryOnLeads(ledger: Ledger, segmentId: SegmentId | null, icp: Icp): ResponseOf<'icp.try'> {
  const { asked: count, ratings, failed, examples } = tryIcp(icp, leadsOf(ledger, segmentId));
  return {
    asked: count,
    ratings: { ...ratings },
    failed: [...failed],
    examples: examples.map((each) => ({ ...each, matched: [...each.matched], failed: [...each.failed] })),
  };
}

/** Enough for ten parts of two hundred. */
const MAILS_REVIEWED = 2_000;
const PACKAGES_READ = 20;

/** A mail's score is that of the newest package about the person that was ready before it left. */
function driftOf({ agent }: Ledger, nowMs: number): ScoreDrift {
  const mails = agent.library.latestMails(MAILS_REVIEWED, nowMs);
  const scored = mails.flatMap(({ contactId, atMs, isAnswered, isPositive }) => {
    const pkg = agent.leads.packages(contactId, PACKAGES_READ).find(({ review }) => review.readyAtMs <= atMs);
    return pkg === undefined ? [] : [{ score: pkg.score.overall, isAnswered, isPositive }];
  });
  return scoreDrift(scored, mails.length - scored.length);
}

const PAGE = 200;

function* leadsOf({ agent }: Ledger, segmentId: SegmentId | null): Generator<IcpFile> {
  for (let after: string | null = null; ;) {
    const page = agent.leads.page(EVERY_LEAD, after, PAGE);
    for (const file of page) if (segmentId === null || file.account.segmentId === segmentId) yield file;
    after = page.at(-1)?.contact.id ?? null;
    if (page.length < PAGE || after === null) return;
  }
}

async function asked<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    if (!(cause instanceof ConnectorFault)) throw cause;
    throw new CallFault('unavailable', `The CRM could not be asked: ${cause.message}. Nothing was changed.`, { cause });
  }
}
