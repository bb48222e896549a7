/** The demo's leads and the library they are written to by: each template can be written from what is known of some leads, and says nothing else. */
import { describe, expect, test } from 'vitest';
import type { LeadCase } from '../../electron/crm/embedded/demo/compose-leads.ts';
import { composeDemo } from '../../electron/crm/embedded/demo/compose-demo.ts';
import type { Account } from '../../shared/domain/account.ts';
import type { Contact } from '../../shared/domain/contact.ts';
import type { Fact } from '../../shared/domain/fact.ts';
import type { HandoffPackage } from '../../shared/domain/handoff-package.ts';
import { PackageFile } from '../../shared/domain/handoff-package.ts';
import type { Icp } from '../../shared/domain/icp.ts';
import { Lead } from '../../shared/domain/lead.ts';
import { LibraryEntry, LibraryKind, type LibraryEntryOf } from '../../shared/domain/library-entry.ts';
import { DraftPurpose, PromptPart, type Template } from '../../shared/domain/outreach-library.ts';
import { PlaybookMove } from '../../shared/domain/playbook.ts';
import { SignalType, staleAtMs } from '../../shared/domain/signal.ts';
import { findAsks } from '../../shared/policy/calls-to-action.ts';
import { checkClaims, unheldInSubject } from '../../shared/policy/claims/check-claims.ts';
import { findInstructions } from '../../shared/policy/injection/find-instructions.ts';
import { countWords } from '../../shared/policy/word-count.ts';
import { demoPolicy, ingredients, libraryEntries, MIRA, NOW_MS, SAM } from './parts.ts';

const demo = composeDemo({ ingredients, nowMs: NOW_MS });
const accounts = new Map(demo.accounts.map(({ account }) => [account.id, account]));
const contacts = new Map(demo.contacts.map(({ contact, stage }) => [contact.id, { contact, stage }]));

const of = <K extends LibraryKind>(kind: K): readonly LibraryEntryOf<K>[] =>
  libraryEntries.filter((entry): entry is LibraryEntryOf<K> => entry.kind === kind);

interface Known {
  readonly lead: Lead;
  readonly leadCase: LeadCase | 'queued';
  readonly account: Account;
  readonly contact: Contact;
}

const known = demo.leads.map(({ lead, leadCase }): Known => {
  const account = accounts.get(lead.accountId);
  const party = contacts.get(lead.contactId);
  if (account === undefined || party === undefined) throw new Error(`${lead.contactId} has no records`);
  return { lead, leadCase, account, contact: party.contact };
});
const shows = (leadCase: Known['leadCase']) => known.filter((each) => each.leadCase === leadCase);

