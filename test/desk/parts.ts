/** A whole desk over real files with a turned clock: the demo's CRM, which may fail on command, the embedded mailbox, a real ledger. */
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openDesk } from '../../electron/desk.ts';
import { openCrm } from '../../electron/desk/open-crm.ts';
import { openMailboxWays } from '../../electron/desk/mailbox-ways.ts';
import { makeDoor } from '../../electron/ipc/door.ts';
import { hostPaths, type HostPaths } from '../../electron/platform/paths.ts';
import { systemRandom } from '../../electron/platform/random.ts';
import { runOnlySecrets } from '../../electron/platform/secrets-run-only.ts';
import type { Connector } from '../../electron/ports/connector.ts';
import type { Desk } from '../../electron/ports/desk.ts';
import type { Secrets } from '../../electron/ports/secrets.ts';
import { Decision } from '../../shared/domain/decision.ts';
import type { HandoffPackage } from '../../shared/domain/handoff-package.ts';
import type { SendId } from '../../shared/domain/ids.ts';
import type { Person } from '../../shared/domain/person.ts';
import type { Send, SendState } from '../../shared/domain/send.ts';
import type { CallResult, ChannelName, DeskStatus, EventName, RequestOf } from '../../shared/ipc/contract.ts';
import type { FeedBody, FeedKind } from '../../shared/ipc/feed.ts';
import { composeMessage } from '../../shared/policy/compose-message.ts';
import { demoPolicy } from '../crm/parts.ts';
import { bodyOf } from '../feed-bodies.ts';
import { moody, watchfulLog, type CrmMood } from '../faults/desk-under-faults.ts';
import { turnedClock, type TurnedClock } from '../send/desk-parts.ts';
import { demo, folderOfTest, NOW_MS, placeCrm } from '../sync/parts.ts';

export const UNDO_MS = demoPolicy.limits.undoSeconds * 1_000;
export const SAM: Person = demo.people.find(({ id }) => id === demo.defaultPersonId)!;
export const OTHERS = demo.people.filter(({ id }) => id !== SAM.id);
/** Packages of Sam's that every rail of the demo's policy lets pass. */
export const CLEAR = demo.packages
  .filter(
    ({ pkg, state, kind }) => pkg.review.ownerId === SAM.id && state === 'first-in-line' && kind === 'first-touch',
  )
  .map(({ pkg }) => pkg);

export interface DeskWish {
  /** Another desk's folder, opened again. */
  readonly home?: string;
  readonly clock?: TurnedClock;
  readonly mood?: () => CrmMood;
  /** Stands between the desk and its CRM. */
  readonly around?: (connector: Connector) => Connector;
  readonly secrets?: Secrets;
}

export interface TestDesk {
  readonly desk: Desk;
  readonly home: string;
  readonly paths: HostPaths;
  readonly clock: TurnedClock;
  readonly events: { readonly event: EventName; readonly payload: unknown }[];
  /** Faults that no adapter classified. */
  readonly faults: readonly string[];
  /** Through the door that both hosts use. */
  readonly call: <C extends ChannelName>(channel: C, request: RequestOf<C>) => Promise<CallResult<C>>;
  readonly status: () => Promise<DeskStatus>;
  /** Turns the clock on, ringing every alarm on the way. */
  readonly later: (ms: number) => Promise<void>;
  /** Waits for what the machine does in real time, such as SMTP: looks after each event of the desk, and every few ms. */
  readonly until: (what: string, holds: () => boolean | Promise<boolean>) => Promise<void>;
  /** The newest body of every object of this kind; null where it is gone. */
  readonly feed: <K extends FeedKind>(kind: K) => Promise<Map<string, FeedBody<K> | null>>;
  readonly close: () => Promise<void>;
}

/** Opens a desk and waits for its first sync, unless its CRM does not answer. */
export async function openTestDesk(wish: DeskWish = {}): Promise<TestDesk> {
  const one = await openUnsynced(wish);
  await one.until('the first sync has ended', async () => {
    const { crm, ledger } = await one.status();
    return crm.state !== 'syncing' || ledger.state !== 'open';
  });
  return one;
}

