/** The Electron shell's own code against a recording stand-in: what it asks of Electron, and what it lets a page do. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { DeskPorts } from '../../electron/ports/desk.ts';
import { windowPlace } from '../../electron/windows/window-state.ts';
import { quitQuestion } from '../../electron/windows/quit.ts';
import { isOurAddress } from '../../electron/windows/address.ts';
import { CONTENT_SECURITY_POLICY } from '../../electron/windows/csp.ts';
import * as electron from './electron-stand-in.ts';
import { recordingDesk, STATUS } from './recording-desk.ts';
import type { RecordingDesk } from './recording-desk.ts';

const given = vi.hoisted((): { desk: unknown; ports: unknown } => ({ desk: null, ports: null }));
vi.mock('electron', () => import('./electron-stand-in.ts'));
vi.mock('../../electron/desk.ts', () => ({
  openDesk: (ports: unknown) => {
    given.ports = ports;
    return Promise.resolve(given.desk);
  },
}));

let folder: string;
let desk: RecordingDesk;
const home = () => join(folder, 'home');
const kept = { ...process.env };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-shell-'));
  mkdirSync(join(folder, 'out', 'renderer', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'out', 'renderer', 'index.html'), '<!doctype html><title>Countersign</title>');
  writeFileSync(join(folder, 'out', 'renderer', 'assets', 'index-1a2b.js'), 'export {};');
  writeFileSync(join(folder, 'package.json'), '{"secret":true}');
  process.env['STAND_IN_ROOT'] = folder;
  process.env['COUNTERSIGN_HOME'] = home();
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  desk = recordingDesk();
  given.desk = desk;
  await import('../../electron/main.ts');
});
afterAll(() => {
  process.env = kept;
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  desk.calls.length = 0;
});

const window = () => electron.windows[0]!;
const ours = () => window().webContents.mainFrame;
const invoke = (frame: electron.FrameStandIn | null, ...args: unknown[]) =>
  electron.ipcHandlers.get('countersign:call')!({ senderFrame: frame }, ...args);

describe('starting', () => {
  test('sandboxes every page, claims the scheme and the one instance before the app is ready', () => {
    const ready = electron.order.indexOf('ready');
    for (const first of ['sandbox', 'scheme', 'lock', `path userData ${join(home(), 'electron')}`]) {
      expect(electron.order.indexOf(first), first).toBeGreaterThanOrEqual(0);
      expect(electron.order.indexOf(first), first).toBeLessThan(ready);
    }
    expect(electron.schemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
    ]);
  });

  test('opens one window whose page is isolated, sandboxed and without Node, at our own address', () => {
    expect(electron.windows).toHaveLength(1);
    expect(window().options['webPreferences']).toEqual({
      preload: join(folder, 'out', 'preload', 'preload.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      plugins: false,
      spellcheck: false,
    });
    expect(electron.order).toContain('load app://countersign/');
    expect(electron.order.some((line) => line.includes('file:'))).toBe(false);
  });

  test('gives the desk its ports, and no keychain where that is a fixed password', () => {
    const ports = given.ports as DeskPorts;
    expect(ports).toMatchObject({ host: 'electron', version: '9.8.7' });
    expect(ports.paths.home).toBe(home());
    expect(ports.secrets.kind()).toBe('run-only');
  });

  test('a second start brings the window forward and opens none', () => {
    const before = window().focused;
    electron.app.emit('second-instance');
    expect(window().focused).toBe(before + 1);
    expect(electron.windows).toHaveLength(1);
  });
});

describe('spelling', () => {
  test('is off on a first start where its dictionary would be fetched, and the desk is given the choice', () => {
    const ports = given.ports as DeskPorts;
    const isOff = process.platform !== 'darwin';
    expect(electron.spelling[0]).toBe(isOff ? 'off' : 'on');
    expect(ports.spelling?.state()).toMatchObject({ kind: 'app', choice: isOff ? 'off' : 'system' });
  });

  test('a misspelled word’s menu replaces it in the page, or has the session learn it', () => {
    const editFlags = { canCut: true, canCopy: true, canPaste: true, canSelectAll: true };
    const word = { misspelledWord: 'recieve', dictionarySuggestions: ['receive'], isEditable: true, selectionText: '' };
    window().webContents.emit('context-menu', {}, { ...word, editFlags });
    const menu = electron.popups.at(-1) as { label?: string; click?: () => void }[];
    menu.find(({ label }) => label === 'receive')?.click?.();
    menu.find(({ label }) => label?.startsWith('Add'))?.click?.();
    expect(window().webContents.replaced).toEqual(['receive']);
    expect(electron.spelling.at(-1)).toBe('learn recieve');
    const before = electron.popups.length;
    const nothing = { ...word, misspelledWord: '', isEditable: false, editFlags };
    window().webContents.emit('context-menu', {}, nothing);
    expect(electron.popups).toHaveLength(before);
  });
});

describe('the page’s address', () => {
  test.each([
    ['app://countersign/', true],
    ['app://countersign/index.html?a#b', true],
    ['app://countersign.evil.test/', false],
    ['app://evil/countersign/', false],
    ['app://user@countersign/', false],
    ['https://countersign/', false],
    ['file:///app/index.html', false],
    ['javascript:alert(1)', false],
    ['about:blank', false],
    ['', false],
  ])('%s is ours: %s', (address, isOurs) => {
    expect(isOurAddress(address)).toBe(isOurs);
  });

  test('serves the built page with the policy, nosniff and its type', async () => {
    const answer = await electron.fetchFrom('app://countersign/');
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('<title>Countersign</title>');
    expect(answer.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect((await electron.fetchFrom('app://countersign/assets/index-1a2b.js')).headers.get('content-type')).toContain(
      'text/javascript',
    );
  });

  test.each([
    'app://countersign/../package.json',
    'app://countersign/%2e%2e/%2e%2e/package.json',
    'app://countersign/..%2f..%2fpackage.json',
    'app://countersign/assets/..%5c..%5cpackage.json',
    'app://countersign//etc/passwd',
    'app://countersign/nothing.js',
    'app://elsewhere/index.html',
    'not an address',
  ])('%s is nothing', async (url) => {
    const answer = await electron.fetchFrom(url);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toBe('');
  });

  test('takes GET only', async () => {
    expect((await electron.fetchFrom('app://countersign/', 'POST')).status).toBe(405);
  });
});

describe('a call', () => {
  test('comes in over one channel only', () => {
    expect([...electron.ipcHandlers.keys()]).toEqual(['countersign:call']);
  });

  test('from our page reaches the desk, parsed', async () => {
    expect(await invoke(ours(), 'send.now', { sendId: 's1', extra: 1 })).toEqual({ ok: true, value: { kind: 'ok' } });
    expect(desk.calls).toEqual([{ channel: 'send.now', request: { sendId: 's1' } }]);
  });

  test.each([
    ['a frame inside the page', (): electron.FrameStandIn | null => ({ url: 'app://countersign/' })],
    ['a frame that is gone', () => null],
    ['another page', () => ({ url: 'https://evil.test/' })],
  ])('from %s is forbidden', async (_who, frame) => {
    expect(await invoke(frame(), 'sync.run', {})).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    expect(desk.calls).toEqual([]);
  });

  test('from our own frame after it went elsewhere is forbidden', async () => {
    const before = window().webContents.mainFrame;
    window().webContents.mainFrame = { url: 'https://evil.test/' };
    expect(await invoke(ours(), 'sync.run', {})).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    window().webContents.mainFrame = before;
    expect(desk.calls).toEqual([]);
  });

  test.each([
    [['desk.nope', {}], 'unknown-channel'],
    [[], 'unknown-channel'],
    [[{ toString: () => 'sync.run' }, {}], 'unknown-channel'],
    [['send.now', { sendId: 7 }], 'bad-request'],
    [['send.now'], 'bad-request'],
    [['sync.run', new Map()], 'bad-request'],
    [['send.now', { sendId: 'A'.repeat(3_000_000) }], 'bad-request'],
  ])('that is not understood (case %#) is refused before the desk', async (args, code) => {
    expect(await invoke(ours(), ...args)).toMatchObject({ ok: false, error: { code } });
    expect(desk.calls).toEqual([]);
  });
});

describe('an event', () => {
  test('goes to our window, and not while that shows another address', () => {
    desk.emit('desk.status', STATUS);
    expect(window().webContents.sent).toEqual([['countersign:event', 'desk.status', STATUS]]);
    const before = window().webContents.mainFrame;
    window().webContents.mainFrame = { url: 'https://evil.test/' };
    desk.emit('desk.status', STATUS);
    window().webContents.mainFrame = before;
    expect(window().webContents.sent).toHaveLength(1);
  });
});

/** What the two handlers answer: to a request, and to a check. */
function grants(permission: string, address: string): readonly (boolean | undefined)[] {
  const answers: (boolean | undefined)[] = [];
  const { webContents } = window();
  electron.guards.permission?.(webContents, permission, (granted) => answers.push(granted), { requestingUrl: address });
  answers.push(electron.guards.check?.(webContents, permission, address));
  return answers;
}