describe('the demo’s leads', () => {
  test.each([SAM, MIRA])('of %s are at least sixty that nobody has a package for, most of them complete', (owner) => {
    const mine = known.filter(({ lead, leadCase }) => lead.ownerId === owner && leadCase !== 'queued');
    const packaged = new Set(demo.packages.map(({ pkg }) => pkg.contact.id));
    const touched = new Set(demo.touches.map(({ touch }) => touch.contactId));
    expect(mine.length).toBeGreaterThanOrEqual(60);
    for (const { lead } of mine) {
      expect(packaged.has(lead.contactId)).toBe(false);
      expect(touched.has(lead.contactId)).toBe(false);
    }
    expect(mine.filter(({ leadCase }) => leadCase === 'complete').length / mine.length).toBeGreaterThan(0.6);
    const count = (values: readonly unknown[]) => new Set(values).size;
    expect(count(mine.map(({ account }) => account.segmentId))).toBe(4);
    expect(count(mine.map(({ account }) => account.tier))).toBe(3);
    expect(count(mine.map(({ leadCase }) => leadCase))).toBe(12);
    expect(count(mine.map(({ lead }) => lead.stage))).toBe(4);
  });

  test('have the shape of leads, stand in the stage of their contact, and lie in the past', () => {
    for (const { lead, account, contact } of known) {
      expect(Lead.parse(lead)).toEqual(lead);
      expect(contacts.get(contact.id)?.stage).toBe(lead.stage);
      expect(account.id).toBe(contact.accountId);
      for (const part of [...lead.signals, ...lead.facts]) expect(part.observedAtMs).toBeLessThan(NOW_MS);
      expect(new Set(lead.facts.map(({ id }) => id)).size).toBe(lead.facts.length);
      expect(new Set(lead.facts.map(({ path }) => path)).size).toBe(lead.facts.length);
    }
  });

  test('show what they are made to show', () => {
    const has = ({ lead }: Known, path: string) => lead.facts.some((fact) => fact.path === path);
    for (const each of shows('no-headcount'))
      expect([each.account.headcount, has(each, 'account.headcount')]).toEqual([null, false]);
    for (const each of shows('no-remit')) expect(has(each, 'contact.remit')).toBe(false);
    for (const { contact } of shows('unverified')) expect(contact.verification).not.toBe('verified');
    for (const { lead } of shows('stale-signal')) expect(staleAtMs(lead.signals[0]!)).toBeLessThan(NOW_MS);
    for (const { lead } of shows('low-confidence'))
      expect(Math.max(...lead.facts.map(({ confidence }) => confidence))).toBeLessThan(0.6);
    for (const { account } of shows('strategic')) expect(account.pins).toHaveLength(1);
    for (const { account } of shows('customer')) expect(account.relation).toBe('customer');
    expect(shows('executive').some(({ contact }) => contact.seniority === 'c-level')).toBe(true);
    for (const { lead } of shows('nurture-due'))
      expect([lead.stage, (lead.nextStepAtMs ?? NOW_MS) < NOW_MS]).toEqual(['nurture', true]);
    for (const { lead } of shows('nurture-later'))
      expect([lead.stage, (lead.nextStepAtMs ?? 0) > NOW_MS]).toEqual(['nurture', true]);
    for (const each of shows('complete')) {
      expect(each.contact.verification).toBe('verified');
      expect(staleAtMs(each.lead.signals[0]!)).toBeGreaterThan(NOW_MS);
      for (const path of ['account.footprint', 'account.technographics', 'account.headcount', 'contact.remit'])
        expect(has(each, path)).toBe(true);
      expect(has(each, `signal.${each.lead.signals[0]!.type}`)).toBe(true);
    }
  });
});