/** Opens a desk and waits for nothing. */
export async function openUnsynced(wish: DeskWish = {}): Promise<TestDesk> {
  const home = wish.home ?? folderOfTest();
  const clock = wish.clock ?? turnedClock(NOW_MS);
  const paths = hostPaths(home, join(import.meta.dirname, '..', '..', 'resources'));
  if (wish.home === undefined) await placeCrm(paths.workspace);
  const log = watchfulLog();
  const desk = await openDesk(
    {
      clock,
      random: systemRandom(),
      log,
      secrets: wish.secrets ?? runOnlySecrets(),
      paths,
      host: 'local',
      version: '0.0.0-test',
      openLink: () => Promise.resolve(),
    },
    {
      openCrm: async (ports, onProgress) => {
        const crm = await openCrm(ports, onProgress);
        const connector = wish.around?.(crm.connector) ?? crm.connector;
        return { ...crm, connector: moody(connector, wish.mood ?? (() => 'well')) };
      },
      openMailbox: openMailboxWays,
    },
  );
  let closing: Promise<void> | null = null;
  const close = () => (closing ??= desk.close());
  onTestFinished(close);

  const events: { readonly event: EventName; readonly payload: unknown }[] = [];
  let wake: () => void = () => undefined;
  desk.subscribe((event, payload) => {
    events.push({ event, payload });
    wake();
  });
  const door = makeDoor(desk, { log });

  const until: TestDesk['until'] = async (what, holds) => {
    for (const endAt = performance.now() + 15_000; !(await holds());) {
      if (performance.now() > endAt) throw new Error(`waited in vain until ${what}`);
      await new Promise<void>((resume) => {
        const timer = setTimeout(resume, 10);
        wake = () => {
          clearTimeout(timer);
          resume();
        };
      });
    }
  };

  const feed = async <K extends FeedKind>(kind: K): Promise<Map<string, FeedBody<K> | null>> => {
    const bodies = new Map<string, FeedBody<K> | null>();
    let epoch: string | null = null;
    for (let afterSeq = 0, more = true; more;) {
      const page = await desk.handlers['feed.page']({ epoch, afterSeq, limit: 2_000 });
      for (const item of page.items) if (item.kind === kind) bodies.set(item.id, bodyOf(kind, item.body));
      ({ epoch, upToSeq: afterSeq, more } = page);
    }
    return bodies;
  };

  return {
    desk,
    home,
    paths,
    clock,
    events,
    faults: log.faults,
    call: door as TestDesk['call'],
    status: async () => desk.handlers['desk.status']({}),
    later: (ms) => clock.turnTo(clock.nowMs() + ms, () => new Promise((resume) => setImmediate(resume))),
    until,
    feed,
    close,
  };
}

let decisions = 0;

/** A decision of Sam's about this package, as the screen would hand it over. */
export function decisionAbout(pkg: HandoffPackage, nowMs: number, what: Record<string, unknown>): Decision {
  return Decision.parse({
    id: `decision-${(decisions += 1)}`,
    packageId: pkg.id,
    packageRevision: pkg.revision,
    personId: SAM.id,
    atMs: nowMs,
    openedAtMs: nowMs,
    activeMs: 9_000,
    ...what,
  });
}

/** Approves the package's own draft; throws where that is refused. */
export async function approve({ desk, clock }: TestDesk, pkg: HandoffPackage): Promise<SendId> {
  const { subject, body } = pkg.draft!;
  const composed = composeMessage({ pkg, subject, body, person: SAM, policy: demoPolicy });
  if ('fault' in composed) throw new Error(composed.fault);
  const { to, from, text } = composed.message;
  const decision = decisionAbout(pkg, clock.nowMs(), {
    kind: 'approve',
    message: { to, from: from.address, subject, text },
    body,
    editClass: 'unedited',
    seen: ['length', 'one-call-to-action', 'links'],
    attested: [],
  });
  const answer = await desk.handlers['decision.submit']({ decision });
  if (answer.kind !== 'accepted' || answer.sendId === null) throw new Error(JSON.stringify(answer));
  return answer.sendId;
}

export async function sendOf(one: TestDesk, id: SendId): Promise<Send> {
  const send = (await one.feed('send')).get(id);
  if (send === undefined || send === null) throw new Error(`no send ${id}`);
  return send;
}

/** Lets the undo window pass and waits until the send is in one of these states. */
export async function release(one: TestDesk, id: SendId, ...states: readonly SendState[]): Promise<Send> {
  await one.later(UNDO_MS);
  await one.until(`${id} is ${states.join(' or ')}`, async () => states.includes((await sendOf(one, id)).state));
  return sendOf(one, id);
}
