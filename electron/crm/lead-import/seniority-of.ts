/** How senior a title reads. It never reads more into a title than its words: what names no rank is an individual. */
import type { z } from 'zod';
import type { Seniority } from '../../../shared/domain/contact.ts';

/** From the highest down; the first that a title has. */
const RANKS: readonly (readonly [RegExp, z.infer<typeof Seniority>])[] = [
  [/\b(?:co-?)?founder\b|\bowner\b|\bproprietor\b/iu, 'founder'],
  [/\bchief\b|\bc[efimoprst]o\b|\bciso\b|(?<!vice[- ])\bpresident\b|\bmanaging director\b/iu, 'c-level'],
  [/\b[es]?vp\b|\bvice[- ]president\b/iu, 'vp'],
  [/\bdirector\b|\bhead of\b|\bhead\b/iu, 'director'],
  [/\bmanager\b|\blead\b|\bsupervisor\b/iu, 'manager'],
];

export function seniorityOf(title: string): z.infer<typeof Seniority> {
  return RANKS.find(([words]) => words.test(title))?.[1] ?? 'ic';
}
