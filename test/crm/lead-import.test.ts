/** A CSV of leads: what its columns are taken for, what each hostile shape becomes, and that a file taken twice is a file taken once. */
import fc from 'fast-check';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, vi } from 'vitest';
import { openWorkspace, type Workspace } from '../../electron/crm/embedded/open-workspace.ts';
import type { KnownRecords } from '../../electron/crm/lead-import/known-records.ts';
import { previewLeads } from '../../electron/crm/lead-import/preview-leads.ts';
import { onlyTimeZoneOf, readCountry } from '../../electron/crm/lead-import/read-country.ts';
import { seniorityOf } from '../../electron/crm/lead-import/seniority-of.ts';
import { startLeadImport, type LeadImportInput } from '../../electron/crm/lead-import/start-lead-import.ts';
import type { Account } from '../../shared/domain/account.ts';
import type { Contact } from '../../shared/domain/contact.ts';
import { SegmentId } from '../../shared/domain/ids.ts';
import type { Lead } from '../../shared/domain/lead.ts';
import { Suppression } from '../../shared/domain/suppression.ts';
import type { PulledKind, PullPage } from '../../electron/ports/connector.ts';
import type { LeadMapping } from '../../shared/ipc/lead-file.ts';
import { asciiDomain } from '../../shared/policy/ascii-domain.ts';
import { matchesRecipient, normaliseAddress } from '../../shared/policy/suppression-match.ts';
import { demoWorkspace, freshFile, NOW_MS, random, SAM, standingClock } from './parts.ts';

vi.setConfig({ testTimeout: 60_000 });

const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8');
const SEGMENT = { id: SegmentId.parse('seg-logistics'), name: 'Logistics' };
const OTHER = { id: SegmentId.parse('seg-retail'), name: 'Retail' };
const SEGMENTS = [SEGMENT, OTHER];

function preview(bytes: Uint8Array, mapping: LeadMapping | null = null) {
  const previewed = previewLeads(bytes, {
    mapping,
    segments: SEGMENTS,
    timeZone: 'Europe/Berlin',
    nowMs: NOW_MS,
    remembered: () => null,
  });
  if (previewed.kind === 'no') throw new Error(previewed.because);
  return previewed.preview;
}

async function everything(workspace: Workspace, kind: PulledKind): Promise<Map<string, unknown>> {
  const found = new Map<string, unknown>();
  for (let cursor: string | null = null, more = true; more;) {
    const page: PullPage = await workspace.pull(kind, cursor, 500);
    for (const { id, body } of page.items) found.set(id, body);
    ({ cursor, more } = page);
  }
  return found;
}

/** What a desk that has pulled all of the workspace knows. */
async function recordsOf(workspace: Workspace, listed: readonly Suppression[] = []): Promise<KnownRecords> {
  const accounts = (await everything(workspace, 'account')) as Map<string, Account>;
  const contacts = (await everything(workspace, 'contact')) as Map<string, Contact>;
  const leads = (await everything(workspace, 'lead')) as Map<string, Lead>;
  const byAddress = new Map([...contacts.values()].map((contact) => [normaliseAddress(contact.email), contact]));
  const byDomain = new Map([...accounts.values()].map(({ domain, id }) => [asciiDomain(domain), id]));
  return {
    contactAt(email) {
      const contact = byAddress.get(normaliseAddress(email));
      return contact === undefined ? null : { contact, lead: leads.get(contact.id) ?? null };
    },
    account: (id) => accounts.get(id) ?? null,
    accountIdOf: (domain) => byDomain.get(domain) ?? null,
    suppressionOf: (recipient) => listed.find((entry) => matchesRecipient(entry, recipient, NOW_MS)) ?? null,
  };
}

/** An empty workspace with one person in it. */
function emptyWorkspace(): Workspace {
  const path = freshFile();
  const workspace = openWorkspace({ path, clock: standingClock(), random, signedInAs: SAM });
  const database = new DatabaseSync(path);
  database.exec(
    `INSERT INTO people (id, name, title, role, mailbox_id, mailbox_address, mailbox_time_zone) VALUES ('${SAM}', 'Sam', 'SDR', 'sdr', 'mb-sam', 'sam@ourco.example', 'Europe/Berlin')`,
  );
  database.close();
  return workspace;
}

