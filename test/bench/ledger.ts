/**
 * Durable transitions a second in the ledger, against one bare append each with the ledger's own pragmas. The appended row is about as long as
 * what a transition keeps of its send; the indices, the package's state and the worlds that a transition also keeps are ours alone.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makeDurable } from '../../electron/ledger/connection.ts';
import { openLedger } from '../../electron/ledger/open-ledger.ts';
import { systemClock } from '../../electron/platform/clock.ts';
import { systemRandom } from '../../electron/platform/random.ts';
import type { Send, SendState } from '../../shared/domain/send.ts';
import { createSend } from '../ledger/fixtures.ts';
import { NOW } from '../policy/sample.ts';
import { compared, inTurn, type Bench } from './figure.ts';

const SENDS = 400;
/** What a send passes from its countersignature to the end: five transitions, each durable before the act it announces. */
const PATH: readonly SendState[] = ['held', 'released', 'reserved', 'transmitting', 'sent'];

function transitions(path: string): number {
  const opened = openLedger({ path, clock: systemClock(), random: systemRandom(), expectExisting: false });
  if (opened.kind !== 'open') throw new Error(opened.problem);
  const { ledger } = opened;
  const sends: readonly Send[] = Array.from({ length: SENDS }, (_, at) =>
    createSend(ledger, at, { contactId: `contact-${String(at)}`, accountId: `account-${String(at)}` }),
  );
  const startedAtMs = performance.now();
  for (const send of sends) {
    let from: SendState = 'countersigned';
    PATH.forEach((to, step) => {
      if (!ledger.sends.move(send.id, from, to, NOW + step, { because: 'bench' }))
        throw new Error(`not moved to ${to}`);
      from = to;
    });
  }
  const seconds = (performance.now() - startedAtMs) / 1_000;
  ledger.close();
  return (SENDS * PATH.length) / seconds;
}

function appends(path: string): number {
  const database = new DatabaseSync(path);
  makeDurable(database);
  database.exec('CREATE TABLE log (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT');
  const add = database.prepare('INSERT INTO log (body) VALUES (?)');
  const body = 'x'.repeat(700);
  const startedAtMs = performance.now();
  for (let at = 0; at < SENDS * PATH.length; at += 1) add.run(body);
  const seconds = (performance.now() - startedAtMs) / 1_000;
  database.close();
  return (SENDS * PATH.length) / seconds;
}

export const ledger: Bench = {
  name: 'ledger',
  async run(place) {
    const inFile = (name: string, measure: (path: string) => number) => (run: number) => {
      const path = join(place.folder, `${name}-${String(run)}.sqlite`);
      try {
        return measure(path);
      } finally {
        for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
      }
    };
    const measured = await inTurn(place.runs('usual'), inFile('ledger', transitions), inFile('bare', appends));
    return [
      compared({
        what: 'ledger: durable transitions',
        unit: '/s',
        ...measured,
        theirName: 'bare SQLite append',
        budget: '≥ 0.8 of its rate',
        holds: (ours, theirs) => ours >= 0.8 * theirs,
      }),
    ];
  },
};
