/** Looks at a desk's ledger file over a connection of its own, as an auditor would, and holds it against the invariants. It writes nothing and trusts none of the desk's code. */
import { DatabaseSync } from 'node:sqlite';
import { NEXT_SEND_STATES, type SendState } from '../../shared/domain/send.ts';
import type { Suppression } from '../../shared/domain/suppression.ts';
import type { Pause } from '../../shared/domain/world.ts';
import type { PolicyDocument } from '../../shared/policy/limits.ts';
import type { Person } from '../../shared/domain/person.ts';
import type { HandoffPackage } from '../../shared/domain/handoff-package.ts';
import { watchAgent, type AgentWatch } from './agent-watch.ts';
import type { Referee } from './referee.ts';

/** Sends in these states have a slot; all others have none. */
const HOLDS_SLOT: readonly SendState[] = ['reserved', 'transmitting', 'sent', 'uncertain', 'abandoned'];

interface SendLine {
  readonly id: string;
  readonly decisionId: string;
  readonly packageId: string;
  readonly contactId: string;
  readonly accountId: string;
  readonly mailboxId: string;
  readonly messageId: string;
  readonly state: SendState;
}

/** A row of signed mail, with the send it is of. */
export interface SignedLine {
  readonly send: SendLine;
  readonly countersignature: string;
}

interface Known {
  transitions: number;
  state: SendState | null;
}

export interface LedgerWatch {
  readonly agent: AgentWatch;
  /** After every commit: cheap unless something moved. */
  committed(nowMs: number): void;
  /** After every step: what a commit alone does not show. */
  step(accepted: ReadonlySet<string>): void;
  /** The message's end is being written now. */
  atMark(messageId: string, to: string, nowMs: number, undone: ReadonlySet<string>): void;
  sends(): readonly SendLine[];
  /** Slots taken, by mailbox and day. */
  slots(): ReadonlyMap<string, number>;
  dayOf(messageId: string): string | null;
  highestCap(mailboxDay: string): number;
  policy(): PolicyDocument | null;
  /** What a person's key signed for this message; null where there is nothing. */
  signed(messageId: string): SignedLine | null;
  /** Moves to the file a new process opened. */
  moveTo(path: string): void;
  close(): void;
}

const days = new Map<string, Intl.DateTimeFormat>();

/** The calendar day in a zone, by the machine's own tables. */
export function dayIn(timeZone: string, atMs: number): string {
  let format = days.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    days.set(timeZone, format);
  }
  return format.format(atMs);
}

/** The Monday of a calendar day's week. */
function mondayOf(day: string): string {
  const atMs = Date.parse(`${day}T12:00:00Z`);
  const back = (new Date(atMs).getUTCDay() + 6) % 7;
  return new Date(atMs - back * 86_400_000).toISOString().slice(0, 10);
}

/** Our own reading of who is suppressed, apart from the product's. */
function means(
  entry: Suppression,
  to: string,
  { contactId, accountId }: Pick<SendLine, 'contactId' | 'accountId'>,
  nowMs: number,
): boolean {
  if (entry.expiresAtMs !== null && entry.expiresAtMs <= nowMs) return false;
  const domain = to.slice(to.lastIndexOf('@') + 1);
  switch (entry.scope) {
    case 'global':
      return entry.value === to;
    case 'contact':
      return entry.value === contactId || entry.value === to;
    case 'account':
      return entry.value === accountId;
    case 'domain':
      return domain === entry.value || domain.endsWith(`.${entry.value}`);
    default:
      return entry.scope satisfies never;
  }
}

