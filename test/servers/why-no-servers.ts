/** Says why Postfix and Dovecot can't be started here, or null where they can. It looks; it changes nothing. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

export const POSTFIX_DAEMONS = '/usr/lib/postfix/sbin';
export const DOVECOT = '/usr/sbin/dovecot';
/** Lets a daemon die with the process that started it. */
export const SETPRIV = '/usr/bin/setpriv';

const NEEDED: readonly (readonly [file: string, debianPackage: string])[] = [
  [`${POSTFIX_DAEMONS}/master`, 'postfix'],
  [DOVECOT, 'dovecot-core'],
  ['/usr/lib/dovecot/imap', 'dovecot-imapd'],
  ['/usr/lib/dovecot/lmtp', 'dovecot-lmtpd'],
  [SETPRIV, 'util-linux'],
  ['/usr/bin/openssl', 'openssl'],
];

function whyNot(): string | null {
  if (process.platform !== 'linux')
    return 'Postfix and Dovecot are started from Debian’s packages, and this is not Linux';
  if (process.getuid?.() !== 0) return 'mail servers hand mail to users of their own, which only root may set up';
  const missing = NEEDED.filter(([file]) => !existsSync(file)).map(([, debianPackage]) => debianPackage);
  if (missing.length > 0) return `not installed here: ${[...new Set(missing)].join(', ')}`;
  const version = execFileSync(DOVECOT, ['--version'], { encoding: 'utf8' }).trim();
  // 2.4 reads another language of settings.
  return version.startsWith('2.3.') ? null : `the settings are for Dovecot 2.3, and this is ${version}`;
}

/** Null where the servers can be started. */
export const NO_SERVERS: string | null = whyNot();

if (NO_SERVERS !== null) console.warn(`Tests on real mail servers are skipped: ${NO_SERVERS}.`);

/** The name of a block of tests on real servers: where they are skipped, it says why. */
export function onServers(name: string): string {
  return NO_SERVERS === null ? name : `${name} (skipped: ${NO_SERVERS})`;
}
