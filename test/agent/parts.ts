/** The agent over a real ledger that was filled from the demo's CRM, with a turned clock; the model, where a test wants one, answers over HTTP. */
import { makeAgentDesk } from '../../electron/desk/agent-desk.ts';
import { openEnrichmentWays } from '../../electron/desk/enrichment.ts';
import type { ModelWays } from '../../electron/desk/model-ways.ts';
import { startAgent, type Agent } from '../../electron/agent/loop.ts';
import { openAiModel } from '../../electron/agent/model.ts';
import { moveFacts } from '../../electron/agent/move-lead.ts';
import { permitted, type RefusedWrite } from '../../electron/crm/permitted.ts';
import { hostPaths } from '../../electron/platform/paths.ts';
import { systemRandom } from '../../electron/platform/random.ts';
import { runOnlySecrets } from '../../electron/platform/secrets-run-only.ts';
import type { AgentDesk } from '../../electron/ports/agent-desk.ts';
import type { DeskPorts } from '../../electron/ports/desk.ts';
import type { Model } from '../../electron/ports/model.ts';
import { makeWriteBack } from '../../electron/sync/write-back.ts';
import { ModelAccount } from '../../shared/domain/model-account.ts';
import type { HandoffPackage } from '../../shared/domain/handoff-package.ts';
import type { ContactId } from '../../shared/domain/ids.ts';
import type { Person } from '../../shared/domain/person.ts';
import type { PolicyDocument } from '../../shared/policy/limits.ts';
import { demo, folderOfTest, openSyncParts, type SyncParts } from '../sync/parts.ts';

export const SAM: Person = demo.people.find(({ id }) => id === demo.defaultPersonId)!;

export interface AgentParts extends SyncParts {
  readonly desk: AgentDesk;
  readonly agent: Agent;
  /** The same ledger under another agent, as after a restart. */
  readonly another: (change?: Partial<AgentDesk>) => { readonly desk: AgentDesk; readonly agent: Agent };
  /** Runs by hand and waits for the end. */
  readonly run: (agent?: Agent) => Promise<void>;
  readonly packagesOf: (contactId: ContactId) => readonly HandoffPackage[];
  readonly refused: RefusedWrite[];
  /** Hands the CRM what waits. */
  readonly deliver: () => Promise<void>;
  readonly setPolicy: (change: Partial<PolicyDocument['limits']>) => void;
}

export const accountAt = (baseUrl: string, change: Partial<ModelAccount> = {}): ModelAccount =>
  ModelAccount.parse({
    baseUrl,
    model: 'test-model',
    timeoutSeconds: 5,
    inputPricePerMillion: 2,
    outputPricePerMillion: 8,
    ...change,
  });

export function waysTo(model: Model | null, templateFallback = false): ModelWays {
  const account = model === null ? null : accountAt('http://127.0.0.1:9/v1', { templateFallback });
  return {
    read: () => ({ account, keyKept: false }),
    problem: () => null,
    model: () => model,
    test: () => Promise.resolve({ kind: 'ok' }),
    use: () => ({ kind: 'ok' }),
  };
}

export const modelAt = (parts: Pick<SyncParts, 'clock'>, baseUrl: string, change: Partial<ModelAccount> = {}): Model =>
  openAiModel({ account: accountAt(baseUrl, change), key: 'sk-test', clock: parts.clock, random: systemRandom() });

export async function openAgentParts(
  wish: { readonly model?: (parts: SyncParts) => Model; readonly templateFallback?: boolean } = {},
): Promise<AgentParts> {
  const parts = await openSyncParts();
  const { ledger, clock, log, crm } = parts;
  await parts.pullFrom(crm).run();
  ledger.mailboxes.startRamp(SAM.mailbox.id, {
    startDay: '2026-11-01',
    startPerDay: 40,
    basis: 'sent-folder',
    frozen: null,
  });
  const model = waysTo(wish.model?.(parts) ?? null, wish.templateFallback);
  const make = (change: Partial<AgentDesk> = {}) => {
    const ports: DeskPorts = {
      clock,
      random: systemRandom(),
      log,
      secrets: runOnlySecrets(),
      paths: hostPaths(folderOfTest(), 'resources'),
      host: 'local',
      version: '0.0.0-test',
      openLink: () => Promise.resolve(),
    };
    const desk: AgentDesk = {
      ...makeAgentDesk({
        ports,
        ledger,
        model,
        enrichment: openEnrichmentWays(ports),
        person: () => SAM,
        deliver: () => undefined,
        onProgress: (said) => parts.progress.push(said),
        onChange: () => undefined,
      }),
      ...change,
    };
    return { desk, agent: startAgent(desk) };
  };
  const first = make();
  const refused: RefusedWrite[] = [];
  const door = permitted(crm, {
    onRefused: (each) => refused.push(each),
    moveFacts: ({ contactId }) => moveFacts(first.desk, contactId),
  });
  const writeBack = makeWriteBack({ ledger, connector: door, clock, random: systemRandom(), log });
  return {
    ...parts,
    ...first,
    another: make,
    run: async (agent = first.agent) => {
      const answer = agent.runNow(SAM.id);
      if (answer.kind === 'no') throw new Error(answer.because);
      await ended(agent);
    },
    packagesOf: (contactId) => ledger.agent.leads.packages(contactId, 20),
    refused,
    deliver: async () => {
      await writeBack.run();
      await writeBack.run();
    },
    setPolicy(change) {
      const policy = ledger.copies.policy();
      if (policy === null) throw new Error('no policy');
      ledger.copies.setPolicy({ ...policy, version: policy.version + 1, limits: { ...policy.limits, ...change } });
    },
  };
}

/** Waits until the run under way is over. */
export async function ended(agent: Agent): Promise<void> {
  for (const endAt = performance.now() + 20_000; /^(?:running|stopping)$/.test(agent.state().state);) {
    if (performance.now() > endAt) throw new Error('the run does not end');
    await new Promise<void>((resume) => setImmediate(resume));
  }
}
