/** The suppression list at the whole desk: added, taken back, taken off, imported, pulled; and what each does to what waits and to the CRM. */
import { describe, expect, test, vi } from 'vitest';
import type { PersonId } from '../../shared/domain/ids.ts';
import type { CallResult, ChannelName, RequestOf, ResponseOf } from '../../shared/ipc/contract.ts';
import { openLedger } from '../../electron/ledger/open-ledger.ts';
import { systemRandom } from '../../electron/platform/random.ts';
import { sql } from '../sync/parts.ts';
import { approve, CLEAR, openTestDesk, OTHERS, SAM, sendOf, UNDO_MS, type DeskWish, type TestDesk } from './parts.ts';

vi.setConfig({ testTimeout: 60_000 });

const TOMAS = OTHERS.find(({ role }) => role === 'revops')!;
const ADDRESS = 'somebody@quiet.example';
const WISH: RequestOf<'suppression.add'> = {
  scope: 'global',
  value: ADDRESS,
  reason: 'request',
  evidence: 'asked on the phone',
  expiresAtMs: null,
  confirmed: false,
};

function valueOf<C extends ChannelName>(result: CallResult<C>): ResponseOf<C> {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}
async function seat(wish: DeskWish = {}) {
  const one = await openTestDesk(wish);
  const ask = async <C extends ChannelName>(channel: C, request: RequestOf<C>) =>
    valueOf(await one.call(channel, request));
  const add = async (change: Partial<RequestOf<'suppression.add'>> = {}) => {
    const answer = await ask('suppression.add', { ...WISH, ...change });
    if (answer.kind !== 'added') throw new Error(JSON.stringify(answer));
    return answer;
  };
  const become = (id: PersonId) => ask('person.switch', { personId: id });
  const inCrm = (id: string) => sql(one.paths.workspace, 'SELECT removed_at_ms FROM suppressions WHERE id = ?', id);
  return { one, ask, add, become, inCrm };
}
async function approved(one: TestDesk) {
  const pkg = CLEAR[0]!;
  const sendId = await approve(one, pkg);
  return { pkg, send: () => sendOf(one, sendId) };
}
/** The trust log of a desk that was closed. */
function traceOf(one: TestDesk) {
  const opened = openLedger({ path: one.paths.ledger, clock: one.clock, random: systemRandom(), expectExisting: true });
  if (opened.kind !== 'open') throw new Error(opened.problem);
  const lines = opened.ledger.trace.page(0, 5_000);
  expect(opened.ledger.trace.firstBrokenLine()).toBeNull();
  opened.ledger.close();
  return lines;
}

