/** The desk as a host sees it, and what a host must bring: no host looks behind this, and the desk knows no host. */
import type { ChannelName, EventName, EventOf, ParsedRequestOf, ResponseOf } from '../../shared/ipc/contract.ts';
import type { Clock } from './clock.ts';
import type { Dns } from './dns.ts';
import type { Http } from './http.ts';
import type { Log } from './log.ts';
import type { Random } from './random.ts';
import type { ListenForRedirect } from './redirects.ts';
import type { Secrets } from './secrets.ts';
import type { Spelling } from './spelling.ts';

export interface Desk {
  /** One handler a channel, called only with a request that was parsed. */
  readonly handlers: {
    readonly [C in ChannelName]: (request: ParsedRequestOf<C>) => Promise<ResponseOf<C>> | ResponseOf<C>;
  };
  /** Calls back with each event; the returned function ends it. */
  subscribe(listener: <E extends EventName>(event: E, payload: EventOf<E>) => void): () => void;
  /** Stops all work and closes the files. What waits stays in the ledger. */
  close(): Promise<void>;
  /** Sends that have not left yet: what quitting would leave behind. */
  waitingSends(): number;
  /** A hint that the machine was asleep: timers may be late and connections gone. */
  resume?(): void;
}

export interface DeskPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly secrets: Secrets;
  readonly paths: DeskPaths;
  readonly host: 'electron' | 'local';
  readonly version: string;
  /** Opens an http or https address in the person's own browser. */
  openLink(url: string): Promise<void>;
  /** Web requests; the machine's own where a host brings none. */
  readonly http?: Http;
  /** Spell checking, where the host does it. */
  readonly spelling?: Spelling;
  /** Hears a sign-in come back; on this machine's loopback interface where a host brings none. */
  readonly listenForRedirect?: ListenForRedirect;
  /** DNS; the system's own where a host brings none. */
  readonly dns?: Dns;
}

/** Where things are on this machine; absolute. */
export interface DeskPaths {
  /** The folder that holds all the others but `resources`. */
  readonly home: string;
  readonly ledger: string;
  /** Present once a ledger was made: without it a missing ledger is a first run, with it a loss. */
  readonly ledgerMarker: string;
  /** The embedded CRM. */
  readonly workspace: string;
  /** The folder of the embedded mailbox. */
  readonly mail: string;
  readonly settings: string;
  /** What ships with the app; never written. */
  readonly resources: string;
}
