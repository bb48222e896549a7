/** What a person typed of a language model, and what it comes to: the account and its key, or what is wrong with each field. No network. */
import { ModelAccount } from '../../../shared/domain/model-account.ts';
import { faultsOf, numberOf, type Faults } from '../../components/schema-words.ts';

export interface ModelText {
  readonly baseUrl: string;
  readonly model: string;
  readonly key: string;
  readonly timeoutSeconds: string;
  readonly inputPricePerMillion: string;
  readonly outputPricePerMillion: string;
  readonly templateFallback: boolean;
}

export type ReadModel =
  | { readonly kind: 'account'; readonly account: ModelAccount; readonly key: string | null }
  | { readonly kind: 'faults'; readonly faults: Faults };

/** The kept account as text; its key never comes back. */
export function modelText(account: ModelAccount | null): ModelText {
  return {
    baseUrl: account?.baseUrl ?? '',
    model: account?.model ?? '',
    key: '',
    timeoutSeconds: String(account?.timeoutSeconds ?? 60),
    inputPricePerMillion: String(account?.inputPricePerMillion ?? 0),
    outputPricePerMillion: String(account?.outputPricePerMillion ?? 0),
    templateFallback: account?.templateFallback ?? false,
  };
}

export function readModelText(text: ModelText, kept: ModelAccount | null): ReadModel {
  const read = ModelAccount.safeParse({
    baseUrl: text.baseUrl.trim(),
    model: text.model.trim(),
    timeoutSeconds: numberOf(text.timeoutSeconds),
    inputPricePerMillion: numberOf(text.inputPricePerMillion),
    outputPricePerMillion: numberOf(text.outputPricePerMillion),
    templateFallback: text.templateFallback,
  });
  if (!read.success) return { kind: 'faults', faults: faultsOf(read.error) };
  const typed = text.key.trim();
  return { kind: 'account', account: read.data, key: typed !== '' ? typed : isSameServer(text, kept) ? null : '' };
}

/** A kept key belongs to the server it was typed for: another one is never sent it. */
export function isSameServer({ baseUrl }: ModelText, kept: ModelAccount | null): boolean {
  return kept !== null && originOf(baseUrl) === originOf(kept.baseUrl);
}

function originOf(url: string): string | null {
  const text = url.trim();
  return URL.canParse(text) ? new URL(text).origin : null;
}
