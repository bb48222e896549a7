/** What comes back to this desk, put together: the mailbox's watch and the one-click list's, and how old the last look of each is. */
import type { Person } from '../../shared/domain/person.ts';
import { watchMailbox, type MailboxWatch } from '../inbox/watch-mailbox.ts';
import { watchOptOutList, type OptOutListWatch } from '../inbox/watch-opt-out-list.ts';
import { systemHttp } from '../platform/http.ts';
import type { DeskPorts } from '../ports/desk.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { MailboxWays } from './mailbox-ways.ts';

/** The bearer key of the opt-out list, among the secrets. */
export const LIST_KEY = 'opt-outs.list-key';

export interface Incoming {
  readonly mailbox: MailboxWatch;
  readonly optOutList: OptOutListWatch;
  /** When the sources that are set up were last all read; null while one of them never was. `nowMs` where there are none. */
  optOutsReadAtMs(nowMs: number): number | null;
  /** Somebody decided: what came into the mailbox meanwhile is read before the undo window ends, not on the next beat. */
  decided(): void;
  /** The world was pulled: sources that waited for the policy can begin. */
  afterPull(): void;
  /** The account, its secrets or the policy changed. */
  changed(): void;
  stop(): Promise<void>;
}

export function startIncoming({
  ports,
  ledger,
  mailbox,
  person,
  suppressed,
  replied,
  onRead,
  onChange,
}: {
  readonly ports: DeskPorts;
  readonly ledger: Ledger;
  readonly mailbox: MailboxWays;
  readonly person: () => Person;
  readonly suppressed: () => void;
  readonly replied: () => void;
  /** A source was read to its end. */
  readonly onRead: () => void;
  readonly onChange: () => void;
}): Incoming {
  const { clock, random, log, secrets } = ports;
  /** Without the policy nobody knows our opt-out address, and a mailbox' days can't be counted. */
  const known = (): boolean => ledger.copies.policy() !== null;
  const own = () => {
    const { id, mailbox: box } = person();
    return { id: box.id, address: box.address, ownerId: id, timeZone: box.timeZone };
  };
  const url = (): string | null => ledger.copies.policy()?.unsubscribe.listUrl ?? null;
  const watch = watchMailbox({
    clock,
    random,
    log,
    ledger,
    reader: () => (known() ? mailbox.reader(own()) : null),
    mailbox: own,
    suppressed,
    replied,
    onRead,
    onChange,
  });
  const list = watchOptOutList({
    clock,
    random,
    log,
    http: ports.http ?? systemHttp,
    ledger,
    url,
    key: () => secrets.read(LIST_KEY),
    mailbox: own,
    suppressed,
    onRead,
    onChange,
  });
  let listUrl = url();

  return {
    mailbox: watch,
    optOutList: list,
    optOutsReadAtMs(nowMs) {
      const times = [
        ...(url() === null ? [] : [list.state().lastReadAtMs]),
        ...(mailbox.reader(own()) === null ? [] : [watch.state().lastReadAtMs]),
      ];
      return times.reduce<number | null>(
        (oldest, atMs) => (oldest === null || atMs === null ? null : Math.min(oldest, atMs)),
        nowMs,
      );
    },
    decided() {
      // One that is out of reach or refused keeps its own pace.
      if (watch.state().state === 'ready') watch.again();
    },
    afterPull() {
      if (watch.state().state === 'off') void watch.run();
      if (url() !== listUrl) {
        listUrl = url();
        list.changed();
      } else if (list.state().state === 'off') void list.run();
    },
    changed() {
      watch.changed();
      list.changed();
    },
    async stop() {
      const stopping = [watch.stop(), list.stop()];
      // A server that is slow to answer must not hold up the end.
      await mailbox.stopReading();
      await Promise.all(stopping);
    },
  };
}