describe('an entry that a person adds', () => {
  test('blocks at once, goes to the CRM after the undo window, and can be explained', async () => {
    const { one, ask, add, inCrm } = await seat();
    expect((await ask('suppression.explain', { text: 'Somebody+x@Quiet.example' })).kind).toBe('clear');
    const { id, undoUntilMs } = await add();
    expect(undoUntilMs).toBe(one.clock.nowMs() + UNDO_MS);
    const why = await ask('suppression.explain', { text: 'Somebody+x@Quiet.example' });
    expect(why).toMatchObject({
      kind: 'blocked',
      normalised: ADDRESS,
      matches: [
        {
          row: {
            origin: 'desk',
            undoUntilMs,
            isLeaving: false,
            entry: { id, by: SAM.id, evidence: 'asked on the phone' },
          },
          why: `The list has ${ADDRESS}, which reaches the same mailbox; it counts for every team and sequence.`,
          clears: 'Only RevOps can take the entry off the list, with a reason; nobody can send this anyway.',
        },
      ],
    });
    await one.later(UNDO_MS - 1);
    expect(inCrm(id)).toEqual([]);
    await one.later(1);
    await one.until('the CRM has it', () => inCrm(id).length === 1);
    expect(await ask('suppression.undo', { id })).toMatchObject({
      kind: 'no',
      because: expect.stringContaining('undo window is over') as string,
    });
  });

  test('is taken back inside the window by the one who added it, and the CRM never hears of it', async () => {
    const { one, ask, add, become, inCrm } = await seat();
    const { id } = await add();
    await become(TOMAS.id);
    expect((await ask('suppression.undo', { id })).kind).toBe('no');
    await become(SAM.id);
    expect(await ask('suppression.undo', { id })).toEqual({ kind: 'ok' });
    expect(await ask('suppression.undo', { id })).toEqual({ kind: 'ok' });
    expect((await ask('suppression.explain', { text: ADDRESS })).kind).toBe('clear');
    await one.later(3 * UNDO_MS);
    await ask('sync.run', {});
    expect(inCrm(id)).toEqual([]);
  });

  test('refuses what is held for that person at once; undone, the package is clear again', async () => {
    const { one, ask, add } = await seat();
    const { pkg, send } = await approved(one);
    expect((await send()).state).toBe('held');
    const { id } = await add({ value: pkg.contact.email.toUpperCase() });
    expect(await send()).toMatchObject({
      state: 'refused',
      // Where the first pull is still on its way, the age of what is known is said beside it.
      findings: expect.arrayContaining([expect.objectContaining({ code: 'suppressed', answer: 'refuse' })]) as unknown,
    });
    expect((await one.feed('world')).get(pkg.id)?.suppressions).toHaveLength(1);
    await ask('suppression.undo', { id });
    expect((await one.feed('world')).get(pkg.id)?.suppressions).toEqual([]);
  });

  test('for a domain asks first and says how many contacts it touches; a public mail domain is refused', async () => {
    const { one, ask } = await seat();
    const domain = CLEAR[0]!.account.domain;
    const wish = { ...WISH, scope: 'domain', value: `*.${domain}` } as const;
    const asked = await ask('suppression.add', wish);
    const count = Number(
      sql(one.paths.workspace, `SELECT count(*) AS n FROM contacts WHERE email LIKE '%@${domain}'`)[0]!['n'],
    );
    expect(asked).toEqual({ kind: 'confirm', what: domain, contacts: count });
    expect(count).toBeGreaterThan(0);
    expect((await ask('suppression.add', { ...wish, confirmed: true })).kind).toBe('added');
    expect(await ask('suppression.explain', { text: `x@mail.${domain}` })).toMatchObject({
      matches: [{ why: `Everybody at ${domain} is on the list, and this address is at a domain below it.` }],
    });
    for (const value of ['gmail.com', 'GoogleMail.com'])
      expect(await ask('suppression.add', { ...wish, value, confirmed: true })).toMatchObject({
        kind: 'no',
        because: expect.stringContaining('public mail provider') as string,
      });
  });

  test('for an account is found by its domain or name, and everybody there is blocked', async () => {
    const { ask } = await seat();
    const { account, contact } = CLEAR[0]!;
    const wish = { ...WISH, scope: 'account', value: account.domain } as const;
    expect(await ask('suppression.add', wish)).toMatchObject({ kind: 'confirm', what: account.name });
    expect((await ask('suppression.add', { ...wish, confirmed: true })).kind).toBe('added');
    expect(await ask('suppression.explain', { text: contact.email })).toMatchObject({
      kind: 'blocked',
      matches: [{ why: `Everybody at ${account.name} is on the list.`, row: { about: account.name } }],
    });
    expect((await ask('suppression.add', { ...wish, value: 'No such firm' })).kind).toBe('no');
  });

  test.each([
    ['no address', { value: 'somebody' }],
    ['two addresses', { value: 'a@b.example, c@d.example' }],
    ['no domain', { scope: 'domain', value: 'localhost' }],
    ['a contact nobody knows', { scope: 'contact', value: 'con-nobody' }],
    ['an end before its beginning', { expiresAtMs: 1 }],
  ] as const)('with %s is refused in words and leaves nothing', async (_what, change) => {
    const { ask } = await seat();
    const before = await ask('suppression.counts', {});
    expect(await ask('suppression.add', { ...WISH, ...change })).toMatchObject({
      kind: 'no',
      because: expect.stringMatching(/.{20}/) as string,
    });
    expect(await ask('suppression.counts', {})).toEqual(before);
  });
});

