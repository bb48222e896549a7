/**
 * The contract between the page and the main process: each channel with the shape of its request and its response, each event
 * with the shape of its payload. Both ends parse by it. A change of shape fails the fingerprint test until `history.ts` has a line.
 */
import { z } from 'zod';
import { Decision } from '../domain/decision.ts';
import { DraftEdit } from '../domain/draft-edit.ts';
import { channel, no, nothing, ok, okOrNo } from './channel.ts';
import { AGENT_CHANNELS, AgentState } from './channels/agent.ts';
import { BOARD_CHANNELS } from './channels/board.ts';
import { ENRICHMENT_CHANNELS } from './channels/enrichment.ts';
import { LEADS_CHANNELS } from './channels/leads.ts';
import { MAILBOX_HEALTH_CHANNELS } from './channels/mailbox-health.ts';
import { MAILBOXES_CHANNELS } from './channels/mailboxes.ts';
import { POLICY_CHANNELS } from './channels/policy.ts';
import { SEARCH_CHANNELS } from './channels/search.ts';
import { SPELLING_CHANNELS } from './channels/spelling.ts';
import { SUPPRESSION_CHANNELS } from './channels/suppression.ts';
import { TRUST_LOG_CHANNELS } from './channels/trust-log.ts';
import { FeedPage } from './feed.ts';
import { DecisionId, EscalationId, PersonId, SendId } from '../domain/ids.ts';
import { MailAccount, MailSecrets, MailServer } from '../domain/mail-account.ts';
import { MailCalibration } from '../domain/mail-calibration.ts';
import { Person } from '../domain/person.ts';
import { line, WebUrl } from '../domain/text.ts';
import { EpochMs } from '../domain/time.ts';
import { CatchRate, DecoyReveal } from '../domain/decoy.ts';
import { Pause, PauseAsked } from '../domain/world.ts';

/** How a call can end that did not go through, in words a person can act on. */
export const CallError = z.object({
  code: z.enum([
    'bad-request',
    'unknown-channel',
    'forbidden',
    'not-found',
    'ledger-stopped',
    'unavailable',
    'internal',
  ]),
  /** What happened, what was kept, what to do. */
  message: z.string(),
  /** Where in the request, for `bad-request`. */
  path: z.string().nullable(),
});
export type CallError = z.infer<typeof CallError>;

/** How the desk stands with the systems it speaks to. */
export const DeskStatus = z.object({
  crm: z.object({
    kind: z.enum(['embedded', 'odoo', 'hubspot', 'salesforce']),
    state: z.enum(['syncing', 'up-to-date', 'unreachable', 'stopped']),
    lastPullAtMs: EpochMs.nullable(),
    /** What went wrong and what to do, while unreachable. */
    problem: z.string().nullable(),
    /** CRM writes still to be delivered. */
    waitingWrites: z.int().min(0),
    /** Writes the CRM or the permission table refused; kept for RevOps. */
    refusedWrites: z.int().min(0),
  }),
  mailbox: z.object({
    kind: z.enum(['sink', 'smtp']),
    address: z.string(),
    state: z.enum(['ready', 'unreachable', 'locked']),
    problem: z.string().nullable(),
    /** Reading it: bounces, opt-outs, the Sent folder. `off` where there is nothing to read with. */
    inbox: z.object({
      state: z.enum(['off', 'reading', 'ready', 'unreachable', 'refused']),
      lastReadAtMs: EpochMs.nullable(),
      problem: z.string().nullable(),
    }),
  }),
  ledger: z.object({
    state: z.enum(['open', 'missing', 'damaged']),
    problem: z.string().nullable(),
  }),
  secrets: z.enum(['keychain', 'sealed-file', 'sealed-file-locked', 'run-only']),
  /** Sends that wait for their window, slot, retry or undo: what quitting would leave behind. */
  waitingSends: z.int().min(0),
});
export type DeskStatus = z.infer<typeof DeskStatus>;

/** Long work with its count and rate; `total` null where it is not known. */
export const Progress = z.object({
  task: z.enum(['sync', 'import', 'seed', 'agent']),
  label: z.string(),
  done: z.int().min(0),
  total: z.int().min(0).nullable(),
  perSecond: z.number().min(0),
  state: z.enum(['running', 'done', 'stopped', 'failed']),
  problem: z.string().nullable(),
});
export type Progress = z.infer<typeof Progress>;

