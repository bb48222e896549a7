/**
 * Keeps the index of words up with the change feed: little by little in the quiet, and the last steps at once when something is looked for.
 * It takes a small share of the process's time, whatever there is to read, and never stands in anybody's way.
 */
import type { Clock } from '../ports/clock.ts';
import type { FeedLedger } from '../ports/ledger.ts';
import type { Log } from '../ports/log.ts';
import type { SearchIndex } from './search-index.ts';
import { SEARCHED_KINDS } from './searched-words.ts';

export interface FollowsFeed {
  /** Reads on from now, until `stop`. */
  start(): void;
  /** Somebody reads the feed from far behind: nothing is read here until they are quiet. */
  giveWay(): void;
  /** Takes in what is new, as far as a search may wait for it. Returns how many objects are still unread. */
  catchUp(): number;
  stop(): void;
}

/** Objects read at once: about 15 ms. */
const AT_ONCE = 40;
/** As many as a search waits for. */
const MOST_AT_A_SEARCH = 200;
/** A first sync, and a window that copies, go before; the index follows when they are quiet. */
const BEGINS_AFTER_MS = 1_500;
/** Of the time: one part reading, this many parts for everything else. */
const PARTS_FOR_OTHERS = 4;
const SHORTEST_PAUSE_MS = 25;

export interface FollowParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly feed: FeedLedger;
  readonly index: SearchIndex;
}

export function followFeed({ clock, log, feed, index }: FollowParts): FollowsFeed {
  let stopWaiting: (() => void) | null = null;
  let stopListening: (() => void) | null = null;
  let othersUntilMs = 0;

  /** Whether there may be more. */
  function step(): boolean {
    const after = index.reached(feed.epoch);
    const texts = feed.texts(SEARCHED_KINDS, after, AT_ONCE);
    const isAll = texts.length < AT_ONCE;
    const upToSeq = isAll ? Math.max(after, feed.latestSeq()) : (texts.at(-1)?.seq ?? after);
    if (upToSeq > after) index.take(feed.epoch, texts, upToSeq);
    return !isAll;
  }

  function wait(ms: number): void {
    stopWaiting ??= clock.wakeAt(clock.nowMs() + ms, () => {
      stopWaiting = null;
      const startedAtMs = clock.nowMs();
      if (startedAtMs < othersUntilMs) {
        wait(othersUntilMs - startedAtMs);
        return;
      }
      try {
        if (step()) wait(Math.max(SHORTEST_PAUSE_MS, PARTS_FOR_OTHERS * (clock.nowMs() - startedAtMs)));
      } catch (cause) {
        // The next change, or the next search, tries again from where it stands.
        log.error('search.index', cause);
      }
    });
  }

  return {
    start() {
      if (stopListening !== null) return;
      stopListening = feed.onAdvance(() => wait(BEGINS_AFTER_MS));
      wait(BEGINS_AFTER_MS);
    },
    giveWay() {
      othersUntilMs = clock.nowMs() + BEGINS_AFTER_MS;
    },
    catchUp() {
      for (let read = 0; read < MOST_AT_A_SEARCH; read += AT_ONCE) if (!step()) return 0;
      return feed.countAfter(SEARCHED_KINDS, index.reached(feed.epoch));
    },
    stop() {
      stopListening?.();
      stopWaiting?.();
      stopListening = null;
      stopWaiting = null;
    },
  };
}
