/** Real SMTP servers for tests: one that keeps what it takes, with TLS and sign-in where asked for, and one that misbehaves on purpose. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface TakenMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
  readonly secure: boolean;
  readonly user: string | undefined;
}

export interface TestServer {
  readonly port: number;
  readonly mails: TakenMail[];
  stop(): Promise<void>;
}

/** A key and a self-signed certificate for 127.0.0.1 and localhost, made for this run. */
export function makeCertificate(): { readonly key: string; readonly cert: string } {
  const dir = mkdtempSync(join(tmpdir(), 'countersign-tls-'));
  try {
    execFileSync(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'],
        ...[
          '-addext',
          'subjectAltName=DNS:localhost,IP:127.0.0.1',
          '-keyout',
          join(dir, 'key.pem'),
          '-out',
          join(dir, 'cert.pem'),
        ],
      ],
      { stdio: 'ignore' },
    );
    return { key: readFileSync(join(dir, 'key.pem'), 'utf8'), cert: readFileSync(join(dir, 'cert.pem'), 'utf8') };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Takes mail and keeps it in memory; `port` 0 is any free one. */
export async function startServer(options: SMTPServerOptions = {}, port = 0): Promise<TestServer> {
  const mails: TakenMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    ...(options.cert === undefined ? { disabledCommands: ['STARTTLS'] } : {}),
    closeTimeout: 50,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        mails.push({
          from: session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address,
          to: session.envelope.rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString('utf8'),
          secure: session.secure,
          user: typeof session.user === 'string' ? session.user : undefined,
        });
        done(null, 'taken');
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  const listening = await new Promise<Server>((resolve) => {
    const started = server.listen(port, '127.0.0.1', () => resolve(started));
  });
  return {
    port: (listening.address() as AddressInfo).port,
    mails,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
      }),
  };
}

/** Where and how a scripted server misbehaves. */
export type Fault =
  | 'cut-at-greeting'
  | 'cut-at-data'
  | 'cut-mid-data'
  | 'cut-after-dot'
  | 'cut-after-dot-but-keep'
  | 'silent-after-dot'
  | { readonly rcpt: string }
  | { readonly data: string }
  | { readonly afterDot: string }
  | { readonly earlyReply: string };

/** Speaks just enough SMTP to fail at one exact place; `fault` is asked for each connection. */
export async function startFaultyServer(fault: (connection: number) => Fault | null): Promise<TestServer> {
  const mails: TakenMail[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    const planned = fault((connections += 1));
    const plan = typeof planned === 'object' ? planned : null;
    if (planned === 'cut-at-greeting') return void socket.destroy();
    const say = (line: string) => socket.write(`${line}\r\n`);
    let buffered = '';
    let inData = false;
    const envelope = { from: '', to: [] as string[] };
    const keep = (raw: string) =>
      mails.push({ from: envelope.from, to: [...envelope.to], raw, secure: false, user: undefined });
    const command = (line: string): void => {
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === 'EHLO') say('250-ready\r\n250 AUTH PLAIN');
      else if (verb === 'HELO') say('250 ready');
      else if (verb === 'AUTH') say('235 signed in');
      else if (verb === 'MAIL') {
        envelope.from = /<(.*)>/.exec(line)?.[1] ?? '';
        say('250 sender');
      } else if (verb === 'RCPT') {
        envelope.to.push(/<(.*)>/.exec(line)?.[1] ?? '');
        say(plan !== null && 'rcpt' in plan ? plan.rcpt : '250 recipient');
      } else if (verb === 'DATA') {
        if (planned === 'cut-at-data') return void socket.destroy();
        if (plan !== null && 'data' in plan) return void say(plan.data);
        inData = true;
        say('354 go on');
        if (plan !== null && 'earlyReply' in plan) say(plan.earlyReply);
      } else if (verb === 'QUIT') {
        say('221 bye');
        socket.end();
      } else say('502 not here');
    };
    say('220 test');
    socket.on('data', (chunk) => {
      buffered += chunk.toString('latin1');
      if (inData) {
        if (planned === 'cut-mid-data') return void socket.destroy();
        const end = buffered.indexOf('\r\n.\r\n');
        if (end < 0) return;
        const raw = buffered.slice(0, end);
        buffered = '';
        inData = false;
        if (planned === 'cut-after-dot') return void socket.destroy();
        if (planned === 'cut-after-dot-but-keep') {
          keep(raw);
          return void socket.destroy();
        }
        if (planned === 'silent-after-dot') return;
        if (plan !== null && 'afterDot' in plan) return void say(plan.afterDot);
        if (plan !== null && 'earlyReply' in plan) return;
        keep(raw);
        say('250 taken');
        return;
      }
      const expectsCommand = () => !inData;
      for (let end = buffered.indexOf('\r\n'); end >= 0 && expectsCommand(); end = buffered.indexOf('\r\n')) {
        const line = buffered.slice(0, end);
        buffered = buffered.slice(end + 2);
        command(line);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    mails,
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