/** One package of an imported file that was refused. */
export const ImportRefusal = z.object({
  /** `line 12` or `package 3`. */
  place: z.string(),
  /** The dotted path of the first field at fault; empty where the whole entry is. */
  field: z.string(),
  reason: z.string(),
});

export const ImportReport = z.object({
  fileName: z.string(),
  accepted: z.int().min(0),
  /** Already there with the same content; nothing was changed. */
  unchanged: z.int().min(0),
  refused: z.int().min(0),
  /** The first 500; the counts are always whole. */
  refusals: z.array(ImportRefusal).max(500),
  /** A fault of the whole file, such as its encoding, and what was kept all the same. */
  problem: z.string().nullable(),
});
export type ImportReport = z.infer<typeof ImportReport>;

/** The way out alone, with whose sign-in. The password is written once and never read back. */
export const SmtpAccount = MailServer.extend({ user: z.string().max(254) });
export type SmtpAccount = z.infer<typeof SmtpAccount>;

export const CHANNELS = {
  ...SUPPRESSION_CHANNELS,
  ...TRUST_LOG_CHANNELS,
  ...POLICY_CHANNELS,
  ...MAILBOXES_CHANNELS,
  ...MAILBOX_HEALTH_CHANNELS,
  ...AGENT_CHANNELS,
  ...BOARD_CHANNELS,
  ...ENRICHMENT_CHANNELS,
  ...LEADS_CHANNELS,
  ...SEARCH_CHANNELS,
  ...SPELLING_CHANNELS,

  /** First call of a page: does it speak our contract, and who is signed in. */
  'desk.hello': channel(
    () => z.object({ contractVersion: z.int(), fingerprint: z.string() }),
    () =>
      z.discriminatedUnion('kind', [
        z.object({
          kind: z.literal('welcome'),
          version: z.string(),
          host: z.enum(['electron', 'local']),
          demo: z.boolean(),
          person: Person,
          people: z.array(Person),
          status: DeskStatus,
        }),
        /** The page is older or newer than main: reload it. */
        z.object({ kind: z.literal('reload'), because: z.string() }),
      ]),
  ),
  'desk.status': channel(
    () => nothing,
    () => DeskStatus,
  ),
  'person.switch': channel(
    () => z.object({ personId: PersonId }),
    () => z.object({ person: Person }),
  ),

  'feed.page': channel(
    () => z.object({ epoch: z.string().nullable(), afterSeq: z.int().min(0), limit: z.int().min(1).max(2_000) }),
    () => FeedPage,
  ),
  'edit.journal': channel(
    () => z.object({ edit: DraftEdit }),
    () => ok,
  ),
  'edit.discard': channel(
    () => z.object({ packageId: DraftEdit.shape.packageId }),
    () => ok,
  ),

  /** Safe to repeat: the same decision id is answered the same way and acts once. */
  'decision.submit': channel(
    () => z.object({ decision: Decision }),
    () =>
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('accepted'), undoUntilMs: EpochMs, sendId: SendId.nullable() }),
        /** Nothing was done; the package goes back to its person with the reason. */
        z.object({ kind: z.literal('refused'), because: z.string() }),
        /** It was about a decoy: nothing was signed, and the real package is back. */
        z.object({ kind: z.literal('attention-check'), reveal: DecoyReveal }),
      ]),
  ),
  /** The own count of whoever is signed in. */
  'attention.own': channel(
    () => nothing,
    () => CatchRate,
  ),
  'decision.undo': channel(
    () => z.object({ decisionId: DecisionId }),
    () => okOrNo,
  ),

  /** Ends the undo window now (key S). */
  'send.now': channel(
    () => z.object({ sendId: SendId }),
    () => okOrNo,
  ),
  'send.resolve': channel(
    () => z.object({ sendId: SendId, answer: z.enum(['arrived', 'draft-again']) }),
    () => okOrNo,
  ),
  /** The mail as it left, for the Sent screen. */
  'send.eml': channel(
    () => z.object({ sendId: SendId }),
    () => z.object({ raw: z.string().nullable() }),
  ),

  'escalation.accept': channel(
    () => z.object({ escalationId: EscalationId }),
    () => okOrNo,
  ),
  'escalation.decline': channel(
    () => z.object({ escalationId: EscalationId, because: line(500).min(1) }),
    () => okOrNo,
  ),

  'sync.run': channel(
    () => nothing,
    () => ok,
  ),
  'sync.stop': channel(
    () => nothing,
    () => ok,
  ),

  'import.begin': channel(
    () => z.object({ fileName: line(300), bytes: z.int().min(0) }),
    () => z.discriminatedUnion('kind', [z.object({ kind: z.literal('ready'), importId: z.string() }), no]),
  ),
  /** At most 512 KB of the file's bytes, base64, in order. */
  'import.append': channel(
    () => z.object({ importId: z.string(), base64: z.base64().max(700_000) }),
    () => okOrNo,
  ),
  'import.finish': channel(
    () => z.object({ importId: z.string() }),
    () => ImportReport,
  ),
  'import.cancel': channel(
    () => z.object({ importId: z.string() }),
    () => ImportReport,
  ),

  'mailbox.read': channel(
    () => nothing,
    () =>
      z.object({
        kind: z.enum(['sink', 'smtp']),
        account: MailAccount.nullable(),
        /** Which secrets are kept; they are written once and never read back. */
        kept: z.object({ password: z.boolean(), refreshToken: z.boolean(), clientSecret: z.boolean() }),
        calibration: MailCalibration.nullable(),
      }),
  ),
  /** Connects to each server, upgrades, signs in, and leaves without sending. */
  'mailbox.test': channel(
    () => z.object({ account: MailAccount, secrets: MailSecrets }),
    () => z.object({ smtp: okOrNo, imap: okOrNo.nullable() }),
  ),
  'mailbox.use': channel(
    () =>
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('sink') }),
        z.object({ kind: z.literal('smtp'), account: MailAccount, secrets: MailSecrets }),
      ]),
    () => okOrNo,
  ),

  /** Opens, or first makes, the file that keeps secrets under a passphrase (local host). */
  'secrets.unlock': channel(
    () => z.object({ passphrase: z.string().min(8).max(500) }),
    () => okOrNo,
  ),

  'pause.set': channel(
    () => z.object({ pause: PauseAsked }),
    () => ok,
  ),
  'pause.clear': channel(
    () => z.object({ scope: Pause.shape.scope, value: Pause.shape.value }),
    () => ok,
  ),

  /** After a person looked at a missing or damaged ledger: set the old one aside and start a new one. */
  'ledger.start-anew': channel(
    () => z.object({ typed: z.literal('start anew') }),
    () => okOrNo,
  ),

  'link.open': channel(
    () => z.object({ url: WebUrl }),
    () => okOrNo,
  ),
} as const;

