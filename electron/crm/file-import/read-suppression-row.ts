/**
 * Makes an entry of the suppression list from one row of a CSV, or says why not. In doubt it makes the entry that blocks more: a word for
 * a reason that nobody knows, or a date that can't be read, must not let a listed person be written to.
 */
import { EmailAddress } from '../../../shared/domain/email-address.ts';
import { Suppression, SuppressionReason, SuppressionScope } from '../../../shared/domain/suppression.ts';
import type { CsvMapping } from '../../../shared/ipc/suppression-file.ts';
import { matchKey } from '../../../shared/policy/suppression-keys.ts';
import { domainNamed, isPublicMailDomain } from '../../../shared/policy/suppression-match.ts';
import { contentHash } from '../content-hash.ts';
import { plainCell } from './plain-cell.ts';
import { readDay } from './read-day.ts';

export type RowRead =
  | { readonly kind: 'entry'; readonly entry: Suppression }
  | { readonly kind: 'refused'; readonly field: string; readonly reason: string };

export interface RowFacts {
  readonly mapping: CsvMapping;
  readonly fileName: string;
  readonly by: string;
  readonly nowMs: number;
}

const refused = (field: string, reason: string): RowRead => ({ kind: 'refused', field, reason });

const DOMAIN = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}][\p{L}\p{N}-]{0,61}[\p{L}\p{N}]$/u;

/** Words of other tools for a reason. */
const REASONS: readonly (readonly [RegExp, Suppression['reason']])[] = [
  [/unsub|opt.?(?:ed)?.?out/iu, 'unsubscribe'],
  [/complain|spam|abuse/iu, 'complaint'],
  [/bounce|invalid|undeliver/iu, 'hard-bounce'],
  [/request|do.?not|dnc|remove/iu, 'request'],
  [/legal|gdpr|court|law/iu, 'legal'],
  [/sensitive/iu, 'sensitive'],
  [/manual/iu, 'manual'],
];

const plain = (cell: string | undefined, max: number): string => plainCell(cell ?? '').slice(0, max);

export function readSuppressionRow(cells: readonly string[], { mapping, fileName, by, nowMs }: RowFacts): RowRead {
  if (cells.some((cell) => cell.includes('\ufffd')))
    return refused('', 'it holds bytes that are not text in the file’s encoding');
  const cell = (at: number | null, max: number): string => (at === null ? '' : plain(cells[at], max));

  const value = cell(mapping.value, 400).replace(/^mailto:/iu, '');
  if (value === '') return refused('value', 'there is no address or domain in it');
  const scope = scopeOf(value, cell(mapping.scope, 40), mapping.defaultScope);
  if (scope === null)
    return refused('scope', `“${cell(mapping.scope, 40)}” is no scope: global, domain, account or contact`);
  const fault = faultOf(scope, value);
  if (fault !== null) return refused('value', fault);

  const expires = cell(mapping.expires, 60);
  const expiresAtMs = expires === '' ? null : readDay(expires);
  if (expiresAtMs !== null && expiresAtMs <= nowMs) return refused('expires', 'the entry ended before today');
  const said = cell(mapping.reason, 80);
  const reason = reasonOf(said);
  const written = cell(mapping.at, 60);
  const atMs = readDay(written);
  const unread = [
    said !== '' && reason === null ? `reason in the file: ${said}` : '',
    written !== '' && atMs === null ? `date in the file: ${written}` : '',
    expires !== '' && expiresAtMs === null ? `end in the file, not readable as a date: ${expires}` : '',
  ];
  const known = {
    scope,
    value: scope === 'domain' ? domainNamed(value) : value,
    reason: reason ?? mapping.defaultReason,
  };
  const entry = Suppression.safeParse({
    // The same row of the same list is the same entry, however often it is imported.
    id: `imp-${contentHash([known.scope, matchKey(known), known.reason]).slice(0, 40)}`,
    ...known,
    source: cell(mapping.source, 200) || `File ${fileName}`.slice(0, 200),
    evidence: [cell(mapping.evidence, 300), ...unread]
      .filter((part) => part !== '')
      .join('; ')
      .slice(0, 500),
    atMs: atMs === null || atMs > nowMs ? nowMs : atMs,
    by,
    expiresAtMs,
  });
  if (entry.success) return { kind: 'entry', entry: entry.data };
  const issue = entry.error.issues[0];
  return refused(issue?.path.join('.') ?? '', issue?.message ?? 'it is not an entry');
}

function scopeOf(value: string, said: string, fallback: CsvMapping['defaultScope']): Suppression['scope'] | null {
  if (said !== '') {
    const scope = SuppressionScope.safeParse(said.toLowerCase());
    if (scope.success) return scope.data;
    if (/^(?:e-?mail|address|all)/iu.test(said)) return 'global';
    return null;
  }
  if (fallback !== 'by-shape') return fallback;
  return value.includes('@') && !value.startsWith('@') && !value.startsWith('*') ? 'global' : 'domain';
}

function faultOf(scope: Suppression['scope'], value: string): string | null {
  switch (scope) {
    case 'global':
      return addressFault(value);
    case 'contact':
      return value.includes('@') ? addressFault(value) : null;
    case 'account':
      return null;
    case 'domain': {
      const domain = domainNamed(value);
      if (!DOMAIN.test(domain)) return 'this is no domain';
      return isPublicMailDomain(domain)
        ? `${domain} is a public mail provider: its whole domain can’t be suppressed, list the addresses instead`
        : null;
    }
    default:
      return scope satisfies never;
  }
}

function addressFault(value: string): string | null {
  return EmailAddress.safeParse(value).success ? null : 'this is not exactly one e-mail address';
}

function reasonOf(said: string): Suppression['reason'] | null {
  const exact = SuppressionReason.safeParse(said.toLowerCase());
  if (exact.success) return exact.data;
  return said === '' ? null : (REASONS.find(([word]) => word.test(said))?.[1] ?? null);
}