describe('the demo’s library', () => {
  test('is entries of every kind, each readable, with something to decide and something on trial', () => {
    for (const entry of libraryEntries) expect(LibraryEntry.parse(entry)).toEqual(entry);
    expect(new Set(libraryEntries.map(({ kind }) => kind))).toEqual(new Set(LibraryKind.options));
    expect(new Set(libraryEntries.map(({ kind, id }) => `${kind} ${id}`)).size).toBe(libraryEntries.length);
    const states = libraryEntries.flatMap(({ versions }) => versions.map(({ state }) => state));
    expect(states).toEqual(expect.arrayContaining(['live', 'retired', 'canary', 'in-review']));
    expect(new Set(of('prompt').map(({ versions }) => versions[0]?.body.part))).toEqual(new Set(PromptPart.options));
    // The version that stands on the demo’s letters.
    expect(of('prompt').find(({ id }) => id === 'outbound-voice')?.versions[0]).toMatchObject({
      version: 7,
      state: 'live',
    });
    for (const { versions } of of('prompt'))
      expect(new Set(versions.map(({ body }) => body.text)).size).toBeGreaterThan(Math.min(versions.length, 3) - 1);
    for (const { kind, versions } of libraryEntries)
      expect([kind, versions.some(({ state }) => state === 'live' || state === 'in-review')]).toEqual([kind, true]);
  });

  test('has for each segment an ICP, weights, value props, and templates for every signal and purpose', () => {
    for (const segment of ingredients.segments) {
      const mine = libraryEntries.filter(({ segmentId }) => segmentId === segment.id);
      expect(mine.filter(({ kind }) => kind === 'icp')).toHaveLength(1);
      expect(mine.filter(({ kind }) => kind === 'weights')).toHaveLength(1);
      expect(mine.filter(({ kind }) => kind === 'value-props')).toHaveLength(1);
      const bodies = of('template')
        .filter(({ segmentId }) => segmentId === segment.id)
        .map(({ versions }) => liveOf(versions));
      const firsts = bodies.filter(({ purpose }) => purpose === 'first-touch');
      expect(new Set(firsts.flatMap(({ signalTypes }) => signalTypes))).toEqual(new Set(SignalType.options));
      const steps = bodies.filter(({ purpose }) => purpose === 'follow-up').flatMap((body) => body.steps);
      const emails = demoPolicy.sequences
        .find(({ id }) => id === segment.sequence.id)
        ?.steps.filter(({ kind, number }) => kind === 'email' && number > 1);
      for (const { number } of emails ?? []) expect(steps).toContain(number);
    }
    const moves = of('template').flatMap(({ versions }) => liveOf(versions).move ?? []);
    expect(new Set(moves)).toEqual(new Set(PlaybookMove.options.filter((move) => move !== 'escalate')));
    const purposes = of('template').map(({ versions }) => liveOf(versions).purpose);
    expect(new Set(purposes)).toEqual(new Set(DraftPurpose.options));
  });

  test('every move of the playbook that is not a person’s has a template', () => {
    const moves = new Set(of('template').flatMap(({ versions }) => liveOf(versions).move ?? []));
    for (const { move } of of('playbook')[0]!.versions[0]!.body.rows)
      if (move !== 'escalate') expect(moves).toContain(move);
  });

  test('its own words are no instructions to a model that reads them as data', () => {
    for (const { versions } of of('template'))
      for (const { body } of versions)
        expect(body.paragraphs.flat().flatMap(({ text }) => findInstructions(text))).toEqual([]);
  });

  test('its ICPs take in a good share of the leads, rate some lower and leave some out', () => {
    const failed = known
      .filter(({ leadCase }) => leadCase !== 'queued')
      .map((each) =>
        failedCriteria(
          each,
          of('icp')
            .find(({ segmentId }) => segmentId === each.account.segmentId)!
            .versions.find(({ state }) => state === 'live')!.body,
        ),
      );
    const share = (least: number, most: number) =>
      failed.filter((count) => count >= least && count <= most).length / failed.length;
    expect(share(0, 0)).toBeGreaterThan(0.35);
    expect(share(0, 1)).toBeGreaterThan(0.6);
    expect(share(1, 2)).toBeGreaterThan(0.15);
    expect(share(Infinity, Infinity)).toBeGreaterThan(0.03);
  });

  test('every template can be written from what is known of some leads, and its claims hold', () => {
    const written = new Map<string, number>(of('template').map(({ id }) => [id, 0]));
    for (const { id, segmentId, versions } of of('template')) {
      const template = liveOf(versions);
      for (const each of shows('complete')) {
        if (segmentId !== null && segmentId !== each.account.segmentId) continue;
        if (template.signalTypes.length > 0 && !template.signalTypes.includes(each.lead.signals[0]!.type)) continue;
        const letter = write(template, each);
        written.set(id, (written.get(id) ?? 0) + 1);
        const input = {
          pkg: letter.pkg,
          body: letter.body,
          attested: [],
          person: letter.person,
          companyName: demoPolicy.companyName,
          nowMs: NOW_MS,
        };
        const faults = checkClaims(input).filter(({ state }) => state === 'unsupported' || state === 'stale');
        expect([id, faults]).toEqual([id, []]);
        for (const subject of letter.subjects) expect([id, unheldInSubject(subject, input)]).toEqual([id, []]);
        expect([id, findAsks(letter.body).map(({ text }) => text)]).toEqual([id, [expect.any(String)]]);
        if (template.purpose !== 'first-touch') continue;
        expect([id, countWords(letter.body)]).toEqual([
          id,
          expect.toSatisfy((words: number) => words >= 70 && words <= 120),
        ]);
      }
    }
    expect([...written].filter(([, letters]) => letters === 0)).toEqual([]);
  });
});