let count = 0;
type Wish = Partial<Pick<LeadImportInput, 'known' | 'isTrial'>> & {
  readonly mapping?: LeadMapping;
  readonly size?: number;
  readonly listed?: readonly Suppression[];
};

async function importAll(workspace: Workspace, bytes: Uint8Array, wish: Wish = {}) {
  const { known = 'skip', isTrial = false, size = 7_000, listed = [] } = wish;
  const { person } = await workspace.whoAmI();
  const session = startLeadImport({
    importId: `import-${String((count += 1))}`,
    fileName: 'leads.csv',
    mapping: wish.mapping ?? preview(bytes).mapping,
    known,
    isTrial,
    segments: SEGMENTS,
    importer: person,
    connector: workspace,
    clock: standingClock(),
    records: () => recordsOf(workspace, listed),
    onProgress: () => undefined,
  });
  for (let at = 0; at < bytes.length; at += size)
    expect(await session.append(bytes.subarray(at, at + size))).toEqual({ kind: 'ok' });
  const report = await session.finish();
  const lines = (list: 'refused' | 'noted') =>
    session.remarks(list).map(({ line, field, reason }) => `${String(line)} ${field ?? 'row'}: ${reason}`);
  return { report, counts: session.counts(), refused: lines('refused'), noted: lines('noted'), session };
}

async function imported(text: string | Uint8Array, wish: Wish = {}) {
  const workspace = emptyWorkspace();
  const ended = await importAll(workspace, typeof text === 'string' ? utf8(text) : text, wish);
  const contacts = [...(await everything(workspace, 'contact')).values()] as Contact[];
  const accounts = [...(await everything(workspace, 'account')).values()] as Account[];
  const leads = [...(await everything(workspace, 'lead')).values()] as Lead[];
  await workspace.close();
  return { ...ended, contacts, accounts, leads };
}

describe('the columns of a file', () => {
  it.each([
    [
      'of a CRM’s export',
      'First Name,Last Name,Email,Job Title,Company Name,Website,Number of Employees,Country\nAnn,Lee,ann@nord.example,CFO,Nord,nord.example,120,DE\n',
      ['first-name', 'last-name', 'email', 'title', 'company', 'website', 'headcount', 'country'],
    ],
    [
      'under semicolons, with one nobody knows',
      'Name;E-Mail;Shoe size;Industry\nAnn Lee;ann@nord.example;41;Freight\n',
      ['name', 'email', null, 'industry'],
    ],
    [
      'where two hold addresses: the one that is called so',
      'contact,backup,email\nann@x.example,b@x.example,ann@nord.example\n',
      [null, null, 'email'],
    ],
    ['where the address has another name', 'who,full name\nann@nord.example,Ann Lee\n', ['email', 'name']],
    ['twice under one name: the first', 'name,name,email\nAnn,Bob,a@b.example\n', ['name', null, 'email']],
  ] as const)('%s are recognised', (_what, text, columns) => {
    const mine = preview(utf8(text)).mapping.columns;
    expect(mine.map((field, at) => (columns[at] === null && field !== 'email' ? null : field))).toEqual(columns);
  });

  it('say at once how the first rows would fare, and follow what a person changes', () => {
    const bytes = utf8('who,mail\nAnn,a@b.example\nBob,nobody\n');
    const { mapping, trial, headers } = preview(bytes);
    expect(headers).toMatch(/^[0-9a-f]{64}$/);
    expect(mapping.columns).toEqual([null, 'email']);
    expect(trial).toEqual({ rows: 2, good: 0, refused: [] });
    const named = preview(bytes, { ...mapping, columns: ['name', 'email'] });
    expect(named.trial).toMatchObject({ rows: 2, good: 1, refused: [{ line: 2, field: 'email' }] });
  });

  it('are the ones used for the same headers before', () => {
    const bytes = utf8('who,mail\nAnn,a@b.example\n');
    const first = preview(bytes);
    const mapping: LeadMapping = { ...first.mapping, columns: ['name', 'email'] };
    const again = previewLeads(bytes, {
      mapping: null,
      segments: SEGMENTS,
      timeZone: 'UTC',
      nowMs: NOW_MS,
      remembered: (headers) => (headers === first.headers ? mapping : null),
    });
    expect(again).toMatchObject({ kind: 'csv', preview: { mapping, isRemembered: true, trial: { good: 1 } } });
  });

  it.each([
    ['an empty file', new Uint8Array(0), /empty/],
    ['a workbook', utf8('PK\u0003\u0004xl/workbook.xml'), /workbook/],
    ['a program', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0]), /not a text file/],
  ] as const)('%s is refused in words', (_what, bytes, words) => {
    expect(() => preview(bytes)).toThrow(words);
  });
});

