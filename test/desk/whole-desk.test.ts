/** The desk from its channels inwards, with everything real behind them. */
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { runOnlySecrets } from '../../electron/platform/secrets-run-only.ts';
import { ConnectorFault } from '../../electron/ports/connector.ts';
import { PersonId, SendId } from '../../shared/domain/ids.ts';
import { CONTRACT_FINGERPRINT, CONTRACT_VERSION } from '../../shared/ipc/history.ts';
import type { CrmMood } from '../faults/desk-under-faults.ts';
import { anEdit } from '../ledger/fixtures.ts';
import { turnedClock } from '../send/desk-parts.ts';
import { demo, folderOfTest, NOW_MS, placeCrm, sql } from '../sync/parts.ts';
import {
  approve,
  CLEAR,
  decisionAbout,
  openTestDesk,
  openUnsynced,
  OTHERS,
  release,
  SAM,
  sendOf,
  UNDO_MS,
} from './parts.ts';

const HELLO = { contractVersion: CONTRACT_VERSION, fingerprint: CONTRACT_FINGERPRINT };

describe('hello', () => {
  test('welcomes a page that speaks the contract, with who is signed in and how things stand', async () => {
    const { call } = await openTestDesk();
    expect(await call('desk.hello', HELLO)).toMatchObject({
      ok: true,
      value: {
        kind: 'welcome',
        demo: true,
        host: 'local',
        person: { id: SAM.id },
        people: demo.people,
        status: { crm: { state: 'up-to-date' }, ledger: { state: 'open' }, mailbox: { address: SAM.mailbox.address } },
      },
    });
  });

  test.each([
    ['of another version', { ...HELLO, contractVersion: CONTRACT_VERSION + 1 }],
    ['of another fingerprint', { ...HELLO, fingerprint: 'f'.repeat(64) }],
  ])('sends a page %s to reload', async (_what, request) => {
    const { call } = await openTestDesk();
    const answer = await call('desk.hello', request);
    expect(answer).toMatchObject({ ok: true, value: { kind: 'reload' } });
    expect(JSON.stringify(answer)).toMatch(/your text is kept/);
  });
});

describe('who is signed in', () => {
  test('changes with a switch, and is remembered by the next start', async () => {
    const one = await openTestDesk();
    const mira = OTHERS.find(({ role }) => role === 'sdr')!;
    expect(await one.call('person.switch', { personId: mira.id })).toEqual({ ok: true, value: { person: mira } });
    expect(await one.call('desk.status', {})).toMatchObject({ value: { mailbox: { address: mira.mailbox.address } } });
    expect(one.events.filter(({ event }) => event === 'desk.status').at(-1)?.payload).toMatchObject({
      mailbox: { address: mira.mailbox.address },
    });
    await one.close();
    const again = await openTestDesk({ home: one.home });
    expect(await again.call('desk.hello', HELLO)).toMatchObject({ value: { person: { id: mira.id } } });
  });

  test('stays where nobody has that id, and says so', async () => {
    const { call } = await openTestDesk();
    const answer = await call('person.switch', { personId: PersonId.parse('person-nobody') });
    expect(answer).toMatchObject({ ok: false, error: { code: 'unavailable' } });
    expect(JSON.stringify(answer)).toContain(`Still signed in as ${SAM.name}`);
    expect(await call('desk.hello', HELLO)).toMatchObject({ value: { person: { id: SAM.id } } });
  });

  test('has the name, role and mailbox that the CRM gave at the last pull', async () => {
    const { call, desk, paths } = await openTestDesk();
    sql(paths.workspace, `UPDATE people SET role = 'lead', title = 'Team lead' WHERE id = '${SAM.id}'`);
    await desk.handlers['sync.run']({});
    const welcome = await call('desk.hello', HELLO);
    expect(welcome).toMatchObject({ value: { person: { role: 'lead', title: 'Team lead' } } });
    const people = welcome.ok && welcome.value.kind === 'welcome' ? welcome.value.people : [];
    expect(people.find(({ id }) => id === SAM.id)?.role).toBe('lead');
  });

  test('is whoever was signed in last where the CRM can’t be asked, and everything that was pulled is there', async () => {
    const one = await openTestDesk();
    const mira = OTHERS.find(({ role }) => role === 'sdr')!;
    await one.call('person.switch', { personId: mira.id });
    await one.close();
    let mood: CrmMood = 'down';
    const offline = await openTestDesk({ home: one.home, mood: () => mood });
    expect(await offline.call('desk.hello', HELLO)).toMatchObject({
      value: {
        kind: 'welcome',
        person: mira,
        people: demo.people,
        status: { crm: { state: 'unreachable', problem: 'the CRM does not answer' } },
      },
    });
    expect((await offline.feed('package')).size).toBe(demo.packages.length);
    mood = 'well';
    await offline.later(3_000);
    await offline.until('it is back', async () => (await offline.status()).crm.state === 'up-to-date');
    expect(offline.faults).toEqual([]);
  });

  test('can’t be known on a first start without the CRM, and the desk says why it does not open', async () => {
    await expect(openTestDesk({ mood: () => 'down' })).rejects.toThrow(ConnectorFault);
  });
});

