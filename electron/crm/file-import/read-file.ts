/**
 * Reads packages out of a file's bytes as they come: JSON lines one by one, a JSON array or a single package at the end. It must
 * never hold more than one array's worth of bytes, and never lose a good entry to a bad neighbour.
 */
import { decodeLines, encodingOf, type Line } from './decode-lines.ts';
import { MAX_PACKAGE_BYTES, readPackageText, TOO_LONG, type PackageRead } from './read-package.ts';
import { splitArray } from './split-array.ts';

/** A JSON array must be held whole; JSON lines need not. */
export const MAX_ARRAY_BYTES = 64 * 1_048_576;

/** How far to look for the first package in a file that does not begin with one. */
const LINES_TO_LOOK = 20;

export interface Entry {
  /** `line 12` or `package 3`. */
  readonly place: string;
  readonly read: PackageRead;
}

export interface PackageReader {
  /** Entries that these bytes complete. */
  push(bytes: Uint8Array): Iterable<Entry>;
  /** What is left at the file's end. */
  end(): Iterable<Entry>;
  /** A fault of the whole file, known at the latest after `end`. */
  problem(): string | null;
}

const refusal = (place: string, reason: string): Entry => ({ place, read: { kind: 'refused', field: '', reason } });
const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    // Whether it parses is the question.
    return false;
  }
};

const NOT_TEXT =
  'This is not a text file. Packages come as JSON: one object, an array of objects, or one object a line. Nothing was taken from it.';
const NOT_JSON =
  'This file holds no JSON. Packages come as JSON: one object, an array of objects, or one object a line. Nothing was taken from it.';
const LOOKS_LIKE_CSV =
  'This looks like a CSV file. Packages come as JSON: one object, an array of objects, or one object a line. Nothing was taken from it.';
const EMPTY = 'The file is empty.';
const ARRAY_TOO_BIG =
  'A JSON array of more than 64 MB can’t be read in one piece. Write one package a line (JSON lines, .jsonl): such a file may have any size. Nothing was taken from it.';

function lineEntry(line: Line): Entry | null {
  const place = `line ${line.number}`;
  if (line.fault === 'too-long') return refusal(place, TOO_LONG);
  if (line.fault === 'broken-bytes') return refusal(place, 'bytes that are not text in the file’s encoding');
  return line.text.trim() === '' ? null : { place, read: readPackageText(line.text) };
}

/** The first character that is not white space, from the first bytes; null where there is none yet. */
function firstSign(head: Uint8Array): { readonly sign: string; readonly isText: boolean } | null {
  const { encoding, skip } = encodingOf(head);
  const text = new TextDecoder(encoding).decode(head.subarray(skip));
  const sign = text.trimStart().slice(0, 1);
  return sign === '' ? null : { sign, isText: !text.slice(0, 4_096).includes('\0') };
}

function* arrayEntries(bytes: readonly Uint8Array[], setProblem: (problem: string) => void): Generator<Entry> {
  const decoder = decodeLines(MAX_ARRAY_BYTES + 16);
  const lines = [...bytes.flatMap((part) => decoder.push(part)), ...decoder.end()];
  const broken = lines.filter((line) => line.fault === 'broken-bytes').map((line) => line.number);
  const { parts, fault } = splitArray(lines.map((line) => line.text).join('\n'));
  const problems: string[] = [];
  if (broken.length > 0)
    problems.push(
      `Bytes that are not text in the file’s encoding stand in line ${broken.slice(0, 10).join(', ')}; the packages around them were read.`,
    );
  if (fault !== null) problems.push(`${fault.slice(0, 1).toUpperCase()}${fault.slice(1)}; what came before was read.`);
  if (problems.length > 0) setProblem(problems.join(' '));
  for (const part of parts) {
    const place = `package ${part.number}`;
    if (broken.length > 0 && part.text.includes('\ufffd'))
      yield refusal(
        place,
        `bytes that are not text in the file’s encoding (line ${broken.slice(0, 10).join(', ')} of the file)`,
      );
    else
      yield part.whole
        ? { place, read: readPackageText(part.text) }
        : refusal(place, 'the file ends inside this package');
  }
}

/** Lines cut by one separator into equally many cells, more than one. */
function looksLikeCsv(lines: readonly string[]): boolean {
  return [',', ';', '\t'].some((separator) => {
    const cells = lines.slice(0, 5).map((line) => line.split(separator).length);
    return (cells[0] ?? 0) > 1 && cells.every((count) => count === cells[0]);
  });
}

type Mode = 'looking' | 'array' | 'object' | 'lines' | 'other' | 'stopped';

