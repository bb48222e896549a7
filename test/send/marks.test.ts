import { describe, expect, it } from 'vitest';
import { makeMarks, type ComingMark, type WantedMark } from '../../electron/send/marks.ts';

/** A ledger that only counts its commits; those in `failing`, counted from 1, fail. */
function counted(failing: readonly number[] = []) {
  let commits = 0;
  const transact = <T>(work: () => T): T => {
    const result = work();
    commits += 1;
    if (failing.includes(commits)) throw new Error(`commit ${commits} failed`);
    return result;
  };
  return { transact, commits: () => commits };
}

const wanted = (write: () => string | null = () => null, isStillWanted = () => true): WantedMark => ({
  write,
  isStillWanted,
});
const outcomeOf = (mark: Promise<void>): Promise<string> =>
  mark.then(
    () => 'made',
    (cause: unknown) => String(cause),
  );

describe('marks', () => {
  it('that are asked for together share one commit', async () => {
    const ledger = counted();
    const marks = makeMarks(ledger);
    const coming = [marks.coming(), marks.coming(), marks.coming()];
    await Promise.all(coming.map((mark) => mark.make(wanted())));
    expect(ledger.commits()).toBe(1);
  });

  it('wait a moment for one that is on its way, and no longer', async () => {
    const ledger = counted();
    const marks = makeMarks(ledger);
    const [first, second, never] = [marks.coming(), marks.coming(), marks.coming()];
    const made = first.make(wanted());
    await new Promise((resolve) => setImmediate(resolve));
    expect(ledger.commits()).toBe(0);
    await Promise.all([made, second.make(wanted())]);
    expect(ledger.commits()).toBe(1);
    never.drop();
  });

  it('do not wait for one that needs none any more', async () => {
    const ledger = counted();
    const marks = makeMarks(ledger);
    const [first, second] = [marks.coming(), marks.coming()];
    const made = first.make(wanted());
    second.drop();
    await new Promise((resolve) => setImmediate(resolve));
    expect(ledger.commits()).toBe(1);
    await made;
  });

  it('are said to be made only once the commit has returned', async () => {
    const order: string[] = [];
    const marks = makeMarks({
      transact(work) {
        const result = work();
        order.push('committed');
        return result;
      },
    });
    const mark = marks.coming();
    await mark.make(wanted(() => (order.push('written'), null))).then(() => order.push('made'));
    expect(order).toEqual(['written', 'committed', 'made']);
  });

  it('are not written for a message that was lost meanwhile', async () => {
    const marks = makeMarks(counted());
    const written: string[] = [];
    const lost = marks.coming().make(
      wanted(
        () => (written.push('lost'), null),
        () => false,
      ),
    );
    const whole = marks.coming().make(wanted(() => (written.push('whole'), null)));
    expect(await Promise.all([outcomeOf(lost), outcomeOf(whole)])).toEqual([
      'Error: the message was lost before its mark',
      'made',
    ]);
    expect(written).toEqual(['whole']);
  });

  it('that must not be made leave the others alone', async () => {
    const marks = makeMarks(counted());
    const [paused, fine] = [marks.coming(), marks.coming()];
    const made = [paused.make(wanted(() => 'paused')), fine.make(wanted())];
    expect(await Promise.all(made.map(outcomeOf))).toEqual(['Error: paused', 'made']);
  });

  it('whose shared commit fails are each tried alone, and none is made without its own', async () => {
    const ledger = counted([1, 3]);
    const marks = makeMarks(ledger);
    const coming: readonly ComingMark[] = [marks.coming(), marks.coming(), marks.coming()];
    const outcomes = await Promise.all(coming.map((mark) => outcomeOf(mark.make(wanted()))));
    expect(outcomes).toEqual(['made', 'Error: commit 3 failed', 'made']);
    expect(ledger.commits()).toBe(4);
  });
});
