/** The one change feed from the main process to the renderer: the latest revision of each object, in a rising order. */
import { z } from 'zod';
import { DecisionRecord } from '../domain/decision.ts';
import { DraftEdit } from '../domain/draft-edit.ts';
import { Escalation } from '../domain/escalation.ts';
import { HandoffPackage } from '../domain/handoff-package.ts';
import { Person } from '../domain/person.ts';
import { RecentBody } from '../domain/recent-body.ts';
import { Reply } from '../domain/reply.ts';
import { Send } from '../domain/send.ts';
import { DeskWorld, PackageWorld } from '../domain/world.ts';
import { PolicyDocument } from '../policy/limits.ts';

/** Objects that travel as the JSON text the ledger keeps: many and long, so whoever shows one reads it, and nobody on the way does. */
export const FEED_TEXTS = { package: HandoffPackage, world: PackageWorld } as const;
const text = z.string().min(2);

const item = <K extends string, B extends z.ZodType>(kind: K, body: B) =>
  z.object({
    kind: z.literal(kind),
    /** The object's own id; `desk`, `policy` and `people` are single records of that id. */
    id: z.string().min(1).max(200),
    seq: z.int().min(1),
    /** Null is a tombstone: the object is gone. */
    body: body.nullable(),
  });

export const FeedItem = z.discriminatedUnion('kind', [
  item('package', text),
  item('world', text),
  item('decision', DecisionRecord),
  item('send', Send),
  item('escalation', Escalation),
  item('edit', DraftEdit),
  item('desk', DeskWorld),
  item('policy', PolicyDocument),
  item('people', z.array(Person)),
  /** By send id; gone once newer ones of its mailbox are enough to compare with. */
  item('recent-body', RecentBody),
  item('reply', Reply),
]);
export type FeedItem = z.infer<typeof FeedItem>;
export type FeedKind = FeedItem['kind'];

/** What the body of a kind is, once read. */
export type FeedBody<K extends FeedKind> = K extends keyof typeof FEED_TEXTS
  ? z.infer<(typeof FEED_TEXTS)[K]>
  : NonNullable<Extract<FeedItem, { kind: K }>['body']>;

export const FeedPage = z.object({
  /** Another epoch than the reader's means: drop the copies and read from 0. */
  epoch: z.string(),
  items: z.array(FeedItem),
  /** The reader has everything up to here after applying the items. */
  upToSeq: z.int().min(0),
  /** Newest number in the ledger, for a progress bar. */
  latestSeq: z.int().min(0),
  more: z.boolean(),
});
export type FeedPage = z.infer<typeof FeedPage>;
