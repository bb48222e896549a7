/** Pulling brings the CRM's changes in whole or not at all, goes on where it stopped, and changes nothing where nothing changed. */
import fc from 'fast-check';
import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contentHash } from '../../electron/crm/content-hash.ts';
import { ConnectorFault, type Connector } from '../../electron/ports/connector.ts';
import { WorldCheck } from '../../shared/domain/world.ts';
import { demoPolicy } from '../crm/parts.ts';
import type { CrmMood } from '../faults/desk-under-faults.ts';
import { anEdit } from '../ledger/fixtures.ts';
import { contentOf, demo, moodyAt, newLedger, NOW_MS, openSyncParts, sql, type SyncParts } from './parts.ts';

const count = (path: string, table: string, where = 'true') =>
  Number(sql(path, `SELECT count(*) AS n FROM ${table} WHERE ${where}`)[0]?.['n']);

/** A twelfth of the CRM in pages of a tenth: nearly as many calls as for the whole, with little of the writing. */
async function openSmallParts(): Promise<SyncParts> {
  const parts = await openSyncParts();
  sql(parts.crmPath, 'PRAGMA foreign_keys = ON; DELETE FROM accounts WHERE rowid % 12 <> 3');
  return { ...parts, crm: { ...parts.crm, pull: (kind, cursor) => parts.crm.pull(kind, cursor, 20) } };
}

/** How many calls an undisturbed run makes, and what it leaves. */
async function undisturbed(parts: SyncParts) {
  const { ledger: _ledger, ledgerPath, pullFrom } = newLedger(dirname(parts.ledgerPath), parts.clock);
  const { faulty, calls } = moodyAt(parts.crm, new Map());
  expect(await pullFrom(faulty).run()).toMatchObject({ kind: 'up-to-date' });
  return { content: contentOf(ledgerPath), calls: calls.count };
}

describe('a first pull', () => {
  test('brings every object of the CRM, the people, the policy and both lists', async () => {
    const { crm, crmPath, ledger, ledgerPath, pullFrom } = await openSyncParts();
    const outcome = await pullFrom(crm).run();
    for (const [crmTable, ledgerTable] of [
      ['accounts', 'accounts'],
      ['contacts', 'contacts'],
      ['activities', 'touches'],
      ['engagement', 'engagements'],
      ['packages', 'packages'],
      ['leads', 'leads'],
      ['opportunities', 'opportunities'],
    ] as const) {
      expect(count(ledgerPath, ledgerTable), ledgerTable).toBe(count(crmPath, crmTable));
    }
    expect(count(ledgerPath, 'suppressions')).toBe(demo.suppressions.length + demo.optOuts.length);
    expect(ledger.copies.people()).toEqual(demo.people);
    expect(ledger.copies.policy()).toEqual(demoPolicy);
    const objects =
      demo.accounts.length + demo.contacts.length + demo.touches.length + demo.packages.length + demo.leads.length;
    const changed = objects + demo.engagement.length + demo.opportunities.length;
    expect(outcome).toEqual({ kind: 'up-to-date', changed });
    expect(demo.touches.length, 'the touches need more than one page').toBeGreaterThan(200);
  });

  test('tells how many, of how many, and how quickly, and ends at the whole', async () => {
    const { crm, clock, pullFrom, progress } = await openSyncParts();
    const slow: Connector = {
      ...crm,
      pull(kind, cursor, limit) {
        clock.set(clock.nowMs() + 500);
        return crm.pull(kind, cursor, limit);
      },
    };
    await pullFrom(slow).run();
    const last = progress.at(-1);
    expect(last).toMatchObject({ task: 'sync', state: 'done', problem: null });
    expect(last?.total).toBe(last?.done);
    const seconds = (clock.nowMs() - NOW_MS) / 1_000;
    expect(last?.perSecond).toBe(Math.round((last?.done ?? 0) / seconds));
    const running = progress.filter((said) => said.state === 'running');
    expect(running.length).toBeGreaterThan(3);
    running.reduce((before, said) => {
      expect(said.done).toBeGreaterThanOrEqual(before);
      expect(said.total).toBeGreaterThanOrEqual(said.done);
      return said.done;
    }, 0);
  });

  test('is as fresh as the moment it was asked for, not the moment its last page came', async () => {
    const { crm, clock, ledger, pullFrom } = await openSyncParts();
    const slow: Connector = {
      ...crm,
      pull(kind, cursor, limit) {
        clock.set(clock.nowMs() + 60_000);
        return crm.pull(kind, cursor, limit);
      },
    };
    await pullFrom(slow).run();
    const { checkedAtMs } = ledger.copies.deskWorld(clock.nowMs());
    expect(clock.nowMs()).toBeGreaterThan(NOW_MS + 300_000);
    expect(checkedAtMs).toEqual(Object.fromEntries(WorldCheck.options.map((check) => [check, NOW_MS])));
  });

  test('keeps the date that the CRM gives with its answers, beside ours', async () => {
    const { crm, clock, ledger, pullFrom } = await openSyncParts();
    const serverAtMs = NOW_MS + 7_000;
    await pullFrom({
      ...crm,
      pull: async (kind, cursor, limit) => ({ ...(await crm.pull(kind, cursor, limit)), serverAtMs }),
    }).run();
    expect(ledger.copies.deskWorld(clock.nowMs()).serverDate).toEqual({ serverAtMs, localAtMs: NOW_MS });
  });
});

