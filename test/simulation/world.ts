/** The world of a run, and what may befall a machine in it at any moment. */
import type { Draw } from '../../electron/crm/embedded/demo/seeded-draw.ts';
import type { CrmHands } from './crm-hands.ts';
import type { CrmWeather } from './crm.ts';
import type { Inbox } from './inbox.ts';
import type { Machine } from './machine.ts';
import type { MailServer } from './mail-server.ts';
import type { ModelWeather } from './model.ts';
import type { Page } from './page.ts';
import type { Referee } from './referee.ts';
import type { SimTime } from './time.ts';

/** A person at a desk of their own. */
export interface Seat {
  readonly machine: Machine;
  readonly page: Page;
}

/** The seat that acts, and all that it acts in. */
export interface World extends Seat {
  readonly seats: readonly Seat[];
  /** The probability of one more ambush in a step. */
  readonly ambushes: number;
  readonly time: SimTime;
  readonly draw: Draw;
  readonly server: MailServer;
  readonly hands: CrmHands;
  readonly crmWeather: CrmWeather;
  readonly referee: Referee;
  /** Null where the run has no agent. */
  readonly agent: AgentAround | null;
}

/** What an agent works with, beside the CRM. */
export interface AgentAround {
  readonly inbox: Inbox;
  readonly modelWeather: ModelWeather;
}

export type Action = (world: World) => void | Promise<void>;

export const SECOND = 1_000;
export const MINUTE = 60_000;
export const HOUR = 3_600_000;

export const sayTime = ({ time }: World) => new Date(time.wallMs()).toISOString();

export async function sleepFor(world: World, ms: number): Promise<void> {
  const { time, draw, seats, server, referee } = world;
  time.sleep(ms);
  server.cutAll();
  for (const { machine } of seats) if (draw.chance(0.7)) machine.desk()?.resume?.();
  await time.pass(draw.whole(0, 30) * SECOND);
  referee.note(`slept until ${sayTime(world)}`);
}

export function stopNow({ machine, referee }: World): void {
  if (!machine.isOn()) return;
  referee.note('the machine stops');
  referee.counts.crashes += 1;
  machine.stop();
}

export function stopAtCommit({ machine, draw, referee }: World): void {
  machine.disk.stopsIn ??= { commits: draw.whole(1, 15), when: draw.pick(['before', 'after']) };
  referee.note(`the machine will stop ${machine.disk.stopsIn.when} commit ${machine.disk.stopsIn.commits}`);
}

export async function quitNow({ machine, referee }: World): Promise<void> {
  referee.note('quit');
  await machine.quit();
}

export function setBack(world: World): void {
  const backMs = world.draw.pick([MINUTE, 20 * MINUTE, HOUR, 3 * HOUR, 26 * HOUR]);
  world.time.setWall(-backMs);
  world.referee.counts.clockChanges += 1;
  world.referee.note(`the clock is set back ${backMs / MINUTE} min, to ${sayTime(world)}`);
}

export function failDisk({ machine, referee }: World, failing: number): void {
  machine.disk.failing = failing;
  referee.note(`disk failing: ${failing}`);
}