function liveOf<B>(versions: readonly { readonly state: string; readonly body: B }[]): B {
  const live = versions.find(({ state }) => state === 'live');
  if (live === undefined) throw new Error('no version is live');
  return live.body;
}

/** A simple reading of an ICP; an exclusion outweighs everything. */
function failedCriteria({ account, contact }: Known, icp: Icp): number {
  if (icp.exclusions.relations.includes(account.relation) || icp.exclusions.industries.includes(account.industry))
    return Infinity;
  return [
    icp.industries.includes(account.industry),
    account.headcount !== null &&
      account.headcount >= (icp.headcount.min ?? 0) &&
      account.headcount <= (icp.headcount.max ?? Infinity),
    icp.geographies.includes(account.geography.split(', ')[1] ?? ''),
    account.technographics.some((tool) => icp.technographics.has.includes(tool)),
    icp.buyer.titleWords.some((words) => contact.title.includes(words)),
  ].filter((fits) => !fits).length;
}

interface Written {
  readonly pkg: HandoffPackage;
  readonly body: string;
  readonly subjects: readonly string[];
  readonly person: (typeof demo.people)[number];
}

/** The template filled as its shape says; throws where a slot or a citation leads nowhere. */
function write(template: Template, { lead, account, contact }: Known): Written {
  const person = demo.people.find(({ id }) => id === lead.ownerId);
  const like = demo.packages.find(({ kind }) => kind === 'first-touch')?.pkg;
  const asset = of('asset').find(({ id }) => id === 'asset-worked-example')?.versions[0]?.body;
  const [signal] = lead.signals;
  const [anyFact] = lead.facts;
  if (!person || !like || !asset || !signal || !anyFact) throw new Error('the demo is not whole');
  const fact = (path: string, value: string): Fact => ({
    ...anyFact,
    id: `more.${path}` as Fact['id'],
    path,
    value,
    url: null,
  });
  const facts = [
    ...lead.facts,
    ...of('value-props')
      .filter(({ segmentId }) => segmentId === account.segmentId)
      .flatMap(({ versions }) => liveOf(versions).props.map(({ id, text }) => fact(`value-prop.${id}`, text))),
    fact('thread.asset', asset.says),
    fact('thread.tool', 'Ledgermatic'),
    fact('thread.when', '15 January 2027'),
    fact('thread.after', 'the migration'),
  ];
  const find = (path: string): Fact => {
    const found = facts.find((each) => each.path === path);
    if (found === undefined) throw new Error(`${lead.contactId} knows no ${path}`);
    return found;
  };
  const first = (name: string) => name.split(' ')[0] ?? name;
  const own: Readonly<Record<string, string>> = {
    first: first(contact.name),
    company: account.name,
    sender: first(person.name),
    title: contact.title,
    asset: asset.url,
  };
  const fill = (text: string) => {
    const filled = text.replace(/\{([^}]+)\}/gu, (_whole, slot: string) => own[slot] ?? find(slot).value);
    return filled.slice(0, 1).toUpperCase() + filled.slice(1);
  };
  const paragraphs = template.paragraphs.map((lines) =>
    lines.map(({ text, cites }) => ({ text: fill(text), factIds: cites.map((path) => find(path).id) })),
  );
  const body = [
    fill(template.greeting),
    ...paragraphs.map((lines) => lines.map(({ text }) => text).join(' ')),
    fill(template.signOff),
  ].join('\n\n');
  const subjects = template.subjects.map(fill);
  const { review, revision, ...file } = like;
  const pkg = PackageFile.parse({
    ...file,
    account,
    contact,
    facts,
    signals: lead.signals,
    rationale: { ...like.rationale, whyNow: { text: signal.value, signalId: signal.id } },
    draft: {
      ...like.draft,
      subject: subjects[0],
      body,
      sentences: paragraphs.flat(),
      valuePropId: template.valuePropId,
    },
  });
  return { pkg: { ...pkg, review, revision }, body, subjects, person };
}