describe('a later pull', () => {
  test('changes nothing where the CRM has nothing new, not even a number of the feed', async () => {
    const { crm, ledger, ledgerPath, pullFrom } = await openSyncParts();
    const pull = pullFrom(crm);
    await pull.run();
    const before = { seq: ledger.feed.latestSeq(), content: contentOf(ledgerPath) };
    expect(await pull.run()).toEqual({ kind: 'up-to-date', changed: 0 });
    expect({ seq: ledger.feed.latestSeq(), content: contentOf(ledgerPath) }).toEqual(before);
  });

  test('takes pages again after the CRM forgot its cursors, and changes nothing by them', async () => {
    const { crm, ledger, pullFrom } = await openSyncParts();
    await pullFrom(crm).run();
    const seq = ledger.feed.latestSeq();
    const forgetful: Connector = { ...crm, pull: (kind, _cursor, _limit) => crm.pull(kind, null, 10_000) };
    expect(await pullFrom(forgetful).run()).toEqual({ kind: 'up-to-date', changed: 0 });
    expect(ledger.feed.latestSeq()).toBe(seq);
  });

  test('brings a new revision under the edit that a person is writing, and leaves the edit as it is', async () => {
    const { crm, crmPath, ledger, pullFrom } = await openSyncParts();
    const pull = pullFrom(crm);
    await pull.run();
    const pkg = demo.packages.find((one) => one.state === 'first-in-line')!.pkg;
    const edit = anEdit({ packageId: pkg.id, personId: pkg.review.ownerId });
    ledger.decisions.putEdit(edit);
    const { review: _review, revision, ...body } = { ...pkg, rationale: { ...pkg.rationale, whyAccount: 'New words' } };
    sql(
      crmPath,
      'UPDATE packages SET body = ?, content_hash = ?, revision = ? WHERE id = ?',
      JSON.stringify(body),
      contentHash(body),
      revision + 1,
      pkg.id,
    );
    expect(await pull.run()).toEqual({ kind: 'up-to-date', changed: 1 });
    expect(ledger.copies.readPackage(pkg.id)).toMatchObject({ revision: 2, rationale: { whyAccount: 'New words' } });
    expect(ledger.decisions.readEdit(pkg.id)).toEqual(edit);
  });

  test('takes a removed suppression off and a new opt-out on', async () => {
    const { crm, crmPath, ledger, clock, pullFrom } = await openSyncParts();
    const pull = pullFrom(crm);
    await pull.run();
    const entry = demo.suppressions.find((one) => one.scope === 'global')!;
    const recipient = { email: entry.value, accountId: 'acc-none', contactId: 'con-none' };
    expect(ledger.suppressions.matching(recipient, clock.nowMs())).toHaveLength(1);
    sql(crmPath, 'UPDATE suppressions SET removed_at_ms = ? WHERE id = ?', NOW_MS, entry.id);
    await pull.run();
    expect(ledger.suppressions.matching(recipient, clock.nowMs())).toEqual([]);
    sql(
      crmPath,
      'INSERT INTO opt_outs (id, scope, value, reason, source, evidence, at_ms, by_whom) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      ...['oo-new', 'global', entry.value, 'unsubscribe', 'opt-out page', '', NOW_MS, 'page'],
    );
    await pull.run();
    expect(ledger.suppressions.matching(recipient, clock.nowMs()).map(({ id }) => id)).toEqual(['oo-new']);
  });
});

