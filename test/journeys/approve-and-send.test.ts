/** From the first start to the mail that left: what was signed is what left, once, and the CRM hears of it. */
import { Temporal } from 'temporal-polyfill';
import { expect } from 'vitest';
import { Countersignature, SignedContent } from '../../shared/domain/countersignature.ts';
import {
  approve,
  countOf,
  find,
  lookAndPress,
  nextAfter,
  notice,
  onScreen,
  openQueue,
  sendNow,
  sitDown,
  untilCount,
  untilSent,
} from './hands.ts';
import { putForward } from './browser.ts';
import { journey } from './journey.ts';
import { movableClock } from './movable-clock.ts';
import { crmOutcome, ledgerRows, readMail } from './outside.ts';

journey(
  'a newcomer approves the first package with A, and exactly the countersigned mail leaves, once, and is known to the CRM',
  async (sit) => {
    const desk = await sit();
    const page = desk.page();
    await sitDown(page);
    const before = await countOf(page, 'Review');
    const shown = await onScreen(page);
    const body = await page.getByRole('textbox', { name: 'Message' }).innerText();
    expect(await approve(page)).toEqual(shown);
    await untilCount(page, 'Review', before - 1);
    expect(desk.mails()).toEqual([]);
    await sendNow(page, shown);
    await untilSent(page, shown);
    await untilCount(page, 'Sent', 1);

    const [raw, ...others] = desk.mails();
    expect(others).toEqual([]);
    const mail = await readMail(raw ?? '');
    expect(mail.email.to).toEqual([{ name: '', address: shown.to }]);
    expect([mail.email.cc, mail.email.bcc]).toEqual([undefined, undefined]);
    expect(mail.email.from).toEqual({ name: 'Sam Okafor', address: 'sam@tallyhook.example' });
    expect(mail.header('subject')).toEqual([shown.subject]);
    expect(mail.header('list-unsubscribe')).toEqual(['<mailto:opt-out@tallyhook.example?subject=unsubscribe>']);
    expect(mail.header('list-unsubscribe-post')).toEqual([]);
    expect(mail.header('message-id')).toEqual([expect.stringMatching(/^<[a-z0-9-]+@tallyhook\.example>$/)]);
    // What stood on screen is what left; an empty line of the page may be any line break.
    const words = (text: string | undefined) => (text ?? '').split(/\s+/).filter((word) => word !== '');
    expect(words(mail.email.text).slice(0, words(body).length)).toEqual(words(body));

    const rows = ledgerRows(desk.paths.ledger, 'SELECT countersignature FROM signed_mail');
    expect(rows).toHaveLength(1);
    const countersignature = Countersignature.parse(JSON.parse(String(rows[0]?.['countersignature'])));
    const signed = SignedContent.parse(JSON.parse(countersignature.signed));
    expect(mail.header('message-id')).toEqual([signed.messageId]);
    expect(mail.email.text?.trimEnd()).toBe(signed.message.text.trimEnd());
    expect(signed.message).toMatchObject({ to: shown.to, subject: shown.subject, cc: [], bcc: [] });
    expect(signed).toMatchObject({ packageId: shown.packageId, personId: 'person-sam', role: 'sdr' });

    await expect
      .poll(() => crmOutcome(desk.paths.workspace, shown.to))
      .toMatchObject({
        lifecycleStage: 'sequencing',
        sourceTag: 'ai',
        activities: [
          {
            channel: 'email',
            direction: 'outbound',
            subject: shown.subject,
            source: 'ai',
            outcome: 'sent',
            message_id: signed.messageId,
            package_id: shown.packageId,
          },
        ],
        packages: [{ id: shown.packageId, state: 'sent' }],
      });

    await notice(page, shown.account).getByRole('button', { name: 'Open the mail' }).click();
    const message = page.getByRole('main', { name: 'Sent' });
    await message.getByText(signed.messageId).waitFor();
    await message.getByText('opt-out@tallyhook.example').waitFor();

    // From anywhere, by the address it went to: the same mail again, although its package is in no queue any more.
    await openQueue(page, 'Review');
    await page.keyboard.press('Control+k');
    await page.keyboard.type(shown.to);
    await page.getByRole('option', { name: shown.account }).filter({ hasText: 'Sent' }).first().waitFor();
    await page.keyboard.press('Enter');
    await message.getByText(signed.messageId).waitFor();
  },
);

