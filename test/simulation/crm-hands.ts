/** Other people's hands in the CRM: colleagues, opt-out pages, RevOps. They write to its file as any other program would. */
import type { DatabaseSync } from 'node:sqlite';
import { addActivity, writeSuppression } from '../../electron/crm/embedded/rows.ts';
import type { Draw } from '../../electron/crm/embedded/demo/seeded-draw.ts';
import { TEAM_POLICY_ID } from '../../electron/sync/policy-in-force.ts';
import { Suppression } from '../../shared/domain/suppression.ts';
import { Touch } from '../../shared/domain/touch.ts';
import { ME, OTHER, REVOPS } from './template.ts';
import type { Referee } from './referee.ts';
import type { SimTime } from './time.ts';

type Policy = Readonly<Record<string, unknown>> & {
  readonly version: number;
  readonly limits: Readonly<Record<string, number>>;
};

export interface CrmHands {
  setPolicy(policy: Readonly<Record<string, unknown>>): void;
  /** Another cap, undo window or number of attempts. */
  changePolicy(): void;
  /** No cap and no closed window keeps anything waiting. */
  openWide(): void;
  suppress(): void;
  changeOwner(): void;
  /** Half of the packages are a colleague's from the start. */
  shareOut(): void;
  /** The contact wrote back. */
  reply(): void;
  touchesByMessageId(): ReadonlyMap<string, number>;
  close(): void;
}

export function makeCrmHands(
  database: DatabaseSync,
  { time, draw, referee }: { readonly time: SimTime; readonly draw: Draw; readonly referee: Referee },
): CrmHands {
  let number = 0;
  const packages = () =>
    database
      .prepare(
        'SELECT packages.id, contact_id AS contactId, packages.account_id AS accountId, email FROM packages JOIN contacts ON contacts.id = contact_id ORDER BY packages.id',
      )
      .all() as unknown as readonly {
      readonly id: string;
      readonly contactId: string;
      readonly accountId: string;
      readonly email: string;
    }[];
  const policy = (): Policy => {
    const body = database
      .prepare("SELECT body FROM documents WHERE kind = 'policy' AND id = ? ORDER BY version DESC LIMIT 1")
      .get(TEAM_POLICY_ID)?.['body'];
    return JSON.parse(String(body)) as Policy;
  };
  const setPolicy: CrmHands['setPolicy'] = (next) => {
    database
      .prepare("INSERT INTO documents (kind, id, version, body, by_person_id, at_ms) VALUES ('policy', ?, ?, ?, ?, ?)")
      .run(TEAM_POLICY_ID, Number(next['version']), JSON.stringify(next), REVOPS, time.wallMs());
  };

  return {
    setPolicy,
    changePolicy() {
      const { limits, version, ...rest } = policy();
      const change = draw.pick([
        { mailboxPerDay: draw.whole(1, 6) },
        { mailboxPerDay: draw.whole(1, 6) },
        { undoSeconds: draw.whole(5, 120) },
        { paceMinSeconds: 0, paceMaxSeconds: draw.whole(0, 60) },
        { domainPerDay: draw.whole(4, 16), domainPerWeek: draw.whole(16, 40) },
        { recipientDomainPerDay: draw.whole(1, 2) },
        { transmitAttempts: draw.whole(1, 5) },
        { worldFreshMinutes: draw.whole(1, 60) },
      ]);
      referee.note(`RevOps saves policy ${version + 1}: ${JSON.stringify(change)}`);
      setPolicy({ ...rest, version: version + 1, limits: { ...limits, ...change } });
    },
    openWide() {
      const { limits, version, ...rest } = policy();
      setPolicy({
        ...rest,
        version: version + 1,
        limits: {
          ...limits,
          mailboxPerDay: 1_000,
          warmupStartPerDay: 200,
          domainPerDay: 1_000,
          domainPerWeek: 5_000,
          recipientDomainPerDay: 100,
          paceMinSeconds: 0,
          paceMaxSeconds: 0,
        },
        sendWindow: { startMinute: 0, endMinute: 1_440, days: [1, 2, 3, 4, 5, 6, 7] },
      });
    },
    suppress() {
      const { email, contactId, accountId } = draw.pick(packages());
      const scope = draw.pick(['global', 'domain', 'account', 'contact'] as const);
      const values = {
        global: email,
        domain: email.slice(email.lastIndexOf('@') + 1),
        account: accountId,
        contact: contactId,
      };
      const entry = Suppression.parse({
        id: `sup-crm-${(number += 1)}`,
        scope,
        value: values[scope],
        reason: draw.pick(['unsubscribe', 'complaint', 'request']),
        source: 'CRM',
        evidence: 'asked not to be written to',
        atMs: time.wallMs(),
        by: REVOPS,
        expiresAtMs: draw.chance(0.1) ? time.wallMs() + draw.whole(60_000, 20 * 3_600_000) : null,
      });
      const table = draw.chance(0.5) ? 'suppressions' : 'opt_outs';
      referee.note(`the CRM suppresses ${scope} ${entry.value} (${table})`);
      writeSuppression(database, table, entry);
    },
    changeOwner() {
      const { id } = draw.pick(packages());
      const owner = draw.pick([ME, OTHER, null]);
      referee.note(`the CRM gives ${id} to ${String(owner)}`);
      database.prepare('UPDATE packages SET owner_id = ? WHERE id = ?').run(owner, id);
    },
    shareOut: () =>
      database.exec(
        `UPDATE packages SET owner_id = '${OTHER}' WHERE rowid % 2 = 0; UPDATE accounts SET owner_id = '${OTHER}' WHERE id IN (SELECT account_id FROM packages WHERE owner_id = '${OTHER}')`,
      ),
    reply() {
      const { id, contactId, accountId } = draw.pick(packages());
      referee.note(`the contact of ${id} writes back`);
      const touch = Touch.parse({
        id: `touch-reply-${(number += 1)}`,
        contactId,
        accountId,
        channel: 'email',
        direction: 'inbound',
        atMs: time.wallMs(),
        subject: 'Re: your letter',
        snippet: 'Please call me.',
        outcome: 'reply',
        source: 'human',
        templateVersion: null,
        promptVersion: null,
        messageId: null,
      });
      addActivity(database, touch, null);
    },
    touchesByMessageId: () =>
      new Map(
        database
          .prepare(
            'SELECT message_id AS id, count(*) AS n FROM activities WHERE message_id IS NOT NULL GROUP BY message_id',
          )
          .all()
          .map((row) => [String(row['id']), Number(row['n'])]),
      ),
    close: () => database.close(),
  };
}
