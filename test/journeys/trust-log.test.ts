/** From a mail that left to its proof: the trust log tells its story, a replay says the same, an export is verified without the desk. */
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { ROOT } from './desk-host.ts';
import { approve, openQueue, sendNow, sitDown, untilCount, untilSent } from './hands.ts';
import { journey } from './journey.ts';

/** As anybody would run it, in a process of its own. */
function verify(path: string): Promise<{ readonly code: number; readonly out: string }> {
  return new Promise((resolve) => {
    const script = join(ROOT, 'electron', 'verify', 'verify.ts');
    execFile(process.execPath, ['--no-warnings', script, path], (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), out: stdout + stderr }),
    );
  });
}

journey(
  'a mail that left is told, asked again, exported and proven; one changed byte is found, with its line',
  async (sit) => {
    const desk = await sit();
    const page = desk.page();
    await sitDown(page);
    const seen = await approve(page);
    await sendNow(page, seen);
    await untilSent(page, seen);
    await untilCount(page, 'Sent', 1);

    await openQueue(page, 'Sent');
    await page.getByRole('main', { name: 'Sent' }).getByText(seen.subject).first().click();
    await page.getByRole('button', { name: 'Why? — trust log' }).click();
    const log = page.getByRole('main', { name: 'Trust log' });
    await log.getByText(/Sam Okafor countersigned it on .+\. It left on .+\./).waitFor();
    // Everything about this send and nothing else.
    await log.getByText('One send').waitFor();
    await expect.poll(() => log.getByRole('row').count()).toBe(8);
    await log.getByRole('list', { name: 'Step by step' }).getByText('Sam Okafor ended the undo window').waitFor();

    await log.getByRole('list', { name: 'Step by step' }).getByText('Every rail was clear').click();
    await log.getByRole('button', { name: 'Replay' }).click();
    await log.getByText('Same: clear, with no findings.').waitFor();
    await page.keyboard.press('j');
    await log.getByRole('heading', { name: 'The undo window ended; on to the gate' }).waitFor();
    await page.keyboard.press('Escape');
    await log.getByRole('heading', { name: 'The undo window ended; on to the gate' }).waitFor({ state: 'detached' });
    await page.keyboard.press('/');
    await page.keyboard.type(seen.account);
    await log.getByRole('button', { name: 'Clear filters' }).click();
    await log.getByText('The ledger began').waitFor();

    await log.getByRole('button', { name: 'Verify now' }).click();
    await log.getByText(/^Verified up to line \d+/).waitFor();

    await log.getByRole('button', { name: 'Export…' }).click();
    const downloading = page.waitForEvent('download');
    await page
      .getByRole('dialog', { name: 'Export the trust log' })
      .getByRole('button', { name: 'Export', exact: true })
      .click();
    const path = join(desk.home, 'log.jsonl');
    await (await downloading).saveAs(path);

    const good = await verify(path);
    expect(good.out).toContain('Everything fits.');
    expect(good.code).toBe(0);
    const lines = readFileSync(path, 'utf8').split('\n');
    // The header is the file's first line, so line 7 of the log is the file's eighth.
    const line = lines[7] ?? '';
    const at = line.indexOf('"actor":"') + '"actor":"'.length;
    writeFileSync(path, lines.with(7, `${line.slice(0, at)}X${line.slice(at + 1)}`).join('\n'));
    const bad = await verify(path);
    expect(bad.out).toMatch(/✗ Line 7 was changed: its content does not give its hash\./);
    expect(bad.code).toBe(1);
  },
);
