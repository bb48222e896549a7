/** The search over everything at the whole desk: names, addresses and words, wherever the thing lies now, and for whom it is. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test, vi } from 'vitest';
import type { ContactId } from '../../shared/domain/ids.ts';
import type { Found } from '../../shared/ipc/channels/search.ts';
import { demo } from '../sync/parts.ts';
import { OTHERS, openTestDesk, SAM, type TestDesk } from './parts.ts';

vi.setConfig({ testTimeout: 60_000 });

async function look(one: TestDesk, words: string): Promise<readonly Found[]> {
  const answer = await one.call('search.everything', { words, limit: 10 });
  if (!answer.ok) throw new Error(answer.error.message);
  expect(answer.value.unread).toBe(0);
  return answer.value.found;
}

const firstPackage = async (one: TestDesk) => {
  const mine = [...(await one.feed('package')).values()].filter(
    (pkg) => pkg?.draft != null && pkg.review.ownerId === SAM.id,
  );
  if (mine[0]?.draft == null) throw new Error('no package');
  return mine[0];
};

test('a package is found by its address, by the names and by a word of its text, with the place quoted', async () => {
  const one = await openTestDesk();
  const pkg = await firstPackage(one);
  for (const words of [
    pkg.contact.email,
    pkg.contact.name,
    `${pkg.account.name} ${pkg.contact.name.split(' ')[0] ?? ''}`,
  ]) {
    const found = await look(one, words);
    expect(
      found.filter(({ kind }) => kind === 'package').map(({ id }) => id),
      words,
    ).toContain(pkg.id);
  }
  const longest = (pkg.draft?.body ?? '').split(/[^\p{L}]+/u).reduce((a, b) => (b.length > a.length ? b : a));
  const inText =
    (await look(one, longest)).find(({ id }) => id === pkg.id) ??
    (await look(one, `${longest} ${pkg.account.name}`)).find(({ id }) => id === pkg.id);
  expect(inText?.excerpt?.match.toLowerCase() ?? inText?.context.toLowerCase()).toContain(longest.toLowerCase());
  await one.close();
});

test('what a person wrote into a draft is found as its package, and so is one that was decided', async () => {
  const one = await openTestDesk();
  const pkg = await firstPackage(one);
  await one.call('edit.journal', {
    edit: {
      packageId: pkg.id,
      personId: SAM.id,
      baseRevision: pkg.revision,
      subject: 'Zephyrine greetings',
      body: 'Hello quokkas.',
      attested: [],
      updatedAtMs: one.clock.nowMs(),
    },
  });
  expect((await look(one, 'quokka')).map(({ kind, id }) => [kind, id])).toEqual([['package', pkg.id]]);
  expect((await look(one, 'zephyrine'))[0]?.context).toContain('Zephyrine greetings');
  await one.call('edit.discard', { packageId: pkg.id });
  expect(await look(one, 'quokka')).toEqual([]);
  await one.close();
});

test('a lead and an entry of the suppression list are found, and an SDR finds nothing of a colleague', async () => {
  const one = await openTestDesk();
  const [lead] = await (async () => {
    const answer = await one.call('leads.page', { queue: null, search: '', firstId: null, afterId: null, limit: 1 });
    if (!answer.ok) throw new Error(answer.error.message);
    return answer.value.leads;
  })();
  if (lead === undefined) throw new Error('no lead');
  expect((await look(one, lead.contact.email)).some(({ kind, id }) => kind === 'lead' && id === lead.contact.id)).toBe(
    true,
  );

  const added = await one.call('suppression.add', {
    scope: 'global',
    value: 'nobody@northwind-gone.example',
    reason: 'request',
    evidence: 'asked by phone',
    expiresAtMs: null,
    confirmed: true,
  });
  expect(added.ok).toBe(true);
  expect((await look(one, 'nobody@north')).map(({ kind, title }) => [kind, title])).toEqual([
    ['suppression', 'nobody@northwind-gone.example'],
  ]);

  const theirs = [...(await one.feed('package')).values()].find((pkg) =>
    OTHERS.some(({ id }) => id === pkg?.review.ownerId),
  );
  if (theirs == null) throw new Error('the colleague has no package');
  expect((await look(one, theirs.contact.email)).filter(({ kind }) => kind === 'package')).toEqual([]);
  await one.close();
});

test('a lead that was found stands before all others of its list, and once; a colleague’s does not', async () => {
  const one = await openTestDesk();
  const page = async (firstId: ContactId | null, afterId: string | null, limit: number) => {
    const answer = await one.call('leads.page', { queue: null, search: '', firstId, afterId, limit });
    if (!answer.ok) throw new Error(answer.error.message);
    return answer.value.leads.map(({ contact }) => contact.id);
  };
  const all = await page(null, null, 200);
  const found = all[3];
  if (found === undefined) throw new Error('too few leads');
  const others = all.filter((id) => id !== found);
  expect(await page(found, null, 2)).toEqual([found, ...others.slice(0, 2)]);
  // The page it would stand in is as long as any.
  expect(await page(found, others[1] ?? null, 3)).toEqual(others.slice(2, 5));
  expect(await page(found, null, 200)).toEqual([found, ...others]);
  const theirs = demo.leads.find(({ lead }) => OTHERS.some(({ id }) => id === lead.ownerId));
  if (theirs === undefined) throw new Error('the colleague has no lead');
  expect(await page(theirs.lead.contactId, null, 2)).toEqual(all.slice(0, 2));
  await one.close();
});

test('an index that fails while it is open is thrown away and made anew', async () => {
  const one = await openTestDesk();
  const pkg = await firstPackage(one);
  expect(await look(one, pkg.contact.email)).not.toEqual([]);
  const other = new DatabaseSync(join(one.home, 'search.sqlite'));
  other.exec('DROP TABLE words');
  other.close();
  const failed = await one.call('search.everything', { words: pkg.contact.email, limit: 10 });
  expect(failed.ok && failed.value.unread).toBeGreaterThan(0);
  // The fault is on record.
  expect(one.faults.join()).toContain('search.index');
  await one.until('everything is read again', async () => {
    const again = await one.call('search.everything', { words: pkg.contact.email, limit: 10 });
    return again.ok && again.value.unread === 0 && again.value.found.some(({ id }) => id === pkg.id);
  });
  await one.close();
});

test('a single letter, and what is no word at all, find nothing', async () => {
  const one = await openTestDesk();
  for (const words of ['', 'a', '   ', '"', '*', '-- (((', 'zzzqq AND zzzqq'])
    expect(await look(one, words), words).toEqual([]);
  await one.close();
});
