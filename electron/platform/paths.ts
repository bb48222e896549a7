/** Where the desk keeps its things on this machine; decides names only, and makes no folder but the home itself. */
import { mkdirSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import type { DeskPaths } from '../ports/desk.ts';

export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly userHome: string;
}

/** `COUNTERSIGN_HOME`, else the place the operating system gives to an app's data. */
export function homeFolder({ platform, env, userHome }: Machine): string {
  const chosen = env['COUNTERSIGN_HOME'];
  if (chosen !== undefined && chosen !== '') return resolve(chosen);
  switch (platform) {
    case 'win32':
      return join(absoluteOr(env['APPDATA'], join(userHome, 'AppData', 'Roaming')), 'Countersign');
    case 'darwin':
      return join(userHome, 'Library', 'Application Support', 'Countersign');
    default:
      // A relative XDG_DATA_HOME must be ignored (XDG Base Directory Specification 0.8).
      return join(absoluteOr(env['XDG_DATA_HOME'], join(userHome, '.local', 'share')), 'countersign');
  }
}

function absoluteOr(value: string | undefined, otherwise: string): string {
  return value !== undefined && isAbsolute(value) ? value : otherwise;
}

export interface HostPaths extends DeskPaths {
  readonly logs: string;
  /** Held open by the one process that works in this home. */
  readonly claim: string;
  readonly sealedSecrets: string;
  readonly keychainSecrets: string;
  readonly windowState: string;
  /** In which language Electron checks the spelling. */
  readonly spelling: string;
  /** The profile of the browser window that the local host opens. */
  readonly browserProfile: string;
  /** Electron's own caches and the page's store. */
  readonly electronData: string;
}

export function hostPaths(home: string, resources: string): HostPaths {
  return {
    home,
    resources,
    ledger: join(home, 'ledger.sqlite'),
    ledgerMarker: join(home, 'ledger.made'),
    workspace: join(home, 'workspace.sqlite'),
    mail: join(home, 'mail'),
    settings: join(home, 'settings.json'),
    logs: join(home, 'logs'),
    claim: join(home, 'desk.claim'),
    sealedSecrets: join(home, 'secrets.sealed.json'),
    keychainSecrets: join(home, 'secrets.keychain.json'),
    windowState: join(home, 'window.json'),
    spelling: join(home, 'spelling.json'),
    browserProfile: join(home, 'browser'),
    electronData: join(home, 'electron'),
  };
}

/** Makes the home, for its owner only. */
export function makeHome(home: string): void {
  mkdirSync(home, { recursive: true, mode: 0o700 });
}
