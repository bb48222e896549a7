/** Puts the desk together from its ports: CRM, mailbox, ledger and what works on them. Knows no Electron, and no rule lives here. */
import type { Person } from '../shared/domain/person.ts';
import { isSettled, SendState } from '../shared/domain/send.ts';
import type { DeskStatus } from '../shared/ipc/contract.ts';
import { openCrm } from './desk/open-crm.ts';
import { makeEmit } from './desk/emit.ts';
import { makeHandlers } from './desk/handlers.ts';
import { makeImports } from './desk/imports.ts';
import { openMailboxWays } from './desk/mailbox-ways.ts';
import { openEnrichmentWays } from './desk/enrichment.ts';
import { openModelWays } from './desk/model-ways.ts';
import { openDeskLedger, startLedgerAnew } from './desk/open-ledger-once.ts';
import { openSettings, type DeskSettings } from './desk/settings.ts';
import { startWorkingDesk, type WorkingDesk } from './desk/working-desk.ts';
import { openLedger, type OpenedLedger } from './ledger/open-ledger.ts';
import { CallFault } from './ports/call-fault.ts';
import { ConnectorFault, type Connector } from './ports/connector.ts';
import type { Desk, DeskPorts } from './ports/desk.ts';

/** Sends that have not left: undo window, slot, time, retry, or on their way. What may have left doesn't wait. */
const WAITING = SendState.options.filter((state) => !isSettled(state) && state !== 'uncertain');

const NOT_READ = { state: 'off', lastReadAtMs: null, problem: null } as const;

/** What a desk speaks to outside itself; a test gives a CRM, a mailbox, a model or a ledger's disk that fails on command. */
export interface Surroundings {
  readonly openCrm: typeof openCrm;
  readonly openMailbox: typeof openMailboxWays;
  readonly openModel: typeof openModelWays;
  readonly openLedger: typeof openLedger;
}

const REAL: Surroundings = { openCrm, openMailbox: openMailboxWays, openModel: openModelWays, openLedger };

/** Resolves once the desk can answer calls; the first sync goes on behind it, with its progress as events. */
export async function openDesk(ports: DeskPorts, given: Partial<Surroundings> = {}): Promise<Desk> {
  const around: Surroundings = { ...REAL, ...given };
  const emit = makeEmit();
  const onProgress = (progress: Parameters<typeof emit.send<'progress'>>[1]) => emit.send('progress', progress);
  const settings = openSettings(ports.paths.settings, ports.random);
  const crm = await around.openCrm(ports, onProgress);
  const mailbox = await around.openMailbox(ports);
  const model = around.openModel(ports);
  const enrichment = openEnrichmentWays(ports);
  const imports = makeImports({ clock: ports.clock, random: ports.random, onProgress });

  let opened: OpenedLedger = openDeskLedger(ports, around.openLedger);
  let working: WorkingDesk | null = null;
  let team = await whoIsHere(crm.connector, settings, opened);
  settings.signIn(team.person.id);

  const begin = (): void => {
    if (opened.kind !== 'open') {
      ports.log.error('ledger.stopped', new Error(opened.kind));
      return;
    }
    const { ledger } = opened;
    ledger.feed.onAdvance((latestSeq) => emit.send('feed.advanced', { epoch: ledger.feed.epoch, latestSeq }));
    ledger.suppressions.onChange(() => emit.send('suppression.changed', {}));
    working = startWorkingDesk({
      ports,
      ledger,
      connector: crm.connector,
      mailbox,
      model,
      enrichment,
      deviceId: settings.read().deviceId,
      signedIn: () => team.person.id,
      person,
      onProgress,
      onAgent: (state) => emit.sendChanged('agent.changed', state),
      onChange: publish,
    });
    emit.send('feed.advanced', { epoch: ledger.feed.epoch, latestSeq: ledger.feed.latestSeq() });
    working.sync.start();
  };

  /** The team as the CRM had it at the last pull; before the first one, as it was when the desk opened. */
  const people = (): readonly Person[] => {
    const pulled = working?.ledger.copies.people() ?? [];
    return pulled.length === 0 ? team.people : pulled;
  };
  const person = (): Person => people().find(({ id }) => id === team.person.id) ?? team.person;

  const waitingSends = (): number => working?.ledger.sends.countIn(WAITING) ?? 0;

  const status = (): DeskStatus => {
    const counts = working?.ledger.writeBacks.counts() ?? { waiting: 0, refused: 0 };
    return {
      crm: {
        kind: crm.vendor,
        ...(working?.sync.state() ?? { state: 'stopped', lastPullAtMs: null, problem: null }),
        waitingWrites: counts.waiting,
        refusedWrites: counts.refused,
      },
      mailbox: {
        ...mailbox.status(person().mailbox.address),
        inbox: working?.incoming.mailbox.state() ?? NOT_READ,
      },
      ledger:
        opened.kind === 'open' ? { state: 'open', problem: null } : { state: opened.kind, problem: opened.problem },
      secrets: ports.secrets.kind(),
      waitingSends: waitingSends(),
    };
  };
  function publish(): void {
    emit.sendChanged('desk.status', status());
  }

  const handlers = makeHandlers({
    ports,
    mailbox,
    model,
    enrichment,
    imports,
    settings,
    working: () => working,
    status,
    person,
    people,
    demo: crm.vendor === 'embedded',
    async switchPerson(personId) {
      try {
        team = { ...team, person: await crm.signInAs(personId) };
      } catch (cause) {
        if (!(cause instanceof ConnectorFault)) throw cause;
        throw new CallFault('unavailable', `Still signed in as ${person().name}: ${cause.message}.`, { cause });
      }
      settings.signIn(personId);
      publish();
      return person();
    },
    startAnew() {
      opened = startLedgerAnew(ports, team.person.id, around.openLedger);
      begin();
      publish();
      return opened.kind === 'open' ? { kind: 'ok' } : { kind: 'no', because: opened.problem };
    },
    onChange: publish,
  });

  begin();
  publish();

  return {
    handlers,
    subscribe: (listener) => emit.subscribe(listener),
    waitingSends,
    resume: () => working?.engine.renewUndoWindows(),
    async close() {
      // Imports write through the ledger's trace, so they end before it closes.
      await imports.close();
      await working?.stop();
      await mailbox.close();
      await crm.connector.close();
    },
  };
}

interface Team {
  readonly person: Person;
  readonly people: readonly Person[];
}

/** Who is signed in, from the CRM; without a network, whoever was signed in last, from the ledger's copy. */
async function whoIsHere(connector: Connector, settings: DeskSettings, opened: OpenedLedger): Promise<Team> {
  try {
    return await connector.whoAmI();
  } catch (cause) {
    if (!(cause instanceof ConnectorFault) || opened.kind !== 'open') throw cause;
    const people = opened.ledger.copies.people();
    const person = people.find(({ id }) => id === settings.read().signedInAs);
    if (person === undefined) throw cause;
    return { person, people };
  }
}
