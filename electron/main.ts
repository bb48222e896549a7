/** Electron's composition root: the app, its one window, and the desk behind the door; thin, and nothing here decides about a send. */
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  powerMonitor,
  safeStorage,
  screen,
  session,
  shell,
} from 'electron';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { openDesk } from './desk.ts';
import { makeDoor } from './ipc/door.ts';
import { claimHome } from './platform/claim-home.ts';
import { systemClock } from './platform/clock.ts';
import { openLog } from './platform/log.ts';
import { openPageFiles } from './platform/page-files.ts';
import { homeFolder, hostPaths, makeHome } from './platform/paths.ts';
import { systemRandom } from './platform/random.ts';
import { keychainIsReal, keychainSecrets } from './platform/secrets-keychain.ts';
import { sealedFileSecrets } from './platform/secrets-sealed-file.ts';
import { writeDurably } from './platform/write-durably.ts';
import type { Desk } from './ports/desk.ts';
import { EXIT_HOME_TAKEN, EXIT_NOT_OPENED } from './ports/exit-codes.ts';
import { START_ADDRESS } from './windows/address.ts';
import { answerCalls, sendEvent } from './windows/calls.ts';
import { guardAllContents, guardSession } from './windows/guards.ts';
import { menuTemplate } from './windows/menu.ts';
import { offerContextMenu } from './windows/context-menu.ts';
import { registerAppScheme, servePage } from './windows/protocol.ts';
import { quitQuestion } from './windows/quit.ts';
import { openSpelling } from './windows/spelling.ts';
import { windowOptions } from './windows/window-options.ts';
import { readWindowState, windowPlace } from './windows/window-state.ts';
import type { WindowState } from './windows/window-state.ts';

const root = app.getAppPath();
const home = homeFolder({ platform: process.platform, env: process.env, userHome: homedir() });
makeHome(home);
const paths = hostPaths(home, join(root, 'resources'));
const log = openLog({ folder: paths.logs });
const denied = (what: string): void => log.warn('denied', { what });
process.on('uncaughtException', (cause) => {
  log.error('uncaught', cause);
  app.exit(1);
});

let window: BrowserWindow | null = null;
let spellcheck = false;
let quitting = false;

// All of this must come before the app is ready.
app.setPath('userData', paths.electronData);
app.enableSandbox();
registerAppScheme();
guardAllContents(app, denied);

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', () => {
    if (window?.isMinimized() === true) window.restore();
    window?.show();
    window?.focus();
  });
  await app.whenReady();
  try {
    await start();
  } catch (cause) {
    log.error('start-failed', cause);
    dialog.showErrorBox(
      'Countersign could not start',
      `What is in ${home} was kept as it is; the log in it says more.`,
    );
    app.exit(EXIT_NOT_OPENED);
  }
} else {
  app.exit(0);
}

async function start(): Promise<void> {
  if (claimHome(paths.claim) === null) {
    dialog.showErrorBox(
      'Countersign is already open',
      'It is running in a browser window or a terminal on this computer. Close it there first: two at once could not both keep the ledger.',
    );
    app.exit(EXIT_HOME_TAKEN);
    return;
  }
  const clock = systemClock();
  const spelling = openSpelling({
    session: session.defaultSession,
    platform: process.platform,
    preferred: app.getPreferredSystemLanguages(),
    path: paths.spelling,
    write: writeDurably,
  });
  spellcheck = spelling.inWindow;
  const desk = await openDesk({
    clock,
    random: systemRandom(),
    log,
    secrets: keychainIsReal(safeStorage, process.platform)
      ? keychainSecrets(safeStorage, paths.keychainSecrets, log)
      : sealedFileSecrets(paths.sealedSecrets, log),
    paths,
    host: 'electron',
    version: app.getVersion(),
    openLink: (url) => shell.openExternal(url),
    spelling,
  });
  answerCalls(ipcMain, () => window, makeDoor(desk, { log }), denied);
  desk.subscribe((event, payload) => sendEvent(window, event, payload));
  guardSession(session.defaultSession, denied);
  servePage(session.defaultSession.protocol, openPageFiles(join(root, 'out', 'renderer')));
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(menuTemplate({ platform: process.platform, packaged: app.isPackaged })),
  );
  powerMonitor.on('resume', () => {
    clock.recheck();
    desk.resume?.();
  });
  app.on('before-quit', (event) => {
    if (quitting) return;
    event.preventDefault();
    askAndQuit(desk);
  });
  app.on('activate', () => (window === null ? void openWindow() : window.show()));
  await openWindow();
}

async function openWindow(): Promise<void> {
  const state = readWindowState(paths.windowState);
  const opened = new BrowserWindow(
    windowOptions({
      preload: join(root, 'out', 'preload', 'preload.cjs'),
      icon: join(paths.resources, 'icons', 'icon.png'),
      dark: nativeTheme.shouldUseDarkColors,
      place: windowPlace(
        state,
        screen.getAllDisplays().map((display) => display.workArea),
      ),
      spellcheck,
    }),
  );
  window = opened;
  if (state?.maximized === true) opened.maximize();
  opened.once('ready-to-show', () => opened.show());
  opened.on('close', (event) => {
    saveWindowState(opened);
    if (quitting) return;
    event.preventDefault();
    // On macOS an app outlives its window; elsewhere closing the window is quitting, asked while the window can still be seen.
    if (process.platform === 'darwin') opened.hide();
    else app.quit();
  });
  opened.on('closed', () => {
    window = null;
  });
  opened.webContents.on('render-process-gone', (_event, { reason }) => {
    log.warn('page-gone', { reason });
    // Everything that matters is in the ledger and in the page's own store.
    if (reason !== 'clean-exit' && !quitting) opened.webContents.reload();
  });
  offerContextMenu(
    opened.webContents,
    (word) => void session.defaultSession.addWordToSpellCheckerDictionary(word),
    (template) => Menu.buildFromTemplate(template).popup({ window: opened }),
  );
  await opened.loadURL(START_ADDRESS);
}

function askAndQuit(desk: Desk): void {
  const question = quitQuestion(desk.waitingSends());
  if (question !== null) {
    const options = {
      type: 'question' as const,
      ...question,
      buttons: [...question.buttons],
      defaultId: 1,
      cancelId: 1,
    };
    const answer = window === null ? dialog.showMessageBoxSync(options) : dialog.showMessageBoxSync(window, options);
    if (answer !== 0) return;
  }
  quitting = true;
  if (window !== null) saveWindowState(window);
  desk.close().then(
    () => app.exit(0),
    (cause: unknown) => {
      log.error('close-failed', cause);
      app.exit(1);
    },
  );
}

function saveWindowState(from: BrowserWindow): void {
  const state: WindowState = { bounds: from.getNormalBounds(), maximized: from.isMaximized() };
  try {
    writeDurably(paths.windowState, JSON.stringify(state));
  } catch (cause) {
    log.error('window-state-unsaved', cause);
  }
}
