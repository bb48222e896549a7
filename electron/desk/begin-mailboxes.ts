/**
 * Tells the ledger what a mailbox did before this desk: the embedded one by its own history, one that nobody can read by what this desk
 * sent. Mailboxes that can be read begin with the first look into their Sent folder, which is made elsewhere.
 */
import type { Person } from '../../shared/domain/person.ts';
import { localDay } from '../../shared/policy/local-time.ts';
import { HISTORY_DAYS, rampFrom } from '../../shared/policy/warm-up.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';
import { noSentFolder } from '../inbox/watch-mailbox.ts';
import type { MailboxWays } from './mailbox-ways.ts';

const DAY_MS = 86_400_000;
/** What the demo's mailboxes look back on. */
const EMBEDDED_HISTORY_MS = 60 * DAY_MS;
/** The embedded mailbox is looked at again after this; nobody else files mail there. */
const LOOK_AGAIN_MS = 3_600_000;

export interface BeginPorts {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly mailbox: Pick<MailboxWays, 'account' | 'sink'>;
  /** Who uses a real account; the embedded mailbox serves the whole team. */
  readonly person: () => Person | null;
}

/** Called whenever team and policy may have become known; what is begun already stays. */
export function beginMailboxes({ ledger, clock, mailbox, person }: BeginPorts): void {
  const choice = mailbox.account.read();
  if (ledger.copies.policy() === null || choice.kind === 'damaged') return;
  const nowMs = clock.nowMs();
  ledger.transact(() => {
    if (choice.kind === 'sink') {
      for (const world of ledger.copies.deskWorld(nowMs).mailboxes) {
        const countedAtMs = world.elsewhere?.countedAtMs ?? 0;
        if (nowMs - countedAtMs < LOOK_AGAIN_MS && nowMs >= countedAtMs) continue;
        const sinceMs = nowMs - EMBEDDED_HISTORY_MS;
        const mail = mailbox.sink.sentSince(world, sinceMs);
        ledger.mailboxes.recordSentFolder({ mailboxId: world.id, sinceMs, atMs: nowMs, mail });
        ledger.mailboxes.recordAuthentication(world.id, mailbox.sink.authentication(nowMs));
      }
    } else {
      const own = person();
      // One that can be read begins with what its Sent folder shows, unless it has none.
      const isRead =
        choice.account.imap !== null && own !== null && ledger.places.read(noSentFolder(own.mailbox.id)) === null;
      if (own !== null && !isRead) beginFromOwnSends(ledger, own, nowMs);
    }
    ledger.copies.publishDesk(nowMs);
  });
}

function beginFromOwnSends(ledger: Ledger, { mailbox }: Person, nowMs: number): void {
  const limits = ledger.copies.policy()?.limits;
  const known = ledger.copies.deskWorld(nowMs).mailboxes.find(({ id }) => id === mailbox.id);
  if (limits === undefined || known === undefined || known.ramp !== null) return;
  const today = localDay(nowMs, mailbox.timeZone).day;
  const sent = ledger.mailboxes.sentPerDay(mailbox.id, localDay(nowMs, mailbox.timeZone, -HISTORY_DAYS).day);
  ledger.mailboxes.startRamp(mailbox.id, rampFrom(sent, 'this-desk', today, limits));
}
