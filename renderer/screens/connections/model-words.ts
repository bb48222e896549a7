/** The words of the language model's part, and where the usual servers answer. */
import type { ModelUse } from '../../../shared/domain/agent-run.ts';

const figures = new Intl.NumberFormat('en-GB');
const money = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 4 });
const cost = (micros: number) => money.format(micros / 1_000_000);

/** A hint for each; the address can be changed. */
export const MODEL_PRESETS: readonly { readonly name: string; readonly baseUrl: string }[] = [
  { name: 'OpenAI', baseUrl: 'https://api.openai.com/v1' },
  { name: 'Azure', baseUrl: 'https://your-resource.openai.azure.com/openai/v1' },
  { name: 'Ollama', baseUrl: 'http://127.0.0.1:11434/v1' },
  { name: 'vLLM', baseUrl: 'http://127.0.0.1:8000/v1' },
  { name: 'LM Studio', baseUrl: 'http://127.0.0.1:1234/v1' },
];

export const MODEL_WORDS = {
  title: 'Language model',
  why: 'Writes drafts and reads replies. Without one, drafts come from approved templates and replies are read by rules. A model never sends.',
  templates: 'Template drafter',
  templatesAside: 'no model, no key, nothing leaves this computer',
  server: 'A model server',
  use: 'Drafts are written by',
  inUse: 'in use',
  useTemplates: 'Use the template drafter',
  usedTemplates: 'From now on drafts come from approved templates.',
  presets: 'Where usual servers answer',
  baseUrl: 'Base URL',
  baseUrlHint: 'Any server that speaks the OpenAI protocol.',
  model: 'Model',
  modelHint: 'As the server names it.',
  key: 'Key',
  keyKept: 'A key is kept. Type another to replace it.',
  keyOther: 'The kept key is not sent to another server.',
  keyNone: 'Leave it empty where the server asks for none.',
  forget: 'Forget the key',
  forgotten: 'The key is erased.',
  timeout: 'Longest answer, s',
  inputPrice: 'Price of a million tokens in',
  outputPrice: 'and out',
  fallback: 'Where the model gives no usable draft, the template drafter writes it',
  fallbackOff: 'Otherwise the lead waits for the next run.',
  test: 'Test',
  tested: 'It understood a small question and answered in the form that drafts need.',
  useThis: 'Use this model',
  used: 'From now on this model writes drafts and reads replies.',
  today: 'Today',
  todaySaid: ({ inputTokens, outputTokens, costMicros }: ModelUse, tokensMost: number, costMicrosMost: number) =>
    `${figures.format(inputTokens)} tokens in, ${figures.format(outputTokens)} out, of at most ${figures.format(tokensMost)} · cost ${cost(costMicros)} of at most ${cost(costMicrosMost)}`,
} as const;
