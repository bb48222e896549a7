/** How well replies are understood by rules alone: the labelled set through real mail bytes, by class, as a whole and on the part kept aside. */
import { describe, expect, it } from 'vitest';
import { parseArrived } from '../../electron/inbox/arrived-mail.ts';
import { newTextOf } from '../../electron/inbox/new-text.ts';
import { readArrivedReply } from '../../electron/inbox/replies/read-arrived-reply.ts';
import { ReplyClass } from '../../shared/domain/reply-class.ts';
import { ReplyReading } from '../../shared/domain/reply-reading.ts';
import { LIMITS } from '../../shared/policy/limits.ts';
import { LATER, OBJECTIONS, POSITIVES, QUESTIONS, REFERRALS, UNCLEAR } from './reply-set/answers.ts';
import { asMail, dressOf, DRESSES, OPT_OUT_LINE, OUR_TEXT } from './reply-set/as-mail.ts';
import { KEPT_ASIDE } from './reply-set/kept-aside.ts';
import { LAST_OPT_OUTS } from './reply-set/last-opt-outs.ts';
import { LAST_LOOK } from './reply-set/last-look.ts';
import { Dress, type LabelledReply } from './reply-set/labelled-reply.ts';
import { AUTO_REPLIES, BOUNCES } from './reply-set/machines.ts';
import { OPT_OUTS } from './reply-set/opt-outs.ts';
import { WRITTEN_SECOND } from './reply-set/written-second.ts';
import { WRITTEN_FIRST } from './reply-set/written-first.ts';

const DEVELOPED_WITH: readonly LabelledReply[] = [
  ...OPT_OUTS,
  ...POSITIVES,
  ...QUESTIONS,
  ...LATER,
  ...REFERRALS,
  ...OBJECTIONS,
  ...UNCLEAR,
  ...AUTO_REPLIES,
  ...BOUNCES,
  ...WRITTEN_FIRST,
  ...WRITTEN_SECOND,
  ...LAST_LOOK,
  ...LAST_OPT_OUTS,
];

/** Thursday 26 November 2026, 09:00 in Paris. */
const NOW = Date.UTC(2026, 10, 26, 8);
const WAYS = {
  mailto: 'unsubscribe@ourco.example',
  optOutLine: OPT_OUT_LINE,
  answersOurs: true,
  ourTexts: [OUR_TEXT],
};
const CONTEXT = { ways: WAYS, timeZone: 'Europe/Paris', people: 1 };
/** The policy's default. */
const CUTOFF = LIMITS.classifierCutoffPercent.default / 100;

async function read(reply: LabelledReply, dress: Dress): Promise<ReplyReading> {
  const mail = await parseArrived(asMail(reply, dress), NOW);
  if (mail === null) throw new Error('not read');
  return ReplyReading.parse(readArrivedReply(mail, CONTEXT));
}

interface Read {
  readonly reply: LabelledReply;
  readonly reading: ReplyReading;
}

const readAll = (replies: readonly LabelledReply[]): Promise<readonly Read[]> =>
  Promise.all(replies.map(async (reply, at) => ({ reply, reading: await read(reply, dressOf(reply, at)) })));

/** Who is suppressed by a complaint needs no opt-out as well. */
const isSuppressed = ({ reading }: Read) => reading.class === 'unsubscribe' || reading.class === 'complaint';

function figures(all: readonly Read[]) {
  return ReplyClass.options.map((name) => {
    const labelled = all.filter(({ reply }) => reply.is === name);
    const said = all.filter(({ reading }) => reading.class === name);
    const right = labelled.filter(({ reading }) => reading.class === name);
    return {
      name,
      labelled: labelled.length,
      precision: said.length === 0 ? 1 : right.length / said.length,
      recall: labelled.length === 0 ? 1 : right.length / labelled.length,
    };
  });
}

const table = (title: string, all: readonly Read[]) =>
  [
    `${title}: ${all.length} replies, ${all.filter(({ reply, reading }) => reply.is === reading.class).length} read right`,
    ...figures(all).map(
      ({ name, labelled, precision, recall }) =>
        `  ${name.padEnd(13)} ${String(labelled).padStart(3)}  precision ${precision.toFixed(3)}  recall ${recall.toFixed(3)}`,
    ),
  ].join('\n');

