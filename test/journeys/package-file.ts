/** Packages as any agent may write them, in a file, and the file brought in as a person does. */
import type { Page } from 'playwright-core';

const DAY_MS = 86_400_000;

export interface Who {
  readonly id: string;
  readonly company: string;
  readonly person: string;
  readonly email: string;
}

/** A package as any agent may write it, after the published schema. */
export function packageOf({ id, company, person, email }: Who, nowMs: number) {
  const [firstName] = person.split(' ');
  const opening = 'Your careers page lists four openings for carrier invoice clerks in Bilbao.';
  const claim =
    'Haulage teams that moved this check to us settle 92% of carrier invoices without a person touching them.';
  const body = [
    `${firstName ?? ''},`,
    `${opening} When a team grows that quickly the backlog is usually older than the people who are hired to clear it, and the first weeks go into finding out which invoices were never right.`,
    `${claim} The rest arrives with the rate, the proof of delivery and the difference side by side, so that somebody can decide in a minute instead of asking around.`,
    'Would a short call next week be useful?',
    'Best,\nSam',
  ].join('\n\n');
  const fact = (name: string, value: string) => ({
    id: `${id}.${name}`,
    path: `signal.${name}`,
    label: name,
    value,
    source: 'Careers page',
    url: `https://www.${id}.example/careers`,
    observedAtMs: nowMs - 5 * DAY_MS,
    confidence: 0.9,
    dataRule: 'allowed',
  });
  return {
    formatVersion: 1,
    id: `pkg-${id}`,
    messageKind: 'first-touch',
    handoffModel: 1,
    step: {
      kind: 'email',
      sequenceId: 'seq-freight-settlement',
      sequenceName: 'Freight settlement, 14 days',
      number: 1,
    },
    account: {
      id,
      name: company,
      domain: `${id}.example`,
      website: `https://www.${id}.example/`,
      industry: 'Refrigerated haulage',
      headcount: 640,
      geography: 'Bilbao, ES',
      technographics: ['a system nobody here knows'],
      tier: 2,
      segmentId: 'seg-from-outside',
      segmentName: 'From outside',
      relation: 'prospect',
      pins: [],
    },
    contact: {
      id: `${id}-1`,
      accountId: id,
      name: person,
      title: 'Head of Carrier Invoices',
      seniority: 'director',
      email,
      verification: 'verified',
      verifiedAtMs: nowMs - 9 * DAY_MS,
      linkedinUrl: null,
      country: 'ES',
      timeZone: 'Europe/Madrid',
      consent: { basis: 'consent', source: 'Form at a trade fair', recordedAtMs: nowMs - 30 * DAY_MS },
      roleMatch: { fit: 'strong', reason: 'Owns the backlog' },
    },
    signals: [
      {
        id: `${id}.sig`,
        type: 'hiring',
        value: 'Four openings for carrier invoice clerks in Bilbao',
        source: 'Careers page',
        url: `https://www.${id}.example/careers`,
        observedAtMs: nowMs - 5 * DAY_MS,
        halfLifeDays: 30,
      },
    ],
    facts: [
      fact('hiring', 'Four openings for carrier invoice clerks in Bilbao'),
      fact('proof', 'Haulage teams settle 92% of carrier invoices without a person touching them'),
    ],
    score: {
      overall: 71,
      fit: 80,
      trigger: 62,
      confidence: 0.8,
      drivers: [{ label: 'Hiring for the backlog', weight: 22 }],
      tier: 2,
      route: 'sequence',
    },
    rationale: {
      whyAccount: 'Refrigerated haulage with a growing invoice team',
      whyPerson: 'Owns the backlog',
      whyNow: { text: 'Hiring four clerks for carrier invoices in Bilbao.', signalId: `${id}.sig` },
    },
    draft: {
      subject: 'Four openings in Bilbao',
      body,
      sentences: [
        { text: opening, factIds: [`${id}.hiring`] },
        { text: claim, factIds: [`${id}.proof`] },
      ],
      valuePropId: null,
      templateVersion: 'outside@1',
      promptVersion: 'outside@1',
      model: 'another-writer',
      generatedAtMs: nowMs - 3_600_000,
    },
    engagement: [],
    priorTouches: [],
    thread: [],
  };
}

export async function importText(page: Page, name: string, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Import a file' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Import a file' });
  await dialog
    .locator('input[type="file"]')
    .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
  await dialog.getByText(name).waitFor();
  await dialog.getByText('imported').waitFor();
}
