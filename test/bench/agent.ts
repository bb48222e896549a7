/** What the agent costs beside its model: a whole run of the demo's leads, from ICP to the review queue, with a model server that answers at once. */
import { rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { ModelAccount } from '../../shared/domain/model-account.ts';
import { fillWorkspace, newHome, startDeskHost } from '../journeys/desk-host.ts';
import { alone, type Bench } from './figure.ts';
import { openModelAtOnce } from './model-at-once.ts';

/** Room for every lead of the demo. */
const WIDE = { agentQueueMost: 2_000, agentDraftAheadPercent: 1_000, agentTokensPerDay: 1_000_000_000 };
const MOST_MS = 120_000;

/** It claims nothing, so that no repair is asked for: one question a package. */
const DRAFT = {
  subject: 'A question',
  paragraphs: [{ sentences: [{ text: 'Thank you for reading this.', facts: [] }] }],
  callToAction: { text: 'Would a look be useful?', facts: [] },
};

interface Run {
  readonly packages: number;
  readonly ms: number;
}

async function oneRun(): Promise<Run> {
  const home = newHome();
  await fillWorkspace(home, { limits: WIDE, library: true });
  const model = await openModelAtOnce(DRAFT);
  const host = await startDeskHost({ home });
  const { handlers } = host.desk;
  try {
    await handlers['sync.run']({});
    const account = ModelAccount.parse({
      baseUrl: model.url,
      model: 'at-once',
      timeoutSeconds: 5,
      inputPricePerMillion: 0,
      outputPricePerMillion: 0,
    });
    const used = await handlers['model.use']({ account, key: 'sk-bench' });
    if (used.kind === 'no') throw new Error(used.because);
    const began = await handlers['agent.run']({});
    if (began.kind === 'no') throw new Error(began.because);
    const startedAtMs = performance.now();
    for (;;) {
      const { run, state } = await handlers['agent.state']({});
      const ms = performance.now() - startedAtMs;
      if (run !== null && run.state !== 'running') {
        if (run.state !== 'done' || run.queued === 0) throw new Error(`the run ended ${run.state}: ${run.because}`);
        return { packages: run.queued, ms: (run.endedAtMs ?? 0) - run.startedAtMs };
      }
      if (ms > MOST_MS) throw new Error(`the run is still ${state}`);
      await wait(20);
    }
  } finally {
    await host.close();
    await model.close();
    rmSync(home, { recursive: true, force: true });
  }
}

export const agent: Bench = {
  name: 'agent',
  async run(place) {
    await oneRun();
    const runs: Run[] = [];
    for (let run = 0; run < place.runs('long'); run += 1) runs.push(await oneRun());
    return [
      alone(
        'agent beside its model, a package',
        'ms',
        runs.map(({ packages, ms }) => ms / packages),
        '≤ 20 ms',
        (ms) => ms <= 20,
      ),
      alone(
        'agent, packages a minute',
        '/min',
        runs.map(({ packages, ms }) => (packages / ms) * 60_000),
        '',
        null,
      ),
    ];
  },
};