describe('what a page may not do', () => {
  test.each(['will-navigate', 'will-redirect', 'will-frame-navigate'])('%s to another address is stopped', (name) => {
    const away = electron.cancellable({ url: 'https://evil.test/' });
    window().webContents.emit(name, away);
    expect(away.defaultPrevented).toBe(true);
    const reload = electron.cancellable({ url: 'app://countersign/' });
    window().webContents.emit(name, reload);
    expect(reload.defaultPrevented).toBe(false);
  });

  test('a webview is never attached', () => {
    const event = electron.cancellable();
    window().webContents.emit('will-attach-webview', event);
    expect(event.defaultPrevented).toBe(true);
  });

  test.each(['https://evil.test/', 'app://countersign/', 'about:blank'])('no window is opened for %s', (url) => {
    expect(window().webContents.windowOpenHandler?.({ url })).toEqual({ action: 'deny' });
  });

  test('any other web contents are guarded as well', () => {
    const other = new electron.BrowserWindow({});
    electron.windows.pop();
    expect(other.webContents.windowOpenHandler?.({ url: 'app://countersign/' })).toEqual({ action: 'deny' });
    expect(other.webContents.listenerCount('will-attach-webview')).toBe(1);
  });

  test.each(['media', 'geolocation', 'clipboard-read', 'openExternal', 'fullscreen', 'fileSystem', 'a-new-one'])(
    '%s is not granted',
    (permission) => {
      expect(grants(permission, 'app://countersign/')).toEqual([false, false]);
      expect(electron.guards.device?.({ deviceType: 'hid' })).toBe(false);
    },
  );

  test.each([
    ['app://countersign/', true],
    ['app://elsewhere/', false],
    ['https://evil.test/', false],
    ['', false],
  ])('notifications asked for by “%s”: %s', (address, granted) => {
    expect(grants('notifications', address)).toEqual([granted, granted]);
  });

  test.each([
    ['app://countersign/assets/a.js', false],
    ['data:image/png;base64,AAAA', false],
    ['devtools://devtools/bundled/inspector.html', false],
    ['https://evil.test/pixel.gif', true],
    ['http://127.0.0.1:47615/', true],
    ['file:///etc/passwd', true],
    ['wss://evil.test/', true],
    ['app://elsewhere/', true],
  ])('a request for %s is cancelled: %s', (url, cancelled) => {
    const answers: { cancel: boolean }[] = [];
    electron.guards.request?.({ url }, (answer) => answers.push(answer));
    expect(answers).toEqual([{ cancel: cancelled }]);
  });
});

