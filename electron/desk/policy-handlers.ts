/** Answers the channels of the team policy: reads its versions, tries one on the past, saves one. Whether it is sound its schema says. */
import type { Person } from '../../shared/domain/person.ts';
import type { ParsedRequestOf, ResponseOf } from '../../shared/ipc/contract.ts';
import { GateRecord } from '../../shared/policy/gate-record.ts';
import { PolicyDocument } from '../../shared/policy/limits.ts';
import { tryPolicy, type PastGate } from '../../shared/policy/try-policy.ts';
import { CallFault } from '../ports/call-fault.ts';
import { ConnectorFault } from '../ports/connector.ts';
import type { Desk } from '../ports/desk.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';
import { putPolicyInForce, TEAM_POLICY_ID } from '../sync/policy-in-force.ts';
import type { WorkingDesk } from './working-desk.ts';

export interface PolicyParts {
  readonly clock: Clock;
  readonly work: () => WorkingDesk;
  readonly person: () => Person;
}

type PolicyHandlers = Pick<Desk['handlers'], Extract<keyof Desk['handlers'], `policy.${string}`>>;

const DAY_MS = 86_400_000;
/** As many tried sends as the contract lets a list hold. */
const LISTED = 200;

export function makePolicyHandlers({ clock, work, person }: PolicyParts): PolicyHandlers {
  return {
    'policy.read': () => readPolicy(work()),
    'policy.try': ({ policy, days }) => tryOnThePast(work().ledger, policy, clock.nowMs() - days * DAY_MS),
    'policy.save': (request) => savePolicy(work(), clock, person(), request),
  };
}

async function readPolicy({ crm, ledger }: WorkingDesk): Promise<ResponseOf<'policy.read'>> {
  const policy = ledger.copies.policy();
  if (policy === null)
    throw new CallFault('unavailable', 'The team policy was never read from the CRM. Sync first, then look again.');
  const kept = await asked(() => crm.documents.history('policy', TEAM_POLICY_ID));
  const versions = kept.flatMap(({ body, atMs, byPersonId }) => {
    const parsed = PolicyDocument.safeParse(body);
    return parsed.success ? [{ policy: parsed.data, atMs, byPersonId }] : [];
  });
  return { policy, versions, unreadable: kept.length - versions.length };
}

function tryOnThePast(ledger: Ledger, proposed: PolicyDocument, sinceMs: number): ResponseOf<'policy.try'> {
  const past: PastGate[] = [];
  let unknown = 0;
  for (const { sendId, inputs, atMs } of ledger.trace.lastGates(sinceMs)) {
    const record = inputs.kind === 'kept' ? GateRecord.safeParse(inputs.value) : null;
    const policy = record?.success === true ? ledger.copies.policyAt(record.data.policyVersion, atMs) : null;
    if (record?.success !== true || policy === null) unknown += 1;
    else past.push({ sendId, record: record.data, policy });
  }
  const { asked: count, stopped, freed, byRail } = tryPolicy(past, proposed);
  const listed = <T extends { readonly findings: readonly unknown[] }>(sends: readonly T[]) =>
    sends.slice(0, LISTED).map((send) => ({ ...send, findings: [...send.findings] as T['findings'][number][] }));
  return {
    sinceMs,
    asked: count,
    unknown,
    stoppedCount: stopped.length,
    freedCount: freed.length,
    stopped: listed(stopped),
    freed: listed(freed),
    byRail: byRail.map((counts) => ({ ...counts })),
  };
}

async function savePolicy(
  { crm, ledger, engine, decide }: WorkingDesk,
  clock: Clock,
  person: Person,
  { policy, baseVersion, note, approvals }: ParsedRequestOf<'policy.save'>,
): Promise<ResponseOf<'policy.save'>> {
  const change = { byPersonId: person.id, byName: person.name, atMs: clock.nowMs(), note, approvals };
  const next = { ...policy, version: baseVersion + 1, change };
  const put = await asked(() => crm.documents.put('policy', TEAM_POLICY_ID, next.version, next));
  switch (put) {
    case 'forbidden':
      return {
        kind: 'no',
        because: `Only RevOps changes the policy, and a lead the share of attention checks; you are signed in as ${person.name}. Nothing was saved.`,
      };
    case 'conflict':
      return {
        kind: 'no',
        because: `Somebody saved version ${next.version} meanwhile. Nothing was overwritten: your changes are still here; look at theirs, then save again.`,
      };
    case 'ok':
      putPolicyInForce({ ledger, clock }, next, person.id);
      decide.lookAtDecoys(person.id);
      // In force at once for all that waits: what it forbids is refused, what it frees leaves.
      void engine.recheckDeferred();
      return { kind: 'saved', policy: next };
    default:
      return put satisfies never;
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
