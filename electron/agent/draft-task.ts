/** What a drafter is given for one message, and what it hands back. Facts, thread and records are data in it; nothing of it is an instruction. */
import type { z } from 'zod';
import type { Draft } from '../../shared/domain/draft.ts';
import type { Engagement } from '../../shared/domain/engagement.ts';
import type { Fact } from '../../shared/domain/fact.ts';
import type { HandoffPackage, ThreadMessage } from '../../shared/domain/handoff-package.ts';
import type { DraftPurpose } from '../../shared/domain/outreach-library.ts';
import type { ModelUse } from '../../shared/domain/agent-run.ts';
import type { Person } from '../../shared/domain/person.ts';
import type { Score } from '../../shared/domain/score.ts';
import type { Touch } from '../../shared/domain/touch.ts';
import type { PolicyDocument } from '../../shared/policy/limits.ts';
import type { LeadFile } from '../ports/agent-ledger.ts';

export interface DraftTask {
  readonly file: Pick<LeadFile, 'account' | 'contact'> & { readonly lead: Pick<LeadFile['lead'], 'signals'> };
  readonly person: Person;
  readonly policy: PolicyDocument;
  readonly purpose: DraftPurpose;
  readonly step: HandoffPackage['step'];
  readonly score: Score;
  /** The lead's facts and the library's, and what a reply brings. */
  readonly facts: readonly Fact[];
  /** Oldest first. */
  readonly thread: readonly ThreadMessage[];
  readonly priorTouches: readonly Touch[];
  readonly engagement: readonly z.infer<typeof Engagement>[];
  /** For a reply: the playbook's move and how far it goes. */
  readonly move: { readonly name: string; readonly guidance: string } | null;
  /** Address of the asset that may be offered; null where there is none. */
  readonly assetUrl: string | null;
  /** Versions the lead came here by, for the package's reader. */
  readonly whyAccount: string;
  readonly nowMs: number;
}

/** A draft as it came from a drafter, before it is checked. */
export type Written =
  | { readonly kind: 'written'; readonly draft: Draft; readonly use: ModelUse }
  /** `failed`: another run may do better. `blocked`: it won't without a change. */
  | { readonly kind: 'failed' | 'blocked'; readonly because: string; readonly use: ModelUse }
  | { readonly kind: 'stopped'; readonly use: ModelUse };

/** What the sentence of a thread's subject is in an answer: mail programs thread by it. */
export function threadSubject(thread: readonly ThreadMessage[]): string | null {
  const last = thread.findLast(({ subject }) => subject.trim() !== '');
  if (last === undefined) return null;
  return `Re: ${last.subject.replace(/^(?:re|aw|sv|fwd?|wg)\s*:\s*/giu, '').trim()}`.slice(0, 300);
}

export const firstName = (name: string): string => name.trim().split(/\s+/u)[0] ?? name;
