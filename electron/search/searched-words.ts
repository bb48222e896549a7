/** What is searched of each kind of object: whom it names, and what it says. Pure; it decides nothing about who may see it. */
import type { DraftEdit } from '../../shared/domain/draft-edit.ts';
import type { Escalation } from '../../shared/domain/escalation.ts';
import type { HandoffPackage } from '../../shared/domain/handoff-package.ts';
import type { Reply } from '../../shared/domain/reply.ts';

/** Feed kinds that are searched by their words. */
export const SEARCHED_KINDS = ['package', 'edit', 'reply', 'escalation'] as const;
export type SearchedKind = (typeof SEARCHED_KINDS)[number];

export interface SearchedWords {
  /** Whose it is; empty for nobody's. A reply is whoever's its mailbox is. */
  readonly owner: string;
  /** Names and addresses. */
  readonly who: string;
  /** Everything that is said in it. */
  readonly text: string;
}

const lines = (...parts: readonly (string | null | undefined)[]): string => parts.filter(Boolean).join('\n');

export function wordsOfPackage({ account, contact, rationale, draft, review }: HandoffPackage): SearchedWords {
  return {
    owner: review.ownerId ?? '',
    who: lines(account.name, account.domain, contact.name, contact.title, contact.email, account.segmentName),
    text: lines(draft?.subject, draft?.body, rationale.whyNow.text),
  };
}

/** A person's own words in a draft: found as the package they belong to. */
export function wordsOfEdit({ personId, subject, body }: DraftEdit): SearchedWords {
  return { owner: personId, who: '', text: lines(subject, body) };
}

export function wordsOfReply({
  from,
  people,
  contactName,
  accountName,
  subject,
  text,
  mailboxId,
}: Reply): SearchedWords {
  return { owner: mailboxId, who: lines(from, contactName, accountName, ...people), text: lines(subject, text) };
}

export function wordsOfEscalation({ accountName, contactName, note, context, ownerId }: Escalation): SearchedWords {
  return {
    owner: ownerId,
    who: lines(accountName, contactName),
    text: lines(note, context?.evidence, ...(context?.conversation.map(({ text }) => text) ?? [])),
  };
}

export function searchedWords(kind: SearchedKind, body: unknown): SearchedWords {
  switch (kind) {
    case 'package':
      return wordsOfPackage(body as HandoffPackage);
    case 'edit':
      return wordsOfEdit(body as DraftEdit);
    case 'reply':
      return wordsOfReply(body as Reply);
    case 'escalation':
      return wordsOfEscalation(body as Escalation);
  }
}
