/**
 * 500 messages from the end of their undo window to the server's yes, each through gate, slot, signature and journal, against nodemailer's bare
 * pool: into a server in this process's memory, and, where they can be started, into a real Postfix that keeps what it takes.
 */
import { createTransport } from 'nodemailer';
import { CONNECTIONS_A_MAILBOX } from '../../electron/ports/transport.ts';
import { startMailServers } from '../servers/mail-servers.ts';
import { SENDER } from '../servers/sender.ts';
import { NO_SERVERS } from '../servers/why-no-servers.ts';
import { openParts, packageNumber, policy, smtpTo, turnedClock, UNDO_MS } from '../send/desk-parts.ts';
import { startServer } from '../send/smtp-servers.ts';
import { NOW } from '../policy/sample.ts';
import { compared, inTurn, type Bench, type BenchPlace } from './figure.ts';

const MESSAGES = 500;

/** Where both send to. */
interface Receiver {
  readonly port: number;
  /** How many it has taken, where it can be asked at once. */
  readonly taken?: () => number;
  stop(): Promise<void>;
}

async function inMemory(): Promise<Receiver> {
  const server = await startServer();
  return { port: server.port, taken: () => server.mails.length, stop: () => server.stop() };
}

async function postfix(): Promise<Receiver> {
  const recipients = Array.from({ length: MESSAGES }, (_, at) => packageNumber(at).contact.email);
  const servers = await startMailServers([SENDER, ...recipients.map((address) => ({ address, password: 'none' }))]);
  return {
    port: servers.smtpPort,
    async stop() {
      await servers.whenDelivered();
      await servers.stop();
    },
  };
}

async function throughTheDesk(start: () => Promise<Receiver>): Promise<number> {
  const receiver = await start();
  const clock = turnedClock(NOW);
  const desk = openParts({
    clock,
    transport: smtpTo(receiver.port),
    policy: {
      ...policy,
      limits: { ...policy.limits, mailboxPerDay: 2_000, domainPerDay: 2_000, domainPerWeek: 2_000 },
    },
  });
  try {
    const packages = desk.add(...Array.from({ length: MESSAGES }, (_, at) => packageNumber(at)));
    for (const pkg of packages) desk.approve(pkg);
    clock.set(NOW + UNDO_MS + 1);
    const sent = () => desk.ledger.sends.countIn(['sent']);
    const startedAtMs = performance.now();
    do {
      await desk.engine.tick();
      await desk.engine.whenIdle();
    } while (sent() < MESSAGES);
    const seconds = (performance.now() - startedAtMs) / 1_000;
    check(receiver, sent());
    return MESSAGES / seconds;
  } finally {
    await desk.discard();
    await receiver.stop();
  }
}

async function throughABarePool(start: () => Promise<Receiver>): Promise<number> {
  const receiver = await start();
  const pool = createTransport({
    host: '127.0.0.1',
    port: receiver.port,
    pool: true,
    maxConnections: CONNECTIONS_A_MAILBOX,
    maxMessages: Infinity,
    ignoreTLS: true,
  });
  try {
    const mails = Array.from({ length: MESSAGES }, (_, at) => packageNumber(at)).map(({ contact, draft }) => ({
      from: `Sam Okafor <${SENDER.address}>`,
      to: contact.email,
      subject: draft?.subject ?? '',
      text: draft?.body ?? '',
    }));
    const startedAtMs = performance.now();
    const answers = await Promise.all(mails.map((mail) => pool.sendMail(mail)));
    const seconds = (performance.now() - startedAtMs) / 1_000;
    check(receiver, answers.filter(({ accepted }) => accepted.length === 1).length);
    return MESSAGES / seconds;
  } finally {
    pool.close();
    await receiver.stop();
  }
}

function check({ taken }: Receiver, said: number): void {
  const arrived = taken?.() ?? said;
  if (arrived !== MESSAGES || said !== MESSAGES)
    throw new Error(`${String(arrived)} messages arrived, ${String(said)} were said to`);
}

async function measure(place: BenchPlace, where: string, start: () => Promise<Receiver>) {
  const measured = await inTurn(
    place.runs('usual'),
    () => throughTheDesk(start),
    () => throughABarePool(start),
  );
  return compared({
    what: `send engine: ${String(MESSAGES)} messages, full pipeline, ${where}`,
    unit: '/s',
    ...measured,
    theirName: `bare nodemailer pool of ${String(CONNECTIONS_A_MAILBOX)}`,
    budget: '≥ 0.6 of its rate',
    holds: (ours, theirs) => ours >= 0.6 * theirs,
  });
}

export const sendEngine: Bench = {
  name: 'send-engine',
  async run(place) {
    const intoMemory = await measure(place, 'into memory', inMemory);
    if (NO_SERVERS !== null) {
      place.say(`not into Postfix: ${NO_SERVERS}`);
      return [intoMemory];
    }
    return [intoMemory, await measure(place, 'into Postfix', postfix)];
  },
};
