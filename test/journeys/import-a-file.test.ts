/** A file of packages about people nobody here has heard of becomes mail; whatever is wrong in a file is said with its place, field and reason. */
import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import { approve, countOf, find, sendNow, sitDown, untilCount, untilSent } from './hands.ts';
import { journey } from './journey.ts';
import { crmOutcome, readMail } from './outside.ts';
import { importText, packageOf, type Who } from './package-file.ts';

const ANSELM: Who = {
  id: 'osprey-cold',
  company: 'Osprey Cold Chain',
  person: 'Anselm Quaye',
  email: 'anselm.quaye@osprey-cold.example',
};
const ODALYS: Who = {
  id: 'tern-rail',
  company: 'Tern Rail Parts',
  person: 'Odalys Ferreira',
  email: 'odalys.ferreira@tern-rail.example',
};

const figure = async (page: Page, what: string) =>
  (
    await page
      .getByRole('dialog', { name: 'Import a file' })
      .getByRole('status')
      .getByText(what)
      .locator('..')
      .innerText()
  ).replaceAll(/\s+/g, ' ');

journey(
  'a package file that was never seen before, about people never heard of, becomes an .eml after its approval',
  async (sit) => {
    const desk = await sit({ undoSeconds: 5 });
    const page = desk.page();
    await sitDown(page);
    const before = await countOf(page, 'Review');
    await importText(page, 'from-outside.json', JSON.stringify([packageOf(ANSELM, Date.now())]));
    expect(await figure(page, 'imported')).toBe('1 imported');
    await page.getByText('Every package in the file was taken.').waitFor();
    await page.getByRole('button', { name: 'Go to review' }).click();
    await untilCount(page, 'Review', before + 1);
    const seen = await find(page, ANSELM.company);
    expect(seen.to).toBe(ANSELM.email);
    await approve(page);
    await sendNow(page, seen);
    await untilSent(page, seen);
    const mail = await readMail(desk.mails()[0] ?? '');
    expect(mail.email.to).toEqual([{ name: '', address: ANSELM.email }]);
    expect(mail.email.subject).toBe('Four openings in Bilbao');
    await expect
      .poll(() => crmOutcome(desk.paths.workspace, ANSELM.email))
      .toMatchObject({
        lifecycleStage: 'sequencing',
        sourceTag: 'ai',
        activities: [{ outcome: 'sent' }],
        packages: [{ state: 'sent' }],
      });

    // The same file again brings nothing back.
    await importText(page, 'from-outside.json', JSON.stringify([packageOf(ANSELM, Date.now())]));
    await page.getByRole('button', { name: /Done|Go to review/ }).click();
    await untilCount(page, 'Review', before);
  },
);

journey(
  'of a file with malformed packages the good one is taken, and each bad one is listed with its place, field and reason',
  async (sit) => {
    const desk = await sit();
    const page = desk.page();
    await sitDown(page);
    const before = await countOf(page, 'Review');
    const good = packageOf(ODALYS, Date.now());
    const bad = packageOf(ANSELM, Date.now());
    const lines = [
      JSON.stringify(good),
      '{"formatVersion": 1, "id": "pkg-cut-short',
      JSON.stringify({
        ...bad,
        id: 'pkg-two',
        contact: { ...bad.contact, email: 'a@osprey-cold.example, b@osprey-cold.example' },
      }),
      JSON.stringify({
        ...bad,
        id: 'pkg-header',
        draft: { ...bad.draft, subject: 'Hello\r\nBcc: everybody@osprey-cold.example' },
      }),
      JSON.stringify({
        ...bad,
        id: 'pkg-unfounded',
        draft: { ...bad.draft, sentences: [{ text: bad.draft.sentences[0]?.text, factIds: ['no-such-fact'] }] },
      }),
      JSON.stringify(good),
      JSON.stringify({ ...good, draft: { ...good.draft, subject: 'The same one, said differently' } }),
    ];
    await importText(page, 'mixed.jsonl', `${lines.join('\n')}\n`);
    expect(await figure(page, 'imported')).toBe('1 imported');
    expect(await figure(page, 'already here')).toBe('1 already here');
    expect(await figure(page, 'refused')).toBe('5 refused');
    const rows = page.getByRole('region', { name: 'Refused packages' }).last().getByRole('row');
    const report = (await rows.allInnerTexts()).slice(1).map((text) => text.split('\t'));
    expect(report).toEqual([
      ['line 2', 'whole entry', expect.stringMatching(/JSON/)],
      ['line 3', 'contact.email', expect.stringMatching(/address/i)],
      ['line 4', 'draft.subject', expect.any(String)],
      ['line 5', 'draft.sentences.0.factIds.0', expect.stringContaining('no-such-fact')],
      ['line 7', 'id', expect.stringMatching(/twice|already|duplicate/i)],
    ]);
    await page.getByRole('button', { name: 'Go to review' }).click();
    await untilCount(page, 'Review', before + 1);
    expect((await find(page, ODALYS.company)).to).toBe(ODALYS.email);
    expect(desk.mails()).toEqual([]);
  },
);
