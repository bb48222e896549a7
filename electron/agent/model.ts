/**
 * Asks a language model over the OpenAI protocol: OpenAI, Azure, a gateway, Ollama, vLLM, LM Studio. The only place that knows the SDK.
 * It gives the model no tool, follows no redirect (one would carry the key to where nobody chose), never throws, and never lets the key
 * or a body into a reason or a log.
 */
import type { default as OpenAiClient } from 'openai';
import { z } from 'zod';
import type { ModelUse } from '../../shared/domain/agent-run.ts';
import type { ModelAccount } from '../../shared/domain/model-account.ts';
import type { Clock } from '../ports/clock.ts';
import type { Model, ModelAnswer, ModelQuestion } from '../ports/model.ts';
import type { Random } from '../ports/random.ts';
import { AnswerTooLong, boundedFetch } from './bounded-fetch.ts';
import { findJson } from './find-json.ts';
import { added, UNUSED } from './journal.ts';
import { isAborted, waitFor } from './wait.ts';

export interface ModelParts {
  readonly account: ModelAccount;
  /** Null for a server that asks for none. */
  readonly key: string | null;
  readonly clock: Clock;
  readonly random: Random;
}

/** Asked at most so often for one answer; changes of format come on top, each once. */
const MOST_ATTEMPTS = 3;
const FIRST_WAIT_MS = 1_000;
/** A server that asks to wait longer than this is left alone until the next run. */
const LONGEST_WAIT_MS = 30_000;
/** Where a server counts nothing, its tokens are taken for this long each; the budget must not run dry unseen. */
const CHARS_A_TOKEN = 4;

/** From the strictest down: what a server does not know is not asked for again. */
const FORMATS = ['json_schema', 'json_object', 'text'] as const;

/** What of an answer is read; servers add and leave out a lot. */
const Completion = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
  usage: z
    .object({ prompt_tokens: z.number().min(0).nullish(), completion_tokens: z.number().min(0).nullish() })
    .nullish(),
});

type Asked =
  | { readonly kind: 'completion'; readonly completion: z.infer<typeof Completion> }
  | { readonly kind: 'fault'; readonly fault: Fault };

interface Fault {
  readonly because: string;
  readonly retryable: boolean;
  /** The server's own word on when; null where it gave none. */
  readonly waitMs: number | null;
  /** The request's form may be at fault, not its matter. */
  readonly formAtFault: boolean;
  readonly tokensNameAtFault: boolean;
}

