/** Everything that needs an open ledger, put together: deciding, sending, syncing. Exists only while the ledger can be trusted. */
import { join } from 'node:path';
import { PublicKey } from '../../shared/domain/countersignature.ts';
import type { DeviceId, PersonId } from '../../shared/domain/ids.ts';
import type { Person } from '../../shared/domain/person.ts';
import type { AgentState } from '../../shared/ipc/channels/agent.ts';
import type { Progress } from '../../shared/ipc/contract.ts';
import { countersign, verifyCountersignature } from '../countersign/countersign.ts';
import { startAgent, type Agent } from '../agent/loop.ts';
import { moveFacts } from '../agent/move-lead.ts';
import { openKeys } from '../countersign/keys.ts';
import { newMessageId } from '../countersign/message-id.ts';
import { openPublicKeyFile } from '../countersign/public-key-file.ts';
import { permitted } from '../crm/permitted.ts';
import { makeDecide, type Decide } from '../decide/decide.ts';
import { writeDurably } from '../platform/write-durably.ts';
import { ConnectorFault, type Connector } from '../ports/connector.ts';
import type { DeskPorts } from '../ports/desk.ts';
import type { Ledger } from '../ports/ledger.ts';
import { makeSearch, type Search } from '../search/search-everything.ts';
import { makeSendEngine, type SendEngine } from '../send/engine.ts';
import type { SendPorts } from '../send/send-ports.ts';
import { makePull } from '../sync/pull.ts';
import { makeWriteBack } from '../sync/write-back.ts';
import { makeAgentDesk } from './agent-desk.ts';
import { setAlarm } from './alarm.ts';
import { answerWays } from './answer-ways.ts';
import { startAnswers } from './answers.ts';
import { beginMailboxes } from './begin-mailboxes.ts';
import { startIncoming, type Incoming } from './incoming.ts';
import type { EnrichmentWays } from './enrichment.ts';
import type { MailboxWays } from './mailbox-ways.ts';
import type { ModelWays } from './model-ways.ts';
import { startSyncLoop, type SyncLoop } from './sync-loop.ts';

/** Of a CRM's calls at once, the share that asking about recipients may take. */
const ASKED_AT_ONCE = 4;

export interface WorkingDesk {
  readonly ledger: Ledger;
  /** The CRM behind the permission door. */
  readonly crm: Connector;
  readonly decide: Decide;
  readonly engine: SendEngine;
  readonly sync: SyncLoop;
  /** Every public key this desk has signed with, revoked ones included. */
  readonly publicKeys: () => readonly PublicKey[];
  /** Hands the CRM what is due, and resolves when it has answered or can't be reached. */
  deliver(): Promise<void>;
  /** Looks anew at when the next CRM write is due. */
  deliverLater(): void;
  readonly incoming: Incoming;
  /** Has what is new among the replies acted on. */
  readonly lookAtReplies: () => void;
  readonly agent: Agent;
  readonly search: Search;
  stop(): Promise<void>;
}

export interface WorkingDeskParts {
  readonly ports: DeskPorts;
  readonly ledger: Ledger;
  readonly connector: Connector;
  readonly mailbox: MailboxWays;
  readonly model: ModelWays;
  readonly enrichment: EnrichmentWays;
  readonly deviceId: DeviceId;
  readonly signedIn: () => PersonId;
  readonly person: () => Person;
  readonly onProgress: (progress: Progress) => void;
  /** What the agent does, or why it does not. */
  readonly onAgent: (state: AgentState) => void;
  /** Counts, states or the feed changed. */
  readonly onChange: () => void;
}

