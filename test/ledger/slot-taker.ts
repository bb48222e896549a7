/** Run as a process of its own: takes slots for every other send and says how many it got. */
import { openLedger } from '../../electron/ledger/open-ledger.ts';
import { MailboxId, SendId } from '../../shared/domain/ids.ts';

const [path = '', side = '', cap = ''] = process.argv.slice(2);
const clock = { nowMs: () => Date.now(), wakeAt: () => () => undefined };
const random = { bytes: (count: number) => new Uint8Array(count), uuid: () => 'none', fraction: () => 0 };
const opened = openLedger({ path, clock, random, expectExisting: true });
if (opened.kind !== 'open') throw new Error(opened.problem);
let taken = 0;
for (let number = side === 'even' ? 0 : 1; number < 300; number += 2) {
  const slot = {
    mailboxId: MailboxId.parse('mailbox-sam'),
    day: '2026-11-03',
    sendId: SendId.parse(`send-${number}`),
    cap: Number(cap),
  };
  if (opened.ledger.sends.reserve(slot) === 'taken') taken += 1;
}
opened.ledger.close();
process.stdout.write(String(taken));