describe('the rest of the house', () => {
  test('the machine waking up reaches the desk', () => {
    electron.powerMonitor.emit('resume');
    expect(desk.resumed).toBe(1);
  });

  test('a page that crashed is loaded again', () => {
    window().webContents.emit('render-process-gone', {}, { reason: 'oom' });
    expect(window().webContents.reloads).toBe(1);
  });

  test('a link goes to the system only through the desk’s port', async () => {
    await (given.ports as DeskPorts).openLink('https://northwind.example/');
    expect(electron.openedLinks).toEqual(['https://northwind.example/']);
  });

  test('the menu has no inspector once packaged', async () => {
    const { menuTemplate } = await import('../../electron/windows/menu.ts');
    expect(JSON.stringify(menuTemplate({ platform: 'linux', packaged: false }))).toContain('toggleDevTools');
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      expect(JSON.stringify(menuTemplate({ platform, packaged: true }))).not.toMatch(/toggleDevTools|forceReload/);
    }
    expect(electron.menus).toHaveLength(1);
  });

  test.each([
    [null, { width: 1360, height: 860 }],
    [
      { x: 100, y: 100, width: 1400, height: 900 },
      { x: 100, y: 100, width: 1400, height: 900 },
    ],
    [
      { x: 5_000, y: 100, width: 1400, height: 900 },
      { width: 1400, height: 900 },
    ],
    [
      { x: 100, y: -900, width: 1400, height: 900 },
      { width: 1400, height: 900 },
    ],
    [
      { x: 100, y: 100, width: 10, height: 10 },
      { x: 100, y: 100, width: 960, height: 640 },
    ],
  ])('a window that was at %o opens at %o', (bounds, expected) => {
    const state = bounds === null ? null : { bounds, maximized: false };
    expect(windowPlace(state, [{ x: 0, y: 0, width: 1920, height: 1080 }])).toEqual(expected);
  });
});

