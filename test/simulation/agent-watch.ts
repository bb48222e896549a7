/** Looks at what the agent left in a ledger, over the auditor's connection, and holds it against the invariants of its work. It trusts none of the agent's code. */
import type { Account } from '../../shared/domain/account.ts';
import type { Contact } from '../../shared/domain/contact.ts';
import type { HandoffPackage } from '../../shared/domain/handoff-package.ts';
import type { AgentRun, AgentStep, LeadStanding } from '../../shared/domain/agent-run.ts';
import type { DecisionRecord } from '../../shared/domain/decision.ts';
import type { Lead } from '../../shared/domain/lead.ts';
import type { Reply } from '../../shared/domain/reply.ts';
import type { PolicyDocument } from '../../shared/policy/limits.ts';
import type { Referee } from './referee.ts';

type Rows = readonly Readonly<Record<string, unknown>>[];

export interface AgentWatchParts {
  readonly all: (sql: string, ...values: (string | number)[]) => Rows;
  readonly feedBody: (kind: string, id: string) => unknown;
  /** Entries against somebody, at that moment. */
  readonly suppressionsFor: (
    who: { readonly contactId: string; readonly accountId: string },
    email: string,
    nowMs: number,
  ) => readonly string[];
  readonly policy: () => PolicyDocument | null;
  /** The calendar day of that moment for the person whose mailbox it is. */
  readonly dayOf: (personId: string, atMs: number) => string;
  readonly referee: Referee;
}

export interface AgentWatch {
  committed(): void;
  step(): void;
  /** What the ledger knows was used on the person's day, and later. */
  used(personId: string, nowMs: number): Used;
  /** Whether that uses the day's budget up. */
  isSpent(used: Used): boolean;
  stepsSoFar(): number;
  isRunning(): boolean;
  dayOf(personId: string, atMs: number): string;
  /** Each lead of the person is finished, waits or has its reason, no reply is left, and the CRM has what was made. */
  checkAtRest(personId: string, now: AtRest): void;
}

export interface AtRest {
  readonly nowMs: number;
  /** There is no room for another draft. */
  readonly isFull: boolean;
  readonly inCrm: ReadonlySet<string>;
}

export interface Used {
  readonly tokens: number;
  readonly costMicros: number;
}

/** Done anew after each repair; every other step is done once for a lead in a run. */
const REPEATED: ReadonlySet<string> = new Set(['check', 'repair']);
const OPEN = "('ready', 'opened', 'snoozed', 'approved', 'escalated', 'released', 'deferred', 'uncertain')";
const WITH_PEOPLE: ReadonlySet<string> = new Set(['escalated', 'qualifying', 'meeting-set', 'disqualified']);
const WORKED_ON: ReadonlySet<string> = new Set(['new', 'enriched', 'scored', 'nurture']);
/** Blocked there it is taken up again once that has passed; blocked elsewhere it has a standing that says so. */
const MAY_PASS: ReadonlySet<string> = new Set(['queue blocked', 'score blocked', 'route blocked']);
const MICROS_A_CENT = 10_000;

