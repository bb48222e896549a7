/** One seed's run: draws actions, lets time pass, holds every invariant after every step, and at the end when all has come to rest. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openWorkspace } from '../../electron/crm/embedded/open-workspace.ts';
import type { Draw } from '../../electron/crm/embedded/demo/seeded-draw.ts';
import type { PersonId } from '../../shared/domain/ids.ts';
import { isSettled, type SendState } from '../../shared/domain/send.ts';
import { demoPolicy } from '../crm/parts.ts';
import { drawAction } from './actions.ts';
import { makeCrmHands } from './crm-hands.ts';
import { makeInbox } from './inbox.ts';
import { drawFor, simRandom } from './draw.ts';
import { budgetWatch } from './budget-watch.ts';
import { makeMachine, type Planted } from './machine.ts';
import { makeMailServer, type MailServer } from './mail-server.ts';
import { makeMailWatch } from './mail-watch.ts';
import { modelWays, type ModelWeather } from './model.ts';
import { makePage } from './page.ts';
import { makeReferee, type Referee } from './referee.ts';
import {
  addressOf,
  makeTemplate,
  ME,
  MY_ADDRESS,
  newFolder,
  OTHER,
  removeFolder,
  STARTS,
  type Start,
  type Template,
} from './template.ts';
import { settled, simTime, type Life } from './time.ts';
import type { AgentAround, Seat, World } from './world.ts';

const templates = new Map<string, Template>();

function templateOf(start: Start, hasAgent: boolean): Template {
  const name = `${start.name} ${hasAgent}`;
  let template = templates.get(name);
  if (template === undefined) {
    template = makeTemplate(start, hasAgent);
    templates.set(name, template);
  }
  return template;
}

/** A step with an agent is dearer: a share of the seeds has one, in fewer steps, so that all together take about as long. */
const WITH_AGENT = 0.3;

export interface RunWish {
  readonly planted?: Planted;
  /** Fewer or more than the seed would draw. */
  readonly steps?: number;
  /** How often something is done in the very moment a message is leaving, beside what the weights give. */
  readonly ambushes?: number;
  /** In place of the seed's own share. */
  readonly agent?: boolean;
  /** In place of what the seed would draw of the first policy. */
  readonly limits?: Readonly<Record<string, number>>;
}

/** Runs one seed to its end, or to the first step after which an invariant does not hold. */
export async function runSeed(seed: number, wish: RunWish = {}): Promise<Referee> {
  const referee = makeReferee();
  const rejected = (cause: unknown) =>
    referee.violated(
      'no promise is left alone',
      cause instanceof Error ? (cause.stack ?? cause.message) : String(cause),
    );
  process.on('unhandledRejection', rejected);
  const folder = newFolder();
  try {
    await runIn(folder, seed, wish, referee);
  } catch (cause) {
    referee.violated('the run goes on', cause instanceof Error ? (cause.stack ?? cause.message) : String(cause));
  } finally {
    process.off('unhandledRejection', rejected);
    removeFolder(folder);
  }
  return referee;
}

