/** The model's client over real HTTP: every way a server can fail ends as a named outcome, with bounded retries and nothing secret in its words. */
import { z } from 'zod';
import { describe, expect, test } from 'vitest';
import { openAiModel } from '../../electron/agent/model.ts';
import { systemRandom } from '../../electron/platform/random.ts';
import type { ModelAnswer } from '../../electron/ports/model.ts';
import type { ModelAccount } from '../../shared/domain/model-account.ts';
import { accountAt } from './parts.ts';
import * as server from './model-server.ts';

const KEY = 'sk-very-secret-0123456789';
const Answer = z.object({ isColour: z.boolean() });
const QUESTION = {
  purpose: 'draft',
  instructions: 'Say whether it is a colour.',
  data: 'The word: blue',
  schemaName: 'trial',
  schema: Answer,
  maxOutputTokens: 100,
} as const;

async function ask(
  behaviour: server.Behaviour,
  change: Partial<ModelAccount> = {},
  signal = new AbortController().signal,
) {
  const { url, asked } = await server.startModelServer(behaviour);
  const clock = server.hurriedClock();
  const model = openAiModel({ account: accountAt(url, change), key: KEY, clock, random: systemRandom() });
  const answer: ModelAnswer<z.infer<typeof Answer>> = await model.ask(QUESTION, signal);
  return { answer, asked, waits: clock.waits, model };
}

const well = server.answers(() => ({ isColour: true }));

test('an answer is parsed, counted and priced, and the key goes where it was meant to go', async () => {
  const { answer, asked } = await ask(well);
  expect(answer).toEqual({
    kind: 'answer',
    value: { isColour: true },
    // 1,000 tokens at 2 and 200 at 8 a million.
    use: { inputTokens: 1_000, outputTokens: 200, costMicros: 3_600 },
  });
  expect(asked).toHaveLength(1);
  expect(asked[0]).toMatchObject({
    path: '/v1/chat/completions',
    authorization: `Bearer ${KEY}`,
    body: { model: 'test-model', max_tokens: 100, response_format: { type: 'json_schema' } },
  });
  expect(asked[0]!.body.messages.map(({ role }) => role)).toEqual(['system', 'user']);
});

test('a server that counts no tokens is counted for', async () => {
  const { answer } = await ask((_asked, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(server.completion('{"isColour": false}', { usage: undefined })));
  });
  expect(answer).toMatchObject({ kind: 'answer', value: { isColour: false } });
  expect(answer.use.inputTokens).toBeGreaterThan(5);
  expect(answer.use.outputTokens).toBeGreaterThan(2);
});

describe('a server that knows less', () => {
  const knows =
    (formats: readonly string[], content = '{"isColour": true}'): server.Behaviour =>
    (asked, response, number) =>
      formats.includes(asked.body.response_format?.type ?? 'text')
        ? server.answers(() => content)(asked, response, number)
        : server.status(400)(asked, response, number);

  test.each([
    ['of JSON mode only', ['json_object', 'text'], 2],
    ['of plain text only', ['text'], 3],
  ])('%s is asked in the form it knows', async (_what, formats, times) => {
    const { answer, asked } = await ask(knows(formats));
    expect(answer).toMatchObject({ kind: 'answer', value: { isColour: true } });
    expect(asked).toHaveLength(times);
    expect(asked.at(-1)!.body.messages[0]!.content).toContain('"isColour"');
  });

  test('is not asked again for what it did not know', async () => {
    const { answer, asked, model } = await ask(knows(['text'], 'Sure! ```json\n{"isColour": true}\n``` Bye {'));
    expect(answer.kind).toBe('answer');
    await model.ask(QUESTION, new AbortController().signal);
    expect(asked.map(({ body }) => body.response_format?.type ?? 'text')).toEqual([
      'json_schema',
      'json_object',
      'text',
      'text',
    ]);
  });

  test('is asked with the other name for the longest answer where it says so', async () => {
    const { answer, asked } = await ask((one, response, number) =>
      one.body.max_tokens === undefined
        ? well(one, response, number)
        : server.status(400, {
            error: {
              message: "Unsupported parameter: 'max_tokens'",
              code: 'unsupported_parameter',
              param: 'max_tokens',
            },
          })(one, response, number),
    );
    expect(answer.kind).toBe('answer');
    expect(asked.map(({ body }) => body.max_completion_tokens ?? null)).toEqual([null, 100]);
  });
});

