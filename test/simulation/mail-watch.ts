/** Holds each message at the mail server's door against what the sender's ledger says at that moment. */
import type { MailWatch } from './mail-server.ts';
import type { Machine } from './machine.ts';
import type { Referee } from './referee.ts';
import { whyNotSigned } from './signature-watch.ts';
import type { SimTime } from './time.ts';

export function makeMailWatch(parts: {
  readonly machine: Machine;
  readonly time: SimTime;
  readonly referee: Referee;
  readonly undone: ReadonlySet<string>;
}): MailWatch {
  const { machine, time, referee, undone } = parts;
  return {
    offered(messageId) {
      const state = machine
        .watch()
        ?.sends()
        .find((send) => send.messageId === messageId)?.state;
      if (state !== 'transmitting')
        referee.violated('only what has its row', `${messageId} was offered while ${String(state)}`);
    },
    marked(messageId, to) {
      const watch = machine.watch();
      if (watch === null) return;
      watch.atMark(messageId, to, time.wallMs(), undone);
      const line = watch.signed(messageId);
      const because = whyNotSigned(machine.home(), line, messageId, to);
      if (because !== null)
        referee.violated('nothing leaves unsigned', `${messageId} of ${line?.send.packageId ?? 'nothing'}: ${because}`);
      if (line?.send.packageId.startsWith('pkg-agent-') === true) referee.counts.agentMail += 1;
    },
    taken: () => void (referee.counts.deliveries += 1),
  };
}