async function runIn(folder: string, seed: number, wish: RunWish, referee: Referee): Promise<void> {
  const draw = drawFor(seed, 1);
  const start = draw.pick(STARTS);
  const time = simTime(start.atMs);
  const crmPath = join(folder, 'workspace.sqlite');
  // A stream of its own: whether there is an agent changes nothing else of a run without one.
  const agentDraw = drawFor(seed, 60);
  const hasAgent = wish.agent ?? agentDraw.chance(WITH_AGENT);
  const { bytes, laterLeads } = templateOf(start, hasAgent);
  writeFileSync(crmPath, bytes);
  const hands = makeCrmHands(new DatabaseSync(crmPath), { time, draw: drawFor(seed, 2), referee, laterLeads });
  const policy = policyOf(draw, hasAgent ? agentLimitsOf(agentDraw) : {}, wish.limits ?? {});
  hands.setPolicy(policy);
  const outsideClock = time.clockFor({ alive: true });
  const server = makeMailServer(time, drawFor(seed, 4), referee);
  server.storm = draw.chance(0.5);
  workBefore(server, draw, start.atMs);
  const crmWeather = { storm: draw.chance(0.4), down: false };
  const modelWeather: ModelWeather = { storm: agentDraw.chance(0.6) };
  const agent: AgentAround | null = hasAgent
    ? { modelWeather, inbox: makeInbox(server, time, drawFor(seed, 61), referee) }
    : null;
  const drafter = agentDraw.pick(['template', 'model', 'model or template'] as const);
  /** Now and then a colleague works at a desk of their own, with the same CRM. */
  const people = draw.chance(0.25) ? [ME, OTHER] : [ME];
  if (people.length > 1) hands.shareOut();
  const connectors = people.map((id, at) =>
    openWorkspace({
      path: crmPath,
      clock: outsideClock,
      random: simRandom(drawFor(seed, 20 + at)),
      signedInAs: id as PersonId,
    }),
  );
  const seats = connectors.map((connector, at): Seat => {
    const personId = people[at] ?? ME;
    const page = makePage({ time, draw: drawFor(seed, 30 + at), referee, personId });
    const machine = makeMachine({
      name: personId,
      folder,
      zone: start.timeZone,
      time,
      draw: drawFor(seed, 40 + at),
      server,
      connector,
      crmWeather,
      referee,
      planted: wish.planted ?? {},
      model:
        agent === null || drafter === 'template'
          ? null
          : (life, one) =>
              modelWays({
                life,
                time,
                draw: drawFor(seed, 70 + at),
                weather: modelWeather,
                referee,
                templateFallback: drafter === 'model or template',
                ...budgetWatch(one, personId, time, referee),
              }),
      reader: agent === null ? null : (life: Life) => agent.inbox.readerFor(life, addressOf(personId)),
      mailWatch: (one) => makeMailWatch({ machine: one, time, referee, undone: page.undone }),
    });
    return { machine, page };
  });
  const [mine] = seats;
  if (mine === undefined) throw new Error('nobody sits anywhere');
  const world: World = {
    ...mine,
    ambushes: wish.ambushes ?? 0,
    seats,
    time,
    draw,
    server,
    hands,
    crmWeather,
    referee,
    agent,
  };
  if (agent !== null) referee.counts.agents += 1;
  const withAgent = agent === null ? '' : `, an agent with ${drafter}`;
  referee.note(`seed ${seed}: ${start.name}, ${seats.length === 1 ? 'one desk' : 'two desks'}${withAgent}`);
  try {
    for (const { machine } of seats) await machine.start();
    await time.pass(3_000);
    const [fewest, more] = agent === null ? [30, 121] : [20, 81];
    const steps = wish.steps ?? fewest + Math.floor(draw.fraction() ** 3 * more);
    for (let step = 0; step < steps && referee.violations.length === 0; step += 1) {
      referee.counts.steps += 1;
      await drawAction(world);
      check(world);
    }
    if (referee.violations.length === 0) await comeToRest(world);
    if (referee.violations.length === 0) checkAtRest(world);
  } finally {
    await settled();
    for (const { machine } of seats) machine.discard();
    hands.close();
    for (const connector of connectors) await connector.close();
  }
}

/** Sixty days in which the mailbox's owner wrote by hand; a new mailbox has none, and begins its ramp at the bottom. */
function workBefore(server: MailServer, draw: Draw, nowMs: number): void {
  const aDay = draw.pick([0, 3, 40, 40]);
  for (let day = 1; day <= 60; day += 1)
    for (let mail = 0; mail < aDay; mail += 1)
      server.elsewhere.push({
        from: MY_ADDRESS,
        messageId: `<old-${day}-${mail}@tallyhook.example>`,
        atMs: nowMs - day * 86_400_000 + mail * 60_000,
      });
}

