/** Cuts a reply's text into what is new and what it quotes, and finds the words a reading rests on. Pure; the text itself is never changed. */
import type { ReplyReading } from '../../../shared/domain/reply-reading.ts';

export interface TextPart {
  readonly kind: 'new' | 'quote';
  /** Offsets in the whole text. */
  readonly start: number;
  readonly end: number;
}

export interface TextRange {
  readonly start: number;
  readonly end: number;
}

const isQuoted = (line: string): boolean => /^\s*>/u.test(line);
/** Mail programs announce a quotation: `On Tue, Sam wrote:`. */
const announcesQuote = (line: string): boolean => /^\s*(on|am|le|el)\b.{3,120}:\s*$/iu.test(line);

/** New text and quotations in turn, in the order of the text; none is empty. */
export function textParts(text: string): readonly TextPart[] {
  const lines: { readonly start: number; readonly end: number; readonly quoted: boolean }[] = [];
  let start = 0;
  const raw = text.split('\n');
  raw.forEach((line, at) => {
    const end = start + line.length + (at < raw.length - 1 ? 1 : 0);
    const next = raw.slice(at + 1).find((later) => later.trim() !== '');
    const quoted = isQuoted(line) || (announcesQuote(line) && next !== undefined && isQuoted(next));
    lines.push({ start, end, quoted });
    start = end;
  });
  const parts: TextPart[] = [];
  for (const line of lines) {
    const kind = line.quoted ? 'quote' : 'new';
    const last = parts.at(-1);
    if (last?.kind === kind) parts[parts.length - 1] = { ...last, end: line.end };
    else parts.push({ kind, start: line.start, end: line.end });
  }
  return parts.filter((part) => text.slice(part.start, part.end).trim() !== '');
}

/** Where the evidence stands in the text, sorted, without overlaps; words that are not in it are left out. */
export function evidenceRanges(text: string, evidence: ReplyReading['evidence']): readonly TextRange[] {
  const found = evidence
    .flatMap(({ text: words, start, end }): TextRange[] => {
      if (words === '') return [];
      if (text.slice(start, end) === words) return [{ start, end }];
      const at = text.indexOf(words);
      return at === -1 ? [] : [{ start: at, end: at + words.length }];
    })
    .toSorted((a, b) => a.start - b.start || a.end - b.end);
  const merged: TextRange[] = [];
  for (const range of found) {
    const last = merged.at(-1);
    if (last !== undefined && range.start <= last.end) {
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
    } else merged.push(range);
  }
  return merged;
}

export interface Segment extends TextRange {
  readonly isEvidence: boolean;
}

/** One part of the text in pieces that are evidence or not. */
export function segments(part: TextRange, ranges: readonly TextRange[]): readonly Segment[] {
  const pieces: Segment[] = [];
  let at = part.start;
  for (const range of ranges) {
    const start = Math.max(range.start, at);
    const end = Math.min(range.end, part.end);
    if (start >= end) continue;
    if (start > at) pieces.push({ start: at, end: start, isEvidence: false });
    pieces.push({ start, end, isEvidence: true });
    at = end;
  }
  if (at < part.end) pieces.push({ start: at, end: part.end, isEvidence: false });
  return pieces;
}