export function startWorkingDesk(parts: WorkingDeskParts): WorkingDesk {
  const { ports, ledger, mailbox, deviceId } = parts;
  const { clock, random, log } = ports;
  const keys = openKeys({ secrets: ports.secrets, random, clock, deviceId });
  const publicKeys = openPublicKeyFile({ path: join(ports.paths.home, 'public-keys.json'), write: writeDurably });

  const agentDesk = makeAgentDesk({
    ports,
    ledger,
    model: parts.model,
    enrichment: parts.enrichment,
    person: parts.person,
    deliver: () => changed(),
    onProgress: parts.onProgress,
    onChange: () => {
      if (agent !== null) parts.onAgent(agent.state());
    },
  });
  let agent: Agent | null = null;

  const crm = permitted(parts.connector, {
    moveFacts: ({ contactId }) => moveFacts(agentDesk, contactId),
    onRefused: ({ opId, kind, actor, personId, about }) =>
      ledger.trace.append({
        atMs: clock.nowMs(),
        kind: 'write-refused',
        actor: personId ?? actor,
        subject: { opId, write: kind, actor, about },
      }),
  });
  const pull = makePull({
    ledger,
    connector: crm,
    clock,
    log,
    onProgress: parts.onProgress,
    otherOptOutsReadAtMs: (nowMs) => incoming.optOutsReadAtMs(nowMs),
  });
  const search = makeSearch({ clock, log, ledger, path: join(ports.paths.home, 'search.sqlite') });
  const writeBack = makeWriteBack({ ledger, connector: crm, clock, random, log });

  /** A key that is known stays as it is known: a revoked one must not come back to life with the next approval. */
  const keepOwnKey = (personId: PersonId): void => {
    const key = keys.publicKeyOf(personId);
    if (publicKeys.read(key.keyId) !== null) return;
    publicKeys.keep(key);
    traceKey('made', key);
  };

  const traceKey = (act: 'made' | 'published' | 'revoked', { keyId, personId, deviceId: onDevice }: PublicKey): void =>
    ledger.trace.append({
      atMs: clock.nowMs(),
      kind: 'key',
      actor: act === 'made' ? personId : 'system',
      subject: { act, keyId, personId, deviceId: onDevice },
    });

  const changed = (): void => {
    alarm.reset();
    sync.deliver();
    parts.onChange();
  };

  const engine = makeSendEngine({
    ledger,
    clock,
    random,
    log,
    transportFor: () => mailbox.transport(),
    lookupFor: () => mailbox.lookup(),
    verify: (countersignature) => verifyCountersignature(countersignature, publicKeys.read(countersignature.keyId)),
    refreshWorld: async () => {
      const outcome = await sync.run();
      if (outcome.kind !== 'up-to-date') throw new ConnectorFault('retryable', 'the CRM could not be asked');
    },
    askSuppressions,
    onChange: () => changed(),
  });

  /** A few at a time, as CRMs allow. One fault is enough: whatever else would be asked meets the same closed door. */
  async function askSuppressions(sends: Parameters<NonNullable<SendPorts['askSuppressions']>>[0]): Promise<void> {
    // An opt-out of the last seconds counts, wherever it stands.
    await incoming.optOutList.freshen();
    const recipients = sends.flatMap(({ to, packageId }) => {
      const parties = ledger.copies.packageParties(packageId);
      return parties === null ? [] : [{ email: to, ...parties }];
    });
    for (let at = 0; at < recipients.length; at += ASKED_AT_ONCE) {
      const few = recipients.slice(at, at + ASKED_AT_ONCE);
      try {
        const answers = await Promise.all(few.map((recipient) => crm.suppression.check(recipient)));
        const entries = answers.flat();
        if (entries.length > 0) ledger.suppressions.put(entries);
      } catch (cause) {
        if (!(cause instanceof ConnectorFault)) throw cause;
        log.error('send.suppression-unasked', cause);
        return;
      }
    }
  }

  const decide = makeDecide({
    ledger,
    clock,
    random,
    deviceId,
    sign: (content) => {
      keepOwnKey(content.personId);
      return countersign(content, keys.keyFor(content.personId));
    },
    newMessageId: (domain) => newMessageId({ random, domain }),
    onChange: () => {
      changed();
      incoming.decided();
      agent?.changed();
      // A do-not-contact stops what waits at once, not when its time comes.
      void engine.recheckDeferred();
    },
  });

  /**
   * The public halves go to the team's documents, so that any desk and any auditor can verify what was signed here. A key that was
   * revoked there comes back revoked, and what it signed no longer leaves.
   */
  async function publishKeys(): Promise<void> {
    keepOwnKey(parts.signedIn());
    const published = new Map((await crm.documents.list('public-key')).map((document) => [document.id, document.body]));
    for (const key of publicKeys.all()) {
      const document = PublicKey.safeParse(published.get(key.keyId));
      if (document.success && document.data.revokedAtMs !== null) {
        publicKeys.keep({ ...key, revokedAtMs: document.data.revokedAtMs });
        if (key.revokedAtMs === null) traceKey('revoked', key);
      }
      if (published.has(key.keyId)) continue;
      const put = await crm.documents.put('public-key', key.keyId, 1, key);
      if (put === 'forbidden') log.warn('desk.key-not-published', { keyId: key.keyId });
      else traceKey('published', key);
    }
  }

  const begin = (): void =>
    beginMailboxes({
      ledger,
      clock,
      mailbox,
      person: () => ledger.copies.people().find(({ id }) => id === parts.signedIn()) ?? null,
    });

  const sync = startSyncLoop({
    clock,
    random,
    log,
    pull,
    writeBack,
    async afterPull() {
      await publishKeys();
      begin();
      decide.lookAtDecoys(parts.signedIn());
      incoming.afterPull();
      answers.look();
      agent?.afterPull();
      void engine.recheckDeferred();
    },
    onChange: parts.onChange,
  });
  /** Read after the CRM was asked, the mailbox counts at once, not only with the next pull: a first approval would wait for that. */
  const noteOptOutsRead = (): void => {
    const { checkedAtMs } = ledger.copies.deskWorld(clock.nowMs());
    const askedAtMs = checkedAtMs.suppressions;
    const readAtMs = incoming.optOutsReadAtMs(clock.nowMs());
    if (askedAtMs === null || readAtMs === null) return;
    const atMs = Math.min(askedAtMs, readAtMs);
    if (atMs <= (checkedAtMs['opt-outs'] ?? -1)) return;
    ledger.transact(() => {
      ledger.copies.recordCheck('opt-outs', atMs);
      ledger.copies.publishDesk(clock.nowMs());
    });
  };
  const incoming = startIncoming({
    ports,
    ledger,
    mailbox,
    person: parts.person,
    suppressed: () => {
      changed();
      // Whoever opted out is not written to by what waits, from now on.
      void engine.recheckDeferred();
    },
    replied: () => {
      answers.look();
      changed();
      // A live thread refuses what waits for the same contact, from now on.
      void engine.recheckDeferred();
    },
    onRead: noteOptOutsRead,
    onChange: parts.onChange,
  });
  const answers = startAnswers({
    clock,
    log,
    ledger,
    ways: answerWays(agentDesk),
    onActed: () => {
      changed();
      void engine.recheckDeferred();
    },
  });
  const startedAgent = startAgent(agentDesk);
  agent = startedAgent;
  const alarm = setAlarm({
    clock,
    log,
    times: [() => decide.nextDueAtMs(), () => ledger.writeBacks.nextDueAtMs()],
    ring() {
      decide.settleDue(clock.nowMs());
      ledger.copies.publishDesk(clock.nowMs());
      sync.deliver();
    },
  });

  begin();
  // Whoever comes onto the list is not written to any more, however they came there; after the transaction that put them on it.
  const stopListening = ledger.suppressions.onChange(() => queueMicrotask(() => engine.stopSuppressed()));

  engine.recover();
  engine.stopSuppressed();
  void engine.tick();
  // What is known from before is enough to begin with; on a new desk the first pull begins it.
  incoming.afterPull();
  answers.look();

  return {
    ledger,
    crm,
    decide,
    engine,
    sync,
    publicKeys: () => publicKeys.all(),
    async deliver() {
      await writeBack.run();
      // What was asked for while a run was at its last write waits for this one.
      await writeBack.run();
      parts.onChange();
    },
    deliverLater: () => alarm.reset(),
    incoming,
    lookAtReplies: () => answers.look(),
    agent: startedAgent,
    search,
    async stop() {
      alarm.stop();
      stopListening();
      // Together: a send that waits for the CRM's word ends with the pull it waits for.
      await Promise.all([startedAgent.close(), sync.stop(), engine.stop(), incoming.stop(), answers.stop()]);
      search.close();
      ledger.close();
    },
  };
}
