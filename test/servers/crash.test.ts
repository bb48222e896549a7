/** The promise under fire: a thousand approvals, hundreds of kill -9, cut and hung connections, a real mail server. The Maildirs judge. */
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgeCrashRun } from './crash-judge.ts';
import { CAP } from './crash-plan.ts';
import { planOf, recipientsOf, runCrashes } from './crash-run.ts';
import { startMailServers, type MailServers } from './mail-servers.ts';
import { SENDER } from './sender.ts';
import { NO_SERVERS, onServers } from './why-no-servers.ts';
import { makeWorkingFolder } from './working-folder.ts';

const KILLS = 300;
/** Another run: COUNTERSIGN_CRASH_SEED=7 npx vitest run --project servers crash */
const SEED = Number(process.env['COUNTERSIGN_CRASH_SEED'] ?? 20_261_125);

describe.skipIf(NO_SERVERS !== null)(onServers('a thousand approvals on a real mail server'), () => {
  let dir: string;
  let servers: MailServers | undefined;
  beforeAll(async () => {
    dir = makeWorkingFolder('crash');
    servers = await startMailServers([SENDER, ...recipientsOf(planOf(SEED))]);
  });
  afterAll(async () => {
    await servers?.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  it('while the desk is killed 300 times and its connections are cut: none twice, none lost, none over the cap', async ({
    signal,
  }) => {
    if (servers === undefined) throw new Error('no servers');
    const startedAtMs = performance.now();
    const run = await runCrashes({ seed: SEED, kills: KILLS, dir, servers, signal }).catch((cause: unknown) => {
      throw new Error(`The crash run broke off; its seed was ${SEED}.`, { cause });
    });
    const verdict = judgeCrashRun(run, servers);
    const seconds = Math.round((performance.now() - startedAtMs) / 1_000);
    const cuts = [...run.cuts.values()].reduce((sum, count) => sum + count, 0);
    console.log(
      `crash run, seed ${SEED}: ${run.approvals.length} approvals, ${run.kills} kills (${run.kills - run.idleKills} in the middle of work), ` +
        `${cuts} connections cut or hung; ${verdict.delivered} delivered (${verdict.deliveredOnDay.join(', ')} a day of at most ${CAP}), ` +
        `${verdict.duplicates} duplicates, ${verdict.lost.length} lost, ${verdict.overCap} over cap; ${verdict.foundInSent} uncertain ones found over IMAP, ` +
        `${verdict.withPerson} left to a person, ${verdict.refusedByServer} refused by the server, ${verdict.refusedByGate} opted out; ${seconds} s`,
    );
    const seed = SEED;
    expect({ seed, ...verdict }).toMatchObject({
      seed,
      duplicates: 0,
      lost: [],
      overCap: 0,
      unaccounted: [],
      leakedSlots: 0,
      brokenTraceLine: null,
    });
    // The run was what it says: enough of everything, and the cap was reached.
    expect(run.approvals.length).toBeGreaterThanOrEqual(1_000);
    expect(run.kills).toBeGreaterThanOrEqual(KILLS);
    expect(run.kills - run.idleKills).toBeGreaterThan(KILLS / 2);
    expect(verdict.foundInSent).toBeGreaterThan(0);
    expect(verdict.withPerson).toBeGreaterThan(0);
    expect(Math.max(...verdict.deliveredOnDay)).toBeGreaterThan(CAP * 0.9);
  }, 1_200_000);
});