journey(
  'on a Saturday at 23:00 the first approval of a first run leaves by itself within 60 seconds',
  async (sit) => {
    const now = Temporal.Now.zonedDateTimeISO('Europe/London');
    const saturday = now.add({ days: (6 - now.dayOfWeek + 7) % 7 }).with({ hour: 23, minute: 0, second: 0 });
    const desk = await sit({ clock: movableClock(saturday.epochMilliseconds - Date.now()) });
    const page = desk.page();
    await sitDown(page);
    const startedAtMs = performance.now();
    const seen = await approve(page);
    await untilSent(page, seen, 60_000);
    const tookMs = performance.now() - startedAtMs;
    // The undo window was kept, and nothing waited for a working day.
    expect(tookMs).toBeGreaterThan(19_000);
    expect(tookMs).toBeLessThan(60_000);
    const mail = await readMail(desk.mails()[0] ?? '');
    const date = Temporal.Instant.fromEpochMilliseconds(Date.parse(mail.email.date ?? '')).toZonedDateTimeISO(
      'Europe/London',
    );
    expect([date.dayOfWeek, date.hour]).toEqual([6, 23]);
  },
  { localOnly: 'the shell has no way to be given another clock' },
);

journey('undo inside the window takes an approval back: nothing leaves, the package is there again', async (sit) => {
  const desk = await sit({ undoSeconds: 5 });
  const page = desk.page();
  await sitDown(page);
  const before = await countOf(page, 'Review');
  const seen = await approve(page);
  await notice(page, seen.account).filter({ hasText: 'countersigned, leaves in' }).waitFor();
  await page.keyboard.press('z');
  await notice(page, 'Undone. The package is back in Review.').waitFor();
  await untilCount(page, 'Review', before);
  expect((await find(page, seen.account)).packageId).toBe(seen.packageId);
  await openQueue(page, 'Sent');
  await page.getByText('Undone').first().waitFor();
  // Another approval, whose window ends later, leaves; by then the first would have.
  await openQueue(page, 'Review');
  await page.keyboard.press('j');
  await nextAfter(page, seen);
  const other = await approve(page);
  await untilSent(page, other);
  expect(ledgerRows(desk.paths.ledger, 'SELECT state FROM sends ORDER BY rowid')).toEqual([
    { state: 'undone' },
    { state: 'sent' },
  ]);
  expect(desk.mails()).toEqual([expect.stringContaining(other.to)]);
  expect(await crmOutcome(desk.paths.workspace, seen.to)).toMatchObject({
    activities: [],
    packages: [{ state: 'ready' }],
  });
});

journey('undo after the window says why not, and what left has left', async (sit) => {
  const desk = await sit({ undoSeconds: 5 });
  const page = desk.page();
  await sitDown(page);
  const seen = await approve(page);
  await untilSent(page, seen);
  await page.keyboard.press('z');
  await notice(page, /Not undone: It left at \d\d:\d\d\.|Too late to undo/).waitFor();
  expect(desk.mails()).toHaveLength(1);
  await untilCount(page, 'Sent', 1);
});

journey('undo or send now pressed at once is about the approval just made, never about the one before', async (sit) => {
  const desk = await sit();
  const page = desk.page();
  await sitDown(page);
  const before = await countOf(page, 'Review');
  const first = await approve(page);
  await untilCount(page, 'Review', before - 1);
  const second = await onScreen(page);
  await lookAndPress(page, 'a');
  await page.keyboard.press('z');
  await notice(page, 'Undone. The package is back in Review.').waitFor();
  await untilCount(page, 'Review', before - 1);
  expect((await find(page, second.account)).packageId).toBe(second.packageId);
  await lookAndPress(page, 'a');
  await page.keyboard.press('s');
  await untilSent(page, second);
  expect(desk.mails()).toEqual([expect.stringContaining(`To: ${second.to}`)]);
  const sends = ledgerRows(desk.paths.ledger, 'SELECT package_id, state FROM sends ORDER BY rowid');
  expect(sends.filter(({ state }) => state !== 'undone')).toEqual([
    { package_id: first.packageId, state: 'held' },
    { package_id: second.packageId, state: 'sent' },
  ]);
});

/** The demo's first person answers before this. */
const UNTIL_AN_ANSWER_MS = 50_000;

journey(
  'a prospect answers: the reply is read, waits among the hot ones, and is a person’s once it is taken over',
  async (sit) => {
    const clock = movableClock();
    const desk = await sit({ undoSeconds: 5, clock });
    const page = desk.page();
    await sitDown(page);
    const seen = await approve(page);
    await sendNow(page, seen);
    await untilSent(page, seen);
    await putForward(page, clock, UNTIL_AN_ANSWER_MS);
    await untilCount(page, 'Hot replies', 1);
    await openQueue(page, 'Hot replies');
    await page.getByRole('row').filter({ hasText: seen.account }).click();
    await page.getByRole('main', { name: 'Hot replies' }).getByText('Positive intent').first().waitFor();
    await page.keyboard.press('f');
    await notice(page, 'is yours now').or(notice(page, 'Accepted')).first().waitFor();
    await untilCount(page, 'Hot replies', 0);
    await expect.poll(() => crmOutcome(desk.paths.workspace, seen.to)).toMatchObject({ lifecycleStage: 'qualifying' });
    // An answer is no sending: one mail left, and it is the countersigned one.
    expect(desk.mails()).toHaveLength(1);
  },
  { localOnly: 'the shell has no way to be given another clock' },
);