export function openAiModel({ account, key, clock, random }: ModelParts): Model {
  let client: Promise<OpenAiClient> | null = null;
  let format = 0;
  let tokensName: 'max_tokens' | 'max_completion_tokens' = /\b(?:openai\.com|azure\.com)\b/u.test(account.baseUrl)
    ? 'max_completion_tokens'
    : 'max_tokens';

  /** Loaded when it is first needed: a desk without a model need not wait for it. */
  const connect = (): Promise<OpenAiClient> =>
    (client ??= import('openai').then(
      ({ default: OpenAI }) =>
        new OpenAI({
          baseURL: account.baseUrl,
          apiKey: key ?? 'none',
          adminAPIKey: null,
          organization: null,
          project: null,
          webhookSecret: null,
          maxRetries: 0,
          timeout: account.timeoutSeconds * 1_000,
          logLevel: 'off',
          fetch: boundedFetch,
        }),
    ));

  async function askOnce<T>(question: ModelQuestion<T>, signal: AbortSignal): Promise<Asked> {
    const timeout = AbortSignal.timeout(account.timeoutSeconds * 1_000);
    try {
      const answer: unknown = await (
        await connect()
      ).chat.completions.create(
        {
          model: account.model,
          messages: [
            { role: 'system', content: instructionsOf(question, FORMATS[format] ?? 'text') },
            { role: 'user', content: question.data },
          ],
          [tokensName]: question.maxOutputTokens,
          ...formatOf(question, FORMATS[format] ?? 'text'),
        },
        { signal: AbortSignal.any([signal, timeout]) },
      );
      const completion = Completion.safeParse(answer);
      if (completion.success) return { kind: 'completion', completion: completion.data };
      return faultOf('the server’s answer is not of the OpenAI protocol', { retryable: false });
    } catch (cause) {
      if (timeout.aborted || nameOf(cause) === 'APIConnectionTimeoutError')
        return faultOf(`no answer within ${account.timeoutSeconds} s`, { retryable: true });
      return classify(cause);
    }
  }

  return {
    name: account.model,
    async ask<T>(question: ModelQuestion<T>, signal: AbortSignal): Promise<ModelAnswer<T>> {
      let use = UNUSED;
      for (let attempt = 1; ;) {
        if (signal.aborted) return { kind: 'stopped', use };
        const asked = await askOnce(question, signal);
        if (asked.kind === 'completion') {
          use = added(use, usedBy(account, asked.completion, question));
          return readAnswer(question, asked.completion, use);
        }
        // Read again through a call: it may have been aborted while the answer was waited for.
        if (isAborted(signal)) return { kind: 'stopped', use };
        const { because, retryable, waitMs, formAtFault, tokensNameAtFault } = asked.fault;
        // Somebody waits for the answer: what is wrong is said at once, and they ask again.
        const isWaitedFor = question.purpose === 'test' || question.purpose === 'rewrite';
        const mostAttempts = isWaitedFor ? 1 : MOST_ATTEMPTS;
        if (tokensNameAtFault) {
          const other = tokensName === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens';
          if (attempt > MOST_ATTEMPTS) return { kind: 'failed', retryable: false, because, use };
          tokensName = other;
          attempt += 1;
          continue;
        }
        if (formAtFault && format < FORMATS.length - 1) {
          format += 1;
          continue;
        }
        const inMs = waitMs ?? FIRST_WAIT_MS * 2 ** (attempt - 1) * (0.5 + random.fraction() / 2);
        if (!retryable || attempt >= mostAttempts || inMs > LONGEST_WAIT_MS)
          return { kind: 'failed', retryable, because, use };
        attempt += 1;
        await waitFor(clock, inMs, signal);
      }
    },
  };
}

function instructionsOf(question: ModelQuestion<unknown>, format: (typeof FORMATS)[number]): string {
  if (format === 'json_schema') return question.instructions;
  return [
    question.instructions,
    'Answer with one JSON object and nothing else. It must fit this JSON Schema:',
    JSON.stringify(schemaOf(question)),
  ].join('\n\n');
}

function formatOf(question: ModelQuestion<unknown>, format: (typeof FORMATS)[number]) {
  switch (format) {
    case 'json_schema':
      return {
        response_format: {
          type: 'json_schema' as const,
          json_schema: { name: question.schemaName, strict: true, schema: schemaOf(question) },
        },
      };
    case 'json_object':
      return { response_format: { type: 'json_object' as const } };
    case 'text':
      return {};
    default:
      return format satisfies never;
  }
}

/** Keys that strict servers refuse; what they would check is checked here when the answer is parsed. */
const UNSUPPORTED = new Set([
  '$schema',
  'minLength',
  'maxLength',
  'pattern',
  'format',
  'default',
  'minItems',
  'maxItems',
]);

const schemas = new WeakMap<z.ZodType, Record<string, unknown>>();

function schemaOf({ schema }: ModelQuestion<unknown>): Record<string, unknown> {
  const known = schemas.get(schema);
  if (known !== undefined) return known;
  const made = plain(z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' })) as Record<string, unknown>;
  schemas.set(schema, made);
  return made;
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => (UNSUPPORTED.has(name) ? [] : [[name, plain(inner)]])),
  );
}