describe('taking an entry off', () => {
  test('is RevOps’ alone, and a refusal is in the trust log', async () => {
    const { one, ask, add } = await seat();
    const { id } = await add();
    await one.later(UNDO_MS);
    const answer = await ask('suppression.remove', { id, because: 'a mistake', writtenRequest: null });
    expect(answer).toEqual({ kind: 'no', because: 'Only RevOps may take an entry off the suppression list.' });
    expect((await ask('suppression.explain', { text: ADDRESS })).kind).toBe('blocked');
    await one.close();
    expect(
      traceOf(one)
        .filter(({ kind }) => kind === 'write-refused')
        .at(-1),
    ).toMatchObject({ actor: SAM.id, subject: { write: 'suppression-remove', about: id } });
  });

  test('by RevOps takes it off in the CRM and then here; the trust log has who, and no address', async () => {
    const { one, ask, add, become, inCrm } = await seat();
    const { id } = await add();
    await one.later(UNDO_MS);
    await one.until('the CRM has it', () => inCrm(id).length === 1);
    await become(TOMAS.id);
    expect(await ask('suppression.remove', { id, because: 'typed the wrong person', writtenRequest: null })).toEqual({
      kind: 'removed',
    });
    expect(inCrm(id)).toEqual([{ removed_at_ms: one.clock.nowMs() }]);
    expect((await ask('suppression.explain', { text: ADDRESS })).kind).toBe('clear');
    await ask('sync.run', {});
    expect((await ask('suppression.explain', { text: ADDRESS })).kind).toBe('clear');
    await one.close();
    const lines = traceOf(one).filter(({ kind, actor }) => kind === 'suppression' && actor !== 'system');
    expect(lines.map(({ actor, subject }) => [actor, subject['act']])).toEqual([
      [SAM.id, 'add'],
      [TOMAS.id, 'take-off'],
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/@|quiet|phone|wrong person/);
  });

  test('of an unsubscribe from the CRM’s own pages needs the contact’s written request', async () => {
    const { one, ask, become } = await seat();
    await become(TOMAS.id);
    const found = await ask('suppression.page', {
      filter: { scope: 'global', reason: 'unsubscribe', source: 'opt-out', search: '' },
      order: 'newest',
      after: null,
      limit: 1,
    });
    const { entry } = found.rows[0]!;
    const request = { id: entry.id, because: 'they wrote again' };
    expect(await ask('suppression.remove', { ...request, writtenRequest: null })).toMatchObject({
      kind: 'no',
      because: expect.stringContaining('in writing') as string,
    });
    expect(await ask('suppression.remove', { ...request, writtenRequest: '  ' })).toMatchObject({ kind: 'no' });
    expect(
      await ask('suppression.remove', { ...request, writtenRequest: 'mail of 3 May in the shared inbox' }),
    ).toEqual({ kind: 'removed' });
    expect(sql(one.paths.workspace, 'SELECT removed_at_ms FROM opt_outs WHERE id = ?', entry.id)).toEqual([
      { removed_at_ms: one.clock.nowMs() },
    ]);
    await ask('sync.run', {});
    expect((await ask('suppression.explain', { text: entry.value })).kind).toBe('clear');
  });

  test('while the CRM can’t be reached goes on blocking until it has done so', async () => {
    let mood: 'well' | 'down' = 'well';
    const { one, ask, add, become, inCrm } = await seat({ mood: () => mood });
    const { id } = await add();
    await one.later(UNDO_MS);
    await one.until('the CRM has it', () => inCrm(id).length === 1);
    await become(TOMAS.id);
    mood = 'down';
    expect(await ask('suppression.remove', { id, because: 'a mistake', writtenRequest: null })).toEqual({
      kind: 'waiting',
    });
    expect(await ask('suppression.explain', { text: ADDRESS })).toMatchObject({
      kind: 'blocked',
      matches: [{ row: { isLeaving: true } }],
    });
    mood = 'well';
    await one.later(10 * 60_000);
    await one.until(
      'it was taken off',
      async () => (await ask('suppression.explain', { text: ADDRESS })).kind === 'clear',
    );
  });
});

describe('what the CRM says', () => {
  test('an entry and an opt-out written there stop a held send with the next pull; a removal there clears', async () => {
    for (const table of ['suppressions', 'opt_outs']) {
      const { one, ask } = await seat();
      const { pkg, send } = await approved(one);
      sql(
        one.paths.workspace,
        `INSERT INTO ${table} (id, scope, value, reason, source, evidence, at_ms, by_whom) VALUES ('by-hand', 'contact', '${pkg.contact.id}', 'request', 'Page', '', ${one.clock.nowMs()}, 'page')`,
      );
      await ask('sync.run', {});
      expect((await send()).state).toBe('refused');
      sql(one.paths.workspace, `UPDATE ${table} SET removed_at_ms = 5 WHERE id = 'by-hand'`);
      await ask('sync.run', {});
      expect((await ask('suppression.explain', { text: pkg.contact.email })).kind).toBe('clear');
      await one.close();
    }
  });
});

describe('a CSV', () => {
  const MAPPING: RequestOf<'suppression.import'>['mapping'] = {
    delimiter: ',',
    hasHeader: true,
    value: 0,
    scope: null,
    reason: 1,
    evidence: null,
    source: null,
    at: null,
    expires: null,
    defaultScope: 'by-shape',
    defaultReason: 'request',
  };
  async function importText(ask: Awaited<ReturnType<typeof seat>>['ask'], text: string, dryRun: boolean) {
    const bytes = Buffer.from(text);
    const begun = await ask('suppression.import', {
      fileName: 'list.csv',
      bytes: bytes.length,
      mapping: MAPPING,
      dryRun,
    });
    if (begun.kind !== 'ready') throw new Error(begun.because);
    for (let at = 0; at < bytes.length; at += 300_000)
      await ask('import.append', {
        importId: begun.importId,
        base64: bytes.subarray(at, at + 300_000).toString('base64'),
      });
    return ask('import.finish', { importId: begun.importId });
  }

  test('is checked without effect, then imported: it blocks at once, and the CRM gets all of it', async () => {
    const { one, ask } = await seat();
    const { pkg, send } = await approved(one);
    const rows = Array.from(
      { length: 3_000 },
      (_, at) => `p${String(at)}@bulk-${String(at % 40)}.example,unsubscribed`,
    );
    const text = ['email,reason', pkg.contact.email, ...rows, 'not an address,x', 'gmail.com,x'].join('\n');
    const checked = await importText(ask, text, true);
    expect(checked).toMatchObject({ accepted: 3_001, refused: 2 });
    expect((await send()).state).toBe('held');
    const report = await importText(ask, text, false);
    expect(report).toEqual(checked);
    expect((await send()).state).toBe('refused');
    expect((await ask('suppression.explain', { text: 'P7@bulk-7.example' })).kind).toBe('blocked');
    const inCrm = () =>
      Number(sql(one.paths.workspace, `SELECT count(*) AS n FROM suppressions WHERE id LIKE 'imp-%'`)[0]!['n']);
    await one.until('the CRM has all of it', () => inCrm() === 3_001);
    await ask('sync.run', {});
    expect(await importText(ask, text, false)).toMatchObject({ accepted: 0, unchanged: 3_001, refused: 2 });
    await one.close();
    const lines = traceOf(one).filter(({ subject }) => subject['act'] === 'import');
    expect(lines.map(({ subject }) => subject['how'])).toEqual(['begun', 'done', 'begun', 'done']);
    expect(lines[1]?.subject).toMatchObject({ accepted: 3_001, unchanged: 0, refused: 2 });
  });

  test('comes out again in pieces, with one line in the trust log', async () => {
    const { one, ask } = await seat();
    await importText(
      ask,
      ['email,reason', ...Array.from({ length: 2_500 }, (_, at) => `p${String(at)}@bulk.example,`)].join('\n'),
      false,
    );
    const filter = { scope: null, reason: null, source: null, search: '@BULK.example' } as const;
    const values: string[] = [];
    let after: RequestOf<'suppression.export'>['after'] = null;
    let pieces = 0;
    do {
      const piece: ResponseOf<'suppression.export'> = await ask('suppression.export', { filter, after });
      values.push(...piece.entries.map(({ value }) => value));
      after = piece.next;
      pieces += 1;
    } while (after !== null);
    expect([new Set(values).size, values.length]).toEqual([2_500, 2_500]);
    expect(values).toEqual([...values].sort());
    expect(pieces).toBeGreaterThan(2);
    await one.close();
    expect(traceOf(one).filter(({ subject }) => subject['act'] === 'export')).toHaveLength(1);
  });
});
