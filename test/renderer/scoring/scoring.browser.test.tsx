/** ICP and scoring over the real rules of the library and of the ICP; only the line to the main process is played. */
import { screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { Account } from '../../../shared/domain/account.ts';
import { Contact } from '../../../shared/domain/contact.ts';
import { Icp } from '../../../shared/domain/icp.ts';
import { Lead } from '../../../shared/domain/lead.ts';
import { LibraryChange } from '../../../shared/domain/library-change.ts';
import { LibraryEntry } from '../../../shared/domain/library-entry.ts';
import type { Role } from '../../../shared/domain/person.ts';
import type { IcpFile } from '../../../shared/policy/icp/rate-lead.ts';
import { tryIcp } from '../../../shared/policy/icp/try-icp.ts';
import { scoreDrift } from '../../../shared/policy/scoring/score-drift.ts';
import { applyLibraryChange } from '../../../shared/policy/library-change.ts';
import { useDeskView } from '../../../renderer/view-state/desk-view.ts';
import routing from '../../../resources/library/routing.json';
import weights from '../../../resources/library/weights.json';
import { closeShell, openShell, type OpenShell } from '../shell/open-shell.tsx';
import { SAMPLE_STATUS, samplePerson } from '../store/sample.ts';

afterEach(closeShell);

const icp = Icp.parse({
  industries: ['Road freight'],
  headcount: { min: 100, max: 1_000 },
  geographies: ['DE'],
  technographics: { has: [], hasNot: [] },
  exclusions: { relations: ['customer'], industries: [], domains: [] },
  buyer: { titleWords: ['Operations'], seniorities: [] },
  requiredFields: ['account.industry'],
});

function leadOf(at: number, headcount: number, title: string): IcpFile {
  const account = Account.parse({
    id: `acc-${at}`,
    name: `Freight ${at}`,
    domain: `freight-${at}.example`,
    website: null,
    industry: 'Road freight',
    headcount,
    geography: 'Leipzig, DE',
    technographics: [],
    tier: 1,
    segmentId: 'seg-freight',
    segmentName: 'Freight',
    relation: 'prospect',
    pins: [],
  });
  const contact = Contact.parse({
    id: `con-${at}`,
    accountId: account.id,
    name: `Dana ${at}`,
    title,
    seniority: 'vp',
    email: `dana@freight-${at}.example`,
    verification: 'verified',
    verifiedAtMs: 1,
    linkedinUrl: null,
    country: 'DE',
    timeZone: 'Europe/Berlin',
    roleMatch: { fit: 'strong', reason: 'Owns freight' },
  });
  const lead = Lead.parse({
    contactId: contact.id,
    accountId: account.id,
    ownerId: 'sam',
    stage: 'enriched',
    nextStepAtMs: null,
    signals: [],
    facts: [],
  });
  return { account, contact, lead };
}

const LEADS = [leadOf(1, 200, 'VP Operations'), leadOf(2, 2_000, 'VP Operations'), leadOf(3, 2_000, 'Head of people')];

const entry = (kind: string, id: string, title: string, body: unknown, segmentId: string | null) =>
  LibraryEntry.parse({
    kind,
    id,
    title,
    segmentId,
    versions: [
      {
        version: 1,
        state: 'live',
        cohortPercent: null,
        authorId: 'rea',
        approverId: 'rea',
        atMs: Date.now() - 86_400_000,
        note: 'First version',
        body,
      },
    ],
  });

interface Opened extends OpenShell {
  readonly entries: Map<string, LibraryEntry>;
}

async function openScoring(role: Role): Promise<Opened> {
  const me = samplePerson('sam', role);
  const entries = new Map(
    [
      entry('icp', 'icp-freight', 'ICP: Freight', icp, 'seg-freight'),
      entry('weights', 'weights-freight', 'Scoring: Freight', weights, 'seg-freight'),
      entry('routing', 'lead-routing', 'Where a scored lead goes', routing, null),
    ].map((each): [string, LibraryEntry] => [`${each.kind}/${each.id}`, each]),
  );
  const versions = new Map([...entries.keys()].map((key): [string, number] => [key, 1]));
  const shell = await openShell(1, (main) => {
    main.put('people', 'people', [me]);
    main.answers.set('desk.hello', () => ({
      kind: 'welcome',
      version: '0.1.0',
      host: 'local',
      demo: true,
      person: me,
      people: [me],
      status: SAMPLE_STATUS,
    }));
    main.answers.set('library.list', () => ({
      entries: [...entries.values()],
      documentVersions: Object.fromEntries(versions),
      unreadable: 0,
    }));
    main.answers.set('icp.try', (request) => tryIcp(Icp.parse(request.icp), LEADS));
    main.answers.set('library.change', ({ kind, id, documentVersion, change }) => {
      const key = `${String(kind)}/${String(id)}`;
      const known = entries.get(key);
      if (known === undefined || versions.get(key) !== documentVersion)
        return { kind: 'no', because: `“${known?.title ?? key}” was changed meanwhile: look at it again.` };
      const answer = applyLibraryChange(known, LibraryChange.parse(change), { person: me, nowMs: Date.now() });
      if (answer.kind === 'no') return answer;
      entries.set(key, answer.entry);
      versions.set(key, Number(documentVersion) + 1);
      return { ...answer, documentVersion: Number(documentVersion) + 1 };
    });
  });
  useDeskView.getState().set({ screen: 'scoring' });
  await screen.findByRole('heading', { name: 'ICP and scoring' });
  return { ...shell, entries };
}

const ratingOf = (name: string) => screen.getByRole('button', { name: new RegExp(`^${name}`) }).textContent;

test('each change of the ICP counts today’s leads anew, with examples and what spoke against them', async () => {
  const { user } = await openScoring('revops');
  await screen.findByText('of 3 leads, with what stands in the form');
  expect([ratingOf('Excellent'), ratingOf('Good'), ratingOf('Fair'), ratingOf('Not a fit')]).toEqual([
    'Excellent1 lead: show examples',
    'Good1 lead: show examples',
    'Fair1 lead: show examples',
    'Not a fit0 leads: show examples',
  ]);
  await user.click(screen.getByRole('button', { name: /^Fair/ }));
  const examples = screen.getByRole('region', { name: 'Examples: Fair' });
  expect(within(examples).getByText('Freight 3', { exact: false })).toBeTruthy();
  expect(within(examples).getByText('Headcount 2,000 is outside 100–1,000')).toBeTruthy();
  expect(within(examples).getByText('Industry: Road freight')).toBeTruthy();

  await user.clear(screen.getByLabelText('Headcount, most'));
  await screen.findByRole('button', { name: /^Excellent ?2 leads/ });
  expect(ratingOf('Not a fit')).toContain('Not a fit0');
  await user.click(screen.getByRole('checkbox', { name: 'Prospect' }));
  await screen.findByRole('button', { name: /^Not a fit ?3 leads/ });
});

test('a field that can’t be read says so, and nothing can be handed in until it is put right', async () => {
  const { main, user } = await openScoring('revops');
  await user.clear(await screen.findByLabelText('Headcount, most'));
  await user.type(screen.getByLabelText('Headcount, most'), '50');
  expect(screen.getByText('the most is below the least')).toBeTruthy();
  await user.type(screen.getByLabelText('Domains'), 'not a domain');
  expect(screen.getByText(/line 1: not a domain name/)).toBeTruthy();
  expect(screen.getByText('2 fields to put right')).toBeTruthy();
  expect(screen.getByText('Counted again once every field can be read.')).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Save a new version…' }).disabled).toBe(true);
  await user.click(screen.getByRole('button', { name: 'Discard' }));
  expect(screen.getByLabelText<HTMLInputElement>('Headcount, most').value).toBe('1000');
  expect(screen.queryByRole('button', { name: 'Discard' })).toBeNull();
  expect(main.calledWith('library.change')).toHaveLength(0);
});

test('RevOps saves a new version with a reason; it waits for approval, and the live one stays as it was', async () => {
  const { user, entries } = await openScoring('revops');
  await user.type(await screen.findByLabelText('Geographies'), '\nSE');
  await user.click(screen.getByRole('button', { name: 'Save a new version…' }));
  const dialog = await screen.findByRole('dialog', { name: 'A new version' });
  await user.click(within(dialog).getByRole('button', { name: 'Hand in for approval' }));
  expect(within(dialog).getByText('Say why: it goes into the change log.')).toBeTruthy();
  await user.type(within(dialog).getByLabelText('Why'), 'Sweden opens{Enter}');
  await screen.findAllByText('Version 2 of “ICP: Freight” waits for RevOps.');
  const [newest, live] = entries.get('icp/icp-freight')?.versions ?? [];
  expect(newest).toMatchObject({ state: 'in-review', authorId: 'sam', approverId: null, note: 'Sweden opens' });
  expect(newest?.body).toMatchObject({ geographies: ['DE', 'SE'] });
  expect(live).toMatchObject({ state: 'live', body: icp });
  expect((await screen.findByLabelText<HTMLSelectElement>('Version')).selectedOptions[0]?.textContent).toBe(
    'Version 2, in review',
  );
});

test('a version somebody else changed meanwhile is not overwritten, and what was typed stays', async () => {
  const { main, user } = await openScoring('revops');
  main.answers.set('library.change', () => ({ kind: 'no', because: 'It was changed meanwhile: look at it again.' }));
  await user.type(await screen.findByLabelText('Geographies'), '\nSE');
  await user.click(screen.getByRole('button', { name: 'Save a new version…' }));
  await user.type(await screen.findByLabelText('Why'), 'Sweden opens{Enter}');
  expect((await screen.findByRole('alert')).textContent).toContain('It was changed meanwhile');
  await user.click(screen.getByRole('button', { name: 'Back to editing' }));
  expect(screen.getByLabelText<HTMLTextAreaElement>('Geographies').value).toBe('DE\nSE');
});

test('an SDR reads, and may propose a change of the weights; points out of range are refused here', async () => {
  const { user, entries } = await openScoring('sdr');
  await user.click(await screen.findByRole('radio', { name: 'Scoring weights' }));
  expect(screen.getByText(/Only RevOps changes what counts here/)).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>('Funding').readOnly).toBe(true);
  await user.click(screen.getByRole('button', { name: 'Propose a change' }));
  await user.clear(screen.getByLabelText('Funding'));
  await user.type(screen.getByLabelText('Funding'), '900');
  expect(screen.getByText('at most 100')).toBeTruthy();
  await user.clear(screen.getByLabelText('Funding'));
  await user.type(screen.getByLabelText('Funding'), '60');
  await user.click(screen.getByRole('button', { name: 'Send the change request…' }));
  await user.type(await screen.findByLabelText('Why'), 'Funding is noise{Enter}');
  await screen.findAllByText('Version 2 of “Scoring: Freight” waits for RevOps.');
  expect(entries.get('weights/weights-freight')?.versions[0]).toMatchObject({ state: 'in-review', authorId: 'sam' });
});

