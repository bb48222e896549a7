import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aPackage, anEdit, applyPackages, newLedger, NOW_MS, open, packageId, temporaryPath } from './fixtures.ts';

describe('a transaction', () => {
  it('makes everything durable together, nested calls included', () => {
    const { ledger, path } = newLedger();
    const other = new DatabaseSync(path, { readOnly: true });
    const seen = () => Number(other.prepare('SELECT count(*) AS count FROM feed').get()?.count);
    ledger.transact(() => {
      applyPackages(ledger, [aPackage()]);
      ledger.transact(() => ledger.decisions.putEdit(anEdit()));
      expect(seen()).toBe(0);
    });
    expect(seen()).toBe(3);
    other.close();
  });

  it('undoes everything where it throws', () => {
    const { ledger } = newLedger();
    applyPackages(ledger, [aPackage()]);
    const before = ledger.feed.latestSeq();
    expect(() =>
      ledger.transact(() => {
        applyPackages(ledger, [aPackage({ id: 'package-2' })], 'c2');
        ledger.trace.append({ atMs: NOW_MS, kind: 'import', actor: 'system', subject: {} });
        throw new Error('stop');
      }),
    ).toThrow('stop');
    expect(ledger.feed.latestSeq()).toBe(before);
    expect(ledger.copies.cursor('package')).toBe('c1');
    expect(ledger.copies.readPackage(packageId('package-2'))).toBeNull();
    expect(ledger.trace.page(0, 10)).toEqual([]);
  });

  it('undoes everything even where a caller caught the throw of a call inside it', () => {
    const { ledger } = newLedger();
    expect(() =>
      ledger.transact(() => {
        try {
          ledger.transact(() => {
            applyPackages(ledger, [aPackage()]);
            throw new Error('half-way');
          });
        } catch {
          // A caller that goes on as if nothing had happened.
        }
        ledger.decisions.putEdit(anEdit());
      }),
    ).toThrow('half-way');
    expect(ledger.feed.latestSeq()).toBe(0);
  });

  it('is undone where its commit fails, and works at the next', () => {
    let isFull = false;
    const seen: string[] = [];
    const commits = {
      before() {
        if (isFull) throw new Error('database or disk is full');
        seen.push('before');
      },
      after: () => void seen.push('after'),
    };
    const ledger = open({ path: temporaryPath(), commits });
    onTestFinished(() => ledger.close());
    isFull = true;
    seen.length = 0;
    expect(() => applyPackages(ledger, [aPackage()])).toThrow('full');
    expect(ledger.feed.latestSeq()).toBe(0);
    expect(seen).toEqual([]);
    isFull = false;
    applyPackages(ledger, [aPackage()]);
    expect(seen).toEqual(['before', 'after']);
    expect(ledger.copies.readPackage(aPackage().id)).not.toBeNull();
  });

  it('works again after one that was undone', () => {
    const { ledger } = newLedger();
    expect(() =>
      ledger.transact(() => {
        throw new Error('stop');
      }),
    ).toThrow();
    applyPackages(ledger, [aPackage()]);
    expect(ledger.feed.page(ledger.feed.epoch, 0, 10).items.map((item) => item.kind)).toEqual(['package', 'world']);
  });

  it('refuses work that waits', () => {
    const { ledger } = newLedger();
    expect(() => ledger.transact(() => Promise.resolve())).toThrow(TypeError);
  });

  it('gives back what its work returned', () => {
    const { ledger } = newLedger();
    expect(ledger.transact(() => 42)).toBe(42);
  });
});

describe('listeners of the feed', () => {
  it('hear once, after the outermost transaction', () => {
    const { ledger } = newLedger();
    const heard: number[] = [];
    ledger.feed.onAdvance((seq) => heard.push(seq));
    ledger.transact(() => {
      applyPackages(ledger, [aPackage()]);
      ledger.decisions.putEdit(anEdit());
      expect(heard).toEqual([]);
    });
    expect(heard).toEqual([3]);
  });

  it('hear of a single write at once, without a transaction around it', () => {
    const { ledger } = newLedger();
    const heard: number[] = [];
    ledger.feed.onAdvance((seq) => heard.push(seq));
    ledger.decisions.putEdit(anEdit());
    expect(heard).toEqual([1]);
  });

  it('hear nothing of a transaction that was undone or changed nothing', () => {
    const { ledger } = newLedger();
    applyPackages(ledger, [aPackage()]);
    const heard: number[] = [];
    ledger.feed.onAdvance((seq) => heard.push(seq));
    applyPackages(ledger, [aPackage()]);
    expect(() =>
      ledger.transact(() => {
        ledger.decisions.putEdit(anEdit());
        throw new Error('stop');
      }),
    ).toThrow();
    ledger.copies.recordCheck('owner', NOW_MS);
    expect(heard).toEqual([]);
  });

  it('may write themselves, and can be taken off', () => {
    const { ledger } = newLedger();
    const stop = ledger.feed.onAdvance(() => {
      stop();
      ledger.decisions.putEdit(anEdit());
    });
    applyPackages(ledger, [aPackage()]);
    expect(ledger.decisions.readEdit(packageId('package-1'))?.body).toBe('My words');
  });
});
