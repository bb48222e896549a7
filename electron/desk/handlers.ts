/** One handler a channel: hands each parsed call to the part that decides it. Holds no rule of its own. */
import { CONTRACT_FINGERPRINT, CONTRACT_VERSION } from '../../shared/ipc/history.ts';
import type { Person } from '../../shared/domain/person.ts';
import type { DeskStatus, ParsedRequestOf, ResponseOf } from '../../shared/ipc/contract.ts';
import { systemDns } from '../platform/system-dns.ts';
import { CallFault } from '../ports/call-fault.ts';
import type { Desk, DeskPorts } from '../ports/desk.ts';
import { makeAgentHandlers } from './agent-handlers.ts';
import { makeBoardHandlers } from './board-handlers.ts';
import { makeEnrichmentHandlers } from './enrichment-handlers.ts';
import type { EnrichmentWays } from './enrichment.ts';
import type { Imports } from './imports.ts';
import { makeLeadsHandlers } from './leads-handlers.ts';
import { makeLibraryHandlers } from './library-handlers.ts';
import type { MailboxWays } from './mailbox-ways.ts';
import { makeMailboxHealthHandlers } from './mailbox-health-handlers.ts';
import { makeMailboxesHandlers } from './mailboxes-handlers.ts';
import { makeModelHandlers } from './model-handlers.ts';
import type { ModelWays } from './model-ways.ts';
import { makePolicyHandlers } from './policy-handlers.ts';
import { makeReplyHandlers } from './reply-handlers.ts';
import type { DeskSettings } from './settings.ts';
import { makeSearchHandlers } from './search-handlers.ts';
import { makeSuppressionHandlers } from './suppression-handlers.ts';
import { makeTrustLogHandlers } from './trust-log-handlers.ts';
import type { WorkingDesk } from './working-desk.ts';

export interface HandlerParts {
  readonly ports: DeskPorts;
  readonly mailbox: MailboxWays;
  readonly model: ModelWays;
  readonly enrichment: EnrichmentWays;
  readonly imports: Imports;
  readonly settings: DeskSettings;
  /** Null while the ledger can't be trusted. */
  readonly working: () => WorkingDesk | null;
  readonly status: () => DeskStatus;
  readonly person: () => Person;
  readonly people: () => readonly Person[];
  readonly demo: boolean;
  switchPerson(personId: Person['id']): Promise<Person>;
  startAnew(): ResponseOf<'ledger.start-anew'>;
  /** Something that the status shows has changed. */
  onChange(): void;
}

const OK = { kind: 'ok' } as const;

