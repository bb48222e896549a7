/** 500 messages from the end of their undo window to the server's yes, each through gate, slot, signature and journal, against nodemailer's bare pool. */
import { createTransport } from 'nodemailer';
import { CONNECTIONS_A_MAILBOX } from '../../electron/ports/transport.ts';
import { openParts, packageNumber, policy, smtpTo, turnedClock, UNDO_MS } from '../send/desk-parts.ts';
import { startServer } from '../send/smtp-servers.ts';
import { NOW } from '../policy/sample.ts';
import { compared, inTurn, type Bench } from './figure.ts';

const MESSAGES = 500;

async function throughTheDesk(): Promise<number> {
  const server = await startServer();
  const clock = turnedClock(NOW);
  const desk = openParts({
    clock,
    transport: smtpTo(server.port),
    policy: {
      ...policy,
      limits: { ...policy.limits, mailboxPerDay: 2_000, domainPerDay: 2_000, domainPerWeek: 2_000 },
    },
  });
  try {
    const packages = desk.add(...Array.from({ length: MESSAGES }, (_, at) => packageNumber(at)));
    for (const pkg of packages) desk.approve(pkg);
    clock.set(NOW + UNDO_MS + 1);
    const startedAtMs = performance.now();
    await desk.engine.tick();
    await desk.engine.whenIdle();
    while (server.mails.length < MESSAGES) {
      await desk.engine.tick();
      await desk.engine.whenIdle();
    }
    const seconds = (performance.now() - startedAtMs) / 1_000;
    if (server.mails.length !== MESSAGES) throw new Error(`${String(server.mails.length)} messages arrived`);
    return MESSAGES / seconds;
  } finally {
    await desk.discard();
    await server.stop();
  }
}

async function throughABarePool(): Promise<number> {
  const server = await startServer();
  const pool = createTransport({
    host: '127.0.0.1',
    port: server.port,
    pool: true,
    maxConnections: CONNECTIONS_A_MAILBOX,
    maxMessages: Infinity,
    ignoreTLS: true,
  });
  try {
    const mails = Array.from({ length: MESSAGES }, (_, at) => packageNumber(at)).map(({ contact, draft }) => ({
      from: 'Sam Okafor <sam@tallyhook.example>',
      to: contact.email,
      subject: draft?.subject ?? '',
      text: draft?.body ?? '',
    }));
    const startedAtMs = performance.now();
    await Promise.all(mails.map((mail) => pool.sendMail(mail)));
    const seconds = (performance.now() - startedAtMs) / 1_000;
    if (server.mails.length !== MESSAGES) throw new Error(`${String(server.mails.length)} messages arrived`);
    return MESSAGES / seconds;
  } finally {
    pool.close();
    await server.stop();
  }
}

export const sendEngine: Bench = {
  name: 'send-engine',
  async run(place) {
    const measured = await inTurn(place.runs('usual'), throughTheDesk, throughABarePool);
    return [
      compared({
        what: `send engine: ${String(MESSAGES)} messages, full pipeline`,
        unit: '/s',
        ...measured,
        theirName: `bare nodemailer pool of ${String(CONNECTIONS_A_MAILBOX)}`,
        budget: '≥ 0.6 of its rate',
        holds: (ours, theirs) => ours >= 0.6 * theirs,
      }),
    ];
  },
};