export function watchLedger(path: string, referee: Referee): LedgerWatch {
  let database = new DatabaseSync(path, { readOnly: true });
  const statements = new Map<string, ReturnType<DatabaseSync['prepare']>>();
  const all = (sql: string, ...values: (string | number)[]) => {
    let statement = statements.get(sql);
    if (statement === undefined) {
      statement = database.prepare(sql);
      statements.set(sql, statement);
    }
    return statement.all(...values);
  };
  const known = new Map<string, Known>();
  const caps = new Map<string, number>();
  const lastSlots = new Map<string, { readonly atMs: number; readonly paceMs: number }>();
  let latestSeq = 0;
  let traceLines = 0;
  let traceHead = '';
  let transitionCount = 0;
  let newestAtMs = 0;

  const sends = (): readonly SendLine[] =>
    all(
      'SELECT id, decision_id AS decisionId, package_id AS packageId, contact_id AS contactId, account_id AS accountId, mailbox_id AS mailboxId, message_id AS messageId, state FROM sends',
    ) as unknown as readonly SendLine[];
  const feedBody = (kind: string, id: string): unknown => {
    const body = all('SELECT body FROM feed WHERE kind = ? AND id = ?', kind, id)[0]?.['body'];
    return typeof body === 'string' ? (JSON.parse(body) as unknown) : null;
  };
  const policy = () => feedBody('policy', 'policy') as PolicyDocument | null;
  const zoneOf = (mailboxId: string): string =>
    (feedBody('people', 'people') as readonly Person[] | null)?.find(({ mailbox }) => mailbox.id === mailboxId)?.mailbox
      .timeZone ?? 'UTC';

  function pausesFor({ mailboxId, packageId }: SendLine): readonly Pause[] {
    const pauses = all('SELECT body FROM pauses').map((row) => JSON.parse(String(row['body'])) as Pause);
    if (pauses.length === 0) return [];
    const pkg = feedBody('package', packageId) as HandoffPackage | null;
    const values: Readonly<Record<Pause['scope'], readonly (string | undefined)[]>> = {
      all: [''],
      mailbox: [mailboxId],
      segment: [pkg?.account.segmentId],
      sequence: [pkg?.step.sequenceId],
      version: [pkg?.draft?.templateVersion, ...(pkg?.draft?.promptVersion.split(' + ') ?? [])],
    };
    return pauses.filter(({ scope, value }) => scope === 'all' || values[scope].includes(value));
  }

  function suppressionsFor(
    send: Pick<SendLine, 'contactId' | 'accountId'>,
    to: string,
    nowMs: number,
  ): readonly string[] {
    return all('SELECT body FROM suppressions')
      .map((row) => JSON.parse(String(row['body'])) as Suppression)
      .filter((entry) => means(entry, to, send, nowMs))
      .map(({ id }) => id);
  }

  function slots(): ReadonlyMap<string, number> {
    return new Map(
      all('SELECT mailbox_id AS mailbox, day, count(*) AS taken FROM reservations GROUP BY mailbox_id, day').map(
        (row) => [`${String(row['mailbox'])} ${String(row['day'])}`, Number(row['taken'])],
      ),
    );
  }

  function moved(send: SendLine): void {
    const before = known.get(send.id) ?? { transitions: 0, state: null };
    const rows = all(
      'SELECT number, from_state AS was, to_state AS becomes, at_ms AS at, because FROM transitions WHERE send_id = ? AND number > ? ORDER BY number',
      send.id,
      before.transitions,
    );
    let { state } = before;
    for (const row of rows) {
      const becomes = row['becomes'] as SendState;
      referee.note(`    ${send.messageId.slice(1, 9)} ${String(row['was'])} -> ${becomes} (${String(row['because'])})`);
      if (row['was'] !== state)
        referee.violated('one row a transition', `${send.id} was ${state}, its row says ${String(row['was'])}`);
      if (state === null ? becomes !== 'countersigned' : !NEXT_SEND_STATES[state].includes(becomes))
        referee.violated('states along the table', `${send.id}: ${state} -> ${becomes}`);
      if (becomes === 'reserved') reserved(send, Number(row['at']));
      newestAtMs = Math.max(newestAtMs, Number(row['at']));
      state = becomes;
    }
    if (state !== send.state)
      referee.violated('one known state', `${send.id} is ${send.state}, its last row says ${state}`);
    known.set(send.id, { transitions: before.transitions + rows.length, state });
  }

  /** The gate let it pass and it took a slot in the very transaction that was just committed. */
  function reserved(send: SendLine, atMs: number): void {
    if (atMs < newestAtMs)
      referee.violated('clock rail', `${send.id} got a slot at ${atMs}, before the ledger’s newest ${newestAtMs}`);
    const slot = all('SELECT day FROM reservations WHERE send_id = ?', send.id)[0];
    const day = dayIn(zoneOf(send.mailboxId), atMs);
    if (slot !== undefined && slot['day'] !== day)
      referee.violated('the mailbox’s own day', `${send.id} took a slot of ${String(slot['day'])} on ${day}`);
    const cap = policy()?.limits.mailboxPerDay ?? 0;
    const key = `${send.mailboxId} ${day}`;
    caps.set(key, Math.max(cap, caps.get(key) ?? 0));
    const taken = (slots().get(key) ?? 0) + byOtherTools(send.mailboxId, day);
    if (taken > cap) referee.violated('no cap passed', `${taken} slots of ${cap} are taken on ${key}`);
    coldFits(send, atMs);
    lastSlots.set(send.mailboxId, { atMs, paceMs: (policy()?.limits.paceMinSeconds ?? 0) * 1_000 });
    const paused = pausesFor(send);
    if (paused.length > 0)
      referee.violated('paused means paused', `${send.id} got a slot while ${JSON.stringify(paused[0])}`);
    const to = (feedBody('send', send.id) as { readonly to: string } | null)?.to ?? '';
    const suppressed = suppressionsFor(send, to, atMs);
    if (suppressed.length > 0)
      referee.violated('suppressed means never', `${send.id} got a slot against ${suppressed.join(', ')}`);
    const stage = all('SELECT stage FROM leads WHERE id = ?', send.contactId)[0]?.['stage'];
    if (stage === 'disqualified' && send.packageId.startsWith('pkg-agent-'))
      referee.violated('nothing of the agent to the disqualified', `${send.id} of ${send.packageId} got a slot`);
  }

  /** Sent from this mailbox by hand, as far as the ledger has looked. */
  function byOtherTools(mailboxId: string, day: string): number {
    const zone = zoneOf(mailboxId);
    return all(
      'SELECT at_ms AS at FROM sent_elsewhere WHERE mailbox_id = ? ORDER BY at_ms DESC LIMIT 60',
      mailboxId,
    ).filter((row) => dayIn(zone, Number(row['at'])) === day).length;
  }

  /** Pace and the ceilings of cold mail: a reply is none. */
  function coldFits(send: SendLine, atMs: number): void {
    const limits = policy()?.limits;
    const pkg = feedBody('package', send.packageId) as HandoffPackage | null;
    if (limits === undefined || pkg === null || pkg.messageKind === 'reply') return;
    const before = lastSlots.get(send.mailboxId);
    if (before !== undefined && atMs - before.atMs < before.paceMs)
      referee.violated(
        'the pace is kept',
        `${send.id} got a slot ${atMs - before.atMs} ms after the last, the least is ${before.paceMs}`,
      );
    const zone = zoneOf(send.mailboxId);
    const day = dayIn(zone, atMs);
    const monday = mondayOf(day);
    const rows = all(
      "SELECT day, to_address AS to_whom FROM (SELECT day, json_extract(feed.body, '$.to') AS to_address, sends.message_kind AS kind FROM reservations JOIN sends ON sends.id = send_id JOIN feed ON feed.kind = 'send' AND feed.id = send_id WHERE sends.mailbox_id = ?) WHERE kind <> 'reply'",
      send.mailboxId,
    );
    const today = rows.filter((row) => row['day'] === day);
    const week = rows.filter((row) => String(row['day']) >= monday && String(row['day']) <= day);
    // Without given shares, the team's mailboxes, all of one domain, share its ceilings alike.
    const mailboxes = (feedBody('people', 'people') as readonly Person[] | null)?.length ?? 1;
    const given = policy()?.domainShares[0]?.shares;
    const percent =
      given === undefined
        ? 100 / mailboxes
        : (given.find(({ mailboxId }) => mailboxId === send.mailboxId)?.percent ?? 0);
    const [aDay, aWeek] = [(limits.domainPerDay * percent) / 100, (limits.domainPerWeek * percent) / 100];
    if (today.length > aDay) referee.violated('no cap passed', `${today.length} cold mails of ${aDay} a day`);
    if (week.length > aWeek) referee.violated('no cap passed', `${week.length} cold mails of ${aWeek} a week`);
    const domain = (feedBody('send', send.id) as { readonly to: string } | null)?.to.split('@')[1];
    const there = today.filter((row) => String(row['to_whom']).split('@')[1] === domain);
    if (there.length > limits.recipientDomainPerDay)
      referee.violated(
        'no cap passed',
        `${there.length} cold mails of ${limits.recipientDomainPerDay} a day to ${String(domain)}`,
      );
  }

  function slotsFit(lines: readonly SendLine[]): void {
    const holders = all('SELECT send_id AS id FROM reservations').map((row) => String(row['id']));
    const should = lines.filter(({ state }) => HOLDS_SLOT.includes(state)).map(({ id }) => id);
    const leaked = holders.filter((id) => !should.includes(id));
    const missing = should.filter((id) => !holders.includes(id));
    if (leaked.length > 0) referee.violated('no slot leaks', `${leaked.join(', ')} hold a slot they must not`);
    if (missing.length > 0) referee.violated('no send without a slot', `${missing.join(', ')} have none`);
  }

  const agent = watchAgent({
    all,
    feedBody,
    suppressionsFor,
    policy,
    dayOf: (personId, atMs) =>
      dayIn(
        (feedBody('people', 'people') as readonly Person[] | null)?.find(({ id }) => id === personId)?.mailbox
          .timeZone ?? 'UTC',
        atMs,
      ),
    referee,
  });

  return {
    agent,
    sends,
    slots,
    policy,
    committed() {
      agent.committed();
      const count = Number(all('SELECT count(*) AS n FROM transitions')[0]?.['n']);
      const seq = Number(all('SELECT coalesce(max(seq), 0) AS n FROM feed')[0]?.['n']);
      if (seq < latestSeq) referee.violated('feed numbers only rise', `${latestSeq} became ${seq}`);
      latestSeq = seq;
      if (count === transitionCount) return;
      if (count < transitionCount) referee.violated('no transition is lost', `${transitionCount} rows became ${count}`);
      transitionCount = count;
      const lines = sends();
      for (const send of lines) moved(send);
      slotsFit(lines);
    },
    step(accepted) {
      agent.step();
      const standing = new Set(all('SELECT id FROM decisions').map((row) => String(row['id'])));
      for (const id of accepted)
        if (!standing.has(id)) referee.violated('no decision is lost', `${id} was accepted and is not in the ledger`);
      const rows = all('SELECT seq, previous_hash AS previous, hash FROM trace WHERE seq > ? ORDER BY seq', traceLines);
      for (const row of rows) {
        if (Number(row['seq']) !== traceLines + 1 || (traceLines > 0 && row['previous'] !== traceHead))
          referee.violated(
            'the trust log is one chain',
            `line ${String(row['seq'])} does not follow line ${traceLines}`,
          );
        traceLines = Number(row['seq']);
        traceHead = String(row['hash']);
      }
      const sent = Number(all('SELECT count(*) AS n FROM trace')[0]?.['n']);
      if (sent !== traceLines) referee.violated('the trust log is one chain', `${traceLines} lines became ${sent}`);
    },
    atMark(messageId, to, nowMs, undone) {
      const send = sends().find((line) => line.messageId === messageId);
      if (send === undefined) {
        referee.violated('only what was countersigned', `${messageId} is in no ledger`);
        return;
      }
      const decision = all('SELECT kind, state FROM decisions WHERE id = ?', send.decisionId)[0];
      if (decision?.['kind'] !== 'approve' || decision['state'] !== 'standing' || undone.has(send.decisionId))
        referee.violated(
          'only what stands approved',
          `${messageId} left while its decision is ${String(decision?.['state'])}${undone.has(send.decisionId) ? ' and was undone' : ''}`,
        );
      if (send.state !== 'transmitting')
        referee.violated('only what has its row', `${messageId} left while ${send.state}`);
      if (all('SELECT mark_at_ms AS mark FROM sends WHERE id = ?', send.id)[0]?.['mark'] === null)
        referee.violated('the mark is durable first', `${messageId} has no mark`);
      const suppressed = suppressionsFor(send, to, nowMs);
      if (suppressed.length > 0)
        referee.violated('suppressed means never', `${messageId} left against ${suppressed.join(', ')}`);
      const paused = pausesFor(send);
      if (paused.length > 0)
        referee.violated(
          'paused means paused',
          `${messageId} left while ${paused[0]?.scope} ${paused[0]?.value} is paused`,
        );
    },
    dayOf(messageId) {
      const row = all(
        'SELECT reservations.mailbox_id AS mailbox, day FROM reservations JOIN sends ON sends.id = send_id WHERE message_id = ?',
        messageId,
      )[0];
      return row === undefined ? null : `${String(row['mailbox'])} ${String(row['day'])}`;
    },
    signed(messageId) {
      const send = sends().find((line) => line.messageId === messageId);
      const row =
        send === undefined ? undefined : all('SELECT countersignature FROM signed_mail WHERE send_id = ?', send.id)[0];
      return send === undefined || row === undefined
        ? null
        : { send, countersignature: String(row['countersignature']) };
    },
    highestCap: (mailboxDay) => caps.get(mailboxDay) ?? 0,
    moveTo(next) {
      database.close();
      statements.clear();
      database = new DatabaseSync(next, { readOnly: true });
    },
    close: () => database.close(),
  };
}
