/**
 * What the agent is given of the desk, and nothing beside it: the ledger's other parts, the mailbox, the send engine and the secrets stay
 * out of its reach, whatever it was told to do.
 */
import { SignedContent } from '../../shared/domain/countersignature.ts';
import type { ThreadMessage } from '../../shared/domain/handoff-package.ts';
import type { PackageId } from '../../shared/domain/ids.ts';
import type { Person } from '../../shared/domain/person.ts';
import { footerOf } from '../../shared/policy/compose-message.ts';
import { localDay } from '../../shared/policy/local-time.ts';
import { warmUpAllowance } from '../../shared/policy/warm-up.ts';
import { withinBudget } from '../agent/within-budget.ts';
import type { AgentDesk } from '../ports/agent-desk.ts';
import type { DeskPorts } from '../ports/desk.ts';
import type { Ledger } from '../ports/ledger.ts';
import { startCount, type ReportProgress } from '../sync/progress.ts';
import type { EnrichmentWays } from './enrichment.ts';
import type { ModelWays } from './model-ways.ts';

export interface AgentDeskParts {
  readonly ports: DeskPorts;
  readonly ledger: Ledger;
  readonly model: ModelWays;
  readonly enrichment: EnrichmentWays;
  readonly person: () => Person;
  readonly deliver: () => void;
  readonly onProgress: ReportProgress;
  readonly onChange: () => void;
}

/** Sends of a contact that are looked through for the one of a package. */
const MOST_SENDS = 40;

export function makeAgentDesk(parts: AgentDeskParts): AgentDesk {
  const { ports, ledger, model, enrichment, person } = parts;
  const { clock, random, log } = ports;
  const policy = () => ledger.copies.policy();
  const affordable = withinBudget({ clock, ledger: ledger.agent, person, policy });
  return {
    clock,
    random,
    log,
    ledger: ledger.agent,
    transact: (work) => ledger.transact(work),
    write: (op) =>
      ledger.writeBacks.enqueue({ kind: 'push', op: { ...op, actor: 'agent', personId: null } }, clock.nowMs(), null),
    deliver: parts.deliver,
    policy,
    pauses: () => ledger.copies.pauses(),
    person,
    deskWorld: (nowMs) => ledger.copies.deskWorld(nowMs),
    sentMessage: (packageId) => sentMessage(ledger, packageId),
    waitingSends: () => {
      const mailboxId = person().mailbox.id;
      return ledger.sends.waiting().filter((send) => send.mailboxId === mailboxId).length;
    },
    slotsTomorrow: (nowMs) => slotsTomorrow(ledger, person(), nowMs),
    model() {
      const chosen = model.model();
      return chosen === null ? null : affordable(chosen);
    },
    modelProblem: () => model.problem(),
    templateFallback: () => model.read().account?.templateFallback ?? false,
    providers: () => enrichment.inForce(ledger.places).providers,
    verifiers: () => enrichment.inForce(ledger.places).verifiers,
    startCount: (label) => startCount('agent', label, clock, parts.onProgress),
    onChange: parts.onChange,
  };
}

/** Its cap, or what its ramp lets it send on the next day of its zone. */
function slotsTomorrow(ledger: Ledger, { mailbox }: Person, nowMs: number): number {
  const policy = ledger.copies.policy();
  if (policy === null) return 0;
  const ramp = ledger.mailboxes.ramp(mailbox.id);
  const { day } = localDay(nowMs, mailbox.timeZone, 1);
  return ramp === null ? policy.limits.warmupStartPerDay : warmUpAllowance(ramp, day, policy.limits);
}

/** As its person signed it, without the footer that every message has. */
function sentMessage(ledger: Ledger, packageId: PackageId): ThreadMessage | null {
  const parties = ledger.copies.packageParties(packageId);
  if (parties === null) return null;
  const send = ledger.sends
    .touching(parties.contactId, MOST_SENDS)
    .find((each) => each.packageId === packageId && each.sentAtMs !== null);
  const row = send === undefined ? null : ledger.sends.read(send.id);
  if (row?.send.sentAtMs == null) return null;
  const signed = SignedContent.safeParse(JSON.parse(row.countersignature.signed));
  if (!signed.success) return null;
  const { message, messageId } = signed.data;
  const policy = ledger.copies.policyAt(signed.data.policyVersion, signed.data.atMs);
  const footer = policy === null ? '' : footerOf(policy);
  return {
    messageId,
    direction: 'outbound',
    from: message.from.address,
    atMs: row.send.sentAtMs,
    subject: message.subject,
    text: footer !== '' && message.text.endsWith(footer) ? message.text.slice(0, -footer.length) : message.text,
  };
}
