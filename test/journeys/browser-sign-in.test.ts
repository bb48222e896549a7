/** A mail account that is signed in to in the browser, at a real sign-in service, sends with the token that this brought. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { startSignInService, type SignInService } from '../mailbox/sign-in-service.ts';
import { startServer } from '../send/smtp-servers.ts';
import { approve, openQueue, sendNow, sitDown, typeSmtpServer, untilSent } from './hands.ts';
import { journey } from './journey.ts';

const SAM = 'sam@tallyhook.example';

/** An SMTP server that lets in whoever brings a token of the service for the user it names. */
function startMailServer(service: SignInService) {
  return startServer({
    authOptional: false,
    allowInsecureAuth: true,
    authMethods: ['XOAUTH2'],
    onAuth({ username, accessToken }, _session, done) {
      service.whoseToken(accessToken ?? '').then(
        (whose) => (whose === username ? done(null, { user: username }) : done(new Error('535 not your token'))),
        (cause: unknown) => done(cause instanceof Error ? cause : new Error(String(cause))),
      );
    },
  });
}

async function openAccount(page: Page, service: SignInService, port: number): Promise<Locator> {
  const screen = await typeSmtpServer(page, port);
  await screen.getByRole('radio', { name: 'My browser (OAuth)' }).click();
  await screen.getByRole('textbox', { name: 'User' }).fill(SAM);
  await screen.getByLabel('Client id').fill(service.clientId);
  await screen.getByLabel('Consent page').fill(service.authorizationUrl);
  await screen.getByLabel('Token endpoint').fill(service.tokenUrl);
  await screen.getByLabel('Scope').fill('openid offline_access');
  return screen;
}

journey(
  'signed in at the provider in the browser, the account is tested, used, and sends; no token is in any file',
  async (sit) => {
    const service = await startSignInService();
    const mail = await startMailServer(service);
    const opened: string[] = [];
    try {
      const desk = await sit({ undoSeconds: 5, openLink: (url) => void opened.push(url) });
      const page = desk.page();
      await sitDown(page);
      const screen = await openAccount(page, service, mail.port);
      const signIn = screen.getByRole('button', { name: 'Sign in in the browser' });

      // Once begun and stopped: nothing is kept.
      await signIn.click();
      await screen.getByText('Waiting for your browser.').waitFor();
      await screen.getByRole('button', { name: 'Stop' }).click();
      await screen.getByText('Stopped. Nothing was kept.').waitFor();

      await signIn.click();
      await screen.getByText('Waiting for your browser.').waitFor();
      await expect.poll(() => opened.length).toBe(2);
      const browser = await page.context().newPage();
      await browser.goto(opened[1] ?? '');
      await browser.locator('input[name="login"]').fill(SAM);
      await browser.locator('input[name="password"]').fill('any');
      await browser.locator('button[type="submit"]').click();
      // The service asks for consent on a page of its own.
      await browser.getByRole('button', { name: 'Continue' }).click();
      await browser.getByRole('heading', { name: 'Signed in' }).waitFor();
      await browser.close();
      await screen.getByText('Signed in. Test the account, or use it; until then nothing changes.').waitFor();

      await screen.getByRole('button', { name: 'Test' }).click();
      await screen.getByText('Connected and signed in. Nothing was sent.').waitFor();
      await screen.getByRole('button', { name: 'Use this account' }).click();
      await screen.getByText('From now on mail leaves through this account.').waitFor();
      await openQueue(page, 'Review');
      await sitDown(page);
      const sent = await approve(page);
      await sendNow(page, sent);
      await untilSent(page, sent);
      expect(mail.mails.map(({ to, user }) => ({ to, user }))).toEqual([{ to: [sent.to], user: SAM }]);

      const kept = readFileSync(join(desk.paths.home, 'mailbox.json'), 'utf8');
      expect(kept).toContain(service.tokenUrl);
      expect(service.refreshTokens.length).toBeGreaterThan(0);
      for (const token of service.refreshTokens) expect(kept).not.toContain(token);
    } finally {
      await mail.stop();
      await service.stop();
    }
  },
  { localOnly: 'the person’s browser is played by this one' },
);
