/** A desk that answers every channel with something that fits and remembers what reached it: the hosts are tested in front of it. */
import { policy as POLICY } from '../policy/sample.ts';
import type { ChannelName, EventName, EventOf } from '../../shared/ipc/contract.ts';
import { CHANNELS } from '../../shared/ipc/contract.ts';
import { Person } from '../../shared/domain/person.ts';
import type { Desk } from '../../electron/ports/desk.ts';
import type { Log, LogFields } from '../../electron/ports/log.ts';

export interface RecordingDesk extends Desk {
  readonly calls: { readonly channel: ChannelName; readonly request: unknown }[];
  emit<E extends EventName>(event: E, payload: EventOf<E>): void;
  waits: number;
  closed: boolean;
  resumed: number;
  listeners(): number;
}

const NO_LEADS = {
  rows: 0,
  added: 0,
  filled: 0,
  known: 0,
  duplicates: 0,
  refused: 0,
  suppressed: 0,
  noted: 0,
  formulas: 0,
};

export const STATUS: EventOf<'desk.status'> = {
  crm: {
    kind: 'embedded',
    state: 'up-to-date',
    lastPullAtMs: 1_750_000_000_000,
    problem: null,
    waitingWrites: 0,
    refusedWrites: 0,
  },
  mailbox: {
    kind: 'sink',
    address: 'sam@ourco.example',
    state: 'ready',
    problem: null,
    inbox: { state: 'off', lastReadAtMs: null, problem: null },
  },
  ledger: { state: 'open', problem: null },
  secrets: 'run-only',
  waitingSends: 0,
};

export const AGENT_STATE: EventOf<'agent.changed'> = {
  state: 'waiting',
  because: null,
  nextRunAtMs: 1_750_000_900_000,
  drafter: 'template drafter',
  run: null,
  today: { use: { inputTokens: 0, outputTokens: 0, costMicros: 0 }, tokensMost: 0, costMicrosMost: 0 },
  reviewWaiting: 0,
  reviewMost: 0,
};

const PERSON = Person.parse({
  id: 'person-sam',
  name: 'Sam Okafor',
  title: 'SDR',
  role: 'sdr',
  mailbox: { id: 'mailbox-sam', address: 'sam@ourco.example', timeZone: 'Europe/Berlin' },
});
const REPORT = { fileName: 'a.json', accepted: 0, unchanged: 0, refused: 0, refusals: [], problem: null };

