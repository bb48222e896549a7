/** Looking for lines of the trust log: by each filter, by text, newest first and page by page; names come from the copies. */
import { describe, expect, it } from 'vitest';
import { TraceFilter } from '../../shared/domain/trace-filter.ts';
import type { NewTraceLine } from '../../electron/ports/trace-ledger.ts';
import { ContactId } from '../../shared/domain/ids.ts';
import { aPackage, applyPackages, createSend, DAY_MS, newLedger, NOW_MS, type Opened } from './fixtures.ts';

const line = (change: Partial<NewTraceLine> & Pick<NewTraceLine, 'kind' | 'subject'>): NewTraceLine => ({
  atMs: NOW_MS,
  actor: 'system',
  ...change,
});

/** Two packages of two accounts, a send of the first, and nine lines about them. */
function filled(): Opened {
  const opened = newLedger();
  const { ledger } = opened;
  applyPackages(ledger, [
    aPackage(),
    aPackage({ id: 'package-2', contactId: 'contact-2', accountId: 'account-2', email: 'lee@harbor.example' }),
  ]);
  const send = createSend(ledger, 1);
  const about = { sendId: send.id, packageId: send.packageId };
  const lines: readonly NewTraceLine[] = [
    line({
      kind: 'decision',
      actor: 'person-sam',
      subject: { decisionId: send.decisionId, packageId: send.packageId },
    }),
    line({
      kind: 'countersigned',
      actor: 'person-sam',
      subject: { ...about, promptVersion: 'prompt-7', templateVersion: 'template-2' },
      policyVersion: 3,
    }),
    line({
      kind: 'gate',
      subject: { ...about, contactId: 'contact-1', answer: 'hold', codes: ['mailbox-day', 'clock'] },
      inputs: { to: 'dana.reyes@northwind.example' },
      policyVersion: 3,
    }),
    line({ kind: 'transition', subject: { ...about, from: 'released', to: 'deferred' } }),
    line({
      kind: 'gate',
      subject: { ...about, answer: 'clear', codes: [] },
      policyVersion: 4,
      atMs: NOW_MS + DAY_MS,
      inputs: { to: 'dana.reyes@northwind.example' },
    }),
    line({ kind: 'transition', subject: { ...about, from: 'transmitting', to: 'sent' }, atMs: NOW_MS + DAY_MS }),
    line({
      kind: 'suppression',
      actor: 'person-lee',
      subject: { suppressionId: 'sup-9', contactId: 'contact-2' },
      inputs: 1,
    }),
    line({ kind: 'pause', actor: 'person-lee', subject: { act: 'set', scope: 'all' }, atMs: NOW_MS + 2 * DAY_MS }),
    line({ kind: 'import', actor: 'person-sam', subject: { importId: 'import-5' }, atMs: NOW_MS + 2 * DAY_MS }),
  ];
  for (const each of lines) ledger.trace.append(each);
  return opened;
}

const found = ({ ledger }: Opened, filter: Partial<TraceFilter>) =>
  ledger.trace.search(TraceFilter.parse(filter), null, 100).map(({ seq }) => seq);

