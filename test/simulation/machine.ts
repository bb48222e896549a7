/** One person's machine: the real desk over real files, which may stop at any commit and be started again. Only its surroundings are simulated. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openDesk } from '../../electron/desk.ts';
import type { MailboxWays } from '../../electron/desk/mailbox-ways.ts';
import { openModelWays, type ModelWays } from '../../electron/desk/model-ways.ts';
import type { Draw } from '../../electron/crm/embedded/demo/seeded-draw.ts';
import { fixtureAuthentication } from '../../electron/mailbox/fixture-dns.ts';
import { openLedger } from '../../electron/ledger/open-ledger.ts';
import { hostPaths } from '../../electron/platform/paths.ts';
import { ConnectorFault, type Connector } from '../../electron/ports/connector.ts';
import type { Desk } from '../../electron/ports/desk.ts';
import type { Ledger } from '../../electron/ports/ledger.ts';
import type { Log } from '../../electron/ports/log.ts';
import type { MailboxReader } from '../../electron/ports/mailbox-reader.ts';
import type { Secrets } from '../../electron/ports/secrets.ts';
import type { Transport } from '../../electron/ports/transport.ts';
import { overTheNetwork, type CrmWeather } from './crm.ts';
import { isSimulated, watchCommits, type DiskWeather } from './disk.ts';
import { simRandom } from './draw.ts';
import { watchLedger, type LedgerWatch } from './ledger-watch.ts';
import type { MailServer, MailWatch } from './mail-server.ts';
import type { Referee } from './referee.ts';
import { copyHome, RESOURCES } from './template.ts';
import { isAlive, type Life, type SimTime } from './time.ts';

/** What a test plants between the desk and its parts, to see that it is found. */
export interface Planted {
  readonly ledger?: (ledger: Ledger) => Ledger;
  readonly transport?: (transport: Transport) => Transport;
  readonly desk?: (desk: Desk) => Desk;
}

export interface MachineParts {
  readonly name: string;
  readonly folder: string;
  readonly zone: string;
  readonly time: SimTime;
  readonly draw: Draw;
  readonly server: MailServer;
  readonly connector: Connector;
  readonly crmWeather: CrmWeather;
  readonly referee: Referee;
  readonly mailWatch: (machine: Machine) => MailWatch;
  /** Null where no model was chosen. */
  readonly model: ((life: Life, machine: Machine) => ModelWays) | null;
  /** Null where nothing can be read. */
  readonly reader: ((life: Life) => MailboxReader) | null;
  readonly planted: Planted;
}

export interface Machine {
  readonly name: string;
  readonly disk: DiskWeather;
  /** Null while it is off or starting. */
  desk(): Desk | null;
  ledger(): Ledger | null;
  /** The auditor of its ledger; null before there is a file. */
  readonly watch: () => LedgerWatch | null;
  isOn(): boolean;
  start(): Promise<void>;
  /** The process is gone, without a word. */
  stop(): void;
  /** A person quits it. */
  quit(): Promise<void>;
  home(): string;
  /** Where its mailbox lives. */
  zone(): string;
  /** Closes every file of every process there was. */
  discard(): void;
}

/** The OS keychain: it survives the process. */
function keychain(): Secrets {
  const held = new Map<string, string>();
  return {
    kind: () => 'keychain',
    read: (name) => held.get(name) ?? null,
    write: (name, value) => void held.set(name, value),
    erase: (name) => void held.delete(name),
    unlock: () => Promise.resolve(false),
  };
}

const START_TAKES_AT_MOST_MS = 180_000;
const QUIT_TAKES_AT_MOST_MS = 300_000;

