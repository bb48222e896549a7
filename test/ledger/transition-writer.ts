/** Run as a process of its own and killed: moves sends on, one transaction each, and says so only after the commit. */
import { writeSync } from 'node:fs';
import { openLedger } from '../../electron/ledger/open-ledger.ts';
import type { SendState } from '../../shared/domain/send.ts';

const STDOUT = 1;
const clock = { nowMs: () => Date.now(), wakeAt: () => () => undefined };
const random = { bytes: (count: number) => new Uint8Array(count), uuid: () => 'none', fraction: () => 0 };
const opened = openLedger({ path: process.argv[2] ?? '', clock, random, expectExisting: true });
if (opened.kind !== 'open') throw new Error(opened.problem);
const { ledger } = opened;
/** Round and round, so that there is always something to interrupt. */
const NEXT = {
  countersigned: 'held',
  held: 'released',
  released: 'deferred',
  deferred: 'released',
} as const satisfies Partial<Record<SendState, SendState>>;
for (;;) {
  for (const from of Object.keys(NEXT) as (keyof typeof NEXT)[]) {
    const to = NEXT[from];
    for (const { send } of ledger.sends.inState([from])) {
      const atMs = clock.nowMs();
      ledger.transact(() => {
        ledger.sends.move(send.id, from, to, atMs, { because: 'test' });
        ledger.trace.append({ atMs, kind: 'transition', actor: 'system', subject: { sendId: send.id, to } });
      });
      writeSync(STDOUT, `${send.id} ${to} ${ledger.feed.latestSeq()}\n`);
    }
  }
}
