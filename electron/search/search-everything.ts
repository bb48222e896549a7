/**
 * The search over everything this desk holds: packages wherever they lie, replies, escalations, leads and the suppression list. It shows an
 * SDR what is theirs or nobody's, reads only, and leaves no trace of what was looked for.
 */
import type { Escalation } from '../../shared/domain/escalation.ts';
import type { HandoffPackage } from '../../shared/domain/handoff-package.ts';
import { EscalationId, PackageId, ReplyId } from '../../shared/domain/ids.ts';
import type { Person } from '../../shared/domain/person.ts';
import type { Reply } from '../../shared/domain/reply.ts';
import { SHORTEST_WORD, type Found } from '../../shared/ipc/channels/search.ts';
import type { ResponseOf } from '../../shared/ipc/contract.ts';
import { EVERY_LEAD } from '../ports/agent-ledger.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Log } from '../ports/log.ts';
import { excerptOf, showsAll } from './excerpt.ts';
import { followFeed, type FollowsFeed } from './follow-feed.ts';
import { openSearchIndex, removeSearchIndex, type SearchIndex } from './search-index.ts';
import {
  SEARCHED_KINDS,
  wordsOfEscalation,
  wordsOfPackage,
  wordsOfReply,
  type SearchedKind,
} from './searched-words.ts';

export interface Search {
  /** Begins to read into the index what is there; once is enough. */
  begin(): void;
  /** A window copies the feed: what is read here waits until it is done. */
  giveWay(): void;
  everything(typed: string, person: Person, limit: number): ResponseOf<'search.everything'>;
  close(): void;
}

export interface SearchParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly ledger: Ledger;
  readonly path: string;
}

interface Opened {
  readonly index: SearchIndex;
  readonly follows: FollowsFeed;
}

/** Hits read of the index for each one shown: several may be of one package, or of something that is gone. */
const READ_FOR_ONE = 2;
/** Packages with their edits, replies, escalations. */
const KINDS_OF_HITS = 3;

export function makeSearch({ clock, log, ledger, path }: SearchParts): Search {
  let opened: Opened | null = null;
  const open = (): Opened => {
    if (opened === null) {
      const index = openSearchIndex(path);
      opened = { index, follows: followFeed({ clock, log, feed: ledger.feed, index }) };
    }
    return opened;
  };
  const close = (): void => {
    opened?.follows.stop();
    opened?.index.close();
    opened = null;
  };

  /** Hits of the index, and how much is not in it yet. An index that fails is thrown away: it is made anew from the feed. */
  function hits(words: readonly string[], person: Person, limit: number) {
    const owners = person.role === 'sdr' ? [person.id, person.mailbox.id] : null;
    try {
      const { index, follows } = open();
      follows.start();
      const unread = follows.catchUp();
      return { hits: index.find(words, owners, limit), unread };
    } catch (cause) {
      log.error('search.index', cause);
      close();
      removeSearchIndex(path);
      open().follows.start();
      return { hits: [], unread: ledger.feed.countAfter(SEARCHED_KINDS, 0) };
    }
  }

  return {
    begin: () => open().follows.start(),
    giveWay: () => opened?.follows.giveWay(),
    everything(typed, person, limit) {
      const words = typed
        .trim()
        .split(/\s+/u)
        .filter((word) => word.length >= SHORTEST_WORD);
      if (words.length === 0) return { found: [], unread: 0 };
      const read = hits(words, person, limit * KINDS_OF_HITS * READ_FOR_ONE);
      const show = shower(ledger, words);
      const found = new Map<string, Found>();
      const counts = new Map<Found['kind'], number>();
      for (const { kind, id } of read.hits) {
        const one = show(kind, id);
        const key = one === null ? '' : `${one.kind} ${one.id}`;
        if (one === null || found.has(key)) continue;
        const before = counts.get(one.kind) ?? 0;
        if (before >= limit) continue;
        counts.set(one.kind, before + 1);
        found.set(key, one);
      }
      return {
        found: [
          ...found.values(),
          ...leadsWith(ledger, words, person, limit),
          ...entriesWith(ledger, typed.trim(), limit),
        ],
        unread: read.unread,
      };
    },
    close,
  };
}