export function readFile(): PackageReader {
  let mode: Mode = 'looking';
  let problem: string | null = null;
  let raw: Uint8Array[] = [];
  let rawBytes = 0;
  const decoder = decodeLines(MAX_PACKAGE_BYTES);
  /** Lines that may be one package written over several of them, or garbage before the first. */
  let held: Line[] = [];
  let heldChars = 0;

  const modeNow = (): Mode => mode;
  const stop = (because: string | null): void => {
    mode = 'stopped';
    problem ??= because;
    raw = [];
    held = [];
  };
  const hold = (line: Line): void => {
    held.push(line);
    heldChars += line.text.length + 1;
  };
  function* release(): Generator<Entry> {
    mode = 'lines';
    const lines = held;
    held = [];
    for (const line of lines) {
      const entry = lineEntry(line);
      if (entry !== null) yield entry;
    }
  }

  /** A file that begins with `{`: JSON lines where a line is whole in itself, else one package over several lines. */
  function* objectLine(line: Line): Generator<Entry> {
    const wholeLine = line.text.startsWith('{') && isJson(line.text);
    if (line.text.trim() !== '' || line.fault !== null) hold(line);
    if (wholeLine || (held.length === 1 && line.fault !== null)) yield* release();
    else if (heldChars > MAX_PACKAGE_BYTES) {
      yield refusal('package 1', TOO_LONG);
      stop(null);
    }
  }

  /** A file that begins with something else: packages may follow, but a whole file of something else is one fault, not thousands. */
  function* otherLine(line: Line): Generator<Entry> {
    if (line.text.trim() !== '' || line.fault !== null) hold(line);
    if (line.text.startsWith('{') && isJson(line.text)) yield* release();
    else if (held.length >= LINES_TO_LOOK) stop(notJson());
  }
  const notJson = (): string => (looksLikeCsv(held.map((line) => line.text)) ? LOOKS_LIKE_CSV : NOT_JSON);

  function* take(lines: readonly Line[]): Generator<Entry> {
    for (const line of lines) {
      if (mode === 'object') yield* objectLine(line);
      else if (mode === 'other') yield* otherLine(line);
      else if (mode === 'lines') {
        const entry = lineEntry(line);
        if (entry !== null) yield entry;
      }
    }
  }

  /** Decides what kind of file it is, by its first sign. */
  function* look(): Generator<Entry> {
    const head = Buffer.concat(raw);
    raw = [head];
    const first = firstSign(head.subarray(0, 65_536));
    if (first === null) {
      // Nothing but white space so far: a file that begins with more of it than this is empty for our purposes.
      if (rawBytes > 65_536) stop(EMPTY);
    } else if (!first.isText) stop(NOT_TEXT);
    else if (first.sign === '[') mode = 'array';
    else {
      mode = first.sign === '{' ? 'object' : 'other';
      raw = [];
      yield* take(decoder.push(head));
    }
  }

  function* push(bytes: Uint8Array): Generator<Entry> {
    if (mode === 'stopped') return;
    if (mode === 'looking') {
      raw.push(bytes.slice());
      rawBytes += bytes.length;
      // Enough for a byte-order mark and a sign in any encoding.
      if (rawBytes >= 4) yield* look();
      return;
    }
    if (mode === 'array') {
      rawBytes += bytes.length;
      if (rawBytes > MAX_ARRAY_BYTES) stop(ARRAY_TOO_BIG);
      else raw.push(bytes.slice());
      return;
    }
    yield* take(decoder.push(bytes));
  }

  function* end(): Generator<Entry> {
    if (mode === 'looking') {
      yield* look();
      if (modeNow() === 'looking') stop(EMPTY);
    }
    if (modeNow() === 'array') {
      const parts = raw;
      stop(null);
      yield* arrayEntries(parts, (fault) => (problem = fault));
      return;
    }
    if (mode === 'stopped') return;
    yield* take(decoder.end());
    if (mode === 'other') stop(notJson());
    else if (mode === 'object' && held.length > 0) {
      const text = held.map((line) => line.text).join('\n');
      const severalAtStart = held.filter((line) => line.text.startsWith('{')).length > 1;
      if (severalAtStart && !isJson(text)) yield* release();
      else if (held.some((line) => line.fault !== null))
        yield refusal(
          'package 1',
          `bytes that are not text in the file’s encoding (line ${held.find((line) => line.fault !== null)?.number ?? 1})`,
        );
      else
        yield { place: held.length === 1 ? `line ${held[0]?.number ?? 1}` : 'package 1', read: readPackageText(text) };
    }
  }

  return { push, end, problem: () => problem };
}
