/** A mailbox's part of its domain's ceiling, in words for a finding. */
import type { DomainShare } from './domain-share.ts';

/** `its 25 % of 200 for tallyhook.example`. */
export function sayShare({ domain, isGiven, percent }: DomainShare, ceiling: number): string {
  const part = Number(percent.toFixed(1));
  return `${isGiven ? 'its' : 'an equal'} ${part} % of ${ceiling} for ${domain}`;
}
