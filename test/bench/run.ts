/**
 * `npm run bench`: runs the chosen benches one after the other, prints their table and writes it as JSON with the machine's facts. It draws
 * nothing and fails on no figure: a budget that is missed is said, not thrown.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../journeys/desk-host.ts';
import { agent } from './agent.ts';
import { claimCheck } from './claim-check.ts';
import type { Bench, Figure } from './figure.ts';
import { firstSync } from './first-sync.ts';
import { gate } from './gate.ts';
import { makeHomes } from './homes.ts';
import { ledger } from './ledger.ts';
import { machineFacts } from './machine-facts.ts';
import { memory } from './memory.ts';
import { nextPackage } from './next-package.ts';
import { searchEverything } from './search-everything.ts';
import { search } from './search.ts';
import { sendEngine } from './send-engine.ts';
import { start } from './start.ts';
import { tableOf } from './table.ts';
import { typing } from './typing.ts';
import { update } from './update.ts';

const BENCHES: readonly Bench[] = [
  gate,
  claimCheck,
  agent,
  ledger,
  sendEngine,
  typing,
  nextPackage,
  search,
  searchEverything,
  update,
  start,
  firstSync,
  memory,
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** Counted runs of each bench, in place of 5 (3 for those that take minutes a run). */
    runs: { type: 'string' },
    /** A folder for homes and profiles that is kept, so that the next run need not make them. */
    folder: { type: 'string' },
  },
});

const unknown = positionals.filter((name) => !BENCHES.some((bench) => bench.name === name));
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}. There are: ${BENCHES.map(({ name }) => name).join(', ')}.`);
  process.exit(64);
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const folder = values.folder ?? mkdtempSync(join(tmpdir(), 'countersign-bench-'));
mkdirSync(folder, { recursive: true });
const wanted = values.runs === undefined ? null : Number(values.runs);
const place = {
  folder,
  homes: makeHomes(folder, (line) => say(`    ${line}`)),
  runs: (kind: 'usual' | 'long') => wanted ?? (kind === 'usual' ? 5 : 3),
  say: (line: string) => say(`    ${line}`),
};

const facts = await machineFacts();
say(`${facts.cpu}, ${String(facts.cores)} cores, Node ${facts.node}, Chromium ${facts.chromium}`);
const chosen = BENCHES.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
const figures: (Figure & { readonly bench: string })[] = [];
const failures: string[] = [];
for (const [at, bench] of chosen.entries()) {
  say(`[${String(at + 1)}/${String(chosen.length)}] ${bench.name}`);
  const startedAtMs = performance.now();
  try {
    figures.push(...(await bench.run(place)).map((figure) => ({ bench: bench.name, ...figure })));
    say(`    ${((performance.now() - startedAtMs) / 1_000).toFixed(0)} s`);
  } catch (cause) {
    failures.push(bench.name);
    say(`    could not be measured: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`);
  }
}
if (values.folder === undefined) rmSync(folder, { recursive: true, force: true });

process.stdout.write(`\n${tableOf(figures)}\n`);
if (facts.loadAtStart > facts.cores)
  process.stdout.write(
    `\nThe machine was busy when this began (load ${facts.loadAtStart.toFixed(1)} on ${String(facts.cores)} cores): trust the ratios, not the milliseconds.\n`,
  );
const results = join(ROOT, 'test', '.results');
mkdirSync(results, { recursive: true });
const measuredAt = new Date().toISOString();
writeFileSync(
  join(results, 'bench.json'),
  `${JSON.stringify({ measuredAt, machine: facts, failures, figures }, null, 2)}\n`,
);
process.exitCode = failures.length > 0 ? 1 : 0;
