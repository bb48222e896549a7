/** The trust log of a whole desk: every act leaves its line, every verdict can be asked again, a person's inputs can go. */
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import type { TraceCheck, TraceLine } from '../../shared/ipc/channels/trust-log.ts';
import { exportAll } from '../verify/exported-log.ts';
import { NOW_MS } from '../sync/parts.ts';
import { approve, CLEAR, decisionAbout, openTestDesk, OTHERS, release, SAM, sendOf, type TestDesk } from './parts.ts';

const REVOPS = OTHERS.find(({ role }) => role === 'revops')!;

async function allLines({ desk }: TestDesk, filter = {}): Promise<readonly TraceLine[]> {
  const parsed = { text: '', kind: null, rail: null, answer: null, version: '', actor: null } as const;
  const page = await desk.handlers['trust-log.page']({
    filter: { ...parsed, fromMs: null, untilMs: null, sendId: null, packageId: null, contactId: null, ...filter },
    beforeSeq: null,
    limit: 500,
  });
  return page.lines;
}

async function checkAll({ desk }: TestDesk): Promise<TraceCheck> {
  for (let checkId: string | null = null; ;) {
    const step = await desk.handlers['trust-log.check']({ checkId });
    if (step.result !== null) return step.result;
    checkId = step.checkId;
  }
}

function rows(ledger: string, sql: string): readonly Record<string, unknown>[] {
  const file = new DatabaseSync(ledger, { readOnly: true });
  try {
    return file.prepare(sql).all();
  } finally {
    file.close();
  }
}

function write(ledger: string, sql: string): void {
  const file = new DatabaseSync(ledger);
  file.exec(sql);
  file.close();
}

const replay = async ({ desk }: TestDesk, seq: number) => (await desk.handlers['trust-log.replay']({ seq })).replay;

describe('every act leaves a line', () => {
  test('from the first start on: ledger, key, policy, decisions, sends, undo, suppressions, pauses', async () => {
    const one = await openTestDesk();
    const sent = await approve(one, CLEAR[0]!);
    await release(one, sent, 'sent');
    const { decisionId } = await sendOf(one, await approve(one, CLEAR[1]!));
    await one.desk.handlers['decision.undo']({ decisionId });
    const never = decisionAbout(CLEAR[2]!, NOW_MS, { kind: 'do-not-contact', scope: 'global', note: 'asked by phone' });
    await one.desk.handlers['decision.submit']({ decision: never });
    await one.desk.handlers['decision.undo']({ decisionId: never.id });
    const lines = await allLines(one);
    const has = (kind: string, subject: object) =>
      expect(lines.map(({ event }) => event)).toContainEqual(
        expect.objectContaining({ kind, subject: expect.objectContaining(subject) as object }),
      );
    has('ledger', { act: 'made' });
    has('key', { act: 'made', personId: SAM.id });
    has('key', { act: 'published', personId: SAM.id });
    has('policy', { act: 'in-force', from: null });
    has('suppression', { act: 'pulled', source: 'suppression' });
    has('decision', { kind: 'approve', packageId: CLEAR[0]!.id });
    has('suppression', { act: 'add', scope: 'global', contactId: CLEAR[2]!.contact.id });
    has('suppression', { act: 'remove', packageId: CLEAR[2]!.id });
    has('undo', { decisionId: never.id });
    // Each step that the ledger has of a send, the log has as well.
    const transitions = rows(one.paths.ledger, 'SELECT send_id, to_state FROM transitions');
    expect(transitions.length).toBeGreaterThan(7);
    for (const { send_id: sendId, to_state: to } of transitions) {
      if (to === 'countersigned' || to === 'held') has('countersigned', { sendId });
      else if (to === 'undone') has('undo', { sendId });
      else has('transition', { sendId, to });
    }
    const words = JSON.stringify(lines.map(({ event }) => event));
    expect(words).not.toMatch(/@[a-z.-]+\.example|by phone/);
    for (const pkg of CLEAR) expect(words).not.toContain(pkg.contact.name);
  });

  test('an import leaves its counts, and the file’s name only where it can be erased', async () => {
    const one = await openTestDesk();
    const begun = await one.desk.handlers['import.begin']({ fileName: 'spring leads.json', bytes: 3 });
    if (begun.kind !== 'ready') throw new Error(begun.because);
    await one.desk.handlers['import.append']({
      importId: begun.importId,
      base64: Buffer.from('[{}').toString('base64'),
    });
    await one.desk.handlers['import.finish']({ importId: begun.importId });
    const [line] = await allLines(one, { kind: 'import' });
    expect(line?.event).toMatchObject({
      actor: SAM.id,
      subject: { importId: begun.importId, how: 'done', accepted: 0, unchanged: 0, refused: 1 },
    });
    expect(JSON.stringify(line)).not.toContain('spring');
    const detail = await one.desk.handlers['trust-log.line']({ seq: line!.event.seq });
    expect(detail).toMatchObject({
      kind: 'line',
      detail: { inputs: expect.stringContaining('spring leads.json') as string },
    });
  });

  test('a policy of another version leaves one line, the same one pulled again none', async () => {
    const one = await openTestDesk();
    await one.desk.handlers['sync.run']({});
    const policies = async () => (await allLines(one, { kind: 'policy' })).map(({ event }) => event.subject);
    const [first] = await policies();
    expect(await policies()).toHaveLength(1);
    write(
      one.paths.workspace,
      `UPDATE documents SET version = version + 1, body = json_set(body, '$.version', 41, '$.limits.mailboxPerDay', 7) WHERE kind = 'policy'`,
    );
    await one.desk.handlers['sync.run']({});
    expect(await policies()).toEqual([{ act: 'in-force', from: first!['to'], to: 41 }, first]);
  });
});