export function recordingDesk(overrides: Partial<Desk['handlers']> = {}): RecordingDesk {
  const calls: RecordingDesk['calls'] = [];
  const listeners = new Set<(event: EventName, payload: never) => void>();
  const ok = () => ({ kind: 'ok' as const });
  const plain: Desk['handlers'] = {
    'desk.hello': () => ({
      kind: 'welcome',
      version: '0.0.0',
      host: 'local',
      demo: true,
      person: PERSON,
      people: [PERSON],
      status: STATUS,
    }),
    'desk.status': () => STATUS,
    'person.switch': () => ({ person: PERSON }),
    'feed.page': () => ({ epoch: 'e1', items: [], upToSeq: 0, latestSeq: 0, more: false }),
    'edit.journal': ok,
    'edit.discard': ok,
    'decision.submit': () => ({ kind: 'refused', because: 'not in this test' }),
    'decision.undo': ok,
    'spelling.read': () => ({ kind: 'browser' }),
    'spelling.choose': ok,
    'attention.own': () => ({ caught: 0, missed: 0, putOff: 0, sinceMs: null }),
    'send.now': ok,
    'send.resolve': ok,
    'send.eml': () => ({ raw: null }),
    'escalation.accept': ok,
    'escalation.decline': ok,
    'sync.run': ok,
    'sync.stop': ok,
    'import.begin': () => ({ kind: 'ready', importId: 'i1' }),
    'import.append': ok,
    'import.finish': () => REPORT,
    'import.cancel': () => REPORT,
    'mailbox.read': () => ({
      kind: 'sink',
      account: null,
      kept: { password: false, refreshToken: false, clientSecret: false },
      calibration: null,
    }),
    'mailbox.test': () => ({ smtp: ok(), imap: null }),
    'mailbox.sign-in': () => ({ kind: 'no', because: 'not in this test' }),
    'mailbox.sign-in-end': ok,
    'mailbox.sign-in-cancel': ok,
    'mailbox.calibrate': () => ({ kind: 'no', because: 'not in this test' }),
    'opt-out-list.read': () => ({ url: null, hasKey: false, state: 'off', lastReadAtMs: null, problem: null }),
    'opt-out-list.set-key': ok,
    'mailbox.use': ok,
    'secrets.unlock': ok,
    'pause.set': ok,
    'pause.clear': ok,
    'trust-log.page': () => ({ lines: [], matching: { lines: 0, isMore: false } }),
    'trust-log.state': () => ({ epoch: 'e1', head: null, lastCheck: null }),
    'trust-log.line': () => ({ kind: 'no', because: 'not in this test' }),
    'trust-log.story': () => ({ send: null, lines: [] }),
    'trust-log.replay': () => ({ replay: { kind: 'erased' } }),
    'trust-log.erase': () => ({ kind: 'no', because: 'not in this test' }),
    'trust-log.check': () => ({ checkId: 'c1', linesDone: 0, linesTotal: 0, result: null }),
    'trust-log.export-begin': () => ({ exportId: 'e1', fileName: 'log.jsonl', records: 0 }),
    'trust-log.export-next': () => ({ text: '', recordsDone: 0, isDone: true }),
    'suppression.page': () => ({ rows: [], next: null }),
    'suppression.counts': () => [],
    'suppression.export': () => ({ entries: [], next: null }),
    'suppression.explain': () => ({ kind: 'clear', normalised: '', known: [] }),
    'suppression.add': () => ({ kind: 'no', because: 'not in this test' }),
    'suppression.undo': ok,
    'suppression.remove': () => ({ kind: 'waiting' }),
    'leads.preview': () => ({ kind: 'no', because: 'not in this test' }),
    'leads.import': () => ({ kind: 'ready', importId: 'i1' }),
    'leads.report': () => ({ counts: NO_LEADS, remarks: [], listed: 0 }),
    'suppression.preview': () => ({ kind: 'no', because: 'not in this test' }),
    'suppression.import': () => ({ kind: 'ready', importId: 'i1' }),
    'policy.read': () => ({ policy: POLICY, versions: [], unreadable: 0 }),
    'policy.try': () => ({
      sinceMs: 0,
      asked: 0,
      unknown: 0,
      stoppedCount: 0,
      freedCount: 0,
      stopped: [],
      freed: [],
      byRail: [],
    }),
    'policy.save': () => ({ kind: 'no', because: 'not in this test' }),
    'mailboxes.read': () => ({ mailboxes: [] }),
    'mailboxes.check': ok,
    'mailboxes.thaw': ok,
    'mailboxes.import-report': () => ({ kind: 'no', because: 'not in this test' }),
    'agent.state': () => AGENT_STATE,
    'agent.run': ok,
    'agent.stop': ok,
    'draft.rewrite': () => ({ kind: 'no', because: 'not in this test' }),
    'agent.runs': () => ({ runs: [] }),
    'agent.steps': () => ({ steps: [] }),
    'leads.page': () => ({ leads: [], counts: [], all: 0 }),
    'leads.answer': ok,
    'board.column': () => ({ leads: [], count: 0, next: null }),
    'board.opportunities': () => ({ opportunities: [], count: 0, next: null }),
    'board.move-opportunity': () => ({ kind: 'no', because: 'not in this test' }),
    'board.open-opportunity': () => ({ kind: 'no', because: 'not in this test' }),
    'board.choices': () => ({ tiers: [], segments: [] }),
    'board.move': () => ({ kind: 'no', because: 'not in this test' }),
    'board.undo': ok,
    'search.everything': () => ({ found: [], unread: 0 }),
    'library.list': () => ({ entries: [], documentVersions: {}, unreadable: 0 }),
    'library.change': () => ({ kind: 'no', because: 'not in this test' }),
    'library.outcomes': () => ({ outcomes: [], verdict: null }),
    'icp.try': () => ({
      asked: 0,
      ratings: { excellent: 0, good: 0, fair: 0, 'not-a-fit': 0 },
      failed: [],
      examples: [],
    }),
    'enrichment.read': () => ({
      settings: { formatVersion: 1, providers: [], verifiers: [] },
      keysKept: [],
      problem: null,
    }),
    'enrichment.save': () => ({ kind: 'ok' }),
    'enrichment.test': () => ({ kind: 'nothing' }),
    'score.drift': () => ({
      deciles: [],
      scored: 0,
      unscored: 0,
      verdict: { kind: 'unknown', words: '' },
    }),
    'model.read': () => ({ account: null, keyKept: false }),
    'model.test': () => ({ kind: 'no', because: 'not in this test' }),
    'model.use': ok,
    'reply.label': ok,
    'reply.escalate': ok,
    'reply.close': ok,
    'ledger.start-anew': ok,
    'link.open': ok,
  };
  const merged = { ...plain, ...overrides };
  const handlers = Object.fromEntries(
    (Object.keys(CHANNELS) as ChannelName[]).map((channel) => [
      channel,
      (request: never) => {
        calls.push({ channel, request });
        return merged[channel](request);
      },
    ]),
  ) as unknown as Desk['handlers'];
  const desk: RecordingDesk = {
    handlers,
    calls,
    waits: 0,
    closed: false,
    resumed: 0,
    subscribe(listener) {
      const kept = listener as (event: EventName, payload: never) => void;
      listeners.add(kept);
      return () => void listeners.delete(kept);
    },
    emit: (event, payload) => listeners.forEach((listener) => listener(event, payload as never)),
    listeners: () => listeners.size,
    close: () => {
      desk.closed = true;
      return Promise.resolve();
    },
    waitingSends: () => desk.waits,
    resume: () => void (desk.resumed += 1),
  };
  return desk;
}

export interface RecordingLog extends Log {
  readonly lines: { readonly level: string; readonly code: string; readonly fields: LogFields }[];
}

export function recordingLog(): RecordingLog {
  const lines: RecordingLog['lines'] = [];
  return {
    lines,
    info: (code, fields = {}) => void lines.push({ level: 'info', code, fields }),
    warn: (code, fields = {}) => void lines.push({ level: 'warn', code, fields }),
    error: (code, _cause, fields = {}) => void lines.push({ level: 'error', code, fields }),
  };
}
