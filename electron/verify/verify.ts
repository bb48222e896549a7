/**
 * `npm run verify -- FILE`: checks an exported trust log or a ledger's own file and says what holds and what does not. Ends with 0 where
 * everything fits, with 1 otherwise. It needs no desk, writes nothing, and sends nothing anywhere.
 */
import { closeSync, openSync, readSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { faultWords, type CheckedLog } from './check-log.ts';
import { fileLines } from './file-lines.ts';
import { readExport } from './read-export.ts';
import { readLedgerFile } from './read-ledger-file.ts';

const USAGE = `Checks a trust log. Usage:

  npm run verify -- FILE [--head HASH]

FILE is a file that Export wrote (.jsonl), or a ledger (ledger.sqlite).
HASH is the head as the desk shows it: without it, nobody can tell a log from a
whole other one that was written from its first line on.`;

const SHOWN_FAULTS = 20;
const PROGRESS_EVERY = 50_000;
const count = new Intl.NumberFormat('en-GB');

process.exitCode = await main();

function say(words: string): void {
  process.stdout.write(`${words}\n`);
}

function complain(words: string): void {
  process.stderr.write(`${words}\n`);
}

async function main(): Promise<0 | 1> {
  let path: string | undefined;
  let head: string | undefined;
  try {
    const { values, positionals } = parseArgs({ options: { head: { type: 'string' } }, allowPositionals: true });
    head = values.head;
    path = positionals[0];
  } catch (cause) {
    complain(cause instanceof Error ? cause.message : String(cause));
  }
  if (path === undefined) {
    complain(USAGE);
    return 1;
  }
  try {
    const log = isDatabase(path) ? checkLedger(path) : await checkExport(path);
    return log === null ? 1 : report(log, head);
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause)) throw cause;
    complain(`${path} can’t be read: ${cause.message}`);
    return 1;
  }
}

function isDatabase(path: string): boolean {
  const bytes = Buffer.alloc(16);
  const file = openSync(path, 'r');
  try {
    readSync(file, bytes, 0, bytes.length, 0);
  } finally {
    closeSync(file);
  }
  return bytes.toString('latin1') === 'SQLite format 3\0';
}

function checkLedger(path: string): CheckedLog | null {
  const read = readLedgerFile(path, (lines) => {
    if (lines % PROGRESS_EVERY === 0) complain(`  ${count.format(lines)} lines …`);
  });
  if (read.kind === 'not-a-ledger') {
    complain(`${path} is not a ledger: ${read.why}.`);
    return null;
  }
  say(`The ledger ${read.epoch}, as it lies at ${path}`);
  return read.log;
}

async function checkExport(path: string): Promise<CheckedLog | null> {
  const read = await readExport(fileLines(path));
  if (read.kind === 'not-an-export') {
    complain(`${path} is not an exported trust log: ${read.why}.`);
    return null;
  }
  const { header } = read;
  say(`The trust log of ledger ${header.ledgerEpoch}, exported at ${new Date(header.exportedAtMs).toISOString()}`);
  if (header.firstSeq > 1)
    say(`It begins at line ${count.format(header.firstSeq)}: what came before is not in this file.`);
  if (header.countersignatures === null) say('Countersignatures were left out when it was exported.');
  return read.log;
}

function report(log: CheckedLog, head: string | undefined): 0 | 1 {
  const faults = log.faults.map(faultWords);
  if (head !== undefined && head !== log.headHash)
    faults.unshift(`Its head is ${log.headHash}, not the one that was given.`);
  const beyond = log.faultCount - log.faults.length;
  const rows: readonly (readonly [string, string])[] = [
    [
      'lines',
      log.lines === 0
        ? 'none'
        : `${count.format(log.firstSeq)} to ${count.format(log.lastSeq)}, ${count.format(log.lines)} read`,
    ],
    ['head', log.headHash],
    [
      'inputs',
      `${count.format(log.inputsChecked)} held against their hash, ${count.format(log.inputsErased)} not here or erased`,
    ],
    [
      'countersignatures',
      `${count.format(log.countersignatures)} checked: bytes, signature, key, and the line that names them`,
    ],
  ];
  for (const [name, words] of rows) say(`  ${name.padEnd(18)} ${words}`);
  if (log.signedBeforeRevocation > 0)
    say(`  ${count.format(log.signedBeforeRevocation)} were made before their key was revoked; they hold as a record.`);
  if (log.linesWithoutSignedHash > 0)
    say(
      `  ${count.format(log.linesWithoutSignedHash)} older lines name no signed bytes; their signatures were checked all the same.`,
    );
  if (faults.length === 0) {
    say('Everything fits.');
    return 0;
  }
  say('');
  for (const words of faults.slice(0, SHOWN_FAULTS)) say(`  ✗ ${words}`);
  const more = faults.length - Math.min(faults.length, SHOWN_FAULTS) + beyond;
  if (more > 0) say(`  … and ${count.format(more)} more`);
  say('This log does not hold.');
  return 1;
}
