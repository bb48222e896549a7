/** Stands in for the `electron` module: records what the shell asks of it and lets a test play the page, the system and the person. */
import { EventEmitter } from 'node:events';

export interface FrameStandIn {
  readonly url: string;
}

class ContentsStandIn extends EventEmitter {
  mainFrame: FrameStandIn = { url: '' };
  readonly sent: unknown[][] = [];
  reloads = 0;
  windowOpenHandler: ((details: { url: string }) => { action: string }) | null = null;
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.windowOpenHandler = handler;
  }
  getURL(): string {
    return this.mainFrame.url;
  }
  send(...args: unknown[]): void {
    this.sent.push(args);
  }
  reload(): void {
    this.reloads += 1;
  }
  readonly replaced: string[] = [];
  replaceMisspelling(word: string): void {
    this.replaced.push(word);
  }
}

export class BrowserWindow extends EventEmitter {
  readonly options: Record<string, unknown>;
  readonly webContents = new ContentsStandIn();
  shown = 0;
  hidden = 0;
  focused = 0;
  maximized = false;
  destroyed = false;
  constructor(options: Record<string, unknown>) {
    super();
    this.options = options;
    windows.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }
  loadURL(url: string): Promise<void> {
    this.webContents.mainFrame = { url };
    order.push(`load ${url}`);
    return Promise.resolve();
  }
  show(): void {
    this.shown += 1;
  }
  hide(): void {
    this.hidden += 1;
  }
  focus(): void {
    this.focused += 1;
  }
  restore(): void {
    this.shown += 1;
  }
  maximize(): void {
    this.maximized = true;
  }
  isMaximized(): boolean {
    return this.maximized;
  }
  isMinimized(): boolean {
    return false;
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }
  getNormalBounds(): object {
    return { x: 10, y: 20, width: 1300, height: 800 };
  }
}

/** What happened, in order: some of it must come before the app is ready. */
export const order: string[] = [];
export const windows: BrowserWindow[] = [];
export const exits: number[] = [];
export const openedLinks: string[] = [];
export const asked: Record<string, unknown>[] = [];
export const errorBoxes: string[] = [];
export const play = { first: true, answer: 1, backend: 'basic_text' };

export const app = Object.assign(new EventEmitter(), {
  isPackaged: false,
  getAppPath: () => process.env['STAND_IN_ROOT'] ?? '',
  getVersion: () => '9.8.7',
  getPreferredSystemLanguages: () => ['de-AT', 'en-US'],
  setPath: (name: string, path: string) => void order.push(`path ${name} ${path}`),
  enableSandbox: () => void order.push('sandbox'),
  requestSingleInstanceLock: () => (order.push('lock'), play.first),
  whenReady: () => (order.push('ready'), Promise.resolve()),
  quit: () => void app.emit('before-quit', cancellable()),
  exit: (code: number) => void exits.push(code),
});

export interface Cancellable {
  readonly defaultPrevented: boolean;
  preventDefault(): void;
}

export function cancellable<T extends object>(more?: T): Cancellable & T {
  const event = { defaultPrevented: false, preventDefault: () => void (event.defaultPrevented = true), ...more };
  return event as unknown as Cancellable & T;
}

export const schemes: { scheme: string; privileges: Record<string, boolean> }[] = [];
const protocolHandlers = new Map<string, (request: Request) => Promise<Response>>();
export const protocol = {
  registerSchemesAsPrivileged: (list: typeof schemes) => {
    order.push('scheme');
    schemes.push(...list);
  },
  handle: (scheme: string, handler: (request: Request) => Promise<Response>) =>
    void protocolHandlers.set(scheme, handler),
};
/** What the page would get from our protocol. `Request` refuses some of what Chromium passes on, so plain values do. */
export function fetchFrom(url: string, method = 'GET'): Promise<Response> {
  const handler = protocolHandlers.get('app');
  if (handler === undefined) throw new Error('no protocol was registered');
  return handler({ url, method } as Request);
}

/** What the spell checker was told. */
export const spelling: string[] = [];

type PermissionAnswer = (granted: boolean) => void;
export const guards: {
  permission?: (
    contents: unknown,
    permission: string,
    answer: PermissionAnswer,
    details: { readonly requestingUrl: string },
  ) => void;
  check?: (...args: unknown[]) => boolean;
  device?: (...args: unknown[]) => boolean;
  request?: (details: { url: string }, answer: (response: { cancel: boolean }) => void) => void;
} = {};
export const session = {
  defaultSession: {
    protocol,
    setPermissionRequestHandler: (handler: NonNullable<typeof guards.permission>) => void (guards.permission = handler),
    setPermissionCheckHandler: (handler: NonNullable<typeof guards.check>) => void (guards.check = handler),
    setDevicePermissionHandler: (handler: NonNullable<typeof guards.device>) => void (guards.device = handler),
    availableSpellCheckerLanguages: ['de', 'en-GB', 'en-US', 'fr'],
    setSpellCheckerEnabled: (enabled: boolean) => void spelling.push(enabled ? 'on' : 'off'),
    setSpellCheckerLanguages: (languages: readonly string[]) => void spelling.push(languages.join()),
    addWordToSpellCheckerDictionary: (word: string) => (spelling.push(`learn ${word}`), true),
    webRequest: { onBeforeRequest: (handler: NonNullable<typeof guards.request>) => void (guards.request = handler) },
  },
};

export const ipcHandlers = new Map<
  string,
  (event: { senderFrame: FrameStandIn | null }, ...args: unknown[]) => Promise<unknown>
>();
/** Anything but `handle` would be another way in: there is none to call. */
export const ipcMain = {
  handle: (
    channel: string,
    handler: (event: { senderFrame: FrameStandIn | null }, ...args: unknown[]) => Promise<unknown>,
  ) => void ipcHandlers.set(channel, handler),
};

export const menus: unknown[] = [];
export const popups: unknown[] = [];
export const Menu = {
  buildFromTemplate: (template: unknown) =>
    Object.assign(template as object, { popup: () => void popups.push(template) }),
  setApplicationMenu: (menu: unknown) => void menus.push(menu),
};
export const dialog = {
  showErrorBox: (title: string) => void errorBoxes.push(title),
  showMessageBoxSync: (...args: unknown[]) => (asked.push(args.at(-1) as Record<string, unknown>), play.answer),
};
export const nativeTheme = { shouldUseDarkColors: true };
export const powerMonitor = new EventEmitter();
export const safeStorage = {
  isEncryptionAvailable: () => true,
  getSelectedStorageBackend: () => play.backend,
  encryptString: (plain: string) => Buffer.from(`x${plain}`),
  decryptString: (encrypted: Buffer) => encrypted.toString().slice(1),
};
export const screen = { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] };
export const shell = { openExternal: (url: string) => (openedLinks.push(url), Promise.resolve()) };

export const exposed: Record<string, Record<string, unknown>> = {};
export const contextBridge = {
  exposeInMainWorld: (name: string, api: Record<string, unknown>) => void (exposed[name] = api),
};
export const invoked: unknown[][] = [];
export const ipcRenderer = Object.assign(new EventEmitter(), {
  invoke: (...args: unknown[]) => (invoked.push(args), Promise.resolve({ ok: true, value: {} })),
});
