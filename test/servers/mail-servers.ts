/**
 * Postfix and Dovecot of the test's own: on loopback, on free high ports, in one temporary folder. They never touch the system's own mail
 * servers, and stopping them leaves no process, file or port.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeCertificate } from '../send/smtp-servers.ts';
import { startDaemon, type Daemon } from './daemon.ts';
import { openMaildir, type Maildir } from './maildir.ts';
import {
  dovecotConf,
  dovecotUsers,
  MAIL_USER,
  placesIn,
  POSTFIX_REFUSALS,
  postfixMain,
  postfixMaster,
  type Account,
  type ServerPlan,
} from './server-settings.ts';
import { DOVECOT, NO_SERVERS, POSTFIX_DAEMONS } from './why-no-servers.ts';
import { makeWorkingFolder } from './working-folder.ts';

export interface MailServers {
  readonly dir: string;
  /** Clear text, no sign-in: for this machine. */
  readonly smtpPort: number;
  /** STARTTLS and a password. */
  readonly submissionPort: number;
  /** Clear text or STARTTLS, with the same passwords. */
  readonly imapPort: number;
  /** To be trusted, PEM. */
  readonly certificate: string;
  maildirOf(address: string, folder?: 'Inbox' | 'Sent'): Maildir;
  /** Resolves when Postfix holds nothing back: every message is delivered or reported undeliverable. */
  whenDelivered(): Promise<void>;
  stop(): Promise<void>;
}

const START_MS = 20_000;
const DELIVER_MS = 60_000;
const POLL_MS = 20;

/** `farPort`: where the server of `FAR_DOMAIN` listens. */
export async function startMailServers(
  accounts: readonly Account[],
  farPort: number | null = null,
): Promise<MailServers> {
  if (NO_SERVERS !== null) throw new Error(`No mail servers here: ${NO_SERVERS}.`);
  const dir = makeWorkingFolder('mail');
  const daemons: Daemon[] = [];
  const stop = async () => {
    // The one that hands over first, so that nothing is half delivered.
    for (const daemon of daemons.splice(0).reverse()) await daemon.stop();
    rmSync(dir, { recursive: true, force: true });
  };
  try {
    const [smtpPort, submissionPort, imapPort] = await freePorts();
    const plan: ServerPlan = { dir, smtpPort, submissionPort, imapPort, accounts, farPort };
    const { certificate } = layOut(plan);
    const places = placesIn(dir);
    daemons.push(
      startDaemon([DOVECOT, '-F', '-c', join(places.dovecot, 'dovecot.conf')], join(dir, 'dovecot.out')),
      // Foreground, without the start script: that one only checks the files and sleeps two seconds.
      startDaemon([join(POSTFIX_DAEMONS, 'master'), '-d', '-c', places.postfix], join(dir, 'postfix.out'), {
        MAIL_CONFIG: places.postfix,
        POSTLOG_SERVICE: 'public/postlog',
        POSTLOG_HOSTNAME: 'mx',
      }),
    );
    const said = () =>
      [places.dovecotLog, places.postfixLog, join(dir, 'dovecot.out'), join(dir, 'postfix.out')].map(tail).join('\n');
    await until('the mail servers answer', START_MS, said, async () => {
      if (daemons.some((daemon) => !daemon.isRunning())) throw new Error(`A mail server ended at once:\n${said()}`);
      return (await Promise.all([smtpPort, submissionPort, imapPort].map(greets))).every(Boolean);
    });
    return {
      dir,
      smtpPort,
      submissionPort,
      imapPort,
      certificate,
      maildirOf(address, folder = 'Inbox') {
        const [name = '', domain = ''] = address.split('@');
        return openMaildir(join(places.mail, domain, name, 'Maildir', folder === 'Inbox' ? '' : `.${folder}`));
      },
      whenDelivered: () =>
        until('the queue is empty', DELIVER_MS, said, () => Promise.resolve(queued(places.queue) === 0)),
      stop,
    };
  } catch (cause) {
    await stop();
    throw cause;
  }
}

/** Folders, owners, settings. */
function layOut(plan: ServerPlan): { readonly certificate: string } {
  const places = placesIn(plan.dir);
  // Every daemon runs as a user of its own and must reach its part.
  chmodSync(plan.dir, 0o755);
  for (const path of [
    places.postfix,
    places.queue,
    places.postfixData,
    places.dovecot,
    places.dovecotRun,
    places.dovecotState,
    places.mail,
  ])
    mkdirSync(path, { mode: 0o755 });
  chownSync(places.mail, MAIL_USER, MAIL_USER);
  execFileSync('chown', ['postfix', places.postfixData]);
  const { key, cert } = makeCertificate();
  writeFileSync(places.key, key, { mode: 0o600 });
  writeFileSync(places.certificate, cert);
  writeFileSync(join(places.postfix, 'main.cf'), postfixMain(plan));
  writeFileSync(join(places.postfix, 'master.cf'), postfixMaster(plan));
  writeFileSync(join(places.postfix, 'refusals'), POSTFIX_REFUSALS);
  writeFileSync(join(places.dovecot, 'dovecot.conf'), dovecotConf(plan));
  const users = join(places.dovecot, 'users');
  writeFileSync(users, dovecotUsers(plan.accounts), { mode: 0o640 });
  execFileSync('chown', ['root:dovecot', users]);
  execFileSync('/usr/sbin/postfix', ['-c', places.postfix, 'post-install', 'create-missing'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return { certificate: cert };
}

/** Ports nobody listens on now, each another. */
async function freePorts(): Promise<readonly [number, number, number]> {
  const listening = await Promise.all(
    Array.from(
      { length: 3 },
      () =>
        new Promise<{ readonly port: number; close(): Promise<void> }>((resolve, reject) => {
          const server = createServer();
          server.once('error', reject);
          server.listen(0, '127.0.0.1', () =>
            resolve({
              port: (server.address() as AddressInfo).port,
              close: () => new Promise<void>((closed) => server.close(() => closed())),
            }),
          );
        }),
    ),
  );
  await Promise.all(listening.map((one) => one.close()));
  const [first, second, third] = listening;
  if (first === undefined || second === undefined || third === undefined) throw new Error('There are no free ports.');
  return [first.port, second.port, third.port];
}

/** Whether a server says its first words on this port. */
function greets(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(2_000, () => end(false));
    socket.once('data', () => end(true));
    socket.once('error', () => end(false));
    socket.once('close', () => end(false));
  });
}

/** How many messages Postfix has taken and not done with. */
function queued(queueDir: string): number {
  return ['maildrop', 'incoming', 'active', 'deferred']
    .map((part) =>
      readdirSync(join(queueDir, part), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()),
    )
    .reduce((sum, files) => sum + files.length, 0);
}

async function until(what: string, withinMs: number, said: () => string, holds: () => Promise<boolean>): Promise<void> {
  const endAt = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > endAt) throw new Error(`Waited ${withinMs} ms in vain until ${what}:\n${said()}`);
    await sleep(POLL_MS);
  }
}

function tail(path: string): string {
  try {
    return readFileSync(path, 'utf8').split('\n').slice(-15).join('\n');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw cause;
  }
}