export function makeMachine(parts: MachineParts): Machine {
  const { name, folder, time, draw, server, connector, crmWeather, referee, planted } = parts;
  const disk: DiskWeather = { failing: 0, stopsIn: null };
  const secrets = keychain();
  const random = simRandom(draw);
  const closers: (() => void)[] = [];
  let processes = 0;
  let home = join(folder, `${name}-0`);
  let life: Life = { alive: false };
  let desk: Desk | null = null;
  let ledger: Ledger | null = null;
  let watch: LedgerWatch | null = null;

  /** Faults that nothing simulated explains are the desk's own. */
  const logOf = (of: Life): Log => ({
    info: () => undefined,
    warn: () => undefined,
    error(code, cause) {
      if (!of.alive || isSimulated(cause)) return;
      referee.violated(
        'no fault of its own',
        `${code}: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`,
      );
    },
  });

  function stop(): void {
    life.alive = false;
    desk = null;
    ledger = null;
    disk.stopsIn = null;
  }

  function mailboxOf(of: Life): MailboxWays {
    const bare = server.transportFor(of, parts.mailWatch(machine));
    const transport = planted.transport?.(bare) ?? bare;
    const reader = parts.reader?.(of) ?? null;
    return {
      account: {
        read: () => ({ kind: 'sink' }),
        kept: () => ({ password: false, refreshToken: false, clientSecret: false }),
        isLocked: () => false,
        login: () => Promise.resolve(null),
        keepCalibration: () => ({ kind: 'no', because: 'nothing to learn here' }),
        test: () => Promise.resolve({ smtp: { kind: 'ok' }, imap: null }),
        useSink: () => ({ kind: 'ok' }),
        use: () => ({ kind: 'ok' }),
        granted: () => undefined,
        clientSecret: () => null,
      },
      signIns: {
        begin: () => Promise.reject(new Error('nobody signs in here')),
        find: () => null,
        cancel: () => undefined,
        close: () => undefined,
      },
      sink: {
        host: '127.0.0.1',
        port: 1,
        readEml: () => Promise.resolve(null),
        filesOf: () => [],
        count: () => server.taken.size,
        sentSince: (mailbox, sinceMs) => server.sentSince(mailbox.address, sinceMs),
        authentication: fixtureAuthentication,
        // Nobody answers here: what comes back is another test's.
        taken: () => [],
        onTaken: () => () => undefined,
        inboxOf: () => folder,
        deliver: () => Promise.resolve(false),
        close: () => Promise.resolve(),
        ...server.lookupFor(of),
      },
      transport: () => transport,
      reader: () => reader,
      lookup: () => server.lookupFor(of),
      stopReading: () => Promise.resolve(),
      changed: () => Promise.resolve(),
      status: (address) => ({ kind: 'sink', address, state: 'ready', problem: null }),
      close: () => transport.close(),
    };
  }

  /** What an earlier process left on disk, in a folder of its own, so that what is left of that process can't write to it. */
  function nextHome(): string {
    if (processes === 0) {
      mkdirSync(home);
      return home;
    }
    const next = join(folder, `${name}-${processes}`);
    copyHome(home, next);
    return next;
  }

  async function start(): Promise<void> {
    const own: Life = { alive: true };
    life = own;
    home = nextHome();
    processes += 1;
    const paths = hostPaths(home, RESOURCES);
    const end: { how: 'opening' | 'failed' | Desk; cause: unknown } = { how: 'opening', cause: null };
    const opening = openDesk(
      {
        clock: time.clockFor(own),
        random,
        log: logOf(own),
        secrets,
        paths,
        host: 'local',
        version: '0.0.0-simulated',
        openLink: () => Promise.resolve(),
      },
      {
        openCrm: () =>
          Promise.resolve({
            vendor: 'embedded',
            connector: overTheNetwork(connector, { life: own, time, draw, weather: crmWeather, referee }),
            signInAs: () => Promise.reject(new ConnectorFault('permanent', 'one user a connection')),
          }),
        openMailbox: () => Promise.resolve(mailboxOf(own)),
        openModel: (ports) => parts.model?.(own, machine) ?? openModelWays(ports),
        openLedger(place) {
          const commits = watchCommits({
            life: own,
            weather: disk,
            draw,
            referee,
            stop() {
              referee.counts.crashes += 1;
              referee.note('    the machine stops at a commit');
              stop();
            },
            committed: () => watch?.committed(time.wallMs()),
          });
          const made = openLedger({ ...place, commits });
          if (made.kind !== 'open') {
            if (own.alive) referee.violated('the ledger opens again', made.problem);
            return made;
          }
          closers.push(() => made.ledger.close());
          if (watch === null) watch = watchLedger(place.path, referee);
          else watch.moveTo(place.path);
          watch.committed(time.wallMs());
          ledger = planted.ledger?.(made.ledger) ?? made.ledger;
          return { kind: 'open', ledger };
        },
      },
    ).then(
      (one) => void (end.how = one),
      (cause: unknown) => {
        end.how = 'failed';
        end.cause = cause;
      },
    );
    for (let waited = 0; end.how === 'opening' && isAlive(own) && waited < START_TAKES_AT_MOST_MS; waited += 250)
      await time.pass(250);
    if (!isAlive(own)) return;
    if (end.how === 'opening') {
      referee.violated('it starts', `the desk did not open within ${START_TAKES_AT_MOST_MS} ms`);
      stop();
      return;
    }
    await opening;
    if (end.how !== 'failed') {
      desk = planted.desk?.(end.how) ?? end.how;
      return;
    }
    // Without its CRM a new desk can't open: its person tries again later.
    if (!isSimulated(end.cause))
      referee.violated(
        'it starts',
        end.cause instanceof Error ? (end.cause.stack ?? end.cause.message) : String(end.cause),
      );
    stop();
  }

  const machine: Machine = {
    name,
    disk,
    desk: () => desk,
    ledger: () => ledger,
    watch: () => watch,
    isOn: () => desk !== null && life.alive,
    home: () => home,
    zone: () => parts.zone,
    start,
    stop,
    async quit() {
      const own = life;
      if (desk === null) return;
      const end = { isClosed: false };
      const closing = desk
        .close()
        .catch((cause: unknown) => {
          if (isAlive(own) && !isSimulated(cause))
            referee.violated('it closes', cause instanceof Error ? (cause.stack ?? cause.message) : String(cause));
        })
        .finally(() => (end.isClosed = true));
      for (let waited = 0; !end.isClosed && isAlive(own) && waited < QUIT_TAKES_AT_MOST_MS; waited += 500)
        await time.pass(500);
      if (end.isClosed) await closing;
      else if (isAlive(own)) referee.violated('it closes', `it did not within ${QUIT_TAKES_AT_MOST_MS} ms`);
      if (life === own) stop();
    },
    discard() {
      stop();
      watch?.close();
      for (const close of closers) {
        try {
          close();
        } catch (cause) {
          // A desk that quit has closed its own file already.
          if (!(cause instanceof Error && /not open/.test(cause.message))) throw cause;
        }
      }
    },
  };
  return machine;
}
