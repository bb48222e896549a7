/** Where facts and verdicts about a lead come from besides the CRM: one interface for every provider. It writes nothing. */
import type { Account } from '../../shared/domain/account.ts';
import type { Contact, Verification } from '../../shared/domain/contact.ts';
import type { Fact } from '../../shared/domain/fact.ts';
import type { Lead } from '../../shared/domain/lead.ts';
import type { Signal } from '../../shared/domain/signal.ts';

export interface EnrichmentSubject {
  readonly lead: Lead;
  readonly account: Account;
  readonly contact: Contact;
}

export type Enriched =
  | {
      readonly kind: 'found';
      readonly facts: readonly Fact[];
      readonly signals: readonly Signal[];
      readonly fromCache: boolean;
    }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'failed'; readonly retryable: boolean; readonly because: string };

export interface EnrichmentProvider {
  readonly name: string;
  /** Never rejects. */
  enrich(subject: EnrichmentSubject, signal: AbortSignal): Promise<Enriched>;
}

export type EmailVerdict =
  | { readonly kind: 'verdict'; readonly verification: Verification; readonly atMs: number; readonly source: string }
  | { readonly kind: 'failed'; readonly retryable: boolean; readonly because: string };

export interface EmailVerifier {
  readonly name: string;
  /** Never rejects. */
  verify(email: string, signal: AbortSignal): Promise<EmailVerdict>;
}
