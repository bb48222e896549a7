/** The demo's prospects: who answers and when, the same after a restart, and that what they write is read as what it is. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseArrived } from '../../electron/inbox/arrived-mail.ts';
import { readArrivedReply } from '../../electron/inbox/replies/read-arrived-reply.ts';
import { readAnswers, Temperament, type Answers } from '../../electron/mailbox/prospects/answers.ts';
import { composeAnswer } from '../../electron/mailbox/prospects/compose-answer.ts';
import { startProspects } from '../../electron/mailbox/prospects/prospects.ts';
import { comingAnswers } from '../../electron/mailbox/prospects/temperaments.ts';
import { startSink, type Sink, type TakenMail } from '../../electron/mailbox/sink.ts';
import { systemRandom } from '../../electron/platform/random.ts';
import { buildMime } from '../../electron/send/mime.ts';
import { makeSmtpTransport } from '../../electron/send/smtp.ts';
import type { ReplyClass } from '../../shared/domain/reply-class.ts';
import { turnedClock, type TurnedClock } from '../send/desk-parts.ts';
import { signedSample } from '../send/signed-sample.ts';

const NOW = Date.UTC(2026, 10, 25, 12);
const RESOURCES = join(import.meta.dirname, '..', '..', 'resources');
const SAM = 'sam@ourco.example';

let answers: Answers;
beforeEach(async () => {
  answers = await readAnswers(RESOURCES);
});

const cold = (number: number, change: Partial<TakenMail> = {}): TakenMail => ({
  messageId: `<m${number}@ourco.example>`,
  from: SAM,
  to: `dana.${number}@firm-${number}.example`,
  isCold: true,
  atMs: NOW + number * 1_000,
  ...change,
});
const many = (count: number) => Array.from({ length: count }, (_, at) => cold(at));

describe('who answers', () => {
  it('each temperament is met among the first people a mailbox writes to, and the first three answer well within a minute', () => {
    const coming = comingAnswers(many(answers.firstPeople.length), answers);
    expect(new Set(coming.map(({ temperament }) => temperament))).toEqual(new Set(Temperament.options));
    expect(coming.slice(0, 3).map(({ temperament }) => temperament)).toEqual(['positive', 'info-request', 'pricing']);
    for (const { dueAtMs, mail } of coming.slice(0, 3)) expect(dueAtMs - mail.atMs).toBeLessThan(60_000);
  });

  it('afterwards some four in ten to six in ten do', () => {
    const later = comingAnswers(many(1_000), answers).length - 12;
    expect(later / (1_000 - answers.firstPeople.length)).toBeGreaterThan(0.4);
    expect(later / (1_000 - answers.firstPeople.length)).toBeLessThan(0.65);
  });

  it('what comes later changes nothing, and nobody answers twice or to an answer', () => {
    const mails = many(40);
    expect(comingAnswers(mails, answers).slice(0, 3)).toMatchObject(
      comingAnswers(mails.slice(0, 3), answers).map(({ mail, dueAtMs }) => ({ mail, dueAtMs })),
    );
    const [first] = mails;
    const again = [...mails, cold(90, { to: first?.to ?? '' }), cold(91, { isCold: false })];
    expect(comingAnswers(again, answers)).toHaveLength(comingAnswers(mails, answers).length);
  });
});

const EXPECTED: Readonly<Record<Temperament, ReplyClass | null>> = {
  positive: 'positive',
  pricing: 'info-request',
  'not-now': 'not-now',
  'not-me': 'not-me',
  objection: 'objection',
  'remove-me': 'unsubscribe',
  angry: 'complaint',
  'out-of-office': 'auto-reply',
  'hard-bounce': 'bounce',
  // What several people or an injection make of it is decided by who reads it, not by its class.
  'several-people': null,
  injection: null,
  'info-request': 'info-request',
};

describe('what they write', () => {
  const all = Temperament.options.flatMap((temperament) => [0, 0.4, 0.99].map((share) => ({ temperament, share })));
  it.each(all)('is read as what it is: $temperament at $share', async ({ temperament, share }) => {
    const signed = signedSample();
    const eml = Buffer.from(await buildMime(signed, NOW)).toString('utf8');
    const bytes = await composeAnswer(
      {
        mail: { ...cold(1, { from: signed.message.from.address, to: signed.message.to }), messageId: signed.messageId },
        temperament,
        dueAtMs: NOW + 40_000,
        draw: () => share,
      },
      eml,
      answers,
    );
    const mail = await parseArrived(bytes, NOW);
    if (mail === null) throw new Error('not read');
    const reading = readArrivedReply(mail, {
      ways: {
        mailto: null,
        optOutLine: 'Not relevant? Reply "no thanks" and I will not write again.',
        answersOurs: true,
      },
      timeZone: 'Europe/London',
      people: 1,
    });
    expect(mail.from).toBe(temperament === 'hard-bounce' ? 'mailer-daemon@northwind.example' : signed.message.to);
    if (EXPECTED[temperament] !== null) expect(reading.class).toBe(EXPECTED[temperament]);
    if (temperament === 'injection') expect(reading.speaksToModels).toBe(true);
    if (temperament === 'pricing') expect(reading.asks).toContain('price');
    if (temperament === 'not-now') expect(reading.circleBack?.atMs).toBeGreaterThan(NOW);
    if (temperament === 'not-me') expect(reading.referral?.email).toContain('@northwind.example');
    if (temperament === 'out-of-office') expect(reading.returnAtMs).toBeGreaterThan(NOW);
    if (temperament !== 'hard-bounce') expect(mail.answers).toContain(signed.messageId);
    else expect(mail.returned?.messageId).toBe(signed.messageId);
  });
});

describe('over the embedded mailbox', () => {
  let dir: string;
  let sink: Sink;
  let clock: TurnedClock;
  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), 'countersign-prospects-'));
    sink = await startSink({ dir, random: systemRandom() });
    clock = turnedClock(NOW);
  });
  afterEach(async () => {
    await sink.close();
    rmSync(dir, { recursive: true, force: true });
  });

  const log = {
    info: () => undefined,
    warn: () => undefined,
    error: (_: string, cause: unknown) => expect.fail(String(cause)),
  };
  const begin = (isOn = () => true) => startProspects({ sink, clock, log, script: answers, isOn });
  const files = () => {
    try {
      return readdirSync(sink.inboxOf(SAM));
    } catch {
      return [];
    }
  };
  async function send(): Promise<void> {
    const transport = makeSmtpTransport({
      account: { host: sink.host, port: sink.port, tls: 'none', user: '' },
      login: () => Promise.resolve(null),
    });
    const signed = signedSample();
    const bytes = await buildMime(
      { ...signed, message: { ...signed.message, headers: { 'List-Unsubscribe': '<mailto:out@ourco.example>' } } },
      NOW,
    );
    await transport.transmit({ from: signed.message.from.address, to: signed.message.to }, bytes, () => undefined);
    await transport.close();
  }

  it('answer within a minute, once, also where the desk was closed meanwhile', async () => {
    const first = begin();
    await send();
    await first.stop();
    expect(files()).toEqual([]);
    clock.set(NOW + 60_000);
    const second = begin();
    await clock.turnTo(NOW + 60_001, () => Promise.resolve());
    await expect.poll(files).toHaveLength(1);
    await second.stop();
    const third = begin();
    await clock.turnTo(NOW + 120_000, () => Promise.resolve());
    await third.stop();
    expect(files()).toHaveLength(1);
    expect(readFileSync(join(sink.inboxOf(SAM), files()[0] ?? ''), 'utf8')).toContain(
      `In-Reply-To: ${signedSample().messageId}`,
    );
  });

  it('say nothing while mail leaves through a real account', async () => {
    const one = begin(() => false);
    await send();
    await clock.turnTo(NOW + 600_000, () => Promise.resolve());
    await one.stop();
    expect(files()).toEqual([]);
  });
});