/** Shows a hit as the feed has it now; null where it is gone, or waits behind an attention check that two of a kind would give away. */
function shower(ledger: Ledger, words: readonly string[]): (kind: SearchedKind, id: string) => Found | null {
  const behindChecks = new Set<string>(ledger.decoys.open().map(({ sourceId }) => sourceId));
  const read = (kind: SearchedKind, id: string): unknown => {
    const text = ledger.feed.readText(kind, id);
    return text === null ? null : (JSON.parse(text) as unknown);
  };
  /** The longer text is quoted only where the two lines on screen don't show the words. */
  const shown = (title: string, context: string, text: string, atMs: number | null) => ({
    title,
    context,
    excerpt: showsAll(`${title}\n${context}`, words) ? null : excerptOf(text, words),
    atMs,
  });
  return (kind, id) => {
    switch (kind) {
      case 'package':
      case 'edit': {
        const pkg = read('package', id) as HandoffPackage | null;
        if (pkg === null || behindChecks.has(pkg.id)) return null;
        const edit = ledger.decisions.readEdit(pkg.id);
        const send = ledger.sends.newestOf(pkg.id);
        const { text } = wordsOfPackage(pkg);
        return {
          kind: 'package',
          id: PackageId.parse(pkg.id),
          state: pkg.review.state,
          send: send === null ? null : { id: send.id, state: send.state },
          ...shown(
            `${pkg.contact.name} · ${pkg.account.name}`,
            `${pkg.contact.email} · ${edit?.subject ?? pkg.draft?.subject ?? pkg.rationale.whyNow.text}`,
            edit === null ? text : `${edit.body}\n${text}`,
            pkg.review.readyAtMs,
          ),
        };
      }
      case 'reply': {
        const reply = read('reply', id) as Reply | null;
        if (reply === null) return null;
        return {
          kind: 'reply',
          id: ReplyId.parse(reply.id),
          state: reply.state,
          ...shown(
            whose(reply.contactName || reply.from, reply.accountName),
            reply.subject,
            wordsOfReply(reply).text,
            reply.atMs,
          ),
        };
      }
      case 'escalation': {
        const escalation = read('escalation', id) as Escalation | null;
        if (escalation === null) return null;
        return {
          kind: 'escalation',
          id: EscalationId.parse(escalation.id),
          state: escalation.state,
          ...shown(
            whose(escalation.contactName, escalation.accountName),
            escalation.note,
            wordsOfEscalation(escalation).text,
            escalation.raisedAtMs,
          ),
        };
      }
    }
  };
}

const whose = (name: string, account: string): string => [name, account].filter((part) => part !== '').join(' · ');

/** A lead is looked for by its longest word; the others have to be there too. */
function leadsWith(ledger: Ledger, words: readonly string[], person: Person, limit: number): readonly Found[] {
  const longest = words.reduce((one, other) => (other.length > one.length ? other : one));
  const ownerId = person.role === 'sdr' ? person.id : null;
  return ledger.agent.leads
    .page({ ...EVERY_LEAD, ownerId, search: longest }, null, limit * READ_FOR_ONE)
    .map(({ lead, account, contact }): Found => {
      const title = whose(contact.name, account.name);
      const context = [contact.title, contact.email].filter((part) => part !== '').join(' · ');
      return { kind: 'lead', id: lead.contactId, state: lead.stage, title, context, excerpt: null, atMs: null };
    })
    .filter(({ title, context }) => showsAll(`${title}\n${context}`, words))
    .slice(0, limit);
}

/** Entries of the suppression list whose value begins with what was typed: one step down its index, however long it is. */
function entriesWith(ledger: Ledger, typed: string, limit: number): readonly Found[] {
  const begins = typed.toLowerCase();
  return ledger.suppressions
    .stretch(
      {
        filter: { scope: null, reason: null, source: null, search: '' },
        order: 'value',
        after: { key: begins, id: '' },
        limit,
      },
      limit,
    )
    .entries.filter(({ entry }) => entry.value.toLowerCase().startsWith(begins))
    .map(({ entry }) => ({
      kind: 'suppression',
      id: entry.id,
      state: entry.reason,
      title: entry.value,
      context: entry.source,
      excerpt: null,
      atMs: entry.atMs,
    }));
}
