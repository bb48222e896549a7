/** The deciding and sending parts of a desk, composed from the real ones over a real ledger file, with a clock that the test turns. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countersign, verifyCountersignature } from '../../electron/countersign/countersign.ts';
import { openKeys } from '../../electron/countersign/keys.ts';
import { newMessageId } from '../../electron/countersign/message-id.ts';
import { firstKnown, openPublicKeyFile } from '../../electron/countersign/public-key-file.ts';
import { makeDecide } from '../../electron/decide/decide.ts';
import { openLedger } from '../../electron/ledger/open-ledger.ts';
import { systemRandom } from '../../electron/platform/random.ts';
import { runOnlySecrets } from '../../electron/platform/secrets-run-only.ts';
import { writeDurably } from '../../electron/platform/write-durably.ts';
import type { Clock } from '../../electron/ports/clock.ts';
import type { Ledger } from '../../electron/ports/ledger.ts';
import type { Log } from '../../electron/ports/log.ts';
import type { SentLookup, Transport } from '../../electron/ports/transport.ts';
import { makeSendEngine } from '../../electron/send/engine.ts';
import { makeSmtpTransport } from '../../electron/send/smtp.ts';
import { Decision, type Approval } from '../../shared/domain/decision.ts';
import type { HandoffPackage, MessageKind } from '../../shared/domain/handoff-package.ts';
import type { DecisionId, SendId } from '../../shared/domain/ids.ts';
import { DeviceId } from '../../shared/domain/ids.ts';
import type { Send } from '../../shared/domain/send.ts';
import { WorldCheck } from '../../shared/domain/world.ts';
import { composeMessage } from '../../shared/policy/compose-message.ts';
import type { PolicyDocument } from '../../shared/policy/limits.ts';
import { mailboxDay } from '../../shared/policy/mailbox-day.ts';
import { NOW, person, policy as samplePolicy, sampleMailbox, samplePackage } from '../policy/sample.ts';

/** A clock that stands still until it is turned; alarms ring at their own time, in order. */
export interface TurnedClock extends Clock {
  set(atMs: number): void;
  /** Turns to `atMs`, ringing what comes due and waiting for what it started. */
  turnTo(atMs: number, settle: () => Promise<void>): Promise<void>;
}

export function turnedClock(startMs = NOW): TurnedClock {
  let nowMs = startMs;
  const alarms = new Set<{ readonly atMs: number; readonly wake: () => void }>();
  return {
    nowMs: () => nowMs,
    wakeAt(atMs, wake) {
      const alarm = { atMs, wake };
      alarms.add(alarm);
      return () => void alarms.delete(alarm);
    },
    set: (atMs) => void (nowMs = atMs),
    async turnTo(atMs, settle) {
      await settle();
      for (let rings = 0; rings < 10_000; rings += 1) {
        const next = [...alarms].filter((alarm) => alarm.atMs <= atMs).sort((a, b) => a.atMs - b.atMs)[0];
        if (next === undefined) break;
        alarms.delete(next);
        nowMs = Math.max(nowMs, next.atMs);
        next.wake();
        await settle();
      }
      nowMs = Math.max(nowMs, atMs);
    },
  };
}

/** Without a pause between two sends; what is tested about it sets its own. */
export const policy: PolicyDocument = {
  ...samplePolicy,
  limits: { ...samplePolicy.limits, paceMinSeconds: 0, paceMaxSeconds: 0 },
};
export const UNDO_MS = policy.limits.undoSeconds * 1_000;

const SYLLABLES = ['ba', 'de', 'fi', 'go', 'lu', 'ma', 'ne', 'pi', 'ro', 'su'];

/** Fourteen words that no other number has, so that no two letters are alike. */
function ownWords(number: number): string {
  const word = (at: number) =>
    String(number * 14 + at + 1_000)
      .split('')
      .map((digit) => SYLLABLES[Number(digit)])
      .join('');
  return `Some teams file these under ${Array.from({ length: 14 }, (_, at) => word(at)).join(' ')}.`;
}

