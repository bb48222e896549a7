/** Bodies of feed items as tests think of them, whatever they travel as: some kinds are texts on the wire (FEED_TEXTS). */
import { FEED_TEXTS, type FeedBody, type FeedItem, type FeedKind, type FeedPage } from '../shared/ipc/feed.ts';

const isText = (kind: FeedKind): boolean => Object.hasOwn(FEED_TEXTS, kind);

/** What an item's body is, once read; its shape is the ledger's word. */
export const bodyOf = <K extends FeedKind>(kind: K, body: FeedItem['body']): FeedBody<K> | null =>
  (isText(kind) && typeof body === 'string' ? JSON.parse(body) : body) as FeedBody<K> | null;

/** The same as it travels. */
export const onTheWire = <K extends FeedKind>(kind: K, body: FeedBody<K> | null): unknown =>
  isText(kind) && body !== null ? JSON.stringify(body) : body;

/** A page's items, each with its body as an object. */
export const readItems = ({ items }: FeedPage) =>
  items.map(({ kind, id, seq, body }) => ({ kind, id, seq, body: bodyOf(kind, body) }));