export type ChannelName = keyof typeof CHANNELS;
export type RequestOf<C extends ChannelName> = z.input<(typeof CHANNELS)[C]['request']>;
export type ParsedRequestOf<C extends ChannelName> = z.output<(typeof CHANNELS)[C]['request']>;
export type ResponseOf<C extends ChannelName> = z.output<(typeof CHANNELS)[C]['response']>;

export const EVENTS = {
  /** The feed has something newer than this number. */
  'feed.advanced': z.object({ epoch: z.string(), latestSeq: z.int().min(0) }),
  'desk.status': DeskStatus,
  /** Entries of the suppression list came, changed or went. */
  'suppression.changed': z.object({}),
  /** What the agent does, or why it does not. */
  'agent.changed': AgentState,
  progress: Progress,
} as const;
export type EventName = keyof typeof EVENTS;
export type EventOf<E extends EventName> = z.output<(typeof EVENTS)[E]>;

/** What each call comes back as, over either host. */
export type CallResult<C extends ChannelName> =
  { readonly ok: true; readonly value: ResponseOf<C> } | { readonly ok: false; readonly error: CallError };

/** What a host gives the page: one call, one subscription. Implemented by the preload and by the local host's page client. */
export interface CountersignBridge {
  call(channel: string, request: unknown): Promise<unknown>;
  /** Calls back with each event; the returned function ends it. */
  subscribe(listener: (event: string, payload: unknown) => void): () => void;
}