describe('the trust log is searched', () => {
  it.each<readonly [string, Partial<TraceFilter>, readonly number[]]>([
    ['by nothing: every line, newest first', {}, [9, 8, 7, 6, 5, 4, 3, 2, 1]],
    ['by kind', { kind: 'gate' }, [5, 3]],
    ['by rail', { rail: 'mailbox-day' }, [3]],
    ['by a rail that never spoke', { rail: 'spacing' }, []],
    ['by the gate’s answer', { answer: 'clear' }, [5]],
    ['by policy version', { version: '3' }, [3, 2]],
    ['by prompt version', { version: 'prompt-7' }, [2]],
    ['by template version', { version: ' template-2 ' }, [2]],
    ['by who did it', { actor: 'person-sam' }, [9, 2, 1]],
    ['from a day on', { fromMs: NOW_MS + DAY_MS }, [9, 8, 6, 5]],
    ['until before a day', { untilMs: NOW_MS + DAY_MS }, [7, 4, 3, 2, 1]],
    [
      'on one day, though later lines have earlier times',
      { fromMs: NOW_MS + DAY_MS, untilMs: NOW_MS + 2 * DAY_MS },
      [6, 5],
    ],
    ['in days without a line', { fromMs: NOW_MS + 9 * DAY_MS }, []],
    ['by package', { packageId: 'package-1' as never }, [6, 5, 4, 3, 2, 1]],
    [
      'by contact: what names the contact, and what names one of the contact’s packages',
      { contactId: 'contact-1' as never },
      [6, 5, 4, 3, 2, 1],
    ],
    ['by another contact', { contactId: 'contact-2' as never }, [7]],
    ['by the beginning of an id', { text: 'import-' }, [9]],
    ['by a suppression’s id', { text: 'sup-9' }, [7]],
    ['by a rail in words', { text: 'mailbox day' }, [3]],
    ['by a kind of line', { text: 'pause' }, [8]],
    ['by what is nowhere', { text: 'zzz' }, []],
    ['by text with signs of a pattern', { text: '%' }, []],
    ['by several filters at once: all of them hold', { kind: 'gate', version: '4', answer: 'clear' }, [5]],
    ['by filters that exclude each other', { kind: 'gate', actor: 'person-sam' }, []],
  ])('%s', (_name, filter, seqs) => {
    const opened = filled();
    expect(found(opened, filter)).toEqual(seqs);
    expect(opened.ledger.trace.count(TraceFilter.parse(filter), 100)).toBe(seqs.length);
  });

  it('by a send: with the decision that was there before it', () => {
    const opened = filled();
    const [sent] = opened.ledger.trace.search(TraceFilter.parse({ kind: 'countersigned' }), null, 1);
    expect(found(opened, { sendId: sent!.subject['sendId'] as never })).toEqual([6, 5, 4, 3, 2, 1]);
  });

  it('by the names of contacts and accounts, wherever in the name', () => {
    const opened = filled();
    opened.ledger.copies.applyPulled(
      'account',
      [{ kind: 'account', id: 'account-1', body: { ...aPackage().account, name: 'Northwind 100% Freight' } }],
      'c',
    );
    expect(found(opened, { text: 'wind 100%' })).toEqual([6, 5, 4, 3, 2, 1]);
    expect(found(opened, { text: 'NORTHWIND' })).toEqual([6, 5, 4, 3, 2, 1]);
    expect(found(opened, { text: 'wind 10_' })).toEqual([]);
  });

  it('page by page without a line twice or missing, while newer ones are added', () => {
    const opened = filled();
    const { trace } = opened.ledger;
    const seqs: number[] = [];
    for (let before: number | null = null; ;) {
      const page: readonly { readonly seq: number }[] = trace.search(TraceFilter.parse({}), before, 2);
      seqs.push(...page.map(({ seq }) => seq));
      trace.append(line({ kind: 'ledger', subject: {} }));
      if (page.length < 2) break;
      before = page.at(-1)!.seq;
    }
    expect(seqs).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1]);
  });

  it('and counted no further than asked for', () => {
    expect(filled().ledger.trace.count(TraceFilter.parse({}), 4)).toBe(4);
  });
});

describe('a line’s names', () => {
  it('are the copies’ own of now; the line holds ids only', () => {
    const { ledger } = filled();
    const names = {
      packageId: 'package-1',
      contactId: 'contact-1',
      contactName: 'Dana Reyes',
      accountName: 'Northwind',
    };
    const [, , gate] = ledger.trace.page(0, 3);
    expect(ledger.trace.about(gate!)).toEqual(names);
    expect(JSON.stringify(ledger.trace.page(0, 9))).not.toMatch(/Dana|Northwind|@/);
    expect(ledger.trace.about(ledger.trace.read(8)!)).toEqual({
      packageId: null,
      contactId: null,
      contactName: null,
      accountName: null,
    });
  });
});

describe('a person’s inputs', () => {
  it('are erased for good on request: the chain holds, the reason stays, nobody else’s are touched', () => {
    const opened = filled();
    const { trace } = opened.ledger;
    expect(trace.inputs(3)).toEqual({ kind: 'kept', value: { to: 'dana.reyes@northwind.example' } });
    const erase = () =>
      trace.erase(ContactId.parse('contact-1'), {
        ...line({ kind: 'erased', actor: 'person-lee', subject: { contactId: 'contact-1' } }),
        inputs: { because: 'asked by letter' },
      });
    expect(erase()).toBe(2);
    expect(trace.inputs(3)).toEqual({ kind: 'erased' });
    expect(trace.inputs(4)).toEqual({ kind: 'none' });
    expect(trace.inputs(7)).toEqual({ kind: 'kept', value: 1 });
    expect(trace.read(10)).toMatchObject({ kind: 'erased', subject: { contactId: 'contact-1', lines: 2 } });
    expect(trace.firstBrokenLine()).toBeNull();
    expect(erase()).toBe(0);
    expect(trace.inputs(10)).toEqual({ kind: 'kept', value: { because: 'asked by letter' } });
  });
});
