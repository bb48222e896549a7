/** A whole day without CRM and mail server: fifty decisions, a restart among them. Back online each approval leaves once, or its end is explained. */
import { expect } from 'vitest';
import { isSettled, type SendState } from '../../shared/domain/send.ts';
import { startServer } from '../send/smtp-servers.ts';
import { putForward } from './browser.ts';
import { failingCrm } from './failing-crm.ts';
import { signIn, sitDown, useSmtpServer } from './hands.ts';
import { journey } from './journey.ts';
import { movableClock } from './movable-clock.ts';
import { ledgerRows } from './outside.ts';
import { changeSeat, decideByKeys, isClear, type Decided } from './rep.ts';

const DECISIONS = 50;
const HOUR_MS = 3_600_000;
/** Longer than the pause between two sends of the demo's policy. */
const A_PAUSE_MS = 10_000;

interface SendRow {
  readonly package_id: string;
  readonly message_id: string;
  readonly mailbox_id: string;
  readonly state: SendState;
  /** When it is looked at again. */
  readonly due_at_ms: number | null;
  /** Why it came into the state it is in. */
  readonly because: string;
}

/** Settled, or put off by a rule for longer than this day: such as the days between two mails to one company. */
const hasEnded = ({ state, due_at_ms: dueAtMs }: SendRow, nowMs: number) =>
  isSettled(state) || (state === 'deferred' && dueAtMs !== null && dueAtMs > nowMs + HOUR_MS);

const sendsOf = (ledger: string) =>
  ledgerRows(
    ledger,
    `SELECT package_id, message_id, mailbox_id, state, due_at_ms, because FROM sends
       JOIN transitions ON send_id = id AND number = (SELECT max(number) FROM transitions WHERE send_id = id)
      ORDER BY sends.rowid`,
  ) as unknown as readonly SendRow[];

journey(
  'fifty decisions of a day without CRM and mail server: back online each approval is sent once, or its end is explained',
  async (sit) => {
    const crm = failingCrm();
    const clock = movableClock();
    const desk = await sit({ undoSeconds: 5, surroundings: crm.surroundings, clock });
    const page = desk.page();
    desk.expectFaults(/Failed to load resource|ERR_/);
    await sitDown(page);
    const before = await startServer();
    await useSmtpServer(page, before.port);
    await before.stop();
    crm.cut(true);
    const skip = (ms: number) => putForward(page, clock, ms);

    const decided: Decided[] = [];
    while (decided.length < DECISIONS) {
      if (decided.length === 20) {
        await skip(3 * HOUR_MS);
        await desk.restart();
        await signIn(page, desk.address());
        await sitDown(page);
      }
      if (await isClear(page)) await changeSeat(page, 'Mira');
      decided.push(await decideByKeys(page, decided.length));
    }
    await skip(4 * HOUR_MS);
    const approvals = decided.filter(({ act }) => act === 'approved' || act === 'edited');
    const sends = () => sendsOf(desk.paths.ledger);
    await expect.poll(() => sends().length).toBe(approvals.length);
    expect(sends().filter(({ state }) => state === 'sent')).toEqual([]);

    const after = await startServer({}, before.port);
    try {
      crm.cut(false);
      // Each person's mail leaves from that person's desk.
      for (const [name, mailbox] of [
        ['Mira', 'mbx-mira'],
        ['Sam', 'mbx-sam'],
      ] as const) {
        await changeSeat(page, name);
        await expect
          .poll(
            async () => {
              await skip(A_PAUSE_MS);
              return sends().filter((send) => send.mailbox_id === mailbox && !hasEnded(send, clock.nowMs()));
            },
            { timeout: 60_000, interval: 250 },
          )
          .toEqual([]);
      }
      const ended = sends();
      const sent = ended.filter(({ state }) => state === 'sent');
      const otherwise = ended.filter(({ state }) => state !== 'sent');
      console.log(
        `${decided.length} decisions offline: ${approvals.length} approvals = ${sent.length} sent` +
          otherwise.map(({ state, because }) => ` + 1 ${state} (${because})`).join(''),
      );
      expect(sent.length).toBeGreaterThan(20);
      expect(otherwise.every(({ because }) => because !== '')).toBe(true);
      // The server is the judge: each that is called sent reached it once, and nothing else did.
      const arrived = after.mails.map(({ raw }) => /^Message-ID: (<[^>]+>)/im.exec(raw)?.[1]);
      expect(arrived.toSorted()).toEqual(sent.map(({ message_id }) => message_id).toSorted());
      expect(before.mails).toEqual([]);
      const inCrm = () =>
        ledgerRows(
          desk.paths.workspace,
          "SELECT package_id FROM activities WHERE message_id IS NOT NULL AND outcome = 'sent'",
        )
          .map(({ package_id }) => package_id)
          .filter((id) => decided.some(({ packageId }) => packageId === id));
      await expect.poll(() => inCrm().toSorted()).toEqual(sent.map(({ package_id }) => package_id).toSorted());
    } finally {
      await after.stop();
    }
  },
  { localOnly: 'the shell opens its own CRM, which can’t be made to fail' },
);
