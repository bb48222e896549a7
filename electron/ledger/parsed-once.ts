/** Single objects of the feed that are asked for all the time, the team and the policy: read each time, parsed only where their text changed. */
import type { Person } from '../../shared/domain/person.ts';
import { PolicyDocument } from '../../shared/policy/limits.ts';
import type { Feed } from './feed.ts';

export interface ParsedOnce {
  people(): readonly Person[];
  /** The same object as before while its text is the same; it must not be changed. Null where there is none that can be read. */
  policy(): PolicyDocument | null;
}

export function parseOnce(feed: Pick<Feed, 'readText'>): ParsedOnce {
  return {
    people: remembering(
      () => feed.readText('people', 'people'),
      (text) => (text === null ? [] : (JSON.parse(text) as readonly Person[])),
    ),
    policy: remembering(
      () => feed.readText('policy', 'policy'),
      // One that an older version kept lacks what came later: the defaults stand in until the CRM's is pulled again.
      (text) => (text === null ? null : (PolicyDocument.safeParse(JSON.parse(text)).data ?? null)),
    ),
  };
}

function remembering<T>(read: () => string | null, parse: (text: string | null) => T): () => T {
  let before: { readonly text: string | null; readonly value: T } | null = null;
  return () => {
    const text = read();
    if (before?.text !== text) before = { text, value: parse(text) };
    return before.value;
  };
}