describe('encodings', () => {
  const text = 'name,email,company\nZoë Müller,zoe@bücher.example,Bücher AG\nJörg Żak,j@bücher.example,Bücher AG\n';
  const latin = text.replaceAll('Ż', 'Z');
  it.each([
    ['utf-8', utf8(text)],
    ['utf-8 with a mark', utf8(`\ufeff${text}`)],
    ['utf-16 little endian', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])],
    ['utf-16 big endian', Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()])],
    ['windows-1252', Buffer.from(latin, 'latin1')],
  ] as const)('%s is read, cut anywhere', async (_what, bytes) => {
    for (const size of [1, 97]) {
      const { contacts, accounts, counts } = await imported(bytes, { size });
      expect(counts).toMatchObject({ rows: 2, added: 2, refused: 0 });
      expect(contacts.map(({ name }) => name)).toContain('Zoë Müller');
      expect(accounts.map(({ domain }) => domain)).toEqual(['bücher.example']);
    }
  });

  it('bytes that are not text are named by their line, and cost that row only', async () => {
    const bytes = Buffer.concat([
      utf8('name,email\nZoë,a@b.example\nB'),
      Buffer.from([0xff]),
      utf8('b,b@b.example\nCy,c@b.example\n'),
    ]);
    const { counts, refused } = await imported(bytes);
    expect(counts).toMatchObject({ rows: 3, added: 2, refused: 1 });
    expect(refused).toEqual(['3 name: it holds bytes that are not text in the file’s encoding']);
  });
});

