/** Reads an exported trust log, whoever kept it meanwhile, and has every record checked. It trusts nothing in it and never writes. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '../../shared/domain/canonical-json.ts';
import { makeLogChecker, type CheckedLog, type LogChecker } from './check-log.ts';
import { ExportRecord, type ExportHeader } from './export-format.ts';

export type ReadExport =
  | { readonly kind: 'checked'; readonly header: ExportHeader; readonly log: CheckedLog }
  /** It does not begin as an export does. */
  | { readonly kind: 'not-an-export'; readonly why: string };

/** In this order, and no other. */
const ORDER: readonly ExportRecord['record'][] = ['header', 'event', 'key', 'countersignature', 'end'];

/** `lines` are the file's, without their line feeds. */
export async function readExport(lines: AsyncIterable<string>): Promise<ReadExport> {
  let read: Reader | null = null;
  let at = 0;
  for await (const line of lines) {
    at += 1;
    if (read === null) {
      const header = parseRecord(line);
      if (typeof header === 'string' || header.record !== 'header') {
        return {
          kind: 'not-an-export',
          why: typeof header === 'string' ? `its first line ${header}` : 'its first line is no header',
        };
      }
      read = makeReader(header, line);
    } else read.line(line, at);
  }
  if (read === null) return { kind: 'not-an-export', why: 'it is empty' };
  return { kind: 'checked', header: read.header, log: read.end() };
}

interface Reader {
  readonly header: ExportHeader;
  line(line: string, at: number): void;
  end(): CheckedLog;
}

function makeReader(header: ExportHeader, headerLine: string): Reader {
  const { firstSeq, lastSeq, headHash, countersignatures } = header;
  const checker = makeLogChecker({ firstSeq });
  const bytes = createHash('sha256').update(`${headerLine}\n`);
  const counted = { key: 0, countersignature: 0 };
  let lastSeqRead = firstSeq - 1;
  let hasEnded = false;
  let newest: ExportRecord['record'] = 'header';

  /** Which line of the log a line of the file should be, for a fault that leaves nothing else to go by. */
  const lineOfLog = (at: number): number | null => (firstSeq + at - 2 <= lastSeq ? firstSeq + at - 2 : null);

  function take(record: ExportRecord, at: number): void {
    if (hasEnded) checker.fault(null, `Line ${at} of the file comes after its end`);
    else if (ORDER.indexOf(record.record) < ORDER.indexOf(newest))
      checker.fault(lineOfLog(at), `has something else in its place: line ${at} of the file is out of order`);
    newest = record.record;
    switch (record.record) {
      case 'header':
        checker.fault(lineOfLog(at), `has a second header in its place, at line ${at} of the file`);
        return;
      case 'event':
        lastSeqRead = record.event.seq;
        checker.line({ event: record.event, inputs: null });
        return;
      case 'key':
        counted.key += 1;
        checker.key(record.key);
        return;
      case 'countersignature':
        counted.countersignature += 1;
        checker.countersignature(record.sendId, record.countersignature);
        return;
      case 'end':
        hasEnded = true;
        return;
      default:
        record satisfies never;
    }
  }

  function checkBytes(record: ExportRecord, line: string): void {
    if (record.record === 'end' && !hasEnded && record.sha256 !== bytes.digest('hex'))
      checker.fault(null, 'The file is not the one that was exported: its bytes do not give the sum at its end');
    else if (record.record !== 'end') bytes.update(`${line}\n`);
  }

  return {
    header,
    line(line, at) {
      const record = parseRecord(line);
      if (typeof record === 'string') {
        const stands = newest === 'header' || newest === 'event' ? lastSeqRead + 1 : null;
        checker.fault(
          stands,
          stands === null ? `Line ${at} of the file ${record}` : `(line ${at} of the file) ${record}`,
        );
        if (!hasEnded) bytes.update(`${line}\n`);
        return;
      }
      if (line !== canonicalJson(record)) {
        const why = 'is not written as it was exported: a space, an order or a field was changed';
        if (record.record === 'event') checker.fault(record.event.seq, why);
        else checker.fault(null, `Line ${at} of the file ${why}`);
      }
      checkBytes(record, line);
      take(record, at);
    },
    end() {
      countMissing(checker, header, counted);
      if (!hasEnded) checker.fault(null, 'The file was cut: its end is missing');
      const head = lastSeq < firstSeq ? null : { seq: lastSeq, hash: headHash };
      return checker.end(head, countersignatures !== null);
    },
  };
}

function countMissing(
  checker: LogChecker,
  header: ExportHeader,
  counted: { readonly key: number; readonly countersignature: number },
): void {
  if (counted.key !== (header.keys ?? 0))
    checker.fault(null, `The file has ${counted.key} public keys, its header says ${header.keys ?? 0}`);
  if (counted.countersignature !== (header.countersignatures ?? 0)) {
    checker.fault(
      null,
      `The file has ${counted.countersignature} countersignatures, its header says ${header.countersignatures ?? 0}`,
    );
  }
}

/** The record, or what is wrong with the line. */
function parseRecord(line: string): ExportRecord | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    // Told to the reader as what it is; there is nothing else to know about it.
    return 'can’t be read as JSON';
  }
  const record = ExportRecord.safeParse(value);
  if (record.success) return record.data;
  const issue = record.error.issues[0];
  return `does not have the form of a record${issue === undefined ? '' : ` (${[...issue.path.map(String), issue.message].join(': ')})`}`;
}
