/** The log: JSON lines in a few bounded files, warnings also on stderr; must never hold an address, a body or a token, and never stops the desk. */
import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import type { Log, LogFields } from '../ports/log.ts';

const MAX_FILE_BYTES = 5_000_000;
const KEPT_FILES = 3;
const MAX_VALUE_LENGTH = 200;
const MAX_FRAMES = 6;

export interface LogOptions {
  readonly folder: string;
  /** Where warnings and errors are also written. */
  readonly stderr?: { write(text: string): unknown };
  readonly maxFileBytes?: number;
}

export function openLog({
  folder,
  stderr = process.stderr,
  maxFileBytes = MAX_FILE_BYTES,
}: LogOptions): Log & { close(): void } {
  const file = rotatingFile(folder, maxFileBytes, (problem) =>
    stderr.write(`Countersign can't write its log (${problem}); it goes on without.\n`),
  );
  const sink = pino(
    { level: 'info', base: null, messageKey: 'code', formatters: { level: (label) => ({ level: label }) } },
    file,
  );
  const speak = (level: 'warn' | 'error', code: string, fields: object): void => {
    sink[level](fields, code);
    stderr.write(`countersign ${level}: ${code} ${JSON.stringify(fields)}\n`);
  };
  return {
    info: (code, fields = {}) => sink.info(harmless(fields), code),
    warn: (code, fields = {}) => speak('warn', code, harmless(fields)),
    error: (code, cause, fields = {}) =>
      speak('error', code, { ...harmless(fields), ...describeCause(cause, fields['safe'] === true) }),
    close: () => file.close(),
  };
}

/** Ids and codes have no spaces and no at-sign: whatever has is text from outside and stays out. */
function harmless(fields: LogFields): LogFields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'string' && !isCode(value) ? '(withheld)' : value,
    ]),
  );
}

function isCode(value: string): boolean {
  return value.length <= MAX_VALUE_LENGTH && !/[\s@]|token=/.test(value);
}

function describeCause(cause: unknown, safe: boolean): LogFields {
  if (!(cause instanceof Error)) return { cause: typeof cause };
  const code =
    'code' in cause && (typeof cause.code === 'string' || typeof cause.code === 'number') ? cause.code : null;
  // Frames name code only; the stack's first lines repeat the message.
  const frames = (cause.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, MAX_FRAMES)
    .map((line) => line.trim());
  return {
    cause: cause.name,
    ...(code !== null && (typeof code === 'number' || isCode(code)) ? { causeCode: code } : {}),
    ...(safe ? { message: cause.message.slice(0, MAX_VALUE_LENGTH) } : {}),
    at: frames.join(' | '),
  };
}

function rotatingFile(
  folder: string,
  maxFileBytes: number,
  sayProblem: (problem: string) => void,
): { write(line: string): void; close(): void } {
  let descriptor: number | null = null;
  let bytes = 0;
  let saidProblem = false;
  const nameOf = (age: number): string => join(folder, age === 0 ? 'desk.log' : `desk.${String(age)}.log`);

  const open = (): number => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const opened = openSync(nameOf(0), 'a', 0o600);
    bytes = fstatSync(opened).size;
    return opened;
  };
  const close = (): void => {
    if (descriptor !== null) closeSync(descriptor);
    descriptor = null;
  };
  const rotate = (): void => {
    close();
    for (let age = KEPT_FILES - 2; age >= 0; age -= 1) {
      try {
        renameSync(nameOf(age), nameOf(age + 1));
      } catch (cause) {
        if (!(cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')) throw cause;
      }
    }
  };

  return {
    write(line) {
      try {
        descriptor ??= open();
        if (bytes > maxFileBytes) {
          rotate();
          descriptor = open();
        }
        bytes += writeSync(descriptor, line);
      } catch (cause) {
        // A full disk must not take the desk down with the log; said once.
        if (saidProblem) return;
        saidProblem = true;
        sayProblem(cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown');
      }
    },
    close,
  };
}