/** The sample's draft with a sentence of its own. */
function ownDraft(draft: NonNullable<HandoffPackage['draft']>, number: number): HandoffPackage['draft'] {
  const own = ownWords(number);
  const ask = draft.body.indexOf('Worth a 15-minute call');
  return {
    ...draft,
    body: `${draft.body.slice(0, ask)}${own}\n\n${draft.body.slice(ask)}`,
    sentences: [...draft.sentences, { text: own, factIds: [] }],
  };
}

/** A package of its own account and contact, with a letter of its own. */
export function packageNumber(
  number: number,
  kind: MessageKind = 'first-touch',
  change: Record<string, unknown> = {},
): HandoffPackage {
  const clean = samplePackage(kind);
  return samplePackage(kind, {
    draft: clean.draft === null ? null : ownDraft(clean.draft, number),
    id: `pkg-${number}`,
    account: { ...clean.account, id: `acc-${number}`, domain: `firm-${number}.example` },
    contact: {
      ...clean.contact,
      id: `con-${number}`,
      accountId: `acc-${number}`,
      email: `dana.reyes@firm-${number}.example`,
    },
    ...change,
  });
}

export interface PartsWish {
  readonly dir?: string;
  readonly clock?: Clock;
  readonly transport?: Transport | null;
  readonly lookup?: SentLookup | null;
  readonly refreshWorld?: () => Promise<void>;
  readonly askSuppressions?: (ledger: Ledger, sends: readonly Pick<Send, 'id' | 'to' | 'packageId'>[]) => Promise<void>;
  readonly policy?: PolicyDocument;
  /** Puts itself between the parts and the ledger, to watch or to stop them. */
  readonly around?: (ledger: Ledger) => Ledger;
}

export const silentLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** `silenceMs`: how long a server may say nothing. */
export function smtpTo(port: number, silenceMs = 2_000): Transport {
  return makeSmtpTransport({
    account: { host: '127.0.0.1', port, tls: 'none', user: '' },
    login: () => Promise.resolve(null),
    silenceMs,
  });
}

export type Parts = ReturnType<typeof openParts>;

