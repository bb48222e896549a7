/** Which language model the desk asks, by its settings file and its key among the secrets; none until a person chooses one. The key is never read back to a page. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ModelAccount } from '../../shared/domain/model-account.ts';
import type { ResponseOf } from '../../shared/ipc/contract.ts';
import { openAiModel } from '../agent/model.ts';
import { writeDurably } from '../platform/write-durably.ts';
import type { DeskPorts } from '../ports/desk.ts';
import type { Model } from '../ports/model.ts';

/** Among the secrets. */
export const MODEL_KEY = 'model.key';

const Settings = z.object({ formatVersion: z.literal(1), account: ModelAccount });

export interface ModelWays {
  read(): ResponseOf<'model.read'>;
  /** Why no model can be asked although one was chosen; null where all is well, or none was chosen. */
  problem(): string | null;
  /** Null: the template drafter writes. */
  model(): Model | null;
  test(account: ModelAccount, key: string | null): Promise<ResponseOf<'model.test'>>;
  use(account: ModelAccount | null, key: string | null): ResponseOf<'model.use'>;
}

type Choice =
  | { readonly kind: 'none' }
  | { readonly kind: 'account'; readonly account: ModelAccount }
  | { readonly kind: 'damaged'; readonly problem: string };

/** A short answer whose words are known: whoever sends it understood question and schema. */
const TRIAL = {
  purpose: 'test',
  instructions: 'You are being tried out. Say whether the word in the data is a colour.',
  data: 'The word: blue',
  schemaName: 'trial',
  schema: z.object({ isColour: z.boolean() }),
  maxOutputTokens: 400,
} as const;

export function openModelWays({
  paths,
  secrets,
  clock,
  random,
}: Pick<DeskPorts, 'paths' | 'secrets' | 'clock' | 'random'>): ModelWays {
  const path = join(paths.home, 'model.json');
  let choice = readChoice(path);
  /** Kept as long as nothing changes: it remembers which formats its server knows. */
  let opened: { readonly key: string | null; readonly account: ModelAccount; readonly model: Model } | null = null;

  return {
    read: () => ({
      account: choice.kind === 'account' ? choice.account : null,
      keyKept: secrets.read(MODEL_KEY) !== null,
    }),
    problem: () => (choice.kind === 'damaged' ? choice.problem : null),
    model() {
      if (choice.kind !== 'account') return null;
      const { account } = choice;
      const key = secrets.read(MODEL_KEY);
      if (opened?.account !== account || opened.key !== key)
        opened = { account, key, model: openAiModel({ account, key, clock, random }) };
      return opened.model;
    },
    async test(account, key) {
      const model = openAiModel({ account, key: key === '' ? null : (key ?? secrets.read(MODEL_KEY)), clock, random });
      const answer = await model.ask(TRIAL, new AbortController().signal);
      if (answer.kind === 'answer') return { kind: 'ok' };
      const because = answer.kind === 'stopped' ? 'it was stopped' : answer.because;
      return { kind: 'no', because: `${account.model} can’t be used: ${because}.` };
    },
    use(account, key) {
      if (key !== null) {
        if (key === '') secrets.erase(MODEL_KEY);
        else secrets.write(MODEL_KEY, key);
      }
      if (account === null) rmSync(path, { force: true });
      else writeDurably(path, JSON.stringify({ formatVersion: 1, account }, null, 2));
      choice = account === null ? { kind: 'none' } : { kind: 'account', account };
      return { kind: 'ok' };
    },
  };
}

/** A damaged file never becomes another model: nothing is written until a person chose again. */
function readChoice(path: string): Choice {
  if (!existsSync(path)) return { kind: 'none' };
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    return damaged(cause instanceof Error && 'code' in cause ? String(cause.code) : 'not JSON');
  }
  const read = Settings.safeParse(content);
  return read.success ? { kind: 'account', account: read.data.account } : damaged('form');
}

const damaged = (why: string): Choice => ({
  kind: 'damaged',
  problem: `The model’s settings can’t be read (${why}). Choose the model again.`,
});