describe('a fault of the CRM', { timeout: 30_000 }, () => {
  test('at any one call, before or after it was carried out, leaves what the next run needs to end the same', async () => {
    const parts = await openSmallParts();
    const whole = await undisturbed(parts);
    expect(whole.calls).toBeGreaterThan(11);
    for (let at = 1; at <= whole.calls; at += 1) {
      for (const mood of ['down', 'late'] as const) {
        const { ledgerPath, progress, pullFrom } = newLedger(dirname(parts.ledgerPath), parts.clock);
        const pull = pullFrom(moodyAt(parts.crm, new Map([[at, mood]])).faulty);
        expect(await pull.run(), `${mood} at call ${at}`).toMatchObject({ kind: 'failed', retryable: true });
        expect(progress.at(-1)).toMatchObject({ state: 'failed' });
        expect(await pull.run(), `after ${mood} at call ${at}`).toMatchObject({ kind: 'up-to-date' });
        expect(contentOf(ledgerPath), `after ${mood} at call ${at}`).toEqual(whole.content);
      }
    }
  });

  test('after fault after fault, the ledger ends as if there had been none', async () => {
    const parts = await openSmallParts();
    const whole = await undisturbed(parts);
    const moods = fc.array(fc.constantFrom<CrmMood>('well', 'well', 'well', 'down', 'late'), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(moods, async (answers) => {
        const { ledgerPath, pullFrom } = newLedger(dirname(parts.ledgerPath), parts.clock);
        const faults = new Map(answers.map((mood, at) => [at + 1, mood]));
        const pull = pullFrom(moodyAt(parts.crm, faults).faulty);
        for (let runs = 0; (await pull.run()).kind !== 'up-to-date'; runs += 1) expect(runs).toBeLessThan(41);
        expect(contentOf(ledgerPath)).toEqual(whole.content);
      }),
      { numRuns: 12 },
    );
  });

  test('that needs a person says so, with its words', async () => {
    const { crm, pullFrom, progress } = await openSyncParts();
    const refused = new ConnectorFault('permanent', 'The key is no longer valid; RevOps makes a new one.');
    const pull = pullFrom({ ...crm, whoAmI: () => Promise.reject(refused) });
    expect(await pull.run()).toEqual({ kind: 'failed', retryable: false, problem: refused.message });
    expect(progress.at(-1)).toMatchObject({ state: 'failed', problem: refused.message });
  });
});

describe('a fault of the ledger', () => {
  test('in the middle of a page leaves neither the page nor its cursor, ends as an outcome, and the next run goes on', async () => {
    const parts = await openSyncParts();
    const { crm, ledger, ledgerPath, log, pullFrom, progress } = parts;
    const whole = await undisturbed(parts);
    const middle = demo.touches[300]!.touch.id;
    sql(
      ledgerPath,
      `CREATE TRIGGER full BEFORE INSERT ON touches WHEN NEW.id = '${middle}' BEGIN SELECT RAISE(ABORT, 'disk full'); END`,
    );
    const pull = pullFrom(crm);
    const outcome = await pull.run();
    expect(outcome).toMatchObject({ kind: 'failed', retryable: true });
    expect(JSON.stringify(outcome)).not.toContain('disk full');
    expect(progress.at(-1)?.state).toBe('failed');
    expect(log.lines.map((line) => line.code)).toContain('sync.pull-failed');
    // The first page is whole, the second one is not there at all.
    expect(count(ledgerPath, 'touches')).toBe(200);
    expect(ledger.copies.cursor('touch')).not.toBe(whole.content['cursors']?.find((row) => row.includes('"touch"')));
    sql(ledgerPath, 'DROP TRIGGER full');
    expect(await pull.run()).toMatchObject({ kind: 'up-to-date' });
    expect(contentOf(ledgerPath)).toEqual(whole.content);
  });

  test('while it keeps what could not be read does not lose that either', async () => {
    const { crm, crmPath, ledger, ledgerPath, pullFrom } = await openSyncParts();
    const broken = demo.contacts[5]!.contact.id;
    sql(crmPath, 'UPDATE contacts SET email = ? WHERE id = ?', 'one@north.example, two@north.example', broken);
    sql(ledgerPath, `CREATE TRIGGER full BEFORE INSERT ON unreadable BEGIN SELECT RAISE(ABORT, 'disk full'); END`);
    const pull = pullFrom(crm);
    expect(await pull.run()).toMatchObject({ kind: 'failed' });
    sql(ledgerPath, 'DROP TRIGGER full');
    expect(await pull.run()).toMatchObject({ kind: 'up-to-date' });
    expect(ledger.copies.unreadable(10)).toMatchObject([{ kind: 'contact', id: broken, field: 'email' }]);
  });
});