describe('what passes is tried again, at most three times', () => {
  test.each([
    ['429', server.status(429, {}, { 'retry-after': '7' })],
    ['500', server.status(500)],
    ['503', server.status(503)],
    ['a connection that is cut', server.cutsTheLine],
  ])('%s once', async (_what, fault) => {
    const { answer, asked } = await ask(server.followedBy(fault, 2, well));
    expect(answer.kind).toBe('answer');
    expect(asked).toHaveLength(2);
  });

  test('as late as the server asks', async () => {
    const { waits } = await ask(server.followedBy(server.status(429, {}, { 'retry-after': '7' }), 2, well));
    expect(waits).toHaveLength(1);
    expect(waits[0]).toBeGreaterThan(6_900);
    expect(waits[0]).toBeLessThanOrEqual(7_000);
  });

  test('later each time where it says nothing', async () => {
    const { answer, asked, waits } = await ask(server.status(500));
    expect(answer).toMatchObject({ kind: 'failed', retryable: true, because: 'the server answered 500' });
    expect(asked).toHaveLength(3);
    expect(waits).toHaveLength(2);
    expect(waits[0]).toBeGreaterThan(400);
    expect(waits[1]).toBeGreaterThan(waits[0]! * 0.9);
  });

  test('but not where it asks to wait for minutes', async () => {
    const { answer, asked } = await ask(server.status(429, {}, { 'retry-after': '600' }));
    expect(answer).toMatchObject({ kind: 'failed', retryable: true });
    expect(asked).toHaveLength(1);
  });
});

describe('what does not pass is not tried again', () => {
  test.each([
    [
      'a wrong key',
      server.status(401, { error: { message: `Incorrect API key provided: ${KEY}` } }),
      'failed',
      /401.*key is not accepted/,
    ],
    ['no such model', server.status(404), 'failed', /404.*no such address or model/],
    ['a redirect', server.redirects, 'failed', /302.*not followed/],
    [
      'credit that is used up',
      server.status(429, { error: { code: 'insufficient_quota', message: 'x' } }),
      'failed',
      /no credit/,
    ],
    ['nothing at all', server.answers(() => ''), 'malformed', /no JSON/],
    ['a refusal', server.refuses, 'refused', /refused: I can’t help/],
    ['an answer that was cut off', server.isCutShort, 'malformed', /cut off after 100 tokens/],
    ['a filter', server.isFiltered, 'refused', /content filter/],
    ['malformed JSON', server.answers(() => '{"isColour": tru'), 'malformed', /no JSON/],
    ['another shape', server.answers(() => ({ isColour: 'blue' })), 'malformed', /at isColour/],
    ['a list in its place', server.answers(() => '[true]'), 'malformed', /does not fit/],
    ['more than anybody asked for', server.floods, 'failed', /too long/],
  ] as const)('%s', async (_what, behaviour, kind, because) => {
    const { answer, asked } = await ask(behaviour);
    expect(answer.kind).toBe(kind);
    expect('because' in answer ? answer.because : '').toMatch(because);
    expect(asked).toHaveLength(1);
    expect(JSON.stringify(answer)).not.toContain(KEY);
  });
});

test('a page of somebody else’s is a failure that may pass', async () => {
  const { answer } = await ask(server.saysHtml);
  expect(answer.kind).toBe('failed');
});

test.each([
  ['says nothing', server.hangs],
  ['begins and never ends', server.trickles],
])('a server that %s ends after the time it has', async (_what, behaviour) => {
  const { url } = await server.startModelServer(behaviour);
  const account = { ...accountAt(url), timeoutSeconds: 0.2 };
  const clock = server.hurriedClock();
  const model = openAiModel({ account, key: null, clock, random: systemRandom() });
  const answer = await model.ask(QUESTION, new AbortController().signal);
  expect(answer).toMatchObject({ kind: 'failed', retryable: true, because: 'no answer within 0.2 s' });
});

test('nobody listening is said in words', async () => {
  const listening = await server.startModelServer(server.hangs);
  const { url } = listening;
  await listening.close();
  const model = openAiModel({
    account: accountAt(url),
    key: null,
    clock: server.hurriedClock(),
    random: systemRandom(),
  });
  expect(await model.ask(QUESTION, new AbortController().signal)).toMatchObject({
    kind: 'failed',
    retryable: true,
    because: 'the server could not be reached',
  });
});

test('a stop ends the question, whether it waits for an answer or for its turn', async () => {
  const stop = new AbortController();
  const { answer } = await ask(() => stop.abort(), {}, stop.signal);
  expect(answer.kind).toBe('stopped');
});
