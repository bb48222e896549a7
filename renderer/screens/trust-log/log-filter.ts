/** The reader's filters as the desk is asked: days become moments at the edges of the reader's own days. */
import type { RequestOf } from '../../../shared/ipc/contract.ts';
import type { LogFilters } from '../../view-state/trust-log-view.ts';

type AskedFilter = RequestOf<'trust-log.page'>['filter'];

/** The first moment of that day, or of the day after it, where this computer is; null where it is no day. */
export function dayEdgeMs(day: string, after: 0 | 1): number | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (parts === null) return null;
  const edge = new Date(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]) + after).getTime();
  return Number.isNaN(edge) || edge < 0 ? null : edge;
}

export function askedFilter(filters: LogFilters): AskedFilter {
  const { only } = filters;
  return {
    text: filters.text.trim().slice(0, 200),
    kind: filters.kind,
    rail: filters.rail,
    answer: filters.answer,
    version: filters.version.trim().slice(0, 120),
    actor: filters.actor,
    fromMs: dayEdgeMs(filters.fromDay, 0),
    untilMs: dayEdgeMs(filters.untilDay, 1),
    sendId: only?.what === 'send' ? only.id : null,
    packageId: only?.what === 'package' ? only.id : null,
    contactId: only?.what === 'contact' ? only.id : null,
  };
}

export function isNarrowed(filters: LogFilters): boolean {
  const { text, kind, rail, answer, version, actor, fromDay, untilDay, only } = filters;
  const words = [text.trim(), version.trim(), fromDay, untilDay];
  return words.some((word) => word !== '') || [kind, rail, answer, actor, only].some((chosen) => chosen !== null);
}
