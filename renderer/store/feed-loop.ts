/** Reads the feed to its end, again whenever there is something newer: fetches the next page while one is applied, and reports how far it is. */
import type { FeedPage } from '../../shared/ipc/feed.ts';
import type { Progress } from '../../shared/ipc/contract.ts';
import { applyFeedPage, readReached, type Applied, type Asked, type FeedNews } from './apply-feed.ts';
import type { DeskDb } from './db.ts';
import type { Call } from './outbox.ts';
import { UnreadableText } from './texts.ts';

/** Small enough that writing one page keeps the screen free, large enough that transactions don't count. */
const PAGE_ITEMS = 128;
/** Fewer than this are there before a bar could be read. */
const WORTH_A_BAR = 1_000;
/** Often enough for an eye; each time draws the bar anew. */
const TOLD_EVERY_MS = 200;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 10_000;
const NO_ANSWER = 'The desk does not answer. What is here is kept; the rest follows when it is back.';

/** Where a reading to the end began. */
interface Started {
  readonly atMs: number;
  readonly seq: number;
}

export interface FeedLoopPorts {
  readonly db: DeskDb;
  readonly call: Call;
  nowMs(): number;
  onProgress(progress: Progress): void;
  /** What was read ahead of the packages it is about is stale. */
  onChanged(news: FeedNews): void;
  readonly onFault: (error: unknown) => void;
  yieldToScreen(): Promise<void>;
}

export interface FeedLoop {
  /** Something newer may be there. */
  wake(): void;
  stop(): Promise<void>;
  /** Reads to the end once. False where it could not. */
  catchUp(): Promise<boolean>;
}

export function createFeedLoop(ports: FeedLoopPorts): FeedLoop {
  const { db, call } = ports;
  let stopped = false;
  let wanted = false;
  let running: Promise<void> | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let retryAfterMs = FIRST_RETRY_MS;

  const ask = async (asked: Asked): Promise<{ readonly page: FeedPage; readonly asked: Asked } | null> => {
    const result = await call('feed.page', { ...asked, limit: PAGE_ITEMS });
    return result.ok ? { page: result.value, asked } : null;
  };

  async function catchUp(): Promise<boolean> {
    const asked = await readReached(db.relaxed);
    const started = { atMs: ports.nowMs(), seq: asked.afterSeq, epoch: asked.epoch };
    let items = 0;
    let shown = false;
    let toldAtMs = 0;
    let filled: FeedNews['filled'] = null;
    let answer = await ask(asked);
    while (!stopped) {
      if (answer === null) {
        if (shown) ports.onProgress(interrupted(started, items, NO_ANSWER));
        return false;
      }
      const { page } = answer;
      if (page.epoch !== started.epoch) Object.assign(started, { seq: 0, epoch: page.epoch });
      // The next page is on its way while this one is written.
      const coming = page.more ? ask({ epoch: page.epoch, afterSeq: page.upToSeq }) : null;
      const applied = await applyReadable(page, answer.asked, filled);
      if (applied instanceof UnreadableText) {
        await coming;
        ports.onProgress(interrupted(started, items, applied.message));
        return false;
      }
      if (applied.kind === 'behind') {
        await coming;
        answer = await ask(await readReached(db.relaxed));
        continue;
      }
      if (applied.kind === 'applied') {
        ports.onChanged(applied);
        ({ filled } = applied);
      }
      items += page.items.length;
      shown ||= page.more && page.latestSeq - started.seq >= WORTH_A_BAR;
      if (shown && (!page.more || ports.nowMs() - toldAtMs >= TOLD_EVERY_MS)) {
        toldAtMs = ports.nowMs();
        ports.onProgress(report(started, items, page));
      }
      if (coming === null) return true;
      await ports.yieldToScreen();
      answer = await coming;
    }
    return true;
  }

  /** A text that this window can't read keeps its whole page out, and says so; whatever else fails is thrown. */
  async function applyReadable(
    page: FeedPage,
    asked: Asked,
    filled: FeedNews['filled'],
  ): Promise<Applied | UnreadableText> {
    try {
      return await applyFeedPage(db, page, asked, filled);
    } catch (error) {
      if (error instanceof UnreadableText) return error;
      throw error;
    }
  }

  const interrupted = (started: Started, items: number, problem: string): Progress => ({
    ...report(started, items, null),
    state: 'stopped',
    problem,
  });

  function report(started: Started, items: number, page: FeedPage | null): Progress {
    const seconds = Math.max(0.001, (ports.nowMs() - started.atMs) / 1_000);
    return {
      task: 'sync',
      label: 'Copying packages to this window',
      done: page === null ? items : Math.max(0, page.upToSeq - started.seq),
      total: page === null ? null : Math.max(0, page.latestSeq - started.seq),
      perSecond: items / seconds,
      state: page?.more === false ? 'done' : 'running',
      problem: null,
    };
  }

  async function run(): Promise<void> {
    do {
      wanted = false;
      let done = false;
      try {
        done = await catchUp();
      } catch (error) {
        ports.onFault(error);
      }
      if (done) retryAfterMs = FIRST_RETRY_MS;
      else tryLater();
    } while (isWanted());
  }

  const isWanted = () => wanted && !stopped;

  function tryLater(): void {
    if (stopped || timer !== null) return;
    timer = setTimeout(() => {
      timer = null;
      wake();
    }, retryAfterMs);
    retryAfterMs = Math.min(retryAfterMs * 2, LONGEST_RETRY_MS);
  }

  function wake(): void {
    wanted = true;
    if (stopped || running !== null) return;
    running = run().finally(() => {
      running = null;
      if (isWanted()) wake();
    });
  }

  return {
    wake,
    catchUp,
    async stop() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      await running;
    },
  };
}