test('what can’t be read is kept with its field and stops nothing else; repaired, it comes in and is forgotten there', async () => {
  const { crm, crmPath, ledger, ledgerPath, pullFrom } = await openSyncParts();
  const { id, email } = demo.contacts[5]!.contact;
  sql(crmPath, 'UPDATE contacts SET email = ? WHERE id = ?', 'mia@north.example\r\nBcc: x@y.example', id);
  const pull = pullFrom(crm);
  expect(await pull.run()).toMatchObject({ kind: 'up-to-date' });
  expect(ledger.copies.unreadable(10)).toMatchObject([{ kind: 'contact', id, field: 'email' }]);
  expect(count(ledgerPath, 'contacts')).toBe(demo.contacts.length - 1);
  sql(crmPath, 'UPDATE contacts SET email = ? WHERE id = ?', email, id);
  expect(await pull.run()).toEqual({ kind: 'up-to-date', changed: 1 });
  expect(ledger.copies.unreadable(10)).toEqual([]);
});

describe('a policy that can’t be read', () => {
  const broken = { ...demoPolicy, version: demoPolicy.version + 1, limits: { ...demoPolicy.limits, mailboxPerDay: 0 } };

  test('leaves the one in force, fails in words, and still lets an opt-out in', async () => {
    const { crm, crmPath, ledger, clock, log, pullFrom } = await openSyncParts();
    const pull = pullFrom(crm);
    await pull.run();
    const freshAtMs = ledger.copies.deskWorld(clock.nowMs()).checkedAtMs;
    clock.set(NOW_MS + 60_000);
    sql(crmPath, 'UPDATE documents SET body = ? WHERE kind = ?', JSON.stringify(broken), 'policy');
    const address = demo.contacts[0]!.contact.email;
    sql(
      crmPath,
      'INSERT INTO opt_outs (id, scope, value, reason, source, evidence, at_ms, by_whom) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      ...['oo-late', 'global', address, 'unsubscribe', 'opt-out page', '', NOW_MS, 'page'],
    );
    expect(await pull.run()).toEqual({
      kind: 'failed',
      retryable: false,
      problem: 'The team policy in the CRM can’t be read. The one in force was kept; RevOps needs to save it again.',
    });
    expect(ledger.copies.policy()).toEqual(demoPolicy);
    expect(log.lines.map((line) => line.code)).toContain('sync.policy-unreadable');
    expect(ledger.suppressions.matching({ email: address, accountId: 'a', contactId: 'c' }, clock.nowMs())).not.toEqual(
      [],
    );
    // Nothing counts as checked: what leaves needs a run that went through.
    expect(ledger.copies.deskWorld(clock.nowMs()).checkedAtMs).toEqual(freshAtMs);
  });

  test('on the first run leaves none in force', async () => {
    const { crm, crmPath, ledger, pullFrom } = await openSyncParts();
    sql(crmPath, 'UPDATE documents SET body = ? WHERE kind = ?', '{"version":1}', 'policy');
    expect(await pullFrom(crm).run()).toMatchObject({ kind: 'failed', retryable: false });
    expect(ledger.copies.policy()).toBeNull();
  });
});

test('a policy that was changed without a new version is in force from the next run on all the same', async () => {
  const { crm, crmPath, ledger, pullFrom } = await openSyncParts();
  const pull = pullFrom(crm);
  await pull.run();
  const stricter = { ...demoPolicy, limits: { ...demoPolicy.limits, mailboxPerDay: 3 } };
  sql(crmPath, 'UPDATE documents SET body = ? WHERE kind = ?', JSON.stringify(stricter), 'policy');
  await pull.run();
  expect(ledger.copies.policy()?.limits.mailboxPerDay).toBe(3);
});