/** A policy under which mail flows, with caps low enough to be met. */
function policyOf(
  draw: Draw,
  ...limits: readonly Readonly<Record<string, number>>[]
): Readonly<Record<string, unknown>> {
  return {
    ...demoPolicy,
    version: 2,
    // The referee shares a domain's ceilings alike among its mailboxes.
    domainShares: [],
    limits: {
      ...demoPolicy.limits,
      mailboxPerDay: draw.pick([1, 2, 3, 3, 4, 5, 8, 40]),
      ...draw.pick([
        { paceMinSeconds: 0, paceMaxSeconds: 0 },
        { paceMinSeconds: 0, paceMaxSeconds: 0 },
        { paceMinSeconds: 2, paceMaxSeconds: 20 },
        { paceMinSeconds: 45, paceMaxSeconds: 180 },
      ]),
      warmupStartPerDay: draw.pick([1, 5, 40, 40]),
      ...draw.pick([
        { domainPerDay: 8, domainPerWeek: 16 },
        { domainPerDay: 12, domainPerWeek: 40 },
        { domainPerDay: 200, domainPerWeek: 800 },
        { domainPerDay: 200, domainPerWeek: 800 },
        { domainPerDay: 200, domainPerWeek: 800 },
      ]),
      recipientDomainPerDay: draw.pick([1, 20]),
      undoSeconds: draw.pick([5, 5, 10, 20, 60]),
      transmitAttempts: draw.pick([1, 3, 5]),
      uncertainGraceMinutes: draw.pick([0, 1, 15]),
      worldFreshMinutes: draw.pick([1, 5, 15, 60]),
      spacingBusinessDays: 0,
      reviewWindowHours: 2_160,
      ...limits[0],
      ...limits[1],
    },
    sendWindow: draw.chance(0.7)
      ? demoPolicy.sendWindow
      : { startMinute: 480, endMinute: 1_080, days: [1, 2, 3, 4, 5] },
  };
}

/** Bounds of the agent that are met now and then. */
function agentLimitsOf(draw: Draw): Readonly<Record<string, number>> {
  return {
    agentEveryMinutes: draw.pick([5, 15, 30]),
    agentTokensPerDay: draw.pick([1_000, 3_000, 1_000_000]),
    agentCostPerDayCents: draw.pick([1, 500]),
    agentQueueMost: draw.pick([4, 8, 60]),
    agentDraftAheadPercent: draw.pick([150, 1_000]),
    agentRepairs: draw.pick([0, 2]),
    warmupStartPerDay: 40,
  };
}

/** What must hold at every moment. */
function check({ seats, server, referee }: World): void {
  for (const { machine, page } of seats) {
    const watch = machine.watch();
    if (watch === null) continue;
    watch.step(page.accepted);
    const byDecision = new Map<string, number>();
    for (const { decisionId, messageId } of watch.sends()) {
      byDecision.set(decisionId, (byDecision.get(decisionId) ?? 0) + 1);
      if (page.undone.has(decisionId) && server.taken.has(messageId))
        referee.violated('undone means undone', `${messageId} was delivered and its undo was answered ok`);
    }
    for (const id of page.approvals)
      if (byDecision.get(id) !== 1)
        referee.violated('one approval, one send', `${id} has ${byDecision.get(id) ?? 0} sends`);
  }
  deliveriesFit(seats, server, referee);
}

/** Each delivery used a slot of its mailbox's day, and no day has more of them than its cap. */
function deliveriesFit(seats: readonly Seat[], server: MailServer, referee: Referee): void {
  const perDay = new Map<string, number>();
  for (const messageId of server.taken.keys()) {
    const day = seats.map(({ machine }) => machine.watch()?.dayOf(messageId) ?? null).find((found) => found !== null);
    if (day === undefined) referee.violated('no delivery without a slot', `${messageId} was delivered and holds none`);
    else perDay.set(day, (perDay.get(day) ?? 0) + 1);
  }
  for (const [day, count] of perDay) {
    const cap = Math.max(...seats.map(({ machine }) => machine.watch()?.highestCap(day) ?? 0));
    if (count > cap) referee.violated('no cap passed', `${count} deliveries of ${day}, the highest cap was ${cap}`);
  }
}

