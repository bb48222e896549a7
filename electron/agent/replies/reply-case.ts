/** One reply with everything the rules ask about it, as the ledger has it now. It judges nothing. */
import { z } from 'zod';
import type { Account } from '../../../shared/domain/account.ts';
import type { Contact } from '../../../shared/domain/contact.ts';
import type { HandoffPackage } from '../../../shared/domain/handoff-package.ts';
import type { Asset } from '../../../shared/domain/outreach-library.ts';
import type { LibraryEntryOf } from '../../../shared/domain/library-entry.ts';
import { PlaybookMove, type Playbook } from '../../../shared/domain/playbook.ts';
import type { Reply } from '../../../shared/domain/reply.ts';
import type { ReplyReading } from '../../../shared/domain/reply-reading.ts';
import { findPhrase, foldText } from '../../../shared/policy/fold-text.ts';
import { folded } from '../../../shared/policy/folded-phrases.ts';
import type { PolicyDocument } from '../../../shared/policy/limits.ts';
import type { ReplyWorld } from '../../../shared/policy/replies/next-step.ts';
import type { LeadFile } from '../../ports/agent-ledger.ts';
import type { ReplyDesk } from '../../ports/reply-desk.ts';

/** What of the desk is read here. */
export type ReplyRecords = Pick<ReplyDesk, 'ledger' | 'readPackage' | 'sentTo'>;

export interface ReplyCase {
  readonly reply: Reply;
  /** Null where the contact is no lead of the agent's. */
  readonly file: LeadFile | null;
  readonly account: Account;
  readonly contact: Contact;
  /** The package that is answered, or the contact's newest. */
  readonly pkg: HandoffPackage | null;
  readonly policy: PolicyDocument;
  readonly playbook: Playbook;
  readonly asset: LibraryEntryOf<'asset'> | null;
  /** Earlier replies of the contact, newest first. */
  readonly earlier: readonly Reply[];
  readonly world: ReplyWorld;
}

const DAY_MS = 86_400_000;
/** What a contact did longer ago says nothing of what they want now. */
const RECENT_MS = 30 * DAY_MS;
const MOST_EARLIER = 50;

/** Where no playbook is live every answer is a person's. */
const NOTHING_ALLOWED: Playbook = {
  rows: [{ class: 'other', objection: null, move: 'escalate', guidance: '' }],
};

/** Null where contact and account are not known here any more. */
export function caseOf(
  desk: ReplyRecords,
  reply: Reply,
  reading: ReplyReading,
  policy: PolicyDocument,
): ReplyCase | null {
  if (reply.contactId === null) return null;
  const { leads, replies } = desk.ledger;
  const file = leads.read(reply.contactId);
  const pkg =
    (reply.packageId === null ? null : desk.readPackage(reply.packageId)) ??
    leads.packages(reply.contactId, 1)[0] ??
    null;
  const account = file?.account ?? pkg?.account;
  const contact = file?.contact ?? pkg?.contact;
  if (account === undefined || contact === undefined) return null;
  const earlier = replies
    .ofContact(reply.contactId, MOST_EARLIER)
    .filter((each) => each.id !== reply.id && each.atMs <= reply.atMs);
  const moves = earlier.flatMap((each) => moveMade(desk, each) ?? []);
  const playbook = livePlaybook(desk);
  const asset = assetFor(desk, reading, { text: reply.text, segmentId: account.segmentId });
  const world: ReplyWorld = {
    newText: reply.text,
    contact,
    account,
    policy,
    playbook,
    engagement: [...leads.engagement(reply.contactId, 50), ...(pkg?.engagement ?? [])]
      .filter(({ atMs }) => atMs > reply.atMs - RECENT_MS)
      .map(({ kind }) => kind),
    earlierObjections: earlier.flatMap((each) => each.reading?.objection ?? []),
    movesMade: moves,
    approvedAsset: asset === null ? 'none' : isPriceSheet(asset) ? 'price-sheet' : 'asset',
    clarifyingQuestionsAsked: moves.filter((move) => move === 'ask-one-question').length,
    meetingAgreed: leads.touches(reply.contactId, 100).some(({ channel }) => channel === 'meeting'),
    qualification: 'incomplete',
    atMs: reply.atMs,
  };
  return { reply, file, account, contact, pkg, policy, playbook, asset, earlier, world };
}

const Acted = z.object({ move: PlaybookMove.nullable() });

/** The move that was drafted for an earlier reply, from the record of what was done about it. */
function moveMade({ ledger }: ReplyRecords, { id, draftPackageId }: Reply): PlaybookMove | null {
  if (draftPackageId === null) return null;
  for (const step of ledger.runs.stepsOf({ kind: 'reply', replyId: id }, 10)) {
    if (step.name !== 'act-on-reply' || step.outcome !== 'done') continue;
    const read = Acted.safeParse(JSON.parse(step.output));
    if (read.success) return read.data.move;
  }
  return null;
}

function livePlaybook({ ledger }: ReplyRecords): Playbook {
  for (const { versions } of ledger.library.list('playbook')) {
    const live = versions.find(({ state }) => state === 'live');
    if (live !== undefined) return live.body;
  }
  return NOTHING_ALLOWED;
}

export const isPriceSheet = ({ versions }: LibraryEntryOf<'asset'>): boolean =>
  versions.find(({ state }) => state === 'live')?.body.kind === 'price-sheet';

const LIGHT: readonly Asset['kind'][] = ['worked-example', 'guide', 'case-study', 'deck'];

/** Something to read that asks nothing of them: an example before a guide, the first by id among equals. */
export function lightAsset({ ledger }: ReplyRecords, segmentId: string): LibraryEntryOf<'asset'> | null {
  const offered = ledger.library.list('asset').flatMap((entry) => {
    const live = entry.versions.find(({ state }) => state === 'live')?.body;
    if (live === undefined || !LIGHT.includes(live.kind)) return [];
    if (live.segmentIds.length > 0 && !live.segmentIds.some((id) => id === segmentId)) return [];
    return [{ entry, rank: LIGHT.indexOf(live.kind) }];
  });
  const [best] = offered.sort((one, other) => one.rank - other.rank || (one.entry.id < other.entry.id ? -1 : 1));
  return best?.entry ?? null;
}

/** The live asset whose words the request has; the longest of them decides. Security packs are a person's to send. */
function assetFor(
  { ledger }: ReplyRecords,
  reading: ReplyReading,
  { text, segmentId }: { readonly text: string; readonly segmentId: string },
): LibraryEntryOf<'asset'> | null {
  if (reading.class !== 'info-request') return null;
  const asked = foldText(text);
  const asksPrice = reading.asks.includes('price');
  let best: { readonly entry: LibraryEntryOf<'asset'>; readonly length: number } | null = null;
  for (const entry of ledger.library.list('asset')) {
    const live = entry.versions.find(({ state }) => state === 'live')?.body;
    if (live === undefined || live.kind === 'security-pack' || asksPrice !== (live.kind === 'price-sheet')) continue;
    if (live.segmentIds.length > 0 && !live.segmentIds.some((id) => id === segmentId)) continue;
    folded(live.answers).forEach((phrase, at) => {
      const length = live.answers[at]?.length ?? 0;
      if (length > (best?.length ?? 0) && findPhrase(asked, phrase) !== null) best = { entry, length };
    });
  }
  return (best as { readonly entry: LibraryEntryOf<'asset'> } | null)?.entry ?? null;
}