export function watchAgent({ all, feedBody, suppressionsFor, policy, dayOf, referee }: AgentWatchParts): AgentWatch {
  /** Of each subject in each run, oldest first. */
  const done = new Map<string, AgentStep[]>();
  let newest = 0;

  const stepsAfter = (no: number): AgentStep[] =>
    all('SELECT body FROM agent_steps WHERE no > ? ORDER BY no', no).map(
      (row) => JSON.parse(String(row['body'])) as AgentStep,
    );
  const runs = (): AgentRun[] =>
    all('SELECT body FROM agent_runs ORDER BY rowid').map((row) => JSON.parse(String(row['body'])) as AgentRun);

  function recorded(step: AgentStep): void {
    const { name, outcome, subject, runId } = step;
    const about = subject.kind === 'lead' ? subject.contactId : subject.replyId;
    referee.counts.agentSteps += 1;
    referee.note(`    agent ${about.slice(-12)} ${name}: ${outcome}`);
    if (runId === 'rewrites') return;
    const key = `${runId} ${about}`;
    const before = done.get(key) ?? [];
    done.set(key, [...before, step]);
    const last = before.at(-1);
    const same = before.findLast((one) => one.name === name);
    // What could not be made durable is said in the place of the queue step, and done anew.
    const isAgain = same !== undefined && !(same.name === 'queue' && same.outcome === 'failed');
    if (REPEATED.has(name) ? last?.name === name : isAgain)
      referee.violated(
        'no finished step twice',
        `${about} ${name}: ${same?.outcome ?? ''} and then ${outcome} in ${runId}`,
      );
    if (name === 'queue' && outcome === 'done') queued(step, about);
  }

  /** What follows from the step is there with it; the package is the only one about its lead, and its lead may be written to. */
  function queued({ output, atMs }: AgentStep, contactId: string): void {
    referee.counts.agentPackages += 1;
    const { packageId } = JSON.parse(output) as { readonly packageId: string };
    const pkg = feedBody('package', packageId) as HandoffPackage | null;
    if (pkg === null) {
      referee.violated('a step and what follows are one', `${packageId} was queued and is not there`);
      return;
    }
    const others = all(
      `SELECT id, state FROM packages WHERE contact_id = ? AND id <> ? AND gone = 0 AND state IN ${OPEN}`,
      contactId,
      packageId,
    );
    for (const { id, state } of others)
      referee.violated('one open package a lead', `${packageId} was made while ${String(id)} is ${String(state)}`);
    const stage = String(all('SELECT stage FROM leads WHERE id = ?', contactId)[0]?.['stage']);
    if (WITH_PEOPLE.has(stage))
      referee.violated('nothing for whom people have', `${packageId} was made while its lead is ${stage}`);
    const suppressed = suppressionsFor({ contactId, accountId: pkg.account.id }, pkg.contact.email, atMs);
    if (suppressed.length > 0)
      referee.violated('nothing for the suppressed', `${packageId} was made against ${suppressed.join(', ')}`);
    const dropped = all(
      "SELECT decisions.id FROM decisions JOIN packages ON packages.id = package_id WHERE packages.contact_id = ? AND decisions.state <> 'undone' AND kind = 'reject'",
      contactId,
    ).filter((row) => isWrongPerson(String(row['id'])));
    const answers = all('SELECT id FROM replies WHERE contact_id = ?', contactId).filter(
      (row) => !isMachine(String(row['id'])),
    );
    for (const { id } of answers)
      referee.violated('nothing after an answer', `${packageId} was made after ${String(id)}`);
    for (const { id } of dropped)
      referee.violated(
        'nothing for the dropped',
        `${packageId} was made although ${String(id)} says it is the wrong person`,
      );
  }

  function isWrongPerson(decisionId: string): boolean {
    const record = feedBody('decision', decisionId) as DecisionRecord | null;
    return record?.decision.kind === 'reject' && record.decision.reason === 'wrong-person';
  }

  function isMachine(replyId: string): boolean {
    const reply = feedBody('reply', replyId) as Reply | null;
    return ['auto-reply', 'bounce'].includes(reply?.reading?.class ?? '');
  }

  function openTwice(): void {
    const twice = all(
      `SELECT packages.contact_id AS contact, json_extract(feed.body, '$.step.sequenceId') AS sequence,
         json_extract(feed.body, '$.step.number') AS number, group_concat(packages.id) AS ids
       FROM packages JOIN feed ON feed.kind = 'package' AND feed.id = packages.id
       WHERE packages.id LIKE 'pkg-agent-%' AND gone = 0 AND state IN ${OPEN}
       GROUP BY 1, 2, 3 HAVING count(*) > 1`,
    );
    for (const { contact, number, ids } of twice)
      referee.violated('one open package a step', `step ${String(number)} for ${String(contact)}: ${String(ids)}`);
  }

  /** Why nothing was done for a lead that has neither a standing nor a step of its own. */
  function isExplained({ contactId, accountId }: Lead, nowMs: number): boolean {
    const contact = copyOf('contacts', contactId) as Contact | null;
    const account = copyOf('accounts', accountId) as Account | null;
    return (
      suppressionsFor({ contactId, accountId }, contact?.email ?? '', nowMs).length > 0 ||
      account?.relation === 'customer' ||
      account?.relation === 'competitor' ||
      contact?.verification === 'invalid' ||
      all('SELECT 1 FROM packages WHERE contact_id = ? AND gone = 0', contactId).length > 0 ||
      all('SELECT 1 FROM touches WHERE contact_id = ?', contactId).length > 0 ||
      Number(all('SELECT count(DISTINCT contact_id) AS n FROM sends WHERE account_id = ?', accountId)[0]?.['n']) >=
        (policy()?.limits.newContactsPerAccount ?? 0)
    );
  }

  function copyOf(table: 'contacts' | 'accounts', id: string): unknown {
    const body = all(`SELECT body FROM ${table} WHERE id = ?`, id)[0]?.['body'];
    return typeof body === 'string' ? JSON.parse(body) : null;
  }

  return {
    committed() {
      const last = Number(all('SELECT coalesce(max(no), 0) AS no FROM agent_steps')[0]?.['no']);
      if (last < newest) referee.violated('no step is lost', `${newest} became ${last}`);
      if (last <= newest) return;
      const steps = stepsAfter(newest);
      newest = last;
      for (const step of steps) recorded(step);
    },
    step() {
      if (newest === 0) return;
      openTwice();
      const running = runs()
        .slice(0, -1)
        .filter(({ state }) => state === 'running');
      for (const { id } of running) referee.violated('a run that is over has ended', `${id} is running still`);
    },
    used(personId, nowMs) {
      const today = dayOf(personId, nowMs);
      let [tokens, costMicros] = [0, 0];
      for (const row of all(
        'SELECT at_ms AS at, input_tokens + output_tokens AS tokens, cost_micros AS cost FROM agent_steps WHERE at_ms > ? AND input_tokens > 0',
        nowMs - 2 * 86_400_000,
      )) {
        if (dayOf(personId, Number(row['at'])) < today) continue;
        tokens += Number(row['tokens']);
        costMicros += Number(row['cost']);
      }
      return { tokens, costMicros };
    },
    isSpent({ tokens, costMicros }) {
      const limits = policy()?.limits;
      if (limits === undefined) return false;
      const most = limits.agentCostPerDayCents * MICROS_A_CENT;
      return tokens >= limits.agentTokensPerDay || (costMicros > 0 && costMicros >= most);
    },
    stepsSoFar: () => newest,
    isRunning: () => runs().at(-1)?.state === 'running',
    dayOf,
    checkAtRest(personId, { nowMs, isFull, inCrm }) {
      checkLeads(personId, nowMs, isFull);
      if (runs().at(-1)?.state === 'running') referee.violated('a run ends', `${personId}: it runs still`);
      for (const { id } of all("SELECT id FROM replies WHERE state = 'new'"))
        referee.violated('no reply is left', `${String(id)} was not looked at`);
      for (const { id } of all("SELECT id FROM packages WHERE id LIKE 'pkg-agent-%' AND gone = 0"))
        if (!inCrm.has(String(id))) referee.violated('the CRM has what was made', `${String(id)} is not in the CRM`);
    },
  };

  function checkLeads(personId: string, nowMs: number, isFull: boolean): void {
    for (const row of all(
      'SELECT body, standing FROM leads WHERE words IS NOT NULL AND owner_id = ? ORDER BY id',
      personId,
    )) {
      const lead = JSON.parse(String(row['body'])) as Lead;
      const standing = typeof row['standing'] === 'string' ? (JSON.parse(row['standing']) as LeadStanding) : null;
      if (!WORKED_ON.has(lead.stage) || (lead.nextStepAtMs ?? 0) > nowMs) continue;
      const steps = [...done].filter(([key]) => key.endsWith(` ${lead.contactId}`)).flatMap(([, each]) => each);
      const last = steps.sort((one, other) => one.no - other.no).at(-1);
      // Ready to be drafted is no end while there is room and budget, unless its last step says why not.
      const isWaiting =
        standing !== null && (isFull || standing.queue !== 'first-touch-ready') && standing.because !== '';
      const hasReason =
        last !== undefined &&
        last.because !== '' &&
        (last.outcome === 'failed' || MAY_PASS.has(`${last.name} ${last.outcome}`));
      if (isWaiting || hasReason || isExplained(lead, nowMs)) continue;
      referee.violated(
        'every lead is finished, waits or has its reason',
        `${lead.contactId} is ${lead.stage}, ${standing?.queue ?? 'in no queue'}; its last step: ${last === undefined ? 'none' : `${last.name} ${last.outcome}`}`,
      );
    }
  }
}
