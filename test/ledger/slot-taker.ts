/** Run as a process of its own: takes slots for every other send under the caps it is given and says how many it got. */
import { openLedger } from '../../electron/ledger/open-ledger.ts';
import { aSlot, type SlotChange } from './a-slot.ts';

const [path = '', side = '', change = ''] = process.argv.slice(2);
const clock = { nowMs: () => Date.now(), wakeAt: () => () => undefined };
const random = { bytes: (count: number) => new Uint8Array(count), uuid: () => 'none', fraction: () => 0 };
const opened = openLedger({ path, clock, random, expectExisting: true });
if (opened.kind !== 'open') throw new Error(opened.problem);
let taken = 0;
for (let number = side === 'even' ? 0 : 1; number < 300; number += 2) {
  const wish = aSlot(`send-${number}`, JSON.parse(change) as SlotChange);
  if (opened.ledger.sends.reserve(wish) === 'taken') taken += 1;
}
opened.ledger.close();
process.stdout.write(String(taken));
