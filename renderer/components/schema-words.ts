/** What a schema has against a value, in words for the person who typed it, under the path of the field. It never judges anything itself. */
import type { z } from 'zod';

/** By path, such as `headcount.max`; a fault of one line of a list stands under the list. */
export type Faults = Readonly<Record<string, string>>;

/** zod's words are for programmers; ours stand in the schema where they can. */
export function wordsOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'too_small':
      return issue.origin === 'string' ? 'this is missing or too short' : `at least ${String(issue.minimum)}`;
    case 'too_big':
      return issue.origin === 'string'
        ? `at most ${String(issue.maximum)} characters`
        : `at most ${String(issue.maximum)}`;
    case 'invalid_type':
      return issue.expected === 'number' || issue.expected === 'int' ? 'a number is needed' : 'this is missing';
    default:
      return issue.message;
  }
}

/** One field says one thing at a time. */
export function faultsOf({ issues }: z.core.$ZodError): Faults {
  const faults: Record<string, string> = {};
  for (const issue of issues) {
    const last = issue.path.at(-1);
    const isLine = typeof last === 'number';
    const path = (isLine ? issue.path.slice(0, -1) : issue.path).join('.');
    faults[path] ??= isLine ? `line ${last + 1}: ${wordsOf(issue)}` : wordsOf(issue);
  }
  return faults;
}

/** A text of one name a line as a list, without blanks and repetitions. */
export function linesOf(text: string): readonly string[] {
  return [...new Set(text.split('\n').map((each) => each.trim()))].filter((each) => each !== '');
}

/** A typed number; what is none is not-a-number, and the schema says so. */
export const numberOf = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text));

/** The same where nothing typed means no limit. */
export const numberOrNull = (text: string): number | null => (text.trim() === '' ? null : Number(text));
