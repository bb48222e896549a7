import fc from 'fast-check';
import { writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { openWorkspace } from '../../electron/crm/embedded/open-workspace.ts';
import {
  ConnectorFault,
  type Connector,
  type Pulled,
  type PulledKind,
  type PushOp,
} from '../../electron/ports/connector.ts';
import type { HandoffPackage } from '../../shared/domain/handoff-package.ts';
import type { AccountId, ContactId, PackageId, PersonId, SuppressionId, TouchId } from '../../shared/domain/ids.ts';
import type { Lead } from '../../shared/domain/lead.ts';
import type { Suppression } from '../../shared/domain/suppression.ts';
import type { Touch } from '../../shared/domain/touch.ts';
import { demoWorkspace, foreignPackage, freshFile, MIRA, NOW_MS, random, SAM, standingClock, TOMAS } from './parts.ts';
import { byHand, firstPackage, one, opBase, pullAll } from './workspace-parts.ts';

const KINDS: readonly PulledKind[] = ['account', 'contact', 'touch', 'engagement', 'package', 'lead', 'opportunity'];

let touches = 0;
const touchFor = (pkg: HandoffPackage, change: Partial<Touch> = {}): Touch => ({
  id: `touch-new-${(touches += 1)}` as TouchId,
  contactId: pkg.contact.id,
  accountId: pkg.account.id,
  channel: 'email',
  direction: 'outbound',
  atMs: NOW_MS,
  subject: 'Sent',
  snippet: 'Hello',
  outcome: 'sent',
  source: 'ai-edited',
  templateVersion: 'logistics-first-touch@4',
  promptVersion: 'outbound-voice@7',
  messageId: '<abc@tallyhook.example>',
  ...change,
});
const entryFor = (value: string, change: Partial<Suppression> = {}): Suppression => ({
  id: 'sup-test' as SuppressionId,
  scope: 'global',
  value,
  reason: 'request',
  source: 'Reply',
  evidence: 'Remove me',
  atMs: NOW_MS,
  by: SAM,
  expiresAtMs: null,
  ...change,
});

describe('pulling', () => {
  test.each(KINDS)('%s: pages give every row once, in any page size, and then nothing', async (kind) => {
    const { workspace } = await demoWorkspace();
    const whole = await pullAll(workspace, kind, null, 10_000);
    const paged = await pullAll(workspace, kind, null, 37);
    expect(paged.items.map((item) => item.id)).toEqual(whole.items.map((item) => item.id));
    expect(new Set(whole.items.map((item) => item.id)).size).toBe(whole.items.length);
    expect(whole.items.length).toBeGreaterThan(0);
    expect(await workspace.pull(kind, whole.cursor, 100)).toMatchObject({ items: [], more: false, remaining: 0 });
  });

  test('says how many are still to come', async () => {
    const { workspace } = await demoWorkspace();
    const page = await workspace.pull('account', null, 120);
    expect(page).toMatchObject({ more: true, remaining: 320 });
  });

  test('a change that some other SQL client makes comes with the next pull, and only that', async () => {
    const { workspace, path } = await demoWorkspace();
    const { cursor, items } = await pullAll(workspace, 'contact', null, 10_000);
    const [changed] = items;
    byHand(path, `UPDATE contacts SET email = 'moved@elsewhere.example' WHERE id = '${changed?.id ?? ''}'`);
    const next = await workspace.pull('contact', cursor, 100);
    expect(next.items.map((item) => [item.id, item.body?.email])).toEqual([[changed?.id, 'moved@elsewhere.example']]);
  });

  test('a row that can’t be read is reported with its field and stops nothing', async () => {
    const { workspace, path } = await demoWorkspace();
    const pkg = await firstPackage(workspace);
    byHand(
      path,
      `UPDATE contacts SET email = 'a@b.example,c@d.example' WHERE id = '${pkg.contact.id}'; UPDATE packages SET body = '{broken' WHERE id = '${pkg.id}'`,
    );
    const contacts = await workspace.pull('contact', null, 10_000);
    expect(contacts.unreadable).toMatchObject([{ kind: 'contact', id: pkg.contact.id, field: 'email' }]);
    expect(contacts.items.length).toBeGreaterThan(400);
    expect((await workspace.pull('package', null, 1_000)).unreadable).toMatchObject([{ id: pkg.id, field: 'body' }]);
  });

  test('a deletion, which no cursor shows, is found by reconcile', async () => {
    const { workspace, path } = await demoWorkspace();
    const { items, cursor } = await pullAll(workspace, 'account', null, 10_000);
    const ids = items.slice(0, 5).map((item) => item.id);
    byHand(path, `DELETE FROM accounts WHERE id = '${ids[2] ?? ''}'`);
    expect((await workspace.pull('account', cursor, 100)).items).toEqual([]);
    expect(await workspace.reconcile('account', [...ids, 'acc-unheard-of'])).toEqual({
      gone: [ids[2], 'acc-unheard-of'],
    });
  });

  test('a cursor of another file starts from the beginning', async () => {
    const { workspace } = await demoWorkspace();
    const other = await demoWorkspace();
    const { cursor } = await pullAll(workspace, 'account', null, 10_000);
    expect((await other.workspace.pull('account', cursor, 1_000)).items).toHaveLength(440);
  });

  test('whatever is changed, and however pages are cut, the copy that pulls is equal to the CRM in the end', async () => {
    const { workspace, path } = await demoWorkspace();
    const { items } = await pullAll(workspace, 'contact', null, 10_000);
    const ids = items.slice(0, 12).map((item) => item.id);
    const step = fc.record({
      id: fc.constantFrom(...ids),
      title: fc.constantFrom('One', 'Two', 'Three', 'Four'),
      pullAfter: fc.boolean(),
      limit: fc.integer({ min: 1, max: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 15 }), async (steps) => {
        const copy = new Map<string, string>();
        let cursor: string | null = null;
        const catchUp = async (limit: number) => {
          const pulled: { items: Pulled<'contact'>[]; cursor: string | null } = await pullAll(
            workspace,
            'contact',
            cursor,
            limit,
          );
          for (const item of pulled.items) copy.set(item.id, item.body?.title ?? '');
          cursor = pulled.cursor;
        };
        await catchUp(1_000);
        for (const { id, title, pullAfter, limit } of steps) {
          byHand(path, `UPDATE contacts SET title = '${title}' WHERE id = '${id}'`);
          if (pullAfter) await catchUp(limit);
        }
        await catchUp(1);
        const truth = await workspace.pull('contact', null, 10_000);
        expect([...copy].sort()).toEqual(truth.items.map((item) => [item.id, item.body?.title ?? '']).sort());
      }),
      { numRuns: 15 },
    );
  });
});

describe('pushing', () => {
  test('an activity, a stage and a source tag arrive in plain columns', async () => {
    const { workspace, path } = await demoWorkspace();
    const pkg = await firstPackage(workspace);
    const touch = touchFor(pkg);
    const results = await workspace.push([
      { ...opBase(), kind: 'activity', touch, packageId: pkg.id },
      { ...opBase(), kind: 'lifecycle', contactId: pkg.contact.id, stage: 'sequencing', because: 'first touch sent' },
      { ...opBase(), kind: 'source-tag', contactId: pkg.contact.id, tag: 'ai-edited' },
      { ...opBase(), kind: 'task', contactId: pkg.contact.id, title: 'Call back', dueAtMs: NOW_MS + 1 },
      {
        ...opBase(),
        kind: 'suggestion',
        contactId: pkg.contact.id,
        field: 'lifecycle',
        value: 'disqualified',
        because: 'no budget',
      },
    ]);
    expect(results.map((result) => result.kind)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok']);
    const database = new DatabaseSync(path, { readOnly: true });
    expect(
      database.prepare('SELECT lifecycle_stage, source_tag FROM contacts WHERE id = ?').get(pkg.contact.id),
    ).toEqual({ lifecycle_stage: 'sequencing', source_tag: 'ai-edited' });
    expect(
      database
        .prepare(
          'SELECT contact_id, account_id, channel, direction, at_ms, subject, snippet, outcome, source, template_version, prompt_version, message_id, package_id FROM activities WHERE id = ?',
        )
        .get(touch.id),
    ).toEqual({
      contact_id: pkg.contact.id,
      account_id: pkg.account.id,
      channel: 'email',
      direction: 'outbound',
      at_ms: NOW_MS,
      subject: 'Sent',
      snippet: 'Hello',
      outcome: 'sent',
      source: 'ai-edited',
      template_version: 'logistics-first-touch@4',
      prompt_version: 'outbound-voice@7',
      message_id: '<abc@tallyhook.example>',
      package_id: pkg.id,
    });
    expect(database.prepare('SELECT count(*) AS n FROM tasks').get()).toEqual({ n: 1 });
    expect(database.prepare('SELECT count(*) AS n FROM suggestions').get()).toEqual({ n: 1 });
    database.close();
  });

  test('an op repeated acts once and is found when looked up; its id can’t be used for another write', async () => {
    const { workspace, path } = await demoWorkspace();
    const pkg = await firstPackage(workspace);
    const op: PushOp = { ...opBase(), kind: 'task', contactId: pkg.contact.id, title: 'Call back', dueAtMs: NOW_MS };
    expect(await workspace.lookUp([op.opId])).toEqual([{ opId: op.opId, done: false }]);
    expect((await one(workspace, op))?.kind).toBe('ok');
    expect((await one(workspace, op))?.kind).toBe('unchanged');
    expect((await one(workspace, { ...op, title: 'Something else' }))?.kind).toBe('invalid');
    expect(await workspace.lookUp([op.opId, 'op-unheard-of'])).toEqual([
      { opId: op.opId, done: true },
      { opId: 'op-unheard-of', done: false },
    ]);
    const database = new DatabaseSync(path, { readOnly: true });
    expect(database.prepare('SELECT count(*) AS n FROM tasks').get()).toEqual({ n: 1 });
    database.close();
  });

  test('each op of a batch has its own answer, and a refused one leaves nothing', async () => {
    const { workspace } = await demoWorkspace();
    const pkg = await firstPackage(workspace);
    const sent = touchFor(pkg, { id: 'touch-batch' as TouchId });
    const ops: PushOp[] = [
      { ...opBase(), kind: 'activity', touch: sent, packageId: pkg.id },
      { ...opBase(), kind: 'activity', touch: sent, packageId: pkg.id },
      { ...opBase(), kind: 'activity', touch: { ...sent, subject: 'Other' }, packageId: pkg.id },
      {
        ...opBase(),
        kind: 'activity',
        touch: touchFor(pkg, { contactId: 'con-nobody' as ContactId }),
        packageId: pkg.id,
      },
      {
        ...opBase(),
        kind: 'activity',
        touch: touchFor(pkg, { accountId: 'acc-other' as AccountId }),
        packageId: pkg.id,
      },
      { ...opBase(), kind: 'activity', touch: touchFor(pkg, { subject: 'two\nlines' }), packageId: pkg.id },
      {
        ...opBase(),
        personId: 'person-stranger' as PersonId,
        kind: 'source-tag',
        contactId: pkg.contact.id,
        tag: 'human',
      },
      {
        ...opBase(),
        kind: 'package-outcome',
        packageId: 'pkg-nobody' as PackageId,
        state: 'sent',
        because: '',
        atMs: NOW_MS,
      },
      { ...opBase(), kind: 'lifecycle', contactId: 'con-nobody' as ContactId, stage: 'engaged', because: '' },
    ];
    const results = await workspace.push(ops);
    expect(results.map((result) => result.kind)).toEqual([
      'ok',
      'unchanged',
      'conflict',
      'gone',
      'invalid',
      'invalid',
      'forbidden',
      'gone',
      'gone',
    ]);
    expect(results.map((result) => result.opId)).toEqual(ops.map((op) => op.opId));
    expect(results.slice(2).every((result) => result.because !== '')).toBe(true);
  });

  test('an outcome changes the state, never the revision; an older one does not win, and nothing follows sent', async () => {
    const { workspace } = await demoWorkspace();
    const before = await firstPackage(workspace);
    const outcome = (state: HandoffPackage['review']['state'], atMs: number): PushOp => ({
      ...opBase(),
      kind: 'package-outcome',
      packageId: before.id,
      state,
      because: 'test',
      atMs,
    });
    expect((await one(workspace, outcome('released', NOW_MS + 20)))?.kind).toBe('ok');
    expect((await one(workspace, outcome('approved', NOW_MS + 10)))?.kind).toBe('conflict');
    expect((await one(workspace, outcome('sent', NOW_MS + 30)))?.kind).toBe('ok');
    expect((await one(workspace, outcome('sent', NOW_MS + 31)))?.kind).toBe('unchanged');
    expect((await one(workspace, outcome('rejected', NOW_MS + 40)))?.kind).toBe('conflict');
    const { items } = await pullAll(workspace, 'package', null, 1_000);
    const after = items.find((item) => item.id === before.id)?.body;
    expect(after).toEqual({ ...before, review: { ...before.review, state: 'sent' } });
  });
});

describe('a lead', () => {
  const opFor = (lead: Lead, change: Partial<Extract<PushOp, { kind: 'lead' }>> = {}): PushOp => ({
    ...opBase(),
    kind: 'lead',
    lead,
    account: null,
    contact: null,
    ...change,
  });
  const byAgent = { actor: 'agent', personId: null } as const;
  const leadsOf = async (connector: Connector, from: string | null = null) => pullAll(connector, 'lead', from, 1_000);
  const firstLead = async (connector: Connector): Promise<Lead> => {
    const body = (await connector.pull('lead', null, 1)).items[0]?.body;
    if (!body) throw new Error('no lead');
    return body;
  };
  const stored = async (connector: Connector, id: string) =>
    (await leadsOf(connector)).items.find((item) => item.id === id)?.body;
  /** A lead of a company the CRM does not have, as an import brings it. */
  const imported = (name: string) => {
    const { account, contact, signals, facts } = foreignPackage(name);
    const lead: Lead = {
      contactId: contact.id,
      accountId: account.id,
      ownerId: MIRA,
      stage: 'scored',
      nextStepAtMs: null,
      signals,
      facts,
    };
    return { lead, account, contact };
  };

  test('comes with its contact’s stage, and again when that stage moves', async () => {
    const { workspace, path } = await demoWorkspace();
    const { items, cursor } = await leadsOf(workspace);
    const contacts = (await pullAll(workspace, 'contact', null, 1_000)).items;
    expect(items.length).toBeGreaterThan(200);
    const lead = await firstLead(workspace);
    await one(workspace, {
      ...opBase(),
      kind: 'lifecycle',
      contactId: lead.contactId,
      stage: 'qualifying',
      because: 'a person took it',
    });
    expect((await leadsOf(workspace, cursor)).items).toEqual([
      { kind: 'lead', id: lead.contactId, body: { ...lead, stage: 'qualifying' } },
    ]);
    // Whoever changes the file, and whatever else of a contact changes.
    const other = items[5]?.id ?? '';
    byHand(path, `UPDATE contacts SET title = 'Else' WHERE id = '${contacts[3]?.id ?? ''}'`);
    byHand(path, `UPDATE contacts SET lifecycle_stage = 'nurture' WHERE id = '${other}'`);
    const after = (await leadsOf(workspace, cursor)).items.map((item) => [item.id, item.body?.stage]);
    expect(after).toEqual([
      [lead.contactId, 'qualifying'],
      [other, 'nurture'],
    ]);
  });

  test('takes in what enrichment found and a next-step date, and neither a stage nor, from the agent, an owner', async () => {
    const { workspace } = await demoWorkspace();
    const lead = await firstLead(workspace);
    const found = { ...lead, facts: lead.facts.slice(1), nextStepAtMs: NOW_MS + 5, stage: 'engaged' as const };
    const taken = { ...found, ownerId: lead.ownerId === MIRA ? SAM : MIRA };
    const op = opFor(taken, byAgent);
    expect((await one(workspace, op))?.kind).toBe('ok');
    expect(await stored(workspace, lead.contactId)).toEqual({ ...found, stage: lead.stage });
    expect((await one(workspace, op))?.kind).toBe('unchanged');
    await one(workspace, opFor(taken));
    expect((await stored(workspace, lead.contactId))?.ownerId, 'nor from an SDR').toBe(lead.ownerId);
    await one(workspace, opFor(taken, { actor: 'revops', personId: TOMAS }));
    expect((await stored(workspace, lead.contactId))?.ownerId).toBe(taken.ownerId);
  });

  test('of an import brings its account and contact, new, and belongs to whom the importer named', async () => {
    const { workspace } = await demoWorkspace();
    const { lead, account, contact } = imported('import');
    expect((await one(workspace, opFor(lead, { account, contact })))?.kind).toBe('ok');
    expect(await stored(workspace, lead.contactId)).toEqual({ ...lead, stage: 'new' });
    const accounts = (await pullAll(workspace, 'account', null, 1_000)).items;
    expect(accounts.find(({ id }) => id === account.id)?.body).toEqual(account);
  });

  test('never loosens what the CRM knows of its account and contact', async () => {
    const { workspace, path } = await demoWorkspace();
    const { lead, account, contact } = imported('strict-lead');
    await one(workspace, opFor(lead, { account, contact }));
    byHand(
      path,
      `UPDATE accounts SET relation = 'customer' WHERE id = '${account.id}'; UPDATE contacts SET verification = 'invalid' WHERE id = '${contact.id}'`,
    );
    const fresh = { ...contact, verification: 'verified' as const, verifiedAtMs: NOW_MS };
    expect((await one(workspace, opFor(lead, { ...byAgent, account, contact: fresh })))?.kind).toBe('ok');
    const find = async (kind: 'account' | 'contact', id: string) =>
      (await pullAll(workspace, kind, null, 1_000)).items.find((item) => item.id === id)?.body;
    expect(await find('account', account.id)).toMatchObject({ relation: 'customer' });
    expect(await find('contact', contact.id)).toMatchObject({ verification: 'invalid' });
  });

  test.each([
    ['a second record of a known domain', 'conflict'],
    ['a second record of a known person', 'conflict'],
    ['a contact of another account', 'invalid'],
    ['an owner nobody knows', 'invalid'],
    ['a lead that is none', 'invalid'],
    ['a contact the CRM does not have', 'gone'],
  ] as const)('with %s is refused and leaves nothing', async (what, kind) => {
    const { workspace } = await demoWorkspace();
    const known = await firstPackage(workspace);
    const { lead, account, contact } = imported('refused');
    const op = {
      'a second record of a known domain': () =>
        opFor(lead, { account: { ...account, domain: known.account.domain }, contact }),
      'a second record of a known person': () =>
        opFor(lead, { account, contact: { ...contact, email: known.contact.email } }),
      'a contact of another account': () =>
        opFor(lead, { account, contact: { ...contact, accountId: known.account.id } }),
      'an owner nobody knows': () => opFor({ ...lead, ownerId: 'person-x' as PersonId }, { account, contact }),
      'a lead that is none': () => opFor({ ...lead, facts: [{} as Lead['facts'][number]] }, { account, contact }),
      'a contact the CRM does not have': () => opFor(lead, { account }),
    }[what]();
    expect(await one(workspace, op)).toMatchObject({ kind });
    expect(await workspace.reconcile('account', [account.id])).toEqual({ gone: [account.id] });
    expect(await workspace.reconcile('lead', [lead.contactId])).toEqual({ gone: [lead.contactId] });
  });
});

describe('a package from a file', () => {
  const opFor = (
    pkg: ReturnType<typeof foreignPackage>,
    change: Partial<Extract<PushOp, { kind: 'package' }>> = {},
  ): PushOp => ({
    ...opBase(),
    kind: 'package',
    pkg,
    ownerId: SAM,
    readyAtMs: NOW_MS,
    expiresAtMs: NOW_MS + 86_400_000,
    ...change,
  });
  const pulled = async (connector: Connector, id: string) =>
    (await pullAll(connector, 'package', null, 1_000)).items.find((item) => item.id === id)?.body;

  test('brings its account, contact and package, owned by the importer, its facts with their source', async () => {
    const { workspace } = await demoWorkspace();
    const pkg = foreignPackage('new');
    expect((await one(workspace, opFor(pkg)))?.kind).toBe('ok');
    expect(await pulled(workspace, pkg.id)).toMatchObject({
      ...pkg,
      revision: 1,
      review: { ownerId: SAM, queue: 'review', state: 'ready', readyAtMs: NOW_MS },
    });
    const { items } = await pullAll(workspace, 'contact', null, 1_000);
    expect(items.find((item) => item.id === pkg.contact.id)?.body).toEqual(pkg.contact);
  });

  test('the same content again changes nothing; changed content is a new revision', async () => {
    const { workspace } = await demoWorkspace();
    const pkg = foreignPackage('again');
    await one(workspace, opFor(pkg));
    expect((await one(workspace, opFor(pkg)))?.kind).toBe('unchanged');
    expect((await pulled(workspace, pkg.id))?.revision).toBe(1);
    const changed = foreignPackage('again', (copy) => (copy.rationale.whyAccount = 'Something new'));
    expect((await one(workspace, opFor(changed)))?.kind).toBe('ok');
    expect(await pulled(workspace, pkg.id)).toMatchObject({ revision: 2, rationale: { whyAccount: 'Something new' } });
  });

  test('never takes over somebody else’s package, nor one that is on its way out', async () => {
    const { workspace } = await demoWorkspace();
    const pkg = foreignPackage('mine');
    await one(workspace, opFor(pkg));
    const changed = foreignPackage('mine', (copy) => (copy.rationale.whyAccount = 'Theirs'));
    expect(await one(workspace, opFor(changed, { ownerId: MIRA, personId: MIRA }))).toMatchObject({ kind: 'conflict' });
    await one(workspace, {
      ...opBase(),
      kind: 'package-outcome',
      packageId: pkg.id,
      state: 'approved',
      because: '',
      atMs: NOW_MS + 1,
    });
    expect(await one(workspace, opFor(changed))).toMatchObject({
      kind: 'conflict',
      because: expect.stringContaining('already approved') as string,
    });
    expect(await pulled(workspace, pkg.id)).toMatchObject({ revision: 1, review: { ownerId: SAM, state: 'approved' } });
  });

  test('never loosens what the CRM knows: a customer stays one, a dead address stays dead', async () => {
    const { workspace, path } = await demoWorkspace();
    const pkg = foreignPackage('strict');
    await one(workspace, opFor(pkg));
    byHand(
      path,
      `UPDATE accounts SET relation = 'customer' WHERE id = '${pkg.account.id}'; UPDATE contacts SET verification = 'invalid' WHERE id = '${pkg.contact.id}'`,
    );
    const changed = foreignPackage('strict', (copy) => {
      copy.rationale.whyAccount = 'New';
      copy.contact.verifiedAtMs = NOW_MS;
    });
    expect((await one(workspace, opFor(changed)))?.kind).toBe('ok');
    const accounts = await pullAll(workspace, 'account', null, 1_000);
    expect(accounts.items.find((item) => item.id === pkg.account.id)?.body?.relation).toBe('customer');
    const contacts = await pullAll(workspace, 'contact', null, 1_000);
    expect(contacts.items.find((item) => item.id === pkg.contact.id)?.body?.verification).toBe('invalid');
  });

  test('a second record of a person or company the CRM knows is refused with the id to use', async () => {
    const { workspace } = await demoWorkspace();
    const known = await firstPackage(workspace);
    const person = foreignPackage(
      'person',
      (copy) =>
        (copy.contact.email = known.contact.email.toUpperCase().replace(/@.*/u, (domain) => domain.toLowerCase())),
    );
    expect(await one(workspace, opFor(person))).toMatchObject({
      kind: 'conflict',
      because: expect.stringContaining(known.contact.id) as string,
    });
    const company = foreignPackage('company', (copy) => (copy.account.domain = known.account.domain));
    expect(await one(workspace, opFor(company))).toMatchObject({
      kind: 'conflict',
      because: expect.stringContaining(known.account.id) as string,
    });
    expect(await workspace.reconcile('account', [person.account.id, company.account.id])).toEqual({
      gone: [person.account.id, company.account.id],
    });
  });

  test('one that the schema refuses is invalid, and leaves neither account nor contact', async () => {
    const { workspace } = await demoWorkspace();
    const pkg = foreignPackage('bad', (copy) => (copy.contact.accountId = 'acc-other' as AccountId));
    expect(await one(workspace, opFor(pkg))).toMatchObject({
      kind: 'invalid',
      because: expect.stringContaining('another account') as string,
    });
    expect(
      await one(workspace, opFor(foreignPackage('owner'), { ownerId: 'person-stranger' as PersonId })),
    ).toMatchObject({ kind: 'invalid' });
    expect(await workspace.reconcile('account', ['acc-bad', 'acc-owner'])).toEqual({ gone: ['acc-bad', 'acc-owner'] });
  });

  test('touches it tells of count from now on', async () => {
    const { workspace } = await demoWorkspace();
    const pkg = foreignPackage(
      'touched',
      (copy) =>
        (copy.priorTouches = [touchFor({ ...copy, revision: 1 } as HandoffPackage, { id: 'touch-told' as TouchId })]),
    );
    await one(workspace, opFor(pkg));
    const { items } = await pullAll(workspace, 'touch', null, 5_000);
    expect(items.find((item) => item.id === 'touch-told')?.body?.contactId).toBe(pkg.contact.id);
  });
});

describe('suppressions and opt-outs', () => {
  test('added once, matched at once by any spelling, and gone where RevOps removed them', async () => {
    const { workspace, path } = await demoWorkspace();
    const pkg = await firstPackage(workspace);
    const recipient = { email: pkg.contact.email, accountId: pkg.account.id, contactId: pkg.contact.id };
    let cursor: string | null = null;
    for (;;) {
      const page = await workspace.suppression.pull(cursor);
      cursor = page.cursor;
      if (!page.more) break;
    }
    const clean = (await workspace.suppression.check(recipient)).length;
    const entry = entryFor(pkg.contact.email.replace('@', '+news@'));
    expect((await workspace.suppression.add('sup-op', entry)).kind).toBe('ok');
    expect((await workspace.suppression.add('sup-op', entry)).kind).toBe('unchanged');
    expect(await workspace.suppression.check(recipient)).toHaveLength(clean + 1);
    const added = await workspace.suppression.pull(cursor);
    expect(added.items).toEqual([{ id: entry.id, entry }]);
    byHand(path, `UPDATE suppressions SET removed_at_ms = ${NOW_MS} WHERE id = '${entry.id}'`);
    expect((await workspace.suppression.pull(added.cursor)).items).toEqual([{ id: entry.id, entry: null }]);
    expect(await workspace.suppression.check(recipient)).toHaveLength(clean);
  });

  test('an entry that could not be read again is not written at all', async () => {
    const { workspace } = await demoWorkspace();
    expect((await workspace.suppression.add('sup-bad', entryFor('a@b.example', { value: 'two\nlines' }))).kind).toBe(
      'invalid',
    );
    expect(await workspace.lookUp(['sup-bad'])).toEqual([{ opId: 'sup-bad', done: false }]);
  });

  test('one that a script writes into the file stops a send too', async () => {
    const { workspace, path } = await demoWorkspace();
    const pkg = await firstPackage(workspace);
    const recipient = { email: pkg.contact.email, accountId: pkg.account.id, contactId: pkg.contact.id };
    const before = (await workspace.suppression.check(recipient)).length;
    byHand(
      path,
      `INSERT INTO suppressions (id, scope, value, reason, source, evidence, at_ms, by_whom) VALUES ('sup-hand', 'domain', '${pkg.account.domain}', 'request', 'Call', 'asked', ${NOW_MS}, 'person-priya')`,
    );
    expect(await workspace.suppression.check(recipient)).toHaveLength(before + 1);
  });

  test('an opt-out counts in the check and comes with its own pull', async () => {
    const { workspace, path } = await demoWorkspace();
    const pkg = await firstPackage(workspace);
    const { cursor, items } = await workspace.optOuts.pull(null);
    expect(items.length).toBeGreaterThan(2);
    byHand(
      path,
      `INSERT INTO opt_outs (id, scope, value, reason, source, evidence, at_ms, by_whom) VALUES ('opt-hand', 'global', '${pkg.contact.email}', 'unsubscribe', 'Page', '', ${NOW_MS}, 'page')`,
    );
    expect((await workspace.optOuts.pull(cursor)).items.map(({ id }) => id)).toEqual(['opt-hand']);
    const matches = await workspace.suppression.check({
      email: pkg.contact.email,
      accountId: pkg.account.id,
      contactId: pkg.contact.id,
    });
    expect(matches.map((entry) => entry.id)).toContain('opt-hand');
  });

  test('a damaged entry is a fault, because unknown means do not send', async () => {
    const { workspace, path } = await demoWorkspace();
    byHand(path, "UPDATE suppressions SET scope = 'nonsense' WHERE rowid = 1");
    await expect(
      workspace.suppression.check({ email: 'a@b.example', accountId: 'a' as AccountId, contactId: 'c' as ContactId }),
    ).rejects.toThrow(ConnectorFault);
  });
});

describe('the team', () => {
  test('the demo’s person is Sam, until somebody changes seats; that outlives a restart', async () => {
    const { workspace, path } = await demoWorkspace();
    expect((await workspace.whoAmI()).person.name).toBe('Sam Okafor');
    expect((await workspace.whoAmI()).people.map((person) => person.role)).toEqual(['sdr', 'sdr', 'lead', 'revops']);
    await workspace.signInAs(MIRA);
    const again = openWorkspace({ path, clock: standingClock(), random, signedInAs: null });
    expect((await again.whoAmI()).person.id).toBe(MIRA);
    await again.close();
    await expect(workspace.signInAs('person-stranger' as PersonId)).rejects.toThrow(ConnectorFault);
  });

  test('a document is written by the next version only, and configuration by RevOps only', async () => {
    const { workspace } = await demoWorkspace();
    expect((await workspace.documents.get('policy', 'team'))?.version).toBe(1);
    expect(await workspace.documents.put('policy', 'team', 2, { a: 1 })).toBe('forbidden');
    await workspace.signInAs(TOMAS);
    expect(await workspace.documents.put('policy', 'team', 3, { a: 1 })).toBe('conflict');
    expect(await workspace.documents.put('policy', 'team', 2, { a: 1 })).toBe('ok');
    expect(await workspace.documents.put('policy', 'team', 2, { a: 2 })).toBe('conflict');
    expect(await workspace.documents.get('policy', 'team')).toEqual({ id: 'team', version: 2, body: { a: 1 } });
    expect(await workspace.documents.history('policy', 'team')).toMatchObject([
      { id: 'team', version: 2, body: { a: 1 }, byPersonId: 'person-tomas', atMs: NOW_MS },
      { id: 'team', version: 1, byPersonId: null, atMs: NOW_MS },
    ]);
    expect(await workspace.documents.history('policy', 'none')).toEqual([]);
    await workspace.signInAs(SAM);
    expect(await workspace.documents.put('public-key', 'key-1', 1, { pem: 'x' })).toBe('ok');
    expect(await workspace.documents.put('public-key', 'key-2', 1, { pem: 'y' })).toBe('ok');
    expect((await workspace.documents.list('public-key')).map((document) => document.id)).toEqual(['key-1', 'key-2']);
    expect(await workspace.documents.get('icp', 'none')).toBeNull();
  });

  test('of two who take an unassigned package one gets it', async () => {
    const { workspace, path } = await demoWorkspace();
    const pkg = await firstPackage(workspace);
    expect(await workspace.claim(pkg.id, MIRA)).toBe(pkg.review.ownerId === MIRA ? 'claimed' : 'lost');
    byHand(path, `UPDATE packages SET owner_id = NULL WHERE id = '${pkg.id}'`);
    const other = openWorkspace({ path, clock: standingClock(), random, signedInAs: MIRA });
    expect(await Promise.all([workspace.claim(pkg.id, SAM), other.claim(pkg.id, MIRA)])).toEqual(['claimed', 'lost']);
    expect(await workspace.claim(pkg.id, SAM)).toBe('claimed');
    await other.close();
  });
});

describe('the file', () => {
  test('one that is no workspace is refused with a fault that needs a person, and is left as it is', () => {
    const path = freshFile();
    writeFileSync(path, 'this is a letter, not a database, and it is long enough to be looked at as one. '.repeat(40));
    try {
      openWorkspace({ path, clock: standingClock(), random, signedInAs: null });
      expect.unreachable();
    } catch (fault) {
      expect(fault).toBeInstanceOf(ConnectorFault);
      expect((fault as ConnectorFault).kind).toBe('permanent');
    }
  });

  test('one written by a newer Countersign is not touched', async () => {
    const { path } = await demoWorkspace();
    byHand(path, 'PRAGMA user_version = 99');
    expect(() => openWorkspace({ path, clock: standingClock(), random, signedInAs: null })).toThrow(/format 99/u);
  });

  test('while another writer holds it, a write fails in a way that passes', async () => {
    const { workspace, path } = await demoWorkspace();
    const pkg = await firstPackage(workspace);
    const holder = new DatabaseSync(path);
    holder.exec('BEGIN IMMEDIATE');
    await expect(
      workspace.push([{ ...opBase(), kind: 'source-tag', contactId: pkg.contact.id, tag: 'ai' }]),
    ).rejects.toMatchObject({ kind: 'retryable' });
    holder.exec('ROLLBACK');
    holder.close();
    expect(
      (await one(workspace, { ...opBase(), kind: 'source-tag', contactId: pkg.contact.id, tag: 'ai' }))?.kind,
    ).toBe('ok');
  });
});