describe('a send’s story', () => {
  test('is everything about it in order, with each rail’s words, and names from the copies', async () => {
    const one = await openTestDesk();
    await one.call('pause.set', { pause: { scope: 'all', value: '', reason: 'a wrong price' } });
    const sendId = await approve(one, CLEAR[0]!);
    await release(one, sendId, 'deferred');
    await one.call('pause.clear', { scope: 'all', value: '' });
    await release(one, sendId, 'sent');
    const { send, lines } = await one.desk.handlers['trust-log.story']({ sendId });
    expect(send?.state).toBe('sent');
    expect(lines.map(({ event }) => [event.kind, event.subject['to'] ?? event.subject['answer'] ?? ''])).toEqual([
      ['decision', ''],
      ['countersigned', ''],
      ['transition', 'released'],
      ['gate', 'hold'],
      ['transition', 'deferred'],
      ['gate', 'clear'],
      ['transition', 'released'],
      ['transition', 'reserved'],
      ['transition', 'transmitting'],
      ['transition', 'sent'],
    ]);
    expect(lines[3]?.findings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          code: 'paused',
          answer: 'hold',
          evidence: expect.stringContaining('a wrong price') as string,
        }),
      ]),
    );
    expect(lines[0]).toMatchObject({
      actorName: SAM.name,
      contactName: CLEAR[0]!.contact.name,
      accountName: CLEAR[0]!.account.name,
      contactId: CLEAR[0]!.contact.id,
    });
  });
});

