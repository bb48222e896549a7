/** A language model as the agent sees it: one question, one parsed answer. It holds no tools; nothing it says acts by itself. */
import type { z } from 'zod';
import type { ModelUse } from '../../shared/domain/agent-run.ts';

export interface ModelQuestion<T> {
  readonly purpose: 'draft' | 'repair' | 'rewrite' | 'classify' | 'test';
  /** Our own approved words. */
  readonly instructions: string;
  /** What came from outside, already marked as data and bounded. */
  readonly data: string;
  /** What the answer must parse as; sent as a JSON schema too. */
  readonly schemaName: string;
  readonly schema: z.ZodType<T>;
  readonly maxOutputTokens: number;
}

/** `failed`: no usable answer came; tried again as often as is allowed before. Every end names its reason in words. */
export type ModelAnswer<T> =
  | { readonly kind: 'answer'; readonly value: T; readonly use: ModelUse }
  | { readonly kind: 'refused' | 'malformed'; readonly because: string; readonly use: ModelUse }
  | { readonly kind: 'failed'; readonly retryable: boolean; readonly because: string; readonly use: ModelUse }
  | { readonly kind: 'stopped'; readonly use: ModelUse };

export interface Model {
  /** As it is written on drafts. */
  readonly name: string;
  /** Never rejects. */
  ask<T>(question: ModelQuestion<T>, signal: AbortSignal): Promise<ModelAnswer<T>>;
}