describe('a row', () => {
  const HEADER = 'name,email,title,company,domain,website,headcount,country,segment,tier,relation,verified,verified on';
  const row = (change: Record<string, string>) =>
    HEADER.split(',')
      .map(
        (name) =>
          `"${(change[name] ?? { name: 'Ann Lee', email: 'ann@nord.example' }[name] ?? '').replaceAll('"', '""')}"`,
      )
      .join(',');

  it.each([
    [
      { title: 'VP of Finance', country: 'Germany' },
      { seniority: 'vp', country: 'DE', timeZone: 'Europe/Berlin' },
    ],
    [{ country: 'us' }, { country: 'US', timeZone: 'Europe/Berlin' }],
    [{ country: 'UK' }, { country: 'GB', timeZone: 'Europe/London' }],
    [{ email: 'mailto:ann@nord.example' }, { email: 'ann@nord.example' }],
    [{ name: "'=Ann" }, { name: '=Ann' }],
    [{ name: 'Ann\nLee' }, { name: 'Ann Lee' }],
    [{ verified: 'valid' }, { verification: 'unknown', verifiedAtMs: null }],
    [
      { verified: 'valid', 'verified on': '2026-11-01' },
      { verification: 'verified', verifiedAtMs: Date.UTC(2026, 10, 1) },
    ],
    [{ verified: 'invalid' }, { verification: 'invalid' }],
  ] as const)('%j becomes a contact', async (change, expected) => {
    const { contacts, refused } = await imported(`${HEADER}\n${row(change)}\n`);
    expect(refused).toEqual([]);
    expect(contacts[0]).toMatchObject(expected);
  });

  it.each([
    [{}, { name: 'nord.example', domain: 'nord.example', tier: 3, segmentId: 'seg-logistics', relation: 'prospect' }],
    [
      { company: 'Nord AG', domain: 'WWW.Nord-AG.example/about' },
      { name: 'Nord AG', domain: 'nord-ag.example' },
    ],
    [{ website: 'www.nord-ag.example' }, { domain: 'nord-ag.example', website: 'https://www.nord-ag.example' }],
    [{ headcount: '1,200' }, { headcount: 1_200 }],
    [{ headcount: '51-200 employees' }, { headcount: 51 }],
    [{ headcount: '12.5' }, { headcount: null }],
    [
      { segment: 'retail', tier: 'Tier 1', relation: 'Client' },
      { segmentId: 'seg-retail', tier: 1, relation: 'customer' },
    ],
  ] as const)('%j becomes a company', async (change, expected) => {
    const { accounts, refused } = await imported(`${HEADER}\n${row(change)}\n`);
    expect(refused).toEqual([]);
    expect(accounts[0]).toMatchObject(expected);
  });

  it.each([
    [{ email: '' }, '2 email: there is no address'],
    [{ email: 'Ann <ann@nord.example>' }, '2 email: “Ann <ann@nord.example>” is not exactly one e-mail address'],
    [{ email: 'a@b.example; c@d.example' }, /2 email: .*exactly one/],
    [{ email: 'ann@nord.example\nbcc: x@y.example' }, /2 email: .*exactly one/],
    [{ email: 'ann@ｎord.example' }, /2 email: /],
    [{ email: 'ann@gmail.com' }, /2 email: gmail\.com is a public mail provider/],
    [{ name: '' }, '2 name: there is no name'],
    [{ name: 'x'.repeat(161) }, /2 name: .*longer than 160/],
    [{ company: 'x'.repeat(201) }, /2 company: .*longer than 200/],
    [{ domain: 'not a domain' }, '2 domain: “not a domain” is no domain'],
    [{ relation: 'it is complicated' }, /2 relation: .*none of prospect/],
  ] as const)('%j is refused with its line, field and reason', async (change, expected) => {
    const { counts, refused } = await imported(`${HEADER}\n${row(change)}\n`);
    expect(counts).toMatchObject({ rows: 1, added: 0, refused: 1 });
    if (typeof expected === 'string') expect(refused).toEqual([expected]);
    else expect(refused[0]).toMatch(expected);
  });

  it('says what it left out, and takes the rest', async () => {
    const { counts, noted } = await imported(
      `${HEADER}\n${row({ headcount: 'many', country: 'Atlantis', website: 'javascript:alert(1)', title: 'x'.repeat(200) })}\n`,
    );
    expect(counts).toMatchObject({ added: 1, refused: 0, noted: 4 });
    expect(noted).toContain('2 headcount: “many” is no number of employees: left out');
    expect(noted).toContain('2 website: “javascript:alert(1)” is no http or https address: left out');
  });

  it('keeps a formula as text and says so; a number or a dash is none', async () => {
    const text =
      'name,email,company,title\n=HYPERLINK("https://evil.test"),a@b.example,+Plus AG,-\n@SUM(A1),c@d.example,Firm,-12\n';
    const { contacts, counts, noted } = await imported(text);
    expect(contacts.map(({ name }) => name).sort()).toEqual(['=HYPERLINK("https://evil.test")', '@SUM(A1)']);
    expect(counts).toMatchObject({ added: 2, formulas: 3, noted: 3 });
    expect(noted[0]).toMatch(/^2 name: .*begins like a formula: kept as text$/);
  });

  it('with an event has a reason to write now; one without its day or kind is said and left out', async () => {
    const text =
      'name,email,signal,signal type,signal date\nA,a@a.example,Opened a depot,Expansion,2026-11-01\nB,b@b.example,Opened a depot,,2026-11-01\nC,c@c.example,Opened a depot,expansion,2030-01-01\n';
    const { leads, noted } = await imported(text);
    expect(leads.map(({ signals }) => signals.length).sort()).toEqual([0, 0, 1]);
    expect(leads.flatMap(({ signals }) => signals)[0]).toMatchObject({ type: 'expansion', source: 'File leads.csv' });
    expect(noted).toContain('3 signal: the event has no kind: left out');
    expect(noted).toContain('4 signal-date: “2030-01-01” is no past day such as 2026-05-31: left out');
  });
});