function readAnswer<T>(
  question: ModelQuestion<T>,
  completion: z.infer<typeof Completion>,
  use: ModelUse,
): ModelAnswer<T> {
  const [choice] = completion.choices;
  const refusal = choice?.message.refusal ?? '';
  if (refusal !== '') return { kind: 'refused', because: `the model refused: ${oneLine(refusal)}`, use };
  if (choice?.finish_reason === 'content_filter')
    return { kind: 'refused', because: 'the server’s content filter stopped the answer', use };
  if (choice?.finish_reason === 'length')
    return { kind: 'malformed', because: `the answer was cut off after ${question.maxOutputTokens} tokens`, use };
  const json = findJson(choice?.message.content ?? '');
  if (json === null) return { kind: 'malformed', because: 'the answer holds no JSON object', use };
  const read = question.schema.safeParse(json.value);
  if (read.success) return { kind: 'answer', value: read.data, use };
  const [issue] = read.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? 'its top' : issue.path.join('.');
  return { kind: 'malformed', because: oneLine(`the answer does not fit at ${where}: ${issue?.message ?? ''}`), use };
}

const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\s\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, 300);

function usedBy(
  account: ModelAccount,
  { usage, choices }: z.infer<typeof Completion>,
  question: ModelQuestion<unknown>,
) {
  const guess = (text: string) => Math.ceil(text.length / CHARS_A_TOKEN);
  const inputTokens = Math.ceil(usage?.prompt_tokens ?? guess(question.instructions + question.data));
  const outputTokens = Math.ceil(usage?.completion_tokens ?? guess(choices[0]?.message.content ?? ''));
  // A price is for a million tokens and a cost is in millionths.
  const costMicros = Math.ceil(
    inputTokens * account.inputPricePerMillion + outputTokens * account.outputPricePerMillion,
  );
  return { inputTokens, outputTokens, costMicros };
}

function faultOf(because: string, more: Partial<Omit<Fault, 'because'>>): Asked {
  return {
    kind: 'fault',
    fault: { because, retryable: false, waitMs: null, formAtFault: false, tokensNameAtFault: false, ...more },
  };
}

/** What the SDK's errors have in common, read without trusting any of it. */
const SdkFault = z.object({
  status: z.number().optional().catch(undefined),
  headers: z.instanceof(Headers).optional().catch(undefined),
  code: z.string().nullish().catch(null),
  param: z.string().nullish().catch(null),
  message: z.string().catch(''),
});

const nameOf = (cause: unknown): string => (cause instanceof Error ? cause.constructor.name : '');

/** Server words are not repeated: an error of theirs may quote the key or the prompt. */
function classify(cause: unknown): Asked {
  const read = SdkFault.safeParse(cause);
  const { status, headers, code, param, message } = read.success
    ? read.data
    : { status: undefined, headers: undefined, code: null, param: null, message: '' };
  if (status === undefined) {
    if (cause instanceof Error && [cause, cause.cause].some((each) => each instanceof AnswerTooLong))
      return faultOf('the server’s answer is far too long', {});
    if (cause instanceof SyntaxError) return faultOf('the server’s answer is not JSON', { retryable: true });
    return faultOf('the server could not be reached', { retryable: true });
  }
  const named = typeof code === 'string' && /^[a-z][a-z0-9_]{1,50}$/u.test(code) ? ` (${code})` : '';
  const because = `the server answered ${status}${named}`;
  const waitMs = retryAfterMs(headers);
  if (status === 429)
    return faultOf(`${because}: too many requests, or no credit left`, {
      retryable: code !== 'insufficient_quota',
      waitMs,
    });
  if (status === 401 || status === 403) return faultOf(`${because}: the key is not accepted`, {});
  if (status === 404) return faultOf(`${because}: there is no such address or model`, {});
  if (status >= 300 && status < 400) return faultOf(`${because}: it wants to redirect, which is not followed`, {});
  if (status === 408 || status === 409 || status >= 500) {
    if (status === 501) return faultOf(because, { formAtFault: true });
    return faultOf(because, { retryable: true, waitMs });
  }
  const aboutTokens = `${param ?? ''} ${message}`;
  return faultOf(because, {
    formAtFault: status === 400 || status === 415 || status === 422,
    tokensNameAtFault:
      /\bmax_(?:completion_)?tokens\b/u.test(aboutTokens) && /support|unknown|unrecogni/iu.test(aboutTokens),
  });
}

/** Seconds; a date is not worth reading for a wait this short. */
function retryAfterMs(headers: Headers | undefined): number | null {
  const seconds = Number(headers?.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds * 1_000) : null;
}
