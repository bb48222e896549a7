import { expect, test } from 'vitest';
import { createBridge, yieldToScreen } from '../../../renderer/bridge.ts';
import { createDeskDb } from '../../../renderer/store/db.ts';
import { createFeedLoop } from '../../../renderer/store/feed-loop.ts';
import { searchReview } from '../../../renderer/store/review-search.ts';
import { PlayedMain } from './played-main.ts';
import { NOW_MS, samplePackage } from './sample.ts';
import type { PersonId } from '../../../shared/domain/ids.ts';

function big(id: string, n: number) {
  const pkg = samplePackage({ id, accountName: `Account ${n}`, readyAtMs: NOW_MS - (n % 5000) * 1000 });
  const f = pkg.facts[0]!;
  const t = {
    id: 't1',
    contactId: pkg.contact.id,
    accountId: pkg.account.id,
    channel: 'email',
    direction: 'outbound',
    atMs: NOW_MS,
    subject: 'Hello there from us',
    snippet: 'A few words of what was said, for the timeline, rather long perhaps.',
    outcome: 'no reply',
    source: 'ai',
    templateVersion: 't1',
    promptVersion: 'v1',
    messageId: '<x@ourco.example>',
  } as const;
  return {
    ...pkg,
    facts: Array.from({ length: 10 }, (_, k) => ({
      ...f,
      id: `f${k}` as typeof f.id,
      value: `Some value of a fact number ${k}, ${n}`,
    })),
    draft: {
      ...pkg.draft!,
      sentences: pkg
        .draft!.body.split('. ')
        .slice(0, 4)
        .map((text) => ({ text, factIds: ['f1' as typeof f.id] })),
    },
    priorTouches: Array.from({ length: 3 }, (_, k) => ({ ...t, id: `t${k}` })),
  };
}
for (const count of [50_000])
  test(`measure ${count}`, { timeout: 300_000 }, async () => {
    const name = `measure-${count}`;
    const items = Array.from({ length: count }, (_, n) => ({
      kind: 'package',
      id: `p${n}`,
      seq: n + 1,
      body: big(`p${n}`, n),
    }));
    console.log('bytes', JSON.stringify(items[5]).length);
    const main = new PlayedMain();
    main.call = async (channel, request) => {
      const { afterSeq } = request as { afterSeq: number };
      return JSON.parse(pages.get(afterSeq)!);
    };
    const pages = new Map<number, string>();
    for (let afterSeq = 0; afterSeq < count; afterSeq += 128) {
      const part = items.slice(afterSeq, afterSeq + 128);
      pages.set(
        afterSeq,
        JSON.stringify({
          ok: true,
          value: {
            epoch: 'e',
            items: part,
            upToSeq: afterSeq + part.length,
            latestSeq: count,
            more: afterSeq + part.length < count,
          },
        }),
      );
    }
    // raw
    const raw = await new Promise<IDBDatabase>((res) => {
      const r = indexedDB.open(name + '-raw', 1);
      r.onupgradeneeded = () => r.result.createObjectStore('packages', { keyPath: 'id' });
      r.onsuccess = () => res(r.result);
    });
    const t0 = performance.now();
    for (let at = 0; at < count; at += 128) {
      await new Promise<void>((res) => {
        const tx = raw.transaction('packages', 'readwrite', { durability: 'relaxed' });
        const store = tx.objectStore('packages');
        for (const item of items.slice(at, at + 200)) store.put(item.body);
        tx.oncomplete = () => res();
      });
    }
    const rawMs = performance.now() - t0;
    raw.close();
    indexedDB.deleteDatabase(name + '-raw');
    {
      const { FeedItem } = await import('../../../shared/ipc/feed.ts');
      const { summaryOf } = await import('../../../renderer/store/rows.ts');
      let a = performance.now();
      structuredClone(items.slice(0, 2000));
      console.log('clone/item', (performance.now() - a) / 2000);
      a = performance.now();
      const parsed = items.slice(0, 2000).map((i) => FeedItem.parse(i));
      console.log('parse/item', (performance.now() - a) / 2000);
      a = performance.now();
      items.slice(0, 2000).map((i) => FeedItem.parse(i));
      console.log('parse/item again', (performance.now() - a) / 2000);
      a = performance.now();
      for (const i of parsed)
        if (i.kind === 'package' && i.body) summaryOf(i.body, { edited: false, pendingLane: null });
      console.log('summary/item', (performance.now() - a) / 2000);
      const d = createDeskDb(name + 'x');
      await d.relaxed.open();
      const { applyFeedPage } = await import('../../../renderer/store/apply-feed.ts');
      a = performance.now();
      for (let at = 0; at < 2000; at += 128)
        await applyFeedPage(
          d,
          { epoch: 'e', items: parsed.slice(at, at + 200), upToSeq: at + 200, latestSeq: 2000, more: true },
          { epoch: at === 0 ? null : 'e', afterSeq: at },
        );
      console.log('apply/item', (performance.now() - a) / 2000);
      const pkgs = parsed.map(
        (i) => i.body as never,
      ) as import('../../../shared/domain/handoff-package.ts').HandoffPackage[];
      const rows = pkgs.map((x) => summaryOf(x, { edited: false, pendingLane: null }));
      const chunks = <T>(l: T[]) => Array.from({ length: 10 }, (_, k) => l.slice(k * 200, k * 200 + 200));
      const run = async (label: string, work: (k: number) => Promise<unknown>) => {
        await Promise.all([d.relaxed.packages.clear(), d.relaxed.summaries.clear()]);
        const b = performance.now();
        for (let k = 0; k < 10; k += 1) await d.relaxed.transaction('rw', d.relaxed.tables, () => work(k));
        console.log(label, (performance.now() - b) / 2000);
      };
      for (let again = 0; again < 2; again += 1) {
        const cp = chunks(pkgs),
          cr = chunks(rows);
        await run('packages only', (k) => d.relaxed.packages.bulkPut(cp[k]!));
        await run('summaries only', (k) => d.relaxed.summaries.bulkPut(cr[k]!));
        await run('both', (k) =>
          Promise.all([d.relaxed.packages.bulkPut(cp[k]!), d.relaxed.summaries.bulkPut(cr[k]!)]),
        );
        await run('gets', (k) =>
          Promise.all([
            d.relaxed.summaries.bulkGet(cr[k]!.map((r) => r.id)),
            d.relaxed.edits.bulkGet(cr[k]!.map((r) => r.id)),
          ]),
        );
        const rawdb = d.relaxed.backendDB();
        const rw = async (label: string, stores: string[], put: (tx: IDBTransaction, k: number) => void) => {
          await Promise.all([d.relaxed.packages.clear(), d.relaxed.summaries.clear()]);
          const b = performance.now();
          for (let k = 0; k < 10; k += 1)
            await new Promise<void>((res) => {
              const tx = rawdb.transaction(stores, 'readwrite', { durability: 'relaxed' });
              put(tx, k);
              tx.oncomplete = () => res();
            });
          console.log(label, (performance.now() - b) / 2000);
        };
        await rw('raw packages', ['packages'], (tx, k) => {
          for (const x of cp[k]!) tx.objectStore('packages').put(x);
        });
        await rw('raw summaries', ['summaries'], (tx, k) => {
          for (const x of cr[k]!) tx.objectStore('summaries').put(x);
        });
      }
      d.close();
      indexedDB.deleteDatabase(name + 'x');
    }
    const db = createDeskDb(name);
    await db.relaxed.open();
    const { call } = createBridge(main, null, new Set());
    const long: number[] = [];
    const observer = new PerformanceObserver((list) => {
      for (const e of list.getEntries()) long.push(Math.round(e.duration));
    });
    observer.observe({ entryTypes: ['longtask'] });
    const loop = createFeedLoop({
      db,
      call,
      nowMs: () => performance.now(),
      onProgress: () => undefined,
      onChanged: () => undefined,
      onFault: (e) => {
        throw e;
      },
      yieldToScreen,
    });
    const t1 = performance.now();
    expect(await loop.catchUp()).toBe(true);
    const loopMs = performance.now() - t1;
    await new Promise((r) => setTimeout(r, 100));
    console.log(
      count,
      'raw',
      Math.round(rawMs),
      'loop',
      Math.round(loopMs),
      'ratio',
      (rawMs / loopMs).toFixed(2),
      'long tasks',
      JSON.stringify(long),
    );
    let s = performance.now();
    await searchReview(db, 'sam' as PersonId, '', 50);
    console.log('top 50', performance.now() - s);
    s = performance.now();
    const r = await searchReview(db, 'sam' as PersonId, 'account 77', 50);
    console.log('search', performance.now() - s, r.total);
    for (const w of ['account 77','dana','nowhere','account 4','waiting']) { const q = performance.now(); const rr = await searchReview(db, 'sam' as PersonId, w, 50); console.log('search', w, Math.round(performance.now() - q), rr.total); }
  db.close();
    indexedDB.deleteDatabase(name);
  });