describe('stop', () => {
  test('ends the run after its page, says so, and the next run goes on from there', async () => {
    const parts = await openSyncParts();
    const whole = await undisturbed(parts);
    const { crm, ledgerPath, pullFrom, progress } = parts;
    const asked: string[] = [];
    let stopsAt: string | null = 'touch touch';
    const pull = pullFrom({
      ...crm,
      pull(kind, cursor, limit) {
        asked.push(kind);
        if (asked.join(' ').endsWith(stopsAt ?? 'never')) pull.stop();
        return crm.pull(kind, cursor, limit);
      },
    });
    expect(await pull.run()).toEqual({ kind: 'stopped' });
    expect(progress.at(-1)).toMatchObject({ state: 'stopped', problem: null });
    expect(count(ledgerPath, 'touches')).toBe(400);
    expect(count(ledgerPath, 'packages')).toBe(0);
    expect(count(ledgerPath, 'checks')).toBe(0);
    asked.length = 0;
    stopsAt = null;
    expect(await pull.run()).toMatchObject({ kind: 'up-to-date' });
    expect(asked.slice(0, 3)).toEqual(['account', 'contact', 'touch']);
    expect(contentOf(ledgerPath)).toEqual(whole.content);
  });

  test('ends the looking for deletes as well', async () => {
    const { crm, crmPath, pullFrom } = await openSyncParts();
    const pull = pullFrom(crm);
    await pull.run();
    sql(crmPath, 'DELETE FROM packages');
    pull.stop();
    expect(await pull.reconcile()).toBe(0);
    await pull.run();
    expect(await pull.reconcile()).toBe(demo.packages.length);
  });
});

test('a run during a run joins it: the CRM is asked once', async () => {
  const { crm, pullFrom } = await openSyncParts();
  const { faulty, calls } = moodyAt(crm, new Map());
  const pull = pullFrom(faulty);
  const [one, other] = await Promise.all([pull.run(), pull.run()]);
  expect(other).toBe(one);
  const once = calls.count;
  await pull.run();
  // A later one is a run of its own; it has fewer pages to ask for.
  expect(calls.count).toBeGreaterThan(once);
  expect(calls.count).toBeLessThan(2 * once);
});

describe('looking for deletes', () => {
  test('removes what the CRM deleted, package, contact and touches, and only that', async () => {
    const { crm, crmPath, ledger, ledgerPath, pullFrom } = await openSyncParts();
    const pull = pullFrom(crm);
    await pull.run();
    expect(await pull.reconcile()).toBe(0);
    const pkg = demo.packages[0]!.pkg;
    const touches = count(crmPath, 'activities', `contact_id = '${pkg.contact.id}'`);
    const events = count(crmPath, 'engagement', `contact_id = '${pkg.contact.id}'`);
    sql(crmPath, `PRAGMA foreign_keys = ON; DELETE FROM contacts WHERE id = '${pkg.contact.id}'`);
    expect(count(crmPath, 'packages', `id = '${pkg.id}'`)).toBe(0);
    // No cursor shows it.
    expect(await pull.run()).toEqual({ kind: 'up-to-date', changed: 0 });
    expect(ledger.copies.readPackage(pkg.id)).not.toBeNull();
    // The contact, its package and its lead.
    expect(await pull.reconcile()).toBe(3 + touches + events);
    expect(ledger.copies.readPackage(pkg.id)).toBeNull();
    expect(ledger.copies.packageWorld(pkg.id)).toBeNull();
    expect(ledger.feed.page(ledger.feed.epoch, 0, 2_000).items).toContainEqual(
      expect.objectContaining({ kind: 'package', id: pkg.id, body: null }),
    );
    expect(await pull.reconcile()).toBe(0);
    expect(count(ledgerPath, 'packages', 'gone = 0')).toBe(demo.packages.length - 1);
  });

  test('goes through every known id, however many pages that takes', async () => {
    const { crm, crmPath, pullFrom } = await openSyncParts();
    const asked = new Set<string>();
    const pages: number[] = [];
    const pull = pullFrom({
      ...crm,
      reconcile(kind, ids) {
        pages.push(ids.length);
        for (const id of ids) asked.add(`${kind} ${id}`);
        return crm.reconcile(kind, ids);
      },
    });
    await pull.run();
    await pull.reconcile();
    const all = ['accounts', 'contacts', 'activities', 'engagement', 'packages', 'leads', 'opportunities'].map(
      (table) => count(crmPath, table),
    );
    expect(asked.size).toBe(all.reduce((sum, each) => sum + each, 0));
    expect(Math.max(...pages)).toBeLessThanOrEqual(500);
    expect(pages.length, 'the touches need more than one page').toBeGreaterThan(5);
  });

  test('leaves everything where the CRM does not answer, and hands its fault on', async () => {
    const { crm, crmPath, ledgerPath, pullFrom } = await openSyncParts();
    await pullFrom(crm).run();
    sql(crmPath, 'DELETE FROM packages');
    const pull = pullFrom({
      ...crm,
      reconcile: () => Promise.reject(new ConnectorFault('retryable', 'the CRM does not answer')),
    });
    await expect(pull.reconcile()).rejects.toThrow('the CRM does not answer');
    expect(count(ledgerPath, 'packages', 'gone = 0')).toBe(demo.packages.length);
  });
});