describe('a verdict asked again', () => {
  test('is the same with the inputs and the policy of then, whatever the policy is now', async () => {
    const one = await openTestDesk();
    await release(one, await approve(one, CLEAR[0]!), 'sent');
    write(
      one.paths.workspace,
      `UPDATE documents SET version = version + 1, body = json_set(body, '$.version', 41, '$.limits.wordsMin', 400, '$.limits.wordsMax', 500) WHERE kind = 'policy'`,
    );
    await one.desk.handlers['sync.run']({});
    const [gate] = await allLines(one, { kind: 'gate' });
    expect(await replay(one, gate!.event.seq)).toMatchObject({ kind: 'same', answer: 'clear', stoppedBy: null });
  });

  test('names the findings that differ where the inputs are not the ones of then', async () => {
    const one = await openTestDesk();
    await one.call('pause.set', { pause: { scope: 'all', value: '', reason: 'a wrong price' } });
    await release(one, await approve(one, CLEAR[0]!), 'deferred');
    const [gate] = await allLines(one, { kind: 'gate' });
    write(
      one.paths.ledger,
      `UPDATE trace_inputs SET inputs = json_set(inputs, '$.desk.pauses', json('[]')) WHERE seq = ${gate!.event.seq}`,
    );
    expect(await replay(one, gate!.event.seq)).toEqual({
      kind: 'different',
      then: 'hold',
      // What else was not read yet when the gate was asked holds then and now; it is no difference.
      now: expect.stringMatching(/^(?:clear|hold)$/u) as string,
      differences: [{ code: 'paused', then: expect.stringContaining('a wrong price') as string, now: null }],
    });
    write(
      one.paths.ledger,
      `UPDATE trace_inputs SET inputs = json_set(inputs, '$.policyVersion', 900) WHERE seq = ${gate!.event.seq}`,
    );
    expect(await replay(one, gate!.event.seq)).toEqual({ kind: 'policy-unknown', version: 900 });
    write(one.paths.ledger, `UPDATE trace_inputs SET inputs = '{}' WHERE seq = ${gate!.event.seq}`);
    expect(await replay(one, gate!.event.seq)).toMatchObject({ kind: 'not-askable' });
    expect(await replay(one, 1)).toMatchObject({ kind: 'not-askable' });
  });

  test('answers erased once the person’s inputs were erased; only RevOps may, with a reason, and it is traced', async () => {
    const one = await openTestDesk();
    await release(one, await approve(one, CLEAR[0]!), 'sent');
    const contactId = CLEAR[0]!.contact.id;
    const erase = () => one.desk.handlers['trust-log.erase']({ contactId, because: 'asked by letter' });
    expect(await erase()).toMatchObject({ kind: 'no' });
    expect(await allLines(one, { kind: 'erased' })).toEqual([]);
    await one.desk.handlers['person.switch']({ personId: REVOPS.id });
    expect(await erase()).toEqual({ kind: 'erased', lines: 3 });
    const [gate] = await allLines(one, { kind: 'gate' });
    expect(await replay(one, gate!.event.seq)).toEqual({ kind: 'erased' });
    expect((await allLines(one, { kind: 'erased' }))[0]?.event).toMatchObject({
      actor: REVOPS.id,
      subject: { contactId, lines: 3 },
    });
    expect(await checkAll(one)).toMatchObject({ faults: 0, firstFault: null });
    const { paths } = one;
    await one.close();
    // Not even in the bytes of the file: the package's own copies are the CRM's to delete.
    const inputs = rows(
      paths.ledger,
      'SELECT count(*) AS n FROM trace_inputs JOIN trace USING (seq) WHERE send_id IS NOT NULL',
    );
    expect(inputs).toEqual([{ n: 0 }]);
  });
});

describe('the whole log', () => {
  test('is checked piece by piece, up to where it was when the check began, and the outcome is kept', async () => {
    const one = await openTestDesk();
    await release(one, await approve(one, CLEAR[0]!), 'sent');
    const state = await one.desk.handlers['trust-log.state']({});
    expect(state.lastCheck).toBeNull();
    const checked = await checkAll(one);
    expect(checked).toEqual({ atMs: one.clock.nowMs(), upToSeq: state.head!.seq, faults: 0, firstFault: null });
    expect((await one.desk.handlers['trust-log.state']({})).lastCheck).toEqual(checked);
    write(one.paths.ledger, "UPDATE trace SET actor = 'x' WHERE seq = 3");
    expect(await checkAll(one)).toMatchObject({
      faults: 1,
      firstFault: { line: 3, why: 'was changed: its content does not give its hash' },
    });
    await expect(one.call('trust-log.check', { checkId: 'of-nobody' })).resolves.toMatchObject({
      ok: false,
      error: { code: 'not-found' },
    });
  });

  test('is exported as it was when the export began, by days, and without countersignatures where so wished', async () => {
    const one = await openTestDesk();
    await release(one, await approve(one, CLEAR[0]!), 'sent');
    const lastSeq = (await one.desk.handlers['trust-log.state']({})).head!.seq;
    const bare = await exportAll(one, { withCountersignatures: false });
    expect(bare).toHaveLength(lastSeq + 2);
    expect(JSON.parse(bare[0]!)).toMatchObject({
      record: 'header',
      firstSeq: 1,
      lastSeq,
      countersignatures: null,
      keys: null,
    });
    const later = await exportAll(one, { fromMs: one.clock.nowMs() });
    const header = JSON.parse(later[0]!) as { readonly firstSeq: number; readonly lastSeq: number };
    expect(header.firstSeq).toBeGreaterThan(1);
    expect(header.lastSeq).toBe(lastSeq);
    expect(await exportAll(one, { fromMs: one.clock.nowMs() + 1e9 })).toHaveLength(3);
  });
});
