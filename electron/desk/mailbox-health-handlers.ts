/** Answers the channels of the Mailboxes screen: what each did, DNS checks, thawing a ramp, reports of providers. Holds no rule of its own. */
import { domainOf } from '../../shared/domain/email-address.ts';
import type { MailboxId } from '../../shared/domain/ids.ts';
import type { MailCalibration } from '../../shared/domain/mail-calibration.ts';
import type { MailboxWorld } from '../../shared/domain/mailbox-world.ts';
import type { Person } from '../../shared/domain/person.ts';
import type { ParsedRequestOf, ResponseOf } from '../../shared/ipc/contract.ts';
import { localDay } from '../../shared/policy/local-time.ts';
import { mayWrite } from '../../shared/policy/permissions.ts';
import { warmUpAllowance } from '../../shared/policy/warm-up.ts';
import { actOnMail } from '../inbox/act-on-mail.ts';
import { parseArrived } from '../inbox/arrived-mail.ts';
import { readComplaint } from '../inbox/feedback-reports.ts';
import { checkDomain } from '../mailbox/check-domain.ts';
import { readPostmaster } from '../mailbox/read-postmaster.ts';
import { CallFault } from '../ports/call-fault.ts';
import type { Clock } from '../ports/clock.ts';
import type { Desk } from '../ports/desk.ts';
import type { Dns } from '../ports/dns.ts';
import type { MailboxWays } from './mailbox-ways.ts';
import type { WorkingDesk } from './working-desk.ts';

export interface MailboxHealthParts {
  readonly clock: Clock;
  readonly dns: Dns;
  readonly mailbox: MailboxWays;
  readonly work: () => WorkingDesk;
  readonly person: () => Person;
}

type Handlers = Pick<Desk['handlers'], Extract<keyof Desk['handlers'], `mailboxes.${string}`>>;

const DAY_MS = 86_400_000;
const SHOWN_DAYS = 28;
const SHOWN_EVENTS = 50;
const SHOWN_REPORTS = 60;

export function makeMailboxHealthHandlers({ clock, dns, mailbox, work, person }: MailboxHealthParts): Handlers {
  const worldOf = (id: MailboxId): MailboxWorld => {
    const world = work()
      .ledger.copies.deskWorld(clock.nowMs())
      .mailboxes.find((each) => each.id === id);
    if (world === undefined)
      throw new CallFault('not-found', 'This mailbox is not on the team any more. Sync, then look again.');
    return world;
  };

  return {
    'mailboxes.read': () => {
      const { ledger } = work();
      const nowMs = clock.nowMs();
      return { mailboxes: ledger.copies.deskWorld(nowMs).mailboxes.map((world) => healthOf(work(), world, nowMs)) };
    },

    'mailboxes.check': async ({ mailboxId }) => {
      const { ledger } = work();
      const world = worldOf(mailboxId);
      const nowMs = clock.nowMs();
      // The embedded mailbox' domains are invented: the world's DNS has nothing to say of them.
      const answer =
        mailbox.account.read().kind === 'sink'
          ? ({ kind: 'checked', authentication: mailbox.sink.authentication(nowMs) } as const)
          : await checkDomain({
              dns,
              domain: domainOf(world.address),
              calibration: calibrationOf(mailbox, world.address),
              nowMs,
            });
      if (answer.kind === 'offline') return { kind: 'no', because: answer.because };
      ledger.transact(() => {
        ledger.mailboxes.recordAuthentication(mailboxId, answer.authentication);
        ledger.copies.publishDesk(nowMs);
      });
      void work().engine.recheckDeferred();
      return { kind: 'ok' };
    },

    'mailboxes.thaw': ({ mailboxId }) => thaw(work(), worldOf(mailboxId), person(), clock.nowMs()),

    'mailboxes.import-report': (request) => importReport(work(), worldOf(request.mailboxId), request, clock),
  };
}

/** What a test mail showed holds for the address it was sent from. */
function calibrationOf({ account }: MailboxWays, address: string): MailCalibration | null {
  const choice = account.read();
  const known = choice.kind === 'smtp' ? choice.calibration : null;
  return known?.address.toLowerCase() === address.toLowerCase() ? known : null;
}