describe('shapes of files', () => {
  it('ragged rows: a shorter one is taken, a longer one is refused because its cells have shifted', async () => {
    const { counts, refused } = await imported(
      'name,email,company,title\nAnn,a@a.example\nBob,b@b.example,Firm, Inc,Clerk\nCy,c@c.example,Firm,Clerk,,\n',
    );
    expect(counts).toMatchObject({ rows: 3, added: 2, refused: 1 });
    expect(refused[0]).toMatch(/^3 row: it has 5 cells where there are 4 columns/);
  });

  it('a quotation over lines is one row, and the lines after it are still counted right', async () => {
    const { counts, refused, accounts } = await imported(
      'name,email,company\nAnn,a@a.example,"Firm\nof two\nlines"\nBob,nobody,x\n',
    );
    expect(counts).toMatchObject({ rows: 2, added: 1, refused: 1 });
    expect(accounts[0]?.name).toBe('Firm of two lines');
    expect(refused).toEqual(['5 email: “nobody” is not exactly one e-mail address']);
  });

  it('a quotation that never ends, and a cell of a megabyte, end no import', async () => {
    const rows = Array.from({ length: 50 }, (_, at) => `P${String(at)},p${String(at)}@a.example,Firm`).join('\n');
    const huge = await imported(
      `name,email,company\n${rows}\nHuge,h@a.example,${'x'.repeat(1_000_000)}\nBob,b@b.example,x\n`,
    );
    expect(huge.counts.added).toBeGreaterThanOrEqual(50);
    expect(huge.counts.refused).toBeGreaterThanOrEqual(1);
    const open = await imported(`name,email,company\n${rows}\n"never closed,q@a.example,x\nBob,b@b.example,x\n`);
    expect(open.counts.added).toBe(50);
    expect(open.refused.at(-1)).toMatch(/quotation mark .*never closed/);
  });

  it('a file without rows says so', async () => {
    expect((await imported('name,email\n\n , \n')).report.problem).toBe('The file has no rows.');
  });

  it('of any text never throws, and every row is accounted for', async () => {
    const workspace = emptyWorkspace();
    const cell = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom('a@b.example', 'c@d.example', 'Ann', '"', ',', '\n', '=1+1', '2026-01-01', 'customer', '9'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(cell, { maxLength: 8 }), { maxLength: 8 }), async (rows) => {
        const bytes = utf8(
          `name,email,title,signal,signal date,relation,headcount\n${rows.map((row) => row.join(',')).join('\n')}`,
        );
        const mapping: LeadMapping = {
          delimiter: ',',
          hasHeader: true,
          columns: ['name', 'email', 'title', 'signal', 'signal-date', 'relation', 'headcount'],
          segment: SEGMENT,
        };
        const { counts, report } = await importAll(workspace, bytes, { mapping, isTrial: true });
        expect(counts.added + counts.filled + counts.known + counts.duplicates + counts.refused).toBe(counts.rows);
        expect(report).toMatchObject({ accepted: counts.added, refused: counts.refused });
      }),
      { numRuns: 60 },
    );
    await workspace.close();
  });
});