export function makeHandlers(parts: HandlerParts): Desk['handlers'] {
  const { ports, mailbox, imports } = parts;
  const { clock } = ports;
  const me = () => parts.person().id;

  /** Every call that needs the ledger stops here, with words, while it can't be trusted. */
  const work = (): WorkingDesk => {
    const working = parts.working();
    if (working === null) {
      throw new CallFault(
        'ledger-stopped',
        `${parts.status().ledger.problem ?? 'The ledger can’t be trusted.'} What you decide meanwhile is kept in this window.`,
      );
    }
    return working;
  };

  const mailboxChanged = async (): Promise<void> => {
    await mailbox.changed();
    parts.working()?.incoming.changed();
    parts.onChange();
    await parts.working()?.engine.recheckDeferred();
  };

  return {
    ...makeTrustLogHandlers({ ports, work, person: parts.person, people: parts.people }),
    ...makeSuppressionHandlers({ ports, imports, person: parts.person, work }),
    ...makePolicyHandlers({ clock, work, person: parts.person }),
    ...makeMailboxesHandlers({ parts, work }),
    ...makeMailboxHealthHandlers({ clock, dns: ports.dns ?? systemDns(), mailbox, work, person: parts.person }),
    ...makeAgentHandlers({ clock, work, person: parts.person }),
    ...makeBoardHandlers({ clock, random: ports.random, work, person: parts.person }),
    ...makeLeadsHandlers({ clock, imports, settings: parts.settings, person: parts.person, work }),
    ...makeLibraryHandlers({ clock, work, person: parts.person, people: parts.people }),
    ...makeModelHandlers(parts.model, () => parts.working()?.agent.changed()),
    ...makeEnrichmentHandlers(parts.enrichment, work),
    ...makeSearchHandlers({ person: parts.person, work }),
    ...makeReplyHandlers({ clock, random: ports.random, work, person: parts.person }),
    'desk.hello': ({ contractVersion, fingerprint }) => {
      // Only where somebody looks is there something to look for.
      parts.working()?.search.begin();
      return contractVersion === CONTRACT_VERSION && fingerprint === CONTRACT_FINGERPRINT
        ? {
            kind: 'welcome',
            version: ports.version,
            host: ports.host,
            demo: parts.demo,
            person: parts.person(),
            people: [...parts.people()],
            status: parts.status(),
          }
        : { kind: 'reload', because: 'Countersign was updated. Reload this window; your text is kept.' };
    },
    'desk.status': () => parts.status(),
    'person.switch': async ({ personId }) => ({ person: await parts.switchPerson(personId) }),

    'feed.page': ({ epoch, afterSeq, limit }) => {
      const { ledger, search } = work();
      const page = ledger.feed.page(epoch, afterSeq, limit);
      if (page.more) search.giveWay();
      return page;
    },
    'edit.journal': ({ edit }) => {
      const { ledger } = work();
      if (edit.personId !== me())
        throw new CallFault(
          'forbidden',
          'This text was written by somebody else than the person signed in; it stays in this window.',
        );
      // A late word about an attention check that is over belongs to nothing any more.
      if (ledger.decoys.read(edit.packageId)?.end == null) ledger.decisions.putEdit(edit);
      return OK;
    },
    'edit.discard': ({ packageId }) => {
      work().ledger.decisions.discardEdit(packageId);
      return OK;
    },

    'decision.submit': ({ decision }) => {
      const { ledger, decide } = work();
      // A new ledger knows no package yet; the window keeps the decision and hands it over again.
      if (ledger.copies.deskWorld(clock.nowMs()).checkedAtMs.owner === null) {
        throw new CallFault(
          'ledger-stopped',
          'The ledger is new and the CRM is still being read into it; the decision is kept in this window until then.',
        );
      }
      return decide.submit(decision, me());
    },
    'attention.own': () => work().ledger.decoys.catchRate(me()),
    'decision.undo': ({ decisionId }) => work().decide.undo(decisionId, me()),
    'send.now': ({ sendId }) => work().engine.sendNow(sendId, me()),
    'send.resolve': ({ sendId, answer }) => work().engine.resolve(sendId, answer, me()),
    'send.eml': async ({ sendId }) => ({ raw: await readMail(work(), mailbox, sendId) }),
    'escalation.accept': ({ escalationId }) => work().decide.acceptEscalation(escalationId, me()),
    'escalation.decline': ({ escalationId, because }) => work().decide.declineEscalation(escalationId, me(), because),

    'sync.run': async () => {
      await work().sync.run();
      return OK;
    },
    'sync.stop': () => {
      work().sync.pause();
      return OK;
    },

    'import.begin': (request) => imports.begin(work(), parts.person(), request),
    'import.append': ({ importId, base64 }) => imports.append(importId, base64),
    'import.finish': ({ importId }) => imports.finish(importId),
    'import.cancel': ({ importId }) => imports.cancel(importId),

    'mailbox.read': () => {
      const choice = mailbox.account.read();
      return {
        kind: choice.kind === 'sink' ? 'sink' : 'smtp',
        account: choice.kind === 'smtp' ? choice.account : null,
        kept: mailbox.account.kept(),
        calibration: choice.kind === 'smtp' ? choice.calibration : null,
      };
    },
    'mailbox.test': ({ account, secrets }) => mailbox.account.test(account, secrets),
    'mailbox.use': async (request) => {
      const answer =
        request.kind === 'sink' ? mailbox.account.useSink() : mailbox.account.use(request.account, request.secrets);
      if (answer.kind === 'ok') await mailboxChanged();
      return answer;
    },
    'secrets.unlock': async ({ passphrase }) => {
      if (!(await ports.secrets.unlock(passphrase)))
        return { kind: 'no', because: 'This passphrase does not fit the sealed file. Nothing was changed.' };
      await mailboxChanged();
      return OK;
    },

    'pause.set': ({ pause }) => changePause(parts, work(), 'set', pause),
    'pause.clear': (request) => changePause(parts, work(), 'clear', { ...request, reason: 'cleared' }),

    'ledger.start-anew': () => {
      if (parts.working() !== null)
        return { kind: 'no', because: 'The ledger is in order; there is nothing to start anew.' };
      const answer = parts.startAnew();
      ports.log.warn('ledger.start-anew', { result: answer.kind, atMs: clock.nowMs() });
      return answer;
    },
    'spelling.read': () => ports.spelling?.state() ?? { kind: 'browser' },
    'spelling.choose': ({ language }) =>
      ports.spelling?.choose(language) ?? { kind: 'no', because: 'The browser checks the spelling: choose there.' },
    'link.open': async ({ url }) => {
      await ports.openLink(url);
      return OK;
    },
  };
}

async function readMail(
  { ledger }: WorkingDesk,
  mailbox: MailboxWays,
  sendId: ParsedRequestOf<'send.eml'>['sendId'],
): Promise<string | null> {
  const row = ledger.sends.read(sendId);
  if (row === null) throw new CallFault('not-found', 'There is no such message.');
  const kept = await mailbox.sink.readEml(row.send.messageId);
  // A mail that left over a real account is shown as it was made; the sink's copy is what a server received.
  return kept ?? (row.mime === null ? null : Buffer.from(row.mime).toString('utf8'));
}

function changePause(
  parts: HandlerParts,
  { ledger, engine }: WorkingDesk,
  act: 'set' | 'clear',
  pause: ParsedRequestOf<'pause.set'>['pause'],
): typeof OK {
  const atMs = parts.ports.clock.nowMs();
  const byPersonId = parts.person().id;
  ledger.transact(() => {
    if (act === 'set') ledger.copies.setPause({ ...pause, byPersonId, atMs });
    else ledger.copies.clearPause(pause.scope, pause.value);
    ledger.trace.append({
      atMs,
      kind: 'pause',
      actor: byPersonId,
      subject: { act, scope: pause.scope, value: pause.value },
    });
    ledger.copies.publishDesk(atMs);
  });
  parts.onChange();
  void engine.recheckDeferred();
  return OK;
}