describe('text in progress', () => {
  test('is kept in the ledger beside the draft, over a restart, until it is discarded', async () => {
    const one = await openTestDesk();
    const edit = anEdit({ packageId: CLEAR[0]!.id, personId: SAM.id, updatedAtMs: NOW_MS });
    expect(await one.call('edit.journal', { edit })).toEqual({ ok: true, value: { kind: 'ok' } });
    await one.close();
    const again = await openTestDesk({ home: one.home });
    expect((await again.feed('edit')).get(edit.packageId)).toEqual(edit);
    expect((await again.feed('package')).get(edit.packageId)?.draft).toEqual(CLEAR[0]!.draft);
    await again.call('edit.discard', { packageId: edit.packageId });
    expect((await again.feed('edit')).get(edit.packageId)).toBeNull();
  });

  test('of somebody else than the person signed in is refused, with words, and not written', async () => {
    const one = await openTestDesk();
    const edit = anEdit({ packageId: CLEAR[0]!.id, personId: OTHERS[0]!.id });
    const answer = await one.call('edit.journal', { edit });
    expect(answer).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    expect(JSON.stringify(answer)).toContain('stays in this window');
    expect((await one.feed('edit')).size).toBe(0);
  });
});

describe('a decision', () => {
  test('to approve leaves as one mail, can be read as it left, and reaches the CRM', async () => {
    const one = await openTestDesk();
    const pkg = CLEAR[0]!;
    const sendId = await approve(one, pkg);
    expect(await one.call('send.eml', { sendId })).toEqual({ ok: true, value: { raw: null } });
    const send = await release(one, sendId, 'sent');
    const mail = await one.call('send.eml', { sendId });
    const raw = mail.ok ? mail.value.raw : null;
    expect(raw).toContain(`Message-ID: ${send.messageId}`);
    expect(raw).toContain(`To: ${pkg.contact.email}`);
    await one.until('the CRM has it', async () => (await one.status()).crm.waitingWrites === 0);
    const crm = new DatabaseSync(one.paths.workspace, { readOnly: true });
    expect(crm.prepare('SELECT state FROM packages WHERE id = ?').get(pkg.id)).toEqual({ state: 'sent' });
    expect(crm.prepare('SELECT contact_id, source FROM activities WHERE message_id = ?').all(send.messageId)).toEqual([
      { contact_id: pkg.contact.id, source: 'ai' },
    ]);
    expect(
      crm.prepare('SELECT lifecycle_stage, source_tag FROM contacts WHERE id = ?').get(pkg.contact.id),
    ).toMatchObject({ source_tag: 'ai' });
    crm.close();
    expect(one.desk.waitingSends()).toBe(0);
    expect(one.faults).toEqual([]);
  });

  test('can be read about only where there is such a message', async () => {
    const { call } = await openTestDesk();
    expect(await call('send.eml', { sendId: SendId.parse('send-nobody') })).toMatchObject({
      ok: false,
      error: { code: 'not-found', message: 'There is no such message.' },
    });
  });

  test('taken back inside its window never reaches the CRM; one that stands does when the window is over', async () => {
    const one = await openTestDesk();
    const [undone, standing] = [CLEAR[0]!, CLEAR[1]!].map((pkg) =>
      decisionAbout(pkg, NOW_MS, { kind: 'reject', reason: 'do-not-contact', note: 'asked by phone', sentence: null }),
    );
    for (const decision of [undone!, standing!]) {
      expect(await one.desk.handlers['decision.submit']({ decision })).toMatchObject({ kind: 'accepted' });
    }
    await one.later(UNDO_MS - 1_000);
    expect(await one.desk.handlers['decision.undo']({ decisionId: undone!.id })).toEqual({ kind: 'ok' });
    await one.later(2_000);
    await one.until('the CRM has the other', async () => (await one.status()).crm.waitingWrites === 0);
    const ops = sql(one.paths.workspace, 'SELECT op_id FROM ops').map((row) => String(row['op_id']));
    expect(ops.filter((opId) => opId.startsWith(`${undone!.id}.`))).toEqual([]);
    expect(ops.filter((opId) => opId.startsWith(`${standing!.id}.`))).not.toEqual([]);
    const states = sql(
      one.paths.workspace,
      'SELECT id, state FROM packages WHERE id IN (?, ?)',
      CLEAR[0]!.id,
      CLEAR[1]!.id,
    );
    expect(Object.fromEntries(states.map((row) => [row['id'], row['state']]))).toEqual({
      [CLEAR[0]!.id]: 'ready',
      [CLEAR[1]!.id]: 'suppressed',
    });
    expect(await one.desk.handlers['decision.undo']({ decisionId: standing!.id })).toMatchObject({ kind: 'no' });
  });
});

