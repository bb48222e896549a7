/** Runs in a process of its own: starts the built main and preload against the stand-in, plays a page, and prints what it saw as one line of JSON. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { CHANNELS } from '../../shared/ipc/contract.ts';
import * as electron from '../hosts/electron-stand-in.ts';

/** A page of another version is told to load again, whatever the version is. */
const ANOTHER_VERSION = { contractVersion: 0, fingerprint: 'none' };
const root = process.env['STAND_IN_ROOT'] ?? '';
await import(pathToFileURL(join(root, 'out', 'main', 'main.js')).href);
createRequire(import.meta.url)(join(root, 'out', 'preload', 'preload.cjs'));

const window = electron.windows[0];
const call = electron.ipcHandlers.get('countersign:call');
if (window === undefined || call === undefined) throw new Error('the bundle opened no window or no channel');
const ours = window.webContents.mainFrame;
const page = await electron.fetchFrom('app://countersign/');

const unparsed = {};
for (const channel of Object.keys(CHANNELS))
  unparsed[channel] = await call({ senderFrame: ours }, channel, 'not an object');

const seen = {
  windows: electron.windows.length,
  webPreferences: window.options['webPreferences'],
  address: ours.url,
  channels: [...electron.ipcHandlers.keys()],
  exposed: Object.keys(electron.exposed['countersign'] ?? {}).sort(),
  hello: await call({ senderFrame: ours }, 'desk.hello', ANOTHER_VERSION),
  status: await call({ senderFrame: ours }, 'desk.status', {}),
  foreign: await call({ senderFrame: { url: ours.url } }, 'desk.status', {}),
  unparsed,
  page: {
    status: page.status,
    policy: page.headers.get('content-security-policy'),
    html: (await page.text()).slice(0, 15),
  },
  outside: (await electron.fetchFrom('app://countersign/..%2f..%2fpackage.json')).status,
};
electron.play.answer = 0;
electron.app.quit();
while (electron.exits.length === 0) await sleep(20);
process.stdout.write(`${JSON.stringify({ ...seen, exits: electron.exits })}\n`);
process.exit(0);
