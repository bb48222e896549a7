/** Opens the CRM this desk works with: the embedded workspace, filled with the demo on its first run. Chooses; reads and writes nothing of it. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PersonId } from '../../shared/domain/ids.ts';
import type { Person } from '../../shared/domain/person.ts';
import type { DeskStatus } from '../../shared/ipc/contract.ts';
import { PolicyDocument } from '../../shared/policy/limits.ts';
import { bringDemoUp } from '../crm/embedded/bring-demo-up.ts';
import { asDocuments, composeLibrary } from '../crm/embedded/demo/compose-library.ts';
import { readDemoIngredients } from '../crm/embedded/demo/demo-ingredients.ts';
import { fillDemo } from '../crm/embedded/fill-demo.ts';
import { readSentHistory } from '../crm/embedded/sent-history.ts';
import { openWorkspace } from '../crm/embedded/open-workspace.ts';
import { readLibraryDefaults } from '../crm/library-defaults.ts';
import { SENT_BEFORE_FILE } from '../mailbox/sent-before.ts';
import { writeDurably } from '../platform/write-durably.ts';
import type { Connector } from '../ports/connector.ts';
import type { DeskPorts } from '../ports/desk.ts';
import { TEAM_POLICY_ID } from '../sync/policy-in-force.ts';
import { startCount, type ReportProgress } from '../sync/progress.ts';

export interface OpenedCrm {
  readonly vendor: DeskStatus['crm']['kind'];
  readonly connector: Connector;
  /** Changes seats: in the demo only; a real CRM has one user a connection. */
  signInAs(personId: PersonId): Promise<Person>;
}

export async function openCrm(ports: DeskPorts, onProgress: ReportProgress): Promise<OpenedCrm> {
  const { clock, random, log, paths } = ports;
  const policy = PolicyDocument.parse(JSON.parse(readFileSync(join(paths.resources, 'policy.demo.json'), 'utf8')));
  const count = startCount('seed', 'Filling the demo workspace', clock, onProgress);
  let before = 0;
  const firstPolicy = { kind: 'policy', id: TEAM_POLICY_ID, version: policy.version, body: policy } as const;
  const ingredients = readDemoIngredients(join(paths.resources, 'demo'));
  /** Composed where it is asked for: a desk that opens a filled workspace need not wait for it. */
  const library = () => {
    const defaults = readLibraryDefaults(join(paths.resources, 'library'), clock.nowMs());
    return asDocuments(composeLibrary({ ingredients, defaults, nowMs: clock.nowMs() }));
  };
  const filled = await fillDemo(paths.workspace, {
    nowMs: clock.nowMs(),
    random,
    ingredients,
    documents: () => [firstPolicy, ...library()],
    onProgress(done, total) {
      count.add(done - before, total - done);
      before = done;
    },
  });
  if (filled === 'filled') count.end('done', null);
  else {
    const newer = { ingredients, policy: firstPolicy, library, nowMs: clock.nowMs() };
    log.info('demo.brought-up', { ...bringDemoUp(paths.workspace, newer) });
  }
  keepSentHistory(paths);
  const workspace = openWorkspace({ path: paths.workspace, clock, random, signedInAs: null });
  return { vendor: 'embedded', connector: workspace, signInAs: (personId) => workspace.signInAs(personId) };
}

/** The embedded mailbox knows what its people had sent before the desk began; written once. */
function keepSentHistory({ mail, workspace }: Pick<DeskPorts['paths'], 'mail' | 'workspace'>): void {
  const path = join(mail, SENT_BEFORE_FILE);
  if (existsSync(path)) return;
  mkdirSync(mail, { recursive: true });
  writeDurably(path, JSON.stringify(readSentHistory(workspace)));
}