/** Opens, or opens again, the parts over the ledger in `dir`. */
export function openParts(wish: PartsWish = {}) {
  const dir = wish.dir ?? mkdtempSync(join(tmpdir(), 'countersign-desk-'));
  const clock = wish.clock ?? turnedClock();
  const random = systemRandom();
  const path = join(dir, 'ledger.sqlite');
  const opened = openLedger({ path, clock, random, expectExisting: false });
  if (opened.kind !== 'open') throw new Error(opened.problem);
  const ledger = wish.around?.(opened.ledger) ?? opened.ledger;
  ledger.copies.setPeople([person]);
  ledger.copies.setPolicy(wish.policy ?? policy);
  const inTouch = () => {
    for (const check of WorldCheck.options) ledger.copies.recordCheck(check, clock.nowMs());
    ledger.copies.confirmPerson(person.id, clock.nowMs());
  };
  inTouch();
  const { id: mailboxId, timeZone } = person.mailbox;
  ledger.mailboxes.startRamp(mailboxId, {
    startDay: mailboxDay(clock.nowMs(), timeZone).day,
    startPerDay: 2_000,
    basis: 'sent-folder',
    frozen: null,
  });
  const { authentication } = sampleMailbox({}, clock.nowMs());
  if (authentication !== null) ledger.mailboxes.recordAuthentication(mailboxId, authentication);

  const deviceId = DeviceId.parse('device-1');
  const keys = openKeys({ secrets: runOnlySecrets(), random, clock, deviceId });
  const publicKeys = openPublicKeyFile({ path: join(dir, 'public-keys.json'), write: writeDurably });
  publicKeys.keep(keys.publicKeyOf(person.id));
  let transport = wish.transport ?? null;
  const changes = { count: 0 };
  const ask = wish.askSuppressions;
  const engine = makeSendEngine({
    ledger,
    clock,
    random,
    log: silentLog,
    transportFor: () => transport,
    lookupFor: () => wish.lookup ?? null,
    verify: (countersignature) =>
      verifyCountersignature(countersignature, firstKnown(publicKeys).read(countersignature.keyId)),
    refreshWorld:
      wish.refreshWorld ??
      (() => {
        inTouch();
        return Promise.resolve();
      }),
    ...(ask === undefined
      ? {}
      : { askSuppressions: (sends: readonly Pick<Send, 'id' | 'to' | 'packageId'>[]) => ask(ledger, sends) }),
    onChange: () => void (changes.count += 1),
  });
  const decide = makeDecide({
    ledger,
    clock,
    random,
    deviceId,
    sign: (content) => countersign(content, keys.keyFor(content.personId)),
    newMessageId: (domain) => newMessageId({ random, domain }),
    onChange: () => void engine.tick(),
  });

  const parts = {
    dir,
    path,
    clock,
    ledger,
    engine,
    decide,
    changes,
    inTouch,
    use: (next: Transport | null) => void (transport = next),
    add: (...packages: readonly HandoffPackage[]) => {
      ledger.copies.applyPulled(
        'package',
        packages.map((pkg) => ({ kind: 'package', id: pkg.id, body: pkg })),
        `c-${packages.map(({ id }) => id).join('-')}`,
      );
      return packages;
    },
    /** What the screen would hand over for this package, with other fields where given. */
    approval(pkg: HandoffPackage, change: Partial<Record<keyof Approval, unknown>> = {}): Decision {
      const body = typeof change.body === 'string' ? change.body : (pkg.draft?.body ?? '');
      const composed = composeMessage({
        pkg,
        subject: pkg.draft?.subject ?? '',
        body,
        person,
        policy: wish.policy ?? policy,
      });
      if ('fault' in composed) throw new Error(composed.fault);
      const { to, from, subject, text } = composed.message;
      return Decision.parse({
        kind: 'approve',
        id: `dec-${random.uuid()}`,
        packageId: pkg.id,
        packageRevision: pkg.revision,
        personId: person.id,
        atMs: clock.nowMs(),
        openedAtMs: clock.nowMs() - 30_000,
        activeMs: 30_000,
        message: { to, from: from.address, subject, text },
        body,
        editClass: 'unedited',
        seen: [],
        attested: [],
        ...change,
      });
    },
    other(pkg: HandoffPackage, what: Record<string, unknown>): Decision {
      return Decision.parse({
        id: `dec-${random.uuid()}`,
        packageId: pkg.id,
        packageRevision: pkg.revision,
        personId: person.id,
        atMs: clock.nowMs(),
        openedAtMs: clock.nowMs() - 30_000,
        activeMs: 30_000,
        ...what,
      });
    },
    /** Approves the package's own draft; throws where that is refused. */
    approve(pkg: HandoffPackage): { readonly sendId: SendId; readonly decisionId: DecisionId } {
      const decision = parts.approval(pkg);
      const answer = decide.submit(decision, person.id);
      if (answer.kind !== 'accepted' || answer.sendId === null)
        throw new Error(answer.kind === 'refused' ? answer.because : 'no send');
      return { sendId: answer.sendId, decisionId: decision.id };
    },
    send(id: SendId): Send {
      const row = ledger.sends.read(id);
      if (row === null) throw new Error(`no send ${id}`);
      return row.send;
    },
    /** Turns the clock on by `ms`, and waits for all that follows. */
    async later(ms: number): Promise<void> {
      if (!('turnTo' in clock)) throw new Error('this clock can not be turned');
      await (clock as TurnedClock).turnTo(clock.nowMs() + ms, () => engine.whenIdle());
      await engine.tick();
      await engine.whenIdle();
    },
    async close(): Promise<void> {
      await engine.stop();
      ledger.close();
    },
    async discard(): Promise<void> {
      await parts.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
  return parts;
}
