/** What may happen in a step, drawn by weight: a person acts, the world turns, the machine or what it needs fails. */
import { AGENT_ACTIONS } from './agent-actions.ts';
import { weighted } from './draw.ts';
import { dayIn } from './ledger-watch.ts';
import { MY_ADDRESS } from './template.ts';
import {
  failDisk,
  HOUR,
  MINUTE,
  quitNow,
  sayTime,
  SECOND,
  setBack,
  sleepFor,
  stopAtCommit,
  stopNow,
  type Action,
  type World,
} from './world.ts';

/** Stops shortly before the mailbox's midnight and lets it pass. */
async function overMidnight(world: World): Promise<void> {
  const { time, draw, machine, referee } = world;
  const zone = machine.zone();
  const today = dayIn(zone, time.wallMs());
  let ms = 0;
  while (dayIn(zone, time.wallMs() + ms + HOUR) === today) ms += HOUR;
  while (dayIn(zone, time.wallMs() + ms + MINUTE) === today) ms += MINUTE;
  await sleepFor(world, Math.max(0, ms - draw.whole(0, 100) * SECOND));
  await time.pass(draw.whole(10, 110) * SECOND);
  referee.note(`over midnight, ${sayTime(world)}`);
}

async function restart(world: World): Promise<void> {
  const { machine, time, draw, referee, page } = world;
  await time.pass(draw.chance(0.7) ? draw.whole(0, 5_000) : 0);
  if (draw.chance(0.2)) time.sleep(draw.whole(1, 60) * MINUTE);
  if (machine.disk.failing > 0 && draw.chance(0.7)) failDisk(world, 0);
  referee.counts.restarts += 1;
  referee.note('the machine starts');
  await machine.start();
  if (machine.isOn()) page.retry(machine);
}

/** Waits until a message is on its way, and acts in that very moment: between its slot and the server's answer everything is at its most delicate. */
async function ambush(world: World): Promise<void> {
  const { time, draw, machine, page, referee } = world;
  page.sendNow(machine);
  const isLeaving = () =>
    machine
      .watch()
      ?.sends()
      .some(({ state }) => state === 'transmitting') === true;
  for (let waited = 0; waited < 40 && machine.isOn() && !isLeaving(); waited += 1) await time.pass(draw.whole(5, 250));
  if (!machine.isOn() || !isLeaving()) return;
  await time.pass(draw.pick([0, 0, 100, 600, 1_500]));
  referee.note('in that moment:');
  await weighted(draw, AMBUSHES)(world);
}

const AMBUSHES: readonly (readonly [number, Action])[] = [
  [2, ({ page, machine }) => page.pause(machine)],
  [2, ({ page, machine }) => page.doNotContactLeaving(machine)],
  [
    1,
    ({ hands, page, machine }) => {
      hands.suppress();
      page.syncNow(machine);
    },
  ],
  [1, ({ page, machine }) => page.undo(machine)],
  [1, (world) => stopNow(world)],
  [2, (world) => stopAtCommit(world)],
  [0.5, quitNow],
  [0.5, (world) => sleepFor(world, world.draw.whole(1, 90) * MINUTE)],
  [0.5, (world) => setBack(world)],
  [1, (world) => failDisk(world, 1)],
  [1, ({ page, machine }) => page.approve(machine)],
];

const ACTIONS: readonly (readonly [number, Action])[] = [
  [12, ({ page, machine }) => page.approve(machine)],
  [2, ({ page, machine }) => page.decideOtherwise(machine)],
  [3, ({ page, machine }) => page.undo(machine)],
  [3, ({ page, machine }) => page.sendNow(machine)],
  [1.5, ({ page, machine }) => page.pause(machine)],
  [2.5, ({ page, machine }) => page.unpause(machine)],
  [2, ({ page, machine, server }) => page.answerUncertain(machine, server)],
  [0.5, ({ page, machine }) => page.answerEscalation(machine)],
  [1, ({ page, machine }) => page.syncNow(machine)],
  [1, ({ page, machine }) => page.retry(machine)],
  [1.5, ({ hands }) => hands.suppress()],
  [1, ({ hands }) => hands.changePolicy()],
  [0.5, ({ hands }) => hands.changeOwner()],
  [0.5, ({ hands }) => hands.reply()],
  [
    0.7,
    ({ server, time, draw, referee }) => {
      referee.note('a mail is written by hand');
      server.elsewhere.push({
        from: MY_ADDRESS,
        messageId: `<by-hand-${server.elsewhere.length}@tallyhook.example>`,
        atMs: time.wallMs() - draw.whole(0, 2 * HOUR),
      });
    },
  ],
  [14, ({ time, draw }) => time.pass(draw.whole(0, draw.pick([2, 6, 12, 40]) * SECOND))],
  [1, ({ time, draw }) => time.pass(draw.whole(30, 100) * SECOND)],
  [1.5, (world) => sleepFor(world, world.draw.whole(1, 40) * MINUTE)],
  [1, (world) => sleepFor(world, world.draw.whole(1, 20) * HOUR)],
  [1, overMidnight],
  [0.4, setBack],
  [
    0.4,
    (world) => {
      world.time.setWall(world.draw.pick([MINUTE, HOUR, 5 * HOUR]));
      world.referee.counts.clockChanges += 1;
      world.referee.note(`the clock is set forward, to ${sayTime(world)}`);
    },
  ],
  [0.7, stopNow],
  [2, stopAtCommit],
  [0.5, quitNow],
  [6, ambush],
  [
    2,
    ({ server, draw, referee }) => {
      server.storm = draw.chance(0.6);
      referee.note(`smtp storm: ${server.storm}`);
    },
  ],
  [
    2,
    ({ crmWeather, draw, referee }) => {
      crmWeather.storm = draw.chance(0.5);
      crmWeather.down = draw.chance(0.1);
      referee.note(`crm storm: ${crmWeather.storm}, down: ${crmWeather.down}`);
    },
  ],
  [1.5, (world) => failDisk(world, world.draw.pick([0, 0, 0.1, 0.3, 1]))],
];

const WITH_AGENT: readonly (readonly [number, Action])[] = [...ACTIONS, ...AGENT_ACTIONS];

/** One step: one thing happens, and mostly a moment goes by. */
export async function drawAction(world: World): Promise<void> {
  const { time, draw, seats } = world;
  const acting = { ...world, ...draw.pick(seats) };
  if (!acting.machine.isOn()) await restart(acting);
  else if (world.ambushes > 0 && draw.chance(world.ambushes)) await ambush(acting);
  else await weighted(draw, world.agent === null ? ACTIONS : WITH_AGENT)(acting);
  await time.pass(draw.chance(0.5) ? draw.whole(0, 4_000) : 0);
}
