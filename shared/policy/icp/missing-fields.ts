/** Which of a segment's required fields a lead has not got: with one of them open it can't go on (spec 4, step 3). */
import type { Icp, RequiredField } from '../../domain/icp.ts';
import type { Lead } from '../../domain/lead.ts';
import { staleAtMs } from '../../domain/signal.ts';
import { REQUIRED_FIELD_WORDS } from './icp-words.ts';
import type { IcpFile } from './rate-lead.ts';

const DAY_MS = 86_400_000;

export interface FieldAge {
  /** How long a verification counts (limit `verifiedForDays`). */
  readonly verifiedForDays: number;
  readonly nowMs: number;
}

type Check = (file: IcpFile, age: FieldAge) => boolean;

/** Of what the records hold, the record counts; the rest are facts. A fact that may never be used is not there. */
const IS_THERE: Readonly<Record<RequiredField, Check>> = {
  'account.industry': ({ account }) => account.industry.trim() !== '',
  'account.headcount': ({ account }) => account.headcount !== null,
  'account.geography': ({ account }) => account.geography.trim() !== '',
  'account.technographics': ({ account }) => account.technographics.length > 0,
  'account.footprint': ({ lead }) => hasFact(lead, 'account.footprint'),
  'contact.title': ({ contact }) => contact.title.trim() !== '',
  'contact.remit': ({ lead }) => hasFact(lead, 'contact.remit'),
  'contact.email-verified': ({ contact }, { verifiedForDays, nowMs }) =>
    contact.verification === 'verified' &&
    contact.verifiedAtMs !== null &&
    nowMs - contact.verifiedAtMs <= verifiedForDays * DAY_MS,
  // Nobody lives in `Etc/UTC`: it stands for a zone that is not known.
  'contact.time-zone': ({ contact }) => !/^(?:UTC|Etc\/)/i.test(contact.timeZone),
  'contact.country': ({ contact }) => contact.country !== null,
  signal: ({ lead }, { nowMs }) => lead.signals.some((signal) => staleAtMs(signal) > nowMs),
};

const hasFact = ({ facts }: Lead, path: RequiredField): boolean =>
  facts.some((fact) => fact.path === path && fact.dataRule !== 'never' && fact.value.trim() !== '');

/** In the ICP's order. */
export function missingFields(icp: Icp, file: IcpFile, age: FieldAge): readonly RequiredField[] {
  return icp.requiredFields.filter((field) => !IS_THERE[field](file, age));
}

/** `Missing: headcount, verified address`. */
export function sayMissing(missing: readonly RequiredField[]): string {
  return `Missing: ${missing.map((field) => REQUIRED_FIELD_WORDS[field]).join(', ')}`;
}
