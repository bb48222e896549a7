/** What a person writes: answered for by name, kept through a crash and a restart, and never in the place of the agent's text. */
import { expect } from 'vitest';
import { HandoffPackage } from '../../shared/domain/handoff-package.ts';
import { DecisionRecord } from '../../shared/domain/decision.ts';
import { wordDiff } from '../../shared/policy/edit-class.ts';
import {
  approve,
  beginEditing,
  find,
  lookAndPress,
  nextAfter,
  notice,
  onScreen,
  openQueue,
  sendNow,
  signIn,
  sitDown,
  untilCount,
  untilSent,
} from './hands.ts';
import { journey } from './journey.ts';
import { crmOutcome, ledgerRows, readMail } from './outside.ts';

const CLAIM = 'Teams at Corvane Mills cut that work by 41%.';
const MINE = 'Written just before the crash, and kept.';

const feedBody = (ledger: string, kind: string, id: string): unknown => {
  const [row] = ledgerRows(ledger, 'SELECT body FROM feed WHERE kind = ? AND id = ?', kind, id);
  return row === undefined ? null : JSON.parse(String(row['body']));
};

journey('an edited draft is signed only once its new claim is answered for, and both texts are kept', async (sit) => {
  const desk = await sit();
  const page = desk.page();
  await sitDown(page);
  const seen = await onScreen(page);
  await beginEditing(page);
  await page.keyboard.type(`${CLAIM} `);
  await lookAndPress(page, 'ControlOrMeta+Enter');
  const blocked = notice(page, 'Not signed');
  await blocked.filter({ hasText: 'Alt+T' }).waitFor();
  await page.keyboard.press('Alt+t');
  await notice(page, 'You answer for this sentence.').waitFor();

  await page.keyboard.press('Escape');
  await page.keyboard.press('d');
  const difference = page.getByRole('region', { name: 'Difference to the AI’s text' });
  expect((await difference.locator('ins').allInnerTexts()).join(' ')).toContain('41%');
  expect(await difference.locator('del').count()).toBe(0);
  await page.keyboard.press('d');

  await beginEditing(page);
  await page.keyboard.press('ControlOrMeta+Enter');
  await nextAfter(page, seen);
  await sendNow(page, seen);
  await untilSent(page, seen);

  const mail = await readMail(desk.mails()[0] ?? '');
  expect(mail.email.text?.replaceAll(/\s+/g, ' ')).toContain(CLAIM);
  const [{ id } = { id: '' }] = ledgerRows(desk.paths.ledger, 'SELECT id FROM decisions') as readonly {
    readonly id: string;
  }[];
  const { decision } = DecisionRecord.parse(feedBody(desk.paths.ledger, 'decision', id));
  if (decision.kind !== 'approve') throw new Error('not an approval');
  expect(decision.editClass).toBe('minor');
  expect(decision.attested).toEqual([expect.objectContaining({ sentence: CLAIM, personId: 'person-sam' })]);
  const { draft } = HandoffPackage.parse(feedBody(desk.paths.ledger, 'package', seen.packageId));
  expect(draft?.body).not.toContain('41%');
  const changes = wordDiff(draft?.body ?? '', decision.body).filter(({ kind }) => kind !== 'same');
  expect(changes).toEqual([{ kind: 'added', text: `${CLAIM} ` }]);
  await expect
    .poll(() => crmOutcome(desk.paths.workspace, seen.to))
    .toMatchObject({ sourceTag: 'ai-edited', activities: [{ source: 'ai-edited', outcome: 'sent' }] });

  await openQueue(page, 'Sent');
  await page.getByRole('main', { name: 'Sent' }).getByText(seen.subject).first().click();
  await page.getByRole('main', { name: 'Sent' }).getByText('Minor edit').waitFor();
});

journey('the page is killed in the middle of an edit: what was typed 350 ms before is there again', async (sit) => {
  const desk = await sit();
  await sitDown(desk.page());
  const seen = await onScreen(desk.page());
  await beginEditing(desk.page());
  await desk.page().keyboard.type(`${MINE} `);
  // The budget for a keystroke to reach the disk is 300 ms.
  await desk.page().waitForTimeout(350);
  desk.expectFaults(/the page crashed/);
  await desk.crashPage();
  const page = desk.page();
  await sitDown(page);
  expect((await find(page, seen.account)).packageId).toBe(seen.packageId);
  await page.getByRole('textbox', { name: 'Message' }).getByText(MINE).waitFor();
  await expect
    .poll(() => feedBody(desk.paths.ledger, 'edit', seen.packageId))
    .toMatchObject({ body: expect.stringContaining(MINE) as string });
});

journey(
  'the desk starts again with another token: the window asks for it, and neither text nor decision is lost',
  async (sit) => {
    const desk = await sit({ undoSeconds: 5 });
    const page = desk.page();
    await sitDown(page);
    const edited = await onScreen(page);
    desk.expectFaults(/Failed to load resource|ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED/);
    await beginEditing(page);
    await page.keyboard.type('Typed before. ');
    await desk.stop();
    await page.getByText('The desk does not answer.').waitFor();
    await page.keyboard.type('Typed while it was gone. ');
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    await nextAfter(page, edited);
    const decided = await approve(page);
    await desk.start();
    await signIn(page, desk.address());
    await untilSent(page, decided);
    expect(desk.mails()).toHaveLength(1);
    await find(page, edited.account);
    await page.getByRole('textbox', { name: 'Message' }).getByText('Typed before. Typed while it was gone.').waitFor();
    await expect
      .poll(() => feedBody(desk.paths.ledger, 'edit', edited.packageId))
      .toMatchObject({ body: expect.stringContaining('Typed before. Typed while it was gone.') as string });
    await untilCount(page, 'Sent', 1);
  },
  { localOnly: 'the shell’s page and its desk live and die together, and know no token' },
);
