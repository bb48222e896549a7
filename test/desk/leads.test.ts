/** A CSV of leads at the whole desk: previewed, tried, imported, imported again; and what the agent, the CRM and the trust log have of it then. */
import { expect, test, vi } from 'vitest';
import { openLedger } from '../../electron/ledger/open-ledger.ts';
import { systemRandom } from '../../electron/platform/random.ts';
import type { CallResult, ChannelName, RequestOf, ResponseOf } from '../../shared/ipc/contract.ts';
import type { LeadMapping } from '../../shared/ipc/lead-file.ts';
import { demo } from '../sync/parts.ts';
import { CLEAR, openTestDesk, SAM, type TestDesk } from './parts.ts';

vi.setConfig({ testTimeout: 60_000 });

function valueOf<C extends ChannelName>(result: CallResult<C>): ResponseOf<C> {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}
const asker =
  (one: TestDesk) =>
  async <C extends ChannelName>(channel: C, request: RequestOf<C>) =>
    valueOf(await one.call(channel, request));
type Ask = ReturnType<typeof asker>;

async function look(ask: Ask, text: string, mapping: LeadMapping | null = null) {
  const answer = await ask('leads.preview', { base64: Buffer.from(text).toString('base64'), mapping });
  if (answer.kind === 'no') throw new Error(answer.because);
  return answer.preview;
}

async function importText(ask: Ask, text: string, mode: 'try' | 'import', mapping?: LeadMapping) {
  const preview = await look(ask, text);
  const begun = await ask('leads.import', {
    fileName: 'fair.csv',
    bytes: text.length,
    mapping: mapping ?? preview.mapping,
    headers: preview.headers,
    known: 'fill',
    mode,
  });
  if (begun.kind === 'no') throw new Error(begun.because);
  const { importId } = begun;
  await ask('import.append', { importId, base64: Buffer.from(text).toString('base64') });
  const report = await ask('import.finish', { importId });
  return { report, detail: await ask('leads.report', { importId, list: 'refused', from: 0, limit: 100 }) };
}

test('leads of a file reach the CRM, the agent’s queues and the trust log once; who is known or suppressed stays as they are', async () => {
  const one = await openTestDesk();
  const ask = asker(one);
  const known = demo.contacts.find(({ contact }) => contact.id === CLEAR[0]?.contact.id)!.contact;
  await ask('suppression.add', {
    scope: 'domain',
    value: 'quiet.example',
    reason: 'request',
    evidence: '',
    expiresAtMs: null,
    confirmed: true,
  });
  const text = [
    'who,email,company,title',
    'Orla Winter,orla@wintergate.example,Wintergate,Head of Operations',
    `Somebody Else,${known.email.toUpperCase()},Another Name,Another Title`,
    'Quill Vane,quill@quiet.example,Quiet,CFO',
    'Nobody,not an address,x,y',
  ].join('\n');
  const preview = await look(ask, text);
  expect(preview.mapping.columns).toEqual([null, 'email', 'company', 'title']);
  expect(preview.segments.length).toBeGreaterThan(2);
  const unnamed = await ask('leads.import', {
    fileName: 'fair.csv',
    bytes: text.length,
    mapping: preview.mapping,
    headers: preview.headers,
    known: 'skip',
    mode: 'try',
  });
  expect(unnamed).toMatchObject({ kind: 'no', because: expect.stringContaining('name') as string });
  const mapping: LeadMapping = { ...preview.mapping, columns: ['name', 'email', 'company', 'title'] };

  const tried = await importText(ask, text, 'try', mapping);
  const counts = { rows: 4, added: 1, refused: 2, suppressed: 1 };
  expect(tried.detail.counts).toMatchObject(counts);
  const wanted = { queue: null, search: 'orla@wintergate', firstId: null, afterId: null, limit: 10 } as const;
  await ask('sync.run', {});
  expect((await ask('leads.page', wanted)).leads).toEqual([]);

  const real = await importText(ask, text, 'import', mapping);
  expect(real.detail).toEqual(tried.detail);
  expect(real.detail.remarks.map(({ line, field }) => `${String(line)} ${field ?? ''}`)).toEqual([
    '4 email',
    '5 email',
  ]);
  await ask('sync.run', {});
  await ask('sync.run', {});
  const [lead] = (await ask('leads.page', wanted)).leads;
  expect(lead).toMatchObject({
    lead: { ownerId: SAM.id, stage: 'new' },
    account: { name: 'Wintergate', domain: 'wintergate.example' },
    contact: { seniority: 'director', verification: 'unknown' },
  });
  expect(demo.contacts.some(({ contact }) => contact.name === 'Somebody Else')).toBe(false);

  // The mapping of these headers is known now, and the file changes nothing any more.
  expect(await look(ask, text)).toMatchObject({ isRemembered: true, mapping: { columns: mapping.columns } });
  expect((await importText(ask, text, 'import')).report).toMatchObject({ accepted: 0, unchanged: 2, refused: 2 });
  expect(await one.call('leads.report', { importId: 'another', list: 'refused', from: 0, limit: 1 })).toMatchObject({
    ok: false,
    error: { code: 'not-found' },
  });
  await one.close();

  const again = await openTestDesk({ home: one.home, clock: one.clock });
  expect(await look(asker(again), text)).toMatchObject({ isRemembered: true });
  await again.close();
  const opened = openLedger({ path: one.paths.ledger, clock: one.clock, random: systemRandom(), expectExisting: true });
  if (opened.kind !== 'open') throw new Error(opened.problem);
  const lines = opened.ledger.trace.page(0, 5_000).filter(({ kind }) => kind === 'import');
  opened.ledger.close();
  expect(lines.map(({ subject }) => [subject['what'], subject['accepted'], subject['how']])).toEqual([
    ['leads', real.report.accepted, 'done'],
    ['leads', 0, 'done'],
  ]);
});