test('the routing table keeps a last row for the rest, and its rows move', async () => {
  const { user, entries } = await openScoring('revops');
  await user.click(await screen.findByRole('radio', { name: 'Routing' }));
  const table = screen.getByRole('table');
  const rows = within(table).getAllByRole('row').length - 1;
  await user.click(screen.getByRole('button', { name: 'Add a row' }));
  await user.type(screen.getByLabelText(`Name, row ${rows}`), 'Tier 3 waits');
  await user.click(within(screen.getByRole('group', { name: `Tiers, row ${rows}` })).getByLabelText('3'));
  await user.selectOptions(screen.getByLabelText(`Goes to, row ${rows}`), 'Nurture');
  await user.click(screen.getByRole('button', { name: 'Move down: Tier 3 waits' }));
  expect(screen.getByText('the last row must take every lead that is left')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Move up: Tier 3 waits' }));
  await user.click(screen.getByRole('button', { name: 'Save a new version…' }));
  await user.type(await screen.findByLabelText('Why'), 'Tier 3 can wait{Enter}');
  await screen.findAllByText('Version 2 of “Where a scored lead goes” waits for RevOps.');
  expect(entries.get('routing/lead-routing')?.versions[0]?.body).toMatchObject({
    rows: expect.arrayContaining([expect.objectContaining({ name: 'Tier 3 waits', to: 'nurture' })]) as unknown,
  });
});

test('drift shows ten parts with their sizes and intervals, and says when lower scores do better', async () => {
  const { main, user } = await openScoring('revops');
  const mails = Array.from({ length: 200 }, (_, at) => ({ score: at / 2, isAnswered: at < 60, isPositive: at < 10 }));
  main.answers.set('score.drift', () => scoreDrift(mails, 7));
  await user.click(await screen.findByRole('radio', { name: 'Drift' }));
  expect(await screen.findByText(/Lower scores are answered more often/)).toBeTruthy();
  const rows = within(screen.getByRole('table')).getAllByRole('row');
  expect(rows).toHaveLength(11);
  expect(rows[1]?.textContent).toBe('0–9.52020100 % (84–100)10');
  expect(screen.getByText(/200 mails with a score; 7 others carried none/)).toBeTruthy();
});

test('before any scored mail left, drift says so', async () => {
  const { main, user } = await openScoring('revops');
  main.answers.set('score.drift', () => scoreDrift([], 418));
  await user.click(await screen.findByRole('radio', { name: 'Drift' }));
  expect(await screen.findByText('No scored mail has left yet')).toBeTruthy();
});