describe('a pause', () => {
  test('holds what waits until it is cleared; both are traced with who did it', async () => {
    const one = await openTestDesk();
    const pause = { scope: 'all', value: '', reason: 'a wrong price in the template' } as const;
    await one.call('pause.set', { pause });
    expect((await one.feed('desk')).get('desk')?.pauses).toMatchObject([{ ...pause, byPersonId: SAM.id }]);
    const sendId = await approve(one, CLEAR[0]!);
    const held = await release(one, sendId, 'deferred');
    expect(held.findings.map(({ code }) => code)).toContain('paused');
    await one.call('pause.clear', { scope: 'all', value: '' });
    await one.until('it has left', async () => (await sendOf(one, sendId)).state === 'sent');
    expect((await one.feed('desk')).get('desk')?.pauses).toEqual([]);
    const traced = sql(one.paths.ledger, "SELECT actor, subject FROM trace WHERE kind = 'pause' ORDER BY seq");
    expect(traced.map((row) => [row['actor'], JSON.parse(String(row['subject'])) as unknown])).toEqual([
      [SAM.id, { act: 'set', scope: 'all', value: '' }],
      [SAM.id, { act: 'clear', scope: 'all', value: '' }],
    ]);
  });
});

describe('the person’s key', () => {
  const keyRows = (workspace: string) =>
    sql(workspace, "SELECT id, version, body FROM documents WHERE kind = 'public-key'");

  test('is published to the team’s documents once, its private half nowhere', async () => {
    const secrets = runOnlySecrets();
    const one = await openTestDesk({ secrets });
    expect(keyRows(one.paths.workspace)).toHaveLength(1);
    const key = JSON.parse(String(keyRows(one.paths.workspace)[0]!['body'])) as Record<string, unknown>;
    expect(key).toMatchObject({ personId: SAM.id, revokedAtMs: null });
    expect(key['publicKey']).toMatch(/^-----BEGIN PUBLIC KEY-----/);
    expect(Object.keys(key).sort()).toEqual(
      ['createdAtMs', 'deviceId', 'keyId', 'personId', 'publicKey', 'revokedAtMs'].sort(),
    );
    await one.desk.handlers['sync.run']({});
    await one.close();
    await openTestDesk({ home: one.home, secrets });
    expect(keyRows(one.paths.workspace)).toHaveLength(1);
  });

  test('revoked in the CRM refuses what waits, and what is approved with it from then on', async () => {
    const one = await openTestDesk();
    const waiting = await approve(one, CLEAR[0]!);
    const [row] = keyRows(one.paths.workspace);
    const revoked = { ...(JSON.parse(String(row!['body'])) as object), revokedAtMs: NOW_MS };
    sql(one.paths.workspace, "UPDATE documents SET body = ? WHERE kind = 'public-key'", JSON.stringify(revoked));
    await one.desk.handlers['sync.run']({});
    const refused = await release(one, waiting, 'refused', 'sent');
    expect(refused).toMatchObject({ state: 'refused', findings: [{ code: 'countersignature' }] });
    expect(refused.findings[0]?.evidence).toMatch(/revoked/);
    // No pull in between: the approval must not bring the key back to life.
    const later = await approve(one, CLEAR[1]!);
    expect(await release(one, later, 'refused', 'sent')).toMatchObject({ state: 'refused' });
    await one.close();
    const again = await openTestDesk({ home: one.home, clock: one.clock });
    expect(await sendOf(again, later)).toMatchObject({ state: 'refused' });
  });

  test('is revoked by the document under its id, whatever else that says; what the document says else changes nothing', async () => {
    const one = await openTestDesk();
    const [row] = keyRows(one.paths.workspace);
    const own = JSON.parse(String(row!['body'])) as Record<string, unknown>;
    const forged = { ...own, personId: OTHERS[0]!.id, keyId: 'ed25519-of-somebody-else', publicKey: 'nonsense' };
    const publish = async (body: object) => {
      sql(one.paths.workspace, "UPDATE documents SET body = ? WHERE kind = 'public-key'", JSON.stringify(body));
      await one.desk.handlers['sync.run']({});
    };
    await publish(forged);
    expect(await release(one, await approve(one, CLEAR[0]!), 'sent', 'refused')).toMatchObject({ state: 'sent' });
    await publish({ ...forged, revokedAtMs: NOW_MS });
    expect(await release(one, await approve(one, CLEAR[1]!), 'sent', 'refused')).toMatchObject({ state: 'refused' });
  });
});

