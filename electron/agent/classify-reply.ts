/** Asks the model what a reply is. What comes back is a reading with the literal words it rests on; words that don't stand in the reply are dropped, and it decides nothing. */
import { z } from 'zod';
import type { ModelUse } from '../../shared/domain/agent-run.ts';
import { EmailAddress } from '../../shared/domain/email-address.ts';
import { ReplyClass } from '../../shared/domain/reply-class.ts';
import { Objection, ReplyAsk, ReplyReading } from '../../shared/domain/reply-reading.ts';
import type { AgentLedger } from '../ports/agent-ledger.ts';
import type { Model } from '../ports/model.ts';
import { asData, dataRule, visibleText } from './as-data.ts';
import { line, UNUSED } from './journal.ts';
import { promptPart } from './library-view.ts';

export interface ReplyText {
  /** What its writer wrote, without quotes. */
  readonly newText: string;
  readonly subject: string;
  /** What it answers, for understanding only; null where it is unknown. */
  readonly answered: string | null;
  /** Decides which version of the prompt it is read by. */
  readonly contactId: string;
  readonly sentAtMs: number;
  /** Distinct people on the thread besides ourselves. */
  readonly people: number;
}

export type Classified =
  | { readonly kind: 'read'; readonly reading: ReplyReading; readonly use: ModelUse; readonly version: string }
  | { readonly kind: 'failed'; readonly because: string; readonly retryable: boolean; readonly use: ModelUse }
  | { readonly kind: 'stopped'; readonly use: ModelUse };

const ModelReading = z.object({
  class: ReplyClass,
  confidence: z.number().min(0).max(1),
  evidence: z.array(z.string().max(300)).max(12),
  objection: Objection.nullable(),
  namedTool: z.string().max(80).nullable(),
  /** `2026-12-01`; null where no date is said. */
  returnDay: z.string().max(10).nullable(),
  circleBack: z
    .object({ day: z.string().max(10).nullable(), trigger: z.string().max(200).nullable(), words: z.string().max(300) })
    .nullable(),
  referral: z
    .object({
      name: z.string().max(160).nullable(),
      title: z.string().max(160).nullable(),
      email: z.string().max(254).nullable(),
    })
    .nullable(),
  asks: z.array(ReplyAsk).max(ReplyAsk.options.length),
  mood: z.enum(['calm', 'annoyed', 'angry']),
});

const MOST_CHARS = 8_000;

export async function classifyWithModel(
  parts: { readonly model: Model; readonly library: Pick<AgentLedger['library'], 'list'> },
  reply: ReplyText,
  signal: AbortSignal,
): Promise<Classified> {
  const part = promptPart(parts.library, 'classify-reply', reply.contactId);
  if (part === null)
    return {
      kind: 'failed',
      because: 'no approved prompt part “classify-reply” is live',
      retryable: false,
      use: UNUSED,
    };
  const data = asData({
    sent: new Date(reply.sentAtMs).toISOString().slice(0, 10),
    subject: reply.subject,
    reply: visibleText(reply.newText, MOST_CHARS),
    ...(reply.answered === null ? {} : { ourMailBefore: visibleText(reply.answered, 3_000) }),
  });
  const answer = await parts.model.ask(
    {
      purpose: 'classify',
      instructions: [part.body, 'Days are written 2026-12-01.', dataRule(data)].join('\n\n'),
      data: data.text,
      schemaName: 'reply_reading',
      schema: ModelReading,
      maxOutputTokens: 900,
    },
    signal,
  );
  switch (answer.kind) {
    case 'stopped':
      return { kind: 'stopped', use: answer.use };
    case 'refused':
    case 'malformed':
      return { kind: 'failed', because: answer.because, retryable: false, use: answer.use };
    case 'failed':
      return { kind: 'failed', because: answer.because, retryable: answer.retryable, use: answer.use };
    case 'answer': {
      const read = ReplyReading.safeParse(readingOf(answer.value, reply));
      if (read.success) return { kind: 'read', reading: read.data, use: answer.use, version: part.version };
      const [issue] = read.error.issues;
      return {
        kind: 'failed',
        because: line(`its answer makes no reading: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`),
        retryable: false,
        use: answer.use,
      };
    }
    default:
      return answer satisfies never;
  }
}

/** Without words to rest on nobody may be sure (prompt classify-reply). */
const MOST_WITHOUT_WORDS = 0.49;

function readingOf(said: z.infer<typeof ModelReading>, { newText, people }: ReplyText): unknown {
  const evidence = said.evidence.flatMap((words) => {
    const start = words.trim() === '' ? -1 : newText.indexOf(words);
    return start < 0 ? [] : [{ text: line(words, 300), start, end: start + words.length }];
  });
  const email = EmailAddress.safeParse(said.referral?.email);
  const inText = (words: string | null, most: number): string | null =>
    words !== null && words.trim() !== '' && newText.toLowerCase().includes(words.trim().toLowerCase())
      ? line(words, most)
      : null;
  return {
    class: said.class,
    confidence: evidence.length === 0 ? Math.min(said.confidence, MOST_WITHOUT_WORDS) : said.confidence,
    by: 'model',
    evidence,
    objection: said.objection,
    namedTool: inText(said.namedTool, 80),
    returnAtMs: dayMs(said.returnDay),
    circleBack:
      said.circleBack === null
        ? null
        : {
            atMs: dayMs(said.circleBack.day),
            trigger: inText(said.circleBack.trigger, 200),
            words: inText(said.circleBack.words, 300) ?? '',
          },
    // Nobody is written to because a model named them: the address has to stand in the reply.
    referral:
      said.referral === null
        ? null
        : {
            name: inText(said.referral.name, 160),
            title: inText(said.referral.title, 160),
            email: email.success && newText.toLowerCase().includes(email.data.toLowerCase()) ? email.data : null,
          },
    asks: [...new Set(said.asks)],
    mood: said.mood,
    people: Math.max(1, Math.min(100, people)),
  };
}

function dayMs(day: string | null): number | null {
  if (day === null || !/^\d{4}-\d{2}-\d{2}$/u.test(day)) return null;
  const atMs = Date.parse(`${day}T00:00:00Z`);
  return Number.isFinite(atMs) && atMs > 0 ? atMs : null;
}