const recallOf = (name: ReplyClass, all: readonly Read[]) =>
  figures(all).find((each) => each.name === name)?.recall ?? 0;
const labelled = (name: ReplyClass, from: readonly LabelledReply[]) => from.filter(({ is }) => is === name);

describe('the labelled set', () => {
  const whole = [...DEVELOPED_WITH, ...KEPT_ASIDE];

  it('is as large as it has to be', () => {
    expect(whole.length).toBeGreaterThanOrEqual(220);
    expect(KEPT_ASIDE.length).toBeGreaterThanOrEqual(80);
    expect(labelled('unsubscribe', whole).length).toBeGreaterThanOrEqual(40);
    expect(labelled('positive', whole).length).toBeGreaterThanOrEqual(40);
    expect(labelled('auto-reply', whole).length).toBeGreaterThanOrEqual(25);
    for (const name of ReplyClass.options) expect(labelled(name, whole), name).not.toHaveLength(0);
    const keys = whole.map(({ text, raw, subject }) => JSON.stringify([text, raw, subject]));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it.each([
    ['as a whole', whole],
    ['kept aside', KEPT_ASIDE],
  ] as const)('%s: every opt-out is found, and of positive replies 0.95', async (name, replies) => {
    const all = await readAll(replies);
    console.info(table(name, all));
    const missed = all.filter((each) => each.reply.is === 'unsubscribe' && !isSuppressed(each));
    expect(missed.map(({ reply }) => reply.text)).toEqual([]);
    expect(recallOf('complaint', all)).toBeGreaterThanOrEqual(0.95);
    expect(recallOf('positive', all)).toBeGreaterThanOrEqual(0.95);
  });

  it('finds every opt-out, whatever mail program dresses it', async () => {
    const optOuts = whole.filter(({ is, raw }) => is === 'unsubscribe' && raw === undefined);
    const dresses = Object.keys(DRESSES).map((name) => Dress.parse(name));
    const missed: string[] = [];
    for (const dress of dresses) {
      for (const optOut of optOuts) {
        const reading = await read(optOut, dress);
        if (!isSuppressed({ reply: optOut, reading })) missed.push(`${dress}: ${optOut.text}`);
      }
    }
    expect(missed).toEqual([]);
  });

  it('reads nothing but an opt-out or a complaint as one, whatever mail program dresses it', async () => {
    const others = whole.filter(({ is, raw }) => is !== 'unsubscribe' && is !== 'complaint' && raw === undefined);
    const wrong: string[] = [];
    for (const dress of Object.keys(DRESSES).map((name) => Dress.parse(name))) {
      for (const other of others) {
        if (isSuppressed({ reply: other, reading: await read(other, dress) })) wrong.push(`${dress}: ${other.text}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('is seldom surely wrong: what is not understood is read as unsure', async () => {
    const all = await readAll(whole);
    const sure = all.filter(({ reading }) => reading.confidence >= CUTOFF);
    const wrong = sure.filter(({ reply, reading }) => reply.is !== reading.class);
    console.info(`sure of ${sure.length} of ${all.length}, wrong in ${wrong.length} of them`);
    expect(wrong.length / sure.length).toBeLessThanOrEqual(0.02);
    expect(sure.length / all.length).toBeGreaterThanOrEqual(0.75);
  });

  it('gives evidence by its own words at their own places', async () => {
    for (const [at, reply] of whole.entries()) {
      const mail = await parseArrived(asMail(reply, dressOf(reply, at)), NOW);
      if (mail === null) throw new Error('not read');
      const newText = newTextOf(mail.text);
      for (const { text, start, end } of readArrivedReply(mail, CONTEXT).evidence)
        expect(newText.slice(start, end)).toBe(text);
    }
  });

  it('is read the same way twice', async () => {
    for (const reply of KEPT_ASIDE.slice(0, 20)) expect(await read(reply, 'gmail')).toEqual(await read(reply, 'gmail'));
  });
});
