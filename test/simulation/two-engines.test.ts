/** Two processes send from one ledger file and one mailbox: whatever the order in which they work, no cap is passed and nothing leaves twice. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openParts, packageNumber, policy, type PartsWish } from '../send/desk-parts.ts';
import { drawFor, weighted } from './draw.ts';
import { watchLedger, type LedgerWatch } from './ledger-watch.ts';
import { makeMailServer } from './mail-server.ts';
import { makeReferee, type Referee } from './referee.ts';
import { newFolder, removeFolder, STARTS } from './template.ts';
import { settled, simTime, type Life } from './time.ts';

const SEEDS = 150;
const PACKAGES = 9;

const isOver = ({ both }: { readonly both: boolean }): boolean => both;

async function runTwo(seed: number, around: NonNullable<PartsWish['around']> = (ledger) => ledger): Promise<Referee> {
  const draw = drawFor(seed, 11);
  const referee = makeReferee();
  const time = simTime(draw.pick(STARTS.slice(0, 2)).atMs);
  const folder = newFolder();
  const server = makeMailServer(time, drawFor(seed, 12), referee);
  server.storm = draw.chance(0.5);
  const inForce = {
    ...policy,
    limits: { ...policy.limits, mailboxPerDay: draw.whole(1, 4), reviewWindowHours: 2_160, verifiedForDays: 365 },
    sendWindow: { startMinute: 0, endMinute: 1_440, days: [1, 2, 3, 4, 5, 6, 7] },
  };
  const life: Life = { alive: true };
  const mailWatch = {
    offered: () => undefined,
    marked: (messageId: string, to: string) => watch.atMark(messageId, to, time.wallMs(), new Set()),
    taken: () => void (referee.counts.deliveries += 1),
  };
  const open = () =>
    openParts({
      dir: folder,
      clock: time.clockFor(life),
      transport: server.transportFor(life, mailWatch),
      lookup: server.lookupFor(life),
      policy: inForce,
      around(bare) {
        const ledger = around(bare);
        return {
          ...ledger,
          transact(work) {
            const result = ledger.transact(work);
            watched.watch?.committed(time.wallMs());
            return result;
          },
        };
      },
    });
  const watched: { watch: LedgerWatch | null } = { watch: null };
  const first = open();
  const watch = watchLedger(join(folder, 'ledger.sqlite'), referee);
  watched.watch = watch;
  const second = open();
  const engines = [first.engine, second.engine];
  const left = first.add(
    ...Array.from({ length: PACKAGES }, (_, at) => packageNumber(at + 1, draw.pick(['first-touch', 'reply']))),
  );
  const waiting = [...left];
  /** What stands at the server's end is waited for, so time goes on meanwhile. */
  async function stopBoth(): Promise<void> {
    const over = { both: false };
    const ends = Promise.all([first.engine.stop(), second.engine.stop()]).finally(() => (over.both = true));
    for (let minutes = 0; minutes < 30 && !isOver(over); minutes += 1) await time.pass(60_000);
    if (!isOver(over)) throw new Error('an engine does not stop within half an hour');
    await ends;
  }
  try {
    for (let step = 0; step < 45 && referee.violations.length === 0; step += 1) {
      referee.counts.steps += 1;
      await weighted<() => void | Promise<void>>(draw, [
        [
          4,
          () => {
            const pkg = waiting.shift();
            if (pkg !== undefined)
              first.decide.submit(first.approval(pkg, { seen: ['length', 'links'] }), 'person-sam' as never);
          },
        ],
        [4, () => time.pass(draw.whole(0, 40_000))],
        [3, () => void draw.pick(engines).tick()],
        [1, () => void engines.map((engine) => engine.recheckDeferred())],
        [1, () => time.sleep(draw.whole(1, 20) * 3_600_000)],
        [1, () => void (server.storm = draw.chance(0.5))],
      ])();
      await settled();
      watch.committed(time.wallMs());
    }
    server.storm = false;
    await time.pass(700_000);
    watch.committed(time.wallMs());
  } finally {
    await stopBoth();
    watched.watch = null;
    watch.close();
    first.ledger.close();
    second.ledger.close();
    removeFolder(folder);
  }
  return referee;
}

test(`two engines on one ledger pass no cap and send nothing twice, in ${SEEDS} seeds`, async () => {
  let deliveries = 0;
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const { violations, log, counts } = await runTwo(seed);
    deliveries += counts.deliveries;
    if (violations.length > 0) expect.fail([`seed ${seed}`, ...violations, ...log.slice(-40)].join('\n'));
  }
  console.log(`two engines: ${SEEDS} seeds, ${deliveries} deliveries`);
  expect(deliveries).toBeGreaterThan(SEEDS);
});

test('a reservation that looks first and takes later is found', async () => {
  for (let seed = 1; seed <= 40; seed += 1) {
    const { violations } = await runTwo(seed, (ledger) => {
      let seen: number | null = null;
      return {
        ...ledger,
        copies: {
          ...ledger.copies,
          // Counts once and remembers, as a cache of the day's slots would.
          deskWorld(nowMs) {
            const world = ledger.copies.deskWorld(nowMs);
            seen ??= world.mailboxes[0]?.takenToday ?? 0;
            const taken = seen;
            return { ...world, mailboxes: world.mailboxes.map((one) => ({ ...one, takenToday: taken })) };
          },
        },
        sends: {
          ...ledger.sends,
          reserve(slot) {
            seen = (seen ?? 0) + 1;
            const most = seen > slot.mailboxPerDay ? 0 : 1_000;
            // A warm mailbox’s ramp, and what no complaint takes away, end at the same cap.
            const cold = { ...slot.cold, warmUpPerDay: most, complaintsPerDay: most };
            return ledger.sends.reserve({ ...slot, mailboxPerDay: most, cold });
          },
        },
      };
    });
    if (violations.length === 0) continue;
    console.log(`found at seed ${seed}: ${violations[0]?.slice(0, 160) ?? ''}`);
    expect(violations.join('\n')).toMatch(/no cap passed/);
    return;
  }
  expect.fail('not found within 40 seeds');
});
