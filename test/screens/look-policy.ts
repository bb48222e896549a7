import { launchBrowser, newPerson } from '../journeys/browser.ts';
import { sitDown } from '../journeys/hands.ts';
import { newHome, startDeskHost } from '../journeys/desk-host.ts';
const host = await startDeskHost({ home: newHome() });
const browser = await launchBrowser();
const context = await newPerson(browser, { theme: process.env.THEME === 'dark' ? 'dark' : 'light' });
const page = await context.newPage();
page.on('console', (m) => {
  if (m.type() === 'error') console.log('console', m.text());
});
page.on('pageerror', (e) => console.log('pageerror', e.message));
await page.goto(host.host.address);
await sitDown(page);
await page.getByRole('button', { name: 'Policy' }).last().click();
await page.getByRole('heading', { name: 'Policy', exact: true }).waitFor();
await page.waitForTimeout(500);
await page.screenshot({ path: '/tmp/shots/policy-sdr.png' });
await page.getByRole('button', { name: /menu/ }).click();
await page.getByText('Tomas Herrera').click();
await page.waitForTimeout(1500);
await page.getByRole('button', { name: 'Policy' }).last().click();
await page.waitForTimeout(800);
await page.screenshot({ path: '/tmp/shots/policy-revops.png' });
const input = page.getByLabel('A mailbox', { exact: true }).first();
await input.fill('30');
await page.getByLabel('Review window').fill('0');
await page.screenshot({ path: '/tmp/shots/policy-fault.png' });
await page.getByLabel('Review window').fill('700');
await page.getByRole('button', { name: 'Review and save…' }).click();
await page.waitForTimeout(1500);
await page.screenshot({ path: '/tmp/shots/policy-save.png' });
await page.keyboard.press('Escape');
for (const [name, title] of [
  ['lists', 'Consent by country'],
  ['seq', 'Sequences'],
  ['hist', 'Change log'],
  ['caps', 'Caps and pace'],
] as const) {
  await page
    .getByRole('navigation', { name: 'Parts of the policy' })
    .getByRole('button', { name: title, exact: true })
    .click();
  await page.waitForTimeout(300);
  await page.screenshot({ path: `/tmp/shots/policy-${name}.png` });
}
await browser.close();
await host.close();