function healthOf(
  { ledger }: WorkingDesk,
  world: MailboxWorld,
  nowMs: number,
): ResponseOf<'mailboxes.read'>['mailboxes'][number] {
  const sinceMs = nowMs - SHOWN_DAYS * DAY_MS;
  const days = Array.from(
    { length: SHOWN_DAYS },
    (_, back) => localDay(nowMs, world.timeZone, back - SHOWN_DAYS + 1).day,
  );
  const sent = ledger.mailboxes.sentPerDay(world.id, days[0] ?? '');
  const elsewhere = ledger.mailboxes.elsewherePerDay(world.id, world.timeZone, sinceMs);
  const limits = ledger.copies.policy()?.limits;
  return {
    id: world.id,
    days: days.map((day) => ({
      day,
      sent: sent.get(day) ?? 0,
      elsewhere: elsewhere.get(day) ?? 0,
      allowance:
        world.ramp === null || limits === undefined || day < world.ramp.startDay
          ? null
          : warmUpAllowance(world.ramp, day, limits),
    })),
    events: ledger.mailboxes.events(world.id, sinceMs).slice(0, SHOWN_EVENTS),
    reports: [...ledger.mailboxes.reports(domainOf(world.address), SHOWN_REPORTS)],
  };
}

function thaw(
  { ledger, engine }: WorkingDesk,
  world: MailboxWorld,
  person: Person,
  nowMs: number,
): ResponseOf<'mailboxes.thaw'> {
  const limits = ledger.copies.policy()?.limits;
  if (mayWrite(person.role, 'configuration') !== 'write')
    return { kind: 'no', because: `Only RevOps lets a ramp climb again; you are signed in as ${person.name}.` };
  const { ramp } = world;
  if (ramp?.frozen == null || limits === undefined) return { kind: 'no', because: 'This ramp is not frozen.' };
  const { day } = localDay(nowMs, world.timeZone);
  ledger.transact(() => {
    ledger.mailboxes.thawRamp(world.id, day, warmUpAllowance(ramp, day, limits));
    ledger.trace.append({
      atMs: nowMs,
      kind: 'pause',
      actor: person.id,
      subject: { act: 'thaw', scope: 'mailbox', value: world.id },
    });
    ledger.copies.publishDesk(nowMs);
  });
  void engine.recheckDeferred();
  return { kind: 'ok' };
}

async function importReport(
  { ledger, engine }: WorkingDesk,
  world: MailboxWorld,
  { fileName, provider, base64 }: ParsedRequestOf<'mailboxes.import-report'>,
  clock: Clock,
): Promise<ResponseOf<'mailboxes.import-report'>> {
  const bytes = Buffer.from(base64, 'base64');
  if (/\.eml$/i.test(fileName)) {
    const mail = await parseArrived(bytes, clock.nowMs());
    if (mail === null || readComplaint(mail) === null)
      return {
        kind: 'no',
        because: `${fileName} is no complaint of a mailbox provider (RFC 5965). Nothing was taken in.`,
      };
    const acted = actOnMail({ ledger, clock }, world, mail);
    ledger.copies.publishDesk(clock.nowMs());
    void engine.recheckDeferred();
    return { kind: 'read', reports: 0, complaints: acted.kind === 'complaint' ? 1 : 0, refused: [] };
  }
  const read = readPostmaster(bytes.toString('utf8'), {
    domain: domainOf(world.address),
    provider,
    nowMs: clock.nowMs(),
  });
  if ('problem' in read) return { kind: 'no', because: `${fileName}: ${read.problem} Nothing was taken in.` };
  ledger.transact(() => {
    for (const report of read.reports) ledger.mailboxes.recordReport(report);
    ledger.copies.publishDesk(clock.nowMs());
  });
  void engine.recheckDeferred();
  return {
    kind: 'read',
    reports: read.reports.length,
    complaints: 0,
    refused: read.refused.slice(0, 200).map((row) => ({ ...row })),
  };
}