describe('closing', () => {
  test('in the middle of the first sync ends it after its page, and the next start brings the rest', async () => {
    const home = folderOfTest();
    await placeCrm(`${home}/workspace.sqlite`);
    let pages = 0;
    const one = await openUnsynced({
      home,
      around: (connector) => ({
        ...connector,
        pull(kind, cursor, limit) {
          pages += 1;
          return connector.pull(kind, cursor, limit);
        },
      }),
    });
    await one.until('a page has come', () => pages >= 2);
    await one.close();
    expect(pages).toBeLessThan(6);
    expect(one.faults).toEqual([]);
    const again = await openTestDesk({ home });
    expect((await again.feed('package')).size).toBe(demo.packages.length);
  });

  test('keeps what waits: a send that was held leaves after the next start, once', async () => {
    const secrets = runOnlySecrets();
    const one = await openTestDesk({ secrets });
    const sendId = await approve(one, CLEAR[0]!);
    expect(one.desk.waitingSends()).toBe(1);
    await one.close();
    const again = await openTestDesk({ home: one.home, secrets, clock: turnedClock(one.clock.nowMs() + 3_600_000) });
    // After a restart it has a fresh undo window: nobody could have pressed undo meanwhile.
    expect((await sendOf(again, sendId)).state).toBe('held');
    await release(again, sendId, 'sent');
    const { messageId } = await sendOf(again, sendId);
    expect(sql(again.paths.ledger, "SELECT count(*) AS n FROM transitions WHERE to_state = 'sent'")).toEqual([
      { n: 1 },
    ]);
    const mail = await again.call('send.eml', { sendId });
    expect(mail.ok && mail.value.raw).toContain(messageId);
  });

  test('twice, and with calls still coming, throws nothing that nobody catches', async () => {
    const one = await openTestDesk();
    const late = [one.call('sync.run', {}), one.call('desk.status', {})];
    await Promise.all([one.close(), one.close(), ...late]);
    expect(one.faults).toEqual([]);
  });
});

describe('events', () => {
  test('say the status only where it changed, and the feed’s newest number where it advanced', async () => {
    const one = await openTestDesk();
    one.events.length = 0;
    await one.desk.handlers['sync.run']({});
    const states = one.events
      .filter(({ event }) => event === 'desk.status')
      .map(({ payload }) => JSON.stringify(payload));
    for (const [at, state] of states.entries()) if (at > 0) expect(state).not.toBe(states[at - 1]);
    await approve(one, CLEAR[0]!);
    const page = await one.desk.handlers['feed.page']({ epoch: null, afterSeq: 0, limit: 2_000 });
    expect(one.events.filter(({ event }) => event === 'feed.advanced').at(-1)?.payload).toEqual({
      epoch: page.epoch,
      latestSeq: page.latestSeq,
    });
  });
});
