/** The local host in a real browser: our page works under its own policy, and another page, or a rebound name, gets nothing. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newToken, startLocalHost } from '../../electron/local-host.ts';
import type { LocalHost } from '../../electron/local-host.ts';
import { browserLaunch } from '../chromium.ts';
import { recordingDesk, recordingLog, STATUS } from './recording-desk.ts';

const PAGE = `<!doctype html><html><head><script>window.inline = true</script><script type="module" src="/assets/page-1.js"></script></head><body></body></html>`;
const SCRIPT = `
try { window.evaluated = new Function('return true')(); } catch { window.evaluated = false; }
const token = location.hash.replace('#token=', '');
const answer = await fetch('/ipc/desk.status', { method: 'POST', headers: { 'content-type': 'application/json', 'x-countersign-token': token }, body: '{}' });
window.answer = await answer.json();
const events = await fetch('/events', { headers: { 'x-countersign-token': token } });
window.events = '';
window.ready = true;
const reader = events.body.pipeThrough(new TextDecoderStream()).getReader();
for (;;) { const { value, done } = await reader.read(); if (done) break; window.events += value; }
`;

const desk = recordingDesk();
let folder: string;
let host: LocalHost;
let evil: Server;
let browser: Browser;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-browser-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), PAGE);
  writeFileSync(join(folder, 'assets', 'page-1.js'), SCRIPT);
  host = await startLocalHost({ desk, port: 0, rendererDir: folder, token: newToken(), log: recordingLog() });
  evil = createServer((_request, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html>'),
  );
  await new Promise<void>((done) => evil.listen(0, '127.0.0.1', done));
  const launch = await browserLaunch();
  browser = await chromium.launch({
    ...launch,
    args: [...launch.args, '--host-resolver-rules=MAP evil.test 127.0.0.1'],
  });
}, 60_000);
afterAll(async () => {
  await browser.close();
  await host.close();
  evil.close();
  rmSync(folder, { recursive: true, force: true });
});

const seenIn = (page: Page, name: string) =>
  page.evaluate((key) => (window as unknown as Record<string, unknown>)[key], name);

/** What a page can do to the host with everything it could know, the token included. */
const attack = (page: Page, target: string) =>
  page.evaluate(
    async ({ address, token }) => {
      const outcome = async (path: string, init: RequestInit): Promise<string> => {
        try {
          const answer = await fetch(`${address}${path}`, init);
          return `${answer.type} ${String(answer.status)}`;
        } catch {
          return 'blocked';
        }
      };
      return {
        withToken: await outcome('/ipc/sync.run', {
          method: 'POST',
          headers: { 'x-countersign-token': token, 'content-type': 'application/json' },
          body: '{}',
        }),
        simple: await outcome('/ipc/sync.run', { method: 'POST', mode: 'no-cors', body: '{}' }),
        events: await outcome('/events', { headers: { 'x-countersign-token': token } }),
        script: await new Promise((done) => {
          const script = document.createElement('script');
          script.src = `${address}/assets/page-1.js`;
          script.onload = () => done('loaded');
          script.onerror = () => done('blocked');
          document.head.append(script);
        }),
      };
    },
    { address: target, token: host.token },
  );

test('the window’s own address leads to the page, which calls, hears events, and runs no inline script and no eval', async () => {
  const page = await browser.newPage();
  await page.goto(host.oneUseAddress());
  await page.waitForFunction(() => (window as unknown as { ready?: boolean }).ready);
  expect(page.url()).toBe(host.address);
  expect(await seenIn(page, 'answer')).toEqual({ ok: true, value: STATUS });
  expect(await seenIn(page, 'inline')).toBeUndefined();
  expect(await seenIn(page, 'evaluated')).toBe(false);
  expect(await page.evaluate(() => self.crossOriginIsolated)).toBe(true);
  desk.emit('feed.advanced', { epoch: 'e1', latestSeq: 9 });
  await expect.poll(() => seenIn(page, 'events')).toContain('"latestSeq":9');
  const outward = await page.evaluate(
    (port) =>
      fetch(`http://127.0.0.1:${String(port)}/`, { mode: 'no-cors' }).then(
        () => 'went out',
        () => 'blocked',
      ),
    (evil.address() as AddressInfo).port,
  );
  expect(outward).toBe('blocked');
  await page.close();
});

test('a page of another port on this machine gets nothing, even with the token', async () => {
  desk.calls.length = 0;
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${String((evil.address() as AddressInfo).port)}/`);
  expect(await attack(page, new URL(host.address).origin)).toEqual({
    withToken: 'blocked',
    simple: 'blocked',
    events: 'blocked',
    script: 'blocked',
  });
  expect(desk.calls).toEqual([]);
  await page.close();
});

test('a name that was rebound to this machine gets no page and no call, even with the token', async () => {
  desk.calls.length = 0;
  const page = await browser.newPage();
  const rebound = `http://evil.test:${String(host.port)}`;
  const answer = await page.goto(`${rebound}/`);
  expect(answer?.status()).toBe(421);
  await page.goto(`http://evil.test:${String((evil.address() as AddressInfo).port)}/`);
  expect(await attack(page, rebound)).toEqual({
    withToken: 'blocked',
    simple: 'blocked',
    events: 'blocked',
    script: 'blocked',
  });
  expect(desk.calls).toEqual([]);
  await page.close();
});

test('no other page can frame ours', async () => {
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${String((evil.address() as AddressInfo).port)}/`);
  await page.evaluate((address) => {
    const frame = document.createElement('iframe');
    frame.src = address;
    document.body.append(frame);
    return new Promise((done) => (frame.onload = done));
  }, host.address);
  const [, framed] = page.frames();
  expect(framed?.url()).not.toContain(String(host.port));
  await page.close();
});