describe('quitting', () => {
  test('says nothing when nothing waits, and counts what does', () => {
    expect(quitQuestion(0)).toBeNull();
    expect(quitQuestion(1)?.message).toContain('One countersigned message');
    expect(quitQuestion(3)?.message).toContain('3 countersigned messages');
  });

  test('while a message waits asks first, and a person can keep it open', () => {
    desk.waits = 2;
    electron.play.answer = 1;
    const event = electron.cancellable();
    electron.app.emit('before-quit', event);
    expect(event.defaultPrevented).toBe(true);
    expect(electron.asked.at(-1)).toMatchObject({
      message: '2 countersigned messages have not left yet.',
      buttons: ['Quit', 'Keep open'],
    });
    expect(desk.closed).toBe(false);
    expect(electron.exits).toEqual([]);
  });

  test('closing the window is quitting where the system has it so, and the window stays while a person is asked', () => {
    const before = electron.asked.length;
    const event = electron.cancellable();
    window().emit('close', event);
    expect(event.defaultPrevented).toBe(true);
    if (process.platform === 'darwin') expect(window().hidden).toBe(1);
    else expect(electron.asked.length).toBe(before + 1);
    expect(JSON.parse(readFileSync(join(home(), 'window.json'), 'utf8'))).toEqual({
      bounds: { x: 10, y: 20, width: 1300, height: 800 },
      maximized: false,
    });
  });

  test('closes the desk before the app is gone', async () => {
    electron.play.answer = 0;
    electron.app.emit('before-quit', electron.cancellable());
    await vi.waitFor(() => expect(electron.exits).toEqual([0]));
    expect(desk.closed).toBe(true);
  });
});

describe('the preload', () => {
  test('exposes one call and one subscription, and hands on neither event objects nor Electron', async () => {
    await import('../../electron/preload.ts');
    expect(Object.keys(electron.exposed)).toEqual(['countersign']);
    const bridge = electron.exposed['countersign']!;
    expect(Object.keys(bridge).sort()).toEqual(['call', 'subscribe']);
    await (bridge['call'] as (...args: unknown[]) => Promise<unknown>)('sync.run', {}, 'third');
    expect(electron.invoked).toEqual([['countersign:call', 'sync.run', {}]]);
    const seen: unknown[][] = [];
    const end = (bridge['subscribe'] as (listener: (...args: unknown[]) => void) => () => void)((...args) =>
      seen.push(args),
    );
    electron.ipcRenderer.emit('countersign:event', { sender: 'secret' }, 'progress', { done: 1 });
    end();
    electron.ipcRenderer.emit('countersign:event', {}, 'progress', { done: 2 });
    expect(seen).toEqual([['progress', { done: 1 }]]);
  });
});