/** Faults end, whatever holds mail back is opened, and time goes on until nothing moves. */
async function comeToRest(world: World): Promise<void> {
  const { time, seats, server, hands, crmWeather, referee, agent } = world;
  referee.note('-- faults end');
  server.storm = false;
  crmWeather.storm = false;
  crmWeather.down = false;
  if (world.agent !== null) world.agent.modelWeather.storm = false;
  for (const { machine, page } of seats) {
    machine.disk.failing = 0;
    machine.disk.stopsIn = null;
    await machine.quit();
    for (let tries = 0; tries < 5 && !machine.isOn(); tries += 1) await machine.start();
    if (!machine.isOn()) {
      referee.violated('it starts', 'the desk does not open although nothing fails any more');
      return;
    }
    page.retry(machine);
    page.endPauses(machine);
  }
  const wideVersion = hands.openWide();
  let quietAt: number | null = null;
  for (let hours = 0; hours < 24 * 12; hours += 6) {
    // Undo windows start anew after each sleep and last two minutes at most.
    const isHeld = seats.some(
      ({ machine }) =>
        machine
          .watch()
          ?.sends()
          .some(({ state }) => state === 'held') === true,
    );
    await time.pass(isHeld ? 125_000 : 20_000);
    for (const { machine, page } of seats) page.answerUncertain(machine, server);
    await time.pass(5_000);
    check(world);
    if (referee.violations.length > 0) return;
    // An agent has looked once more at a world at rest, with all the room there is, and found nothing more to do.
    const before: number | null = quietAt;
    const isKnown = seats.every(({ machine }) => machine.watch()?.policy()?.version === wideVersion);
    const isResting = await areAtRest(seats);
    if (isResting && agent === null) return;
    quietAt = isResting && isKnown && !seats.some(isWorking) ? stepsOf(seats) : null;
    if (quietAt !== null && quietAt === before) return;
    time.sleep(6 * 3_600_000);
    for (const { machine } of seats) machine.desk()?.resume?.();
  }
  for (const { machine } of seats) {
    const left =
      machine
        .watch()
        ?.sends()
        .filter(({ state }) => isOpen(state)) ?? [];
    const status = await machine.desk()?.handlers['desk.status']({});
    referee.violated(
      'everything comes to rest',
      `${machine.name}: ${left.map(({ id, state }) => `${id} is ${state}`).join(', ')}; CRM writes left ${status?.crm.waitingWrites}, ${status?.crm.state} ${status?.crm.problem}`,
    );
  }
}

const stepsOf = (seats: readonly Seat[]): number =>
  seats.reduce((sum, { machine }) => sum + (machine.watch()?.agent.stepsSoFar() ?? 0), 0);

const isWorking = ({ machine }: Seat): boolean => machine.watch()?.agent.isRunning() === true;

/** What may have left waits for its person, however long. */
const isOpen = (state: SendState): boolean => !isSettled(state) && state !== 'uncertain';

async function areAtRest(seats: readonly Seat[]): Promise<boolean> {
  for (const { machine } of seats) {
    const status = await machine.desk()?.handlers['desk.status']({});
    const open = machine
      .watch()
      ?.sends()
      .some(({ state }) => isOpen(state));
    if (open !== false || status?.crm.waitingWrites !== 0) return false;
  }
  return true;
}

/** Each place an approval can end in is known, the CRM knows of each mail once, and the page has what the ledger has. */
function checkAtRest({ time, seats, server, hands, referee, agent }: World): void {
  const touches = hands.touchesByMessageId();
  for (const { machine, page } of seats) {
    for (const { id, messageId, state, packageId } of machine.watch()?.sends() ?? []) {
      const taken = server.taken.has(messageId);
      const written = touches.get(messageId) ?? 0;
      if (state === 'sent' && !taken) referee.violated('sent means taken', `${id} is sent and the server has nothing`);
      if (taken && !['sent', 'uncertain'].includes(state))
        referee.violated('taken means sent', `${id} was delivered and is ${state}`);
      if (written !== (state === 'sent' ? 1 : 0))
        referee.violated(
          'the CRM knows each mail once',
          `${id} is ${state} and stands ${written} times in the CRM (${packageId})`,
        );
    }
    const broken = machine.ledger()?.trace.firstBrokenLine();
    if (broken !== null) referee.violated('the trust log is one chain', `line ${String(broken)} does not fit`);
    page.compare(machine);
    if (agent === null) continue;
    const state = page.ask(machine, 'agent.state', {});
    machine.watch()?.agent.checkAtRest(machine.name, {
      nowMs: time.wallMs(),
      isFull: state !== null && state.reviewWaiting >= state.reviewMost,
      inCrm: hands.packageIds(),
    });
  }
}
