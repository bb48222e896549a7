/** Writes the trust log out, a few lines at a time, while the desk goes on; what is added meanwhile is not part of the file. */
import { createHash } from 'node:crypto';
import type { PublicKey } from '../../shared/domain/countersignature.ts';
import { SendId } from '../../shared/domain/ids.ts';
import { canonicalJson } from '../../shared/domain/canonical-json.ts';
import { BEFORE_THE_FIRST } from '../ledger/trace-chain.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { ExportHeader, ExportRecord } from './export-format.ts';

export interface ExportWish {
  readonly fromMs: number | null;
  readonly untilMs: number | null;
  /** With each countersignature and the public keys, so that the file can be checked without the app. */
  readonly withCountersignatures: boolean;
  readonly nowMs: number;
}

export interface LogExport {
  readonly header: ExportHeader;
  /** Records of the whole file, the header's and the end's included. */
  readonly records: number;
  /** The file's text, line by line, each with its line feed. */
  readonly text: Iterator<string, void>;
}

const ROWS_AT_ONCE = 500;

export function exportLog(ledger: Ledger, keys: readonly PublicKey[], wish: ExportWish): LogExport {
  const { trace } = ledger;
  const { fromMs, untilMs, withCountersignatures } = wish;
  const span = trace.span(fromMs, untilMs);
  const signed = withCountersignatures && span !== null ? trace.countersignedIn(span.firstSeq, span.lastSeq) : [];
  const header: ExportHeader = {
    record: 'header',
    format: 'countersign-trust-log',
    version: 1,
    ledgerEpoch: ledger.feed.epoch,
    exportedAtMs: wish.nowMs,
    fromMs,
    untilMs,
    firstSeq: span?.firstSeq ?? 1,
    lastSeq: span?.lastSeq ?? 0,
    headHash: span === null ? BEFORE_THE_FIRST : (trace.read(span.lastSeq)?.hash ?? BEFORE_THE_FIRST),
    countersignatures: withCountersignatures ? signed.length : null,
    keys: withCountersignatures ? keys.length : null,
  };

  function* records(): Generator<ExportRecord, void> {
    yield header;
    for (let seq = header.firstSeq - 1; seq < header.lastSeq;) {
      const rows = trace.page(seq, ROWS_AT_ONCE);
      for (const event of rows) if (event.seq <= header.lastSeq) yield { record: 'event', event };
      const last = rows.at(-1);
      if (last === undefined) break;
      seq = last.seq;
    }
    if (!withCountersignatures) return;
    for (const key of keys) yield { record: 'key', key };
    for (const id of signed) {
      const sendId = SendId.parse(id);
      const countersignature = trace.countersignature(sendId);
      if (countersignature !== null) yield { record: 'countersignature', sendId, countersignature };
    }
  }

  function* text(): Generator<string, void> {
    const bytes = createHash('sha256');
    for (const record of records()) {
      const line = `${canonicalJson(record)}\n`;
      bytes.update(line);
      yield line;
    }
    yield `${canonicalJson({ record: 'end', sha256: bytes.digest('hex') } satisfies ExportRecord)}\n`;
  }

  const extra = withCountersignatures ? keys.length + signed.length : 0;
  return { header, records: 2 + (header.lastSeq - header.firstSeq + 1) + extra, text: text() };
}