describe('whom the CRM knows', () => {
  const listed = Suppression.parse({
    id: 's1',
    scope: 'domain',
    value: 'quiet.example',
    reason: 'request',
    source: 'test',
    evidence: '',
    atMs: 1,
    by: 'test',
    expiresAtMs: null,
  });

  it('twice in the file is taken once, whatever the spelling, and the second row says which line was taken', async () => {
    const { counts, noted } = await imported('name,email\nAnn,ann@nord.example\nAnn L,ANN+list@Nord.example\n');
    expect(counts).toMatchObject({ rows: 2, added: 1, duplicates: 1 });
    expect(noted).toEqual(['3 email: the same address as in line 2, which was taken']);
  });

  it('and may not be written to is refused, by every scope of the list', async () => {
    const { counts, refused } = await imported('name,email\nAnn,ann@mail.quiet.example\nBob,b@b.example\n', {
      listed: [listed],
    });
    expect(counts).toMatchObject({ added: 1, refused: 1, suppressed: 1 });
    expect(refused[0]).toMatch(/^2 email: it is on the suppression list \(domain, request\)/);
  });

  it('stays as it is, or has its gaps filled and nothing overwritten', async () => {
    const workspace = emptyWorkspace();
    await importAll(workspace, utf8('name,email,company,industry\nAnn Lee,ann@nord.example,Nord,Freight\n'));
    const richer = utf8(
      'name,email,company,industry,title,headcount,remit\nAnna Leigh,ann@nord.example,Nord AG,Retail,CFO,90,all depots\n',
    );
    const skipped = await importAll(workspace, richer);
    expect(skipped.counts).toMatchObject({ added: 0, filled: 0, known: 1 });
    const filled = await importAll(workspace, richer, { known: 'fill' });
    expect(filled.counts).toMatchObject({ added: 0, filled: 1, known: 0 });
    const [contact] = [...(await everything(workspace, 'contact')).values()] as Contact[];
    const [account] = [...(await everything(workspace, 'account')).values()] as Account[];
    const [lead] = [...(await everything(workspace, 'lead')).values()] as Lead[];
    expect(contact).toMatchObject({ name: 'Ann Lee', title: 'CFO', seniority: 'c-level' });
    expect(account).toMatchObject({ name: 'Nord', industry: 'Freight', headcount: 90 });
    expect(lead?.facts).toMatchObject([{ path: 'contact.remit', value: 'all depots' }]);
    expect((await importAll(workspace, richer, { known: 'fill' })).counts).toMatchObject({ filled: 0, known: 1 });
    await workspace.close();
  });

  it('as a customer stays one: a lead at a company of the CRM takes its record as it is', async () => {
    const { workspace } = await demoWorkspace();
    const accounts = [...(await everything(workspace, 'account')).values()] as Account[];
    const before = accounts.find(({ relation }) => relation === 'customer')!;
    const text = `name,email,company,industry\nNew Person,new.person@${before.domain},Renamed,Other\n`;
    expect((await importAll(workspace, utf8(text))).counts).toMatchObject({ added: 1, refused: 0 });
    const after = (await everything(workspace, 'account')).get(before.id);
    expect(after).toEqual(before);
    const contacts = [...(await everything(workspace, 'contact')).values()] as Contact[];
    expect(contacts.find(({ email }) => email === `new.person@${before.domain}`)?.accountId).toBe(before.id);
  });

  it('a trial says the same as the import after it, and takes nothing', async () => {
    const workspace = emptyWorkspace();
    const bytes = utf8('name,email\nAnn,a@a.example\nBob,nobody\nCy,a@A.example\nDee,d@d.example\n');
    const tried = await importAll(workspace, bytes, { isTrial: true });
    expect((await everything(workspace, 'contact')).size).toBe(0);
    const real = await importAll(workspace, bytes);
    expect(real.counts).toEqual(tried.counts);
    expect((await everything(workspace, 'contact')).size).toBe(2);
    await workspace.close();
  });

  it('any file imported twice is that file imported once', async () => {
    const pick = fc.record({
      name: fc.constantFrom('Ann', 'Bob', '', '=1+1'),
      email: fc.constantFrom(
        'a@x.example',
        'A+b@x.example',
        'b@x.example',
        'c@y.example',
        'nobody',
        'd@mail.x.example',
      ),
      title: fc.constantFrom('', 'CFO', 'Clerk'),
      industry: fc.constantFrom('', 'Freight', 'Retail'),
      headcount: fc.constantFrom('', '10', 'many'),
      domain: fc.constantFrom('', 'x.example', 'z.example'),
      remit: fc.constantFrom('', 'depots', 'fleet'),
    });
    const states = async (workspace: Workspace) =>
      Promise.all(
        (['account', 'contact', 'lead'] as const).map(async (kind) => [...(await everything(workspace, kind))].sort()),
      );
    await fc.assert(
      fc.asyncProperty(
        fc.array(pick, { minLength: 1, maxLength: 10 }),
        fc.constantFrom('skip' as const, 'fill' as const),
        async (rows, known) => {
          const bytes = utf8(
            [
              'name,email,title,industry,headcount,domain,remit',
              ...rows.map((row) => Object.values(row).join(',')),
            ].join('\n'),
          );
          const workspace = emptyWorkspace();
          const mapping: LeadMapping = {
            delimiter: ',',
            hasHeader: true,
            columns: ['name', 'email', 'title', 'industry', 'headcount', 'domain', 'remit'],
            segment: SEGMENT,
          };
          const first = await importAll(workspace, bytes, { known, mapping });
          const once = await states(workspace);
          const second = await importAll(workspace, bytes, { known, mapping });
          expect(await states(workspace)).toEqual(once);
          expect(second.counts).toMatchObject({ added: 0, filled: 0, refused: first.counts.refused });
          await workspace.close();
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('a long file', () => {
  it('of 100,000 rows is tried in seconds while others have their turn, and every refused row is listed', async () => {
    const rows = Array.from({ length: 100_000 }, (_, at) =>
      at % 50 === 0
        ? `Bad ${String(at)},nobody,Firm`
        : `Person ${String(at)},p${String(at)}@firm-${String(at % 9_000)}.example,Firm ${String(at % 9_000)}`,
    );
    let turns = 0;
    let isOver = false;
    const others = (): void => {
      turns += 1;
      if (!isOver) setImmediate(others);
    };
    setImmediate(others);
    const workspace = emptyWorkspace();
    const { counts, refused, report } = await importAll(workspace, utf8(`name,email,company\n${rows.join('\n')}`), {
      isTrial: true,
      size: 384 * 1_024,
    });
    isOver = true;
    expect(counts).toMatchObject({ rows: 100_000, added: 98_000, refused: 2_000 });
    expect(refused).toHaveLength(2_000);
    expect(refused.at(-1)).toBe('99952 email: “nobody” is not exactly one e-mail address');
    expect(report.refusals).toHaveLength(500);
    expect(turns).toBeGreaterThan(100_000 / 200);
    await workspace.close();
  });

  it('that is stopped keeps what was taken, says so, and goes on from there the next time', async () => {
    const workspace = emptyWorkspace();
    const bytes = utf8(
      `name,email\n${Array.from({ length: 600 }, (_, at) => `P,p${String(at)}@a.example`).join('\n')}\n`,
    );
    const { person } = await workspace.whoAmI();
    let progress = 0;
    const session = startLeadImport({
      importId: 'stopped',
      fileName: 'leads.csv',
      mapping: preview(bytes).mapping,
      known: 'skip',
      isTrial: false,
      segments: SEGMENTS,
      importer: person,
      connector: workspace,
      clock: standingClock(),
      records: () => recordsOf(workspace),
      onProgress: () => {
        progress += 1;
        if (progress === 3) void session.cancel();
      },
    });
    await session.append(bytes);
    const report = await session.cancel();
    expect(report.problem).toMatch(/^Stopped on request/);
    expect((await session.append(bytes)).kind).toBe('no');
    expect(report.accepted).toBe((await everything(workspace, 'contact')).size);
    expect(report.accepted).toBeLessThan(600);
    const rest = await importAll(workspace, bytes);
    expect(rest.counts).toMatchObject({ added: 600 - report.accepted, known: report.accepted });
    await workspace.close();
  });
});

describe('what is read from words', () => {
  it.each([
    ['DE', 'DE'],
    ['germany', 'DE'],
    ['Deutschland', 'DE'],
    ['U.S.A.', 'US'],
    ['XX', null],
    ['Atlantis', null],
  ])('the country %s is %s', (text, code) => {
    expect(readCountry(text)).toBe(code);
  });
  it('a time zone only where a country has one', () => {
    expect([onlyTimeZoneOf('FR'), onlyTimeZoneOf('US')]).toEqual(['Europe/Paris', null]);
  });
  it.each([
    ['Chief Financial Officer', 'c-level'],
    ['CTO', 'c-level'],
    ['Vice President, Sales', 'vp'],
    ['Co-Founder & CEO', 'founder'],
    ['Head of Operations', 'director'],
    ['Account Manager', 'manager'],
    ['Accountant', 'ic'],
    ['', 'ic'],
  ])('the title “%s” is %s', (title, seniority) => {
    expect(seniorityOf(title)).toBe(seniority);
  });
});
