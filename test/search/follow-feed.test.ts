/** The index follows the feed in the quiet: not while a window copies, and all of it afterwards. */
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { followFeed } from '../../electron/search/follow-feed.ts';
import { openSearchIndex } from '../../electron/search/search-index.ts';
import { anEscalation, newLedger } from '../ledger/fixtures.ts';
import { turnedClock } from '../send/desk-parts.ts';
import { folderOfTest } from '../sync/parts.ts';

test('while a window copies the feed nothing is read into the index; once it is quiet, everything is', async () => {
  const { ledger } = newLedger();
  ledger.decisions.createEscalation(anEscalation());
  const index = openSearchIndex(join(folderOfTest(), 'search.sqlite'));
  onTestFinished(() => index.close());
  const clock = turnedClock();
  const later = (ms: number) => clock.turnTo(clock.nowMs() + ms, () => Promise.resolve());
  const reached = () => index.reached(ledger.feed.epoch);
  const follows = followFeed({
    clock,
    log: { info: () => undefined, warn: () => undefined, error: (event) => expect.fail(event) },
    feed: ledger.feed,
    index,
  });
  follows.start();
  for (let page = 0; page < 5; page += 1) {
    follows.giveWay();
    await later(1_000);
    expect(reached()).toBe(0);
  }
  await later(2_000);
  expect(reached()).toBe(ledger.feed.latestSeq());
  follows.stop();
});
