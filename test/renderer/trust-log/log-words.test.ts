/** What the trust log says in words: each kind of line, the story of a send, the answer of a replay, the edges of days. */
import { describe, expect, test } from 'vitest';
import { dayEdgeMs, askedFilter, isNarrowed } from '../../../renderer/screens/trust-log/log-filter.ts';
import { lineWords } from '../../../renderer/screens/trust-log/line-words.ts';
import { momentOf, storySentences } from '../../../renderer/screens/trust-log/story-words.ts';
import { replayWords } from '../../../renderer/screens/trust-log/trust-log-words.ts';
import { NO_FILTERS } from '../../../renderer/view-state/trust-log-view.ts';
import type { Finding } from '../../../shared/domain/finding.ts';
import { Send } from '../../../shared/domain/send.ts';
import { TraceEvent, TraceKind } from '../../../shared/domain/trace-event.ts';
import type { StoryLine } from '../../../shared/ipc/channels/trust-log.ts';

const HELD_AT = new Date(2026, 10, 12, 10, 3).getTime();
const LEFT_AT = new Date(2026, 10, 13, 8, 0).getTime();

function aLine(
  kind: TraceKind,
  subject: TraceEvent['subject'],
  more: {
    readonly actor?: string;
    readonly name?: string | null;
    readonly atMs?: number;
    readonly findings?: readonly Finding[] | null;
    readonly isErased?: boolean;
  } = {},
): StoryLine {
  const event = TraceEvent.parse({
    seq: 1,
    atMs: more.atMs ?? HELD_AT,
    kind,
    actor: more.actor ?? 'person-sam',
    subject,
    inputsHash: null,
    policyVersion: null,
    previousHash: '',
    hash: '',
  });
  return {
    event,
    actorName: more.name === undefined ? (event.actor === 'person-sam' ? 'Sam Okafor' : null) : more.name,
    packageId: null,
    contactId: null,
    contactName: null,
    accountName: null,
    findings: more.findings === undefined || more.findings === null ? null : [...more.findings],
    isErased: more.isErased ?? false,
  };
}

const system = { actor: 'system' } as const;
const full: Finding = {
  code: 'mailbox-day',
  answer: 'hold',
  evidence: '40 of 40 messages of today are taken.',
  clears: 'The mailbox’s next day.',
  clearsAtMs: LEFT_AT,
  target: null,
  unknown: false,
};

describe('a line in words', () => {
  test.each<readonly [StoryLine, string, string]>([
    [aLine('decision', { kind: 'approve', editClass: 'light' }), 'accent', 'Sam Okafor approved the message'],
    [aLine('decision', { kind: 'reject', reason: 'weak-signal' }), 'neutral', 'Sam Okafor rejected the draft'],
    [aLine('decision', { kind: 'escalation-accepted' }), 'neutral', 'Sam Okafor accepted the escalation'],
    [aLine('decision', { kind: 'something-new' }), 'neutral', 'Sam Okafor decided: something new'],
    [aLine('undo', { was: 'do-not-contact' }), 'stale', 'Sam Okafor took it back (do not contact)'],
    [aLine('countersigned', { seen: ['length'] }), 'accent', 'Sam Okafor countersigned the exact message'],
    [aLine('gate', { answer: 'clear', codes: [] }, system), 'supported', 'Every rail was clear'],
    [aLine('gate', { answer: 'clear', codes: ['length'] }, system), 'supported', 'Clear; what it asked had been seen'],
    [
      aLine('gate', { answer: 'hold', codes: ['mailbox-day', 'clock'] }, system),
      'attention',
      'Held: mailbox day, clock',
    ],
    [aLine('gate', { answer: 'refuse', codes: ['suppressed'] }, system), 'refused', 'Refused: suppressed'],
    [aLine('transition', { to: 'sent', because: 'accepted' }, system), 'supported', 'The mail server accepted it'],
    [aLine('transition', { to: 'sent', because: 'person:arrived' }), 'supported', 'Sam Okafor said that it arrived'],
    [
      aLine('transition', { to: 'released', because: 'undo-window-over' }, system),
      'neutral',
      'The undo window ended; on to the gate',
    ],
    [
      aLine('transition', { to: 'uncertain', because: 'no-answer' }, system),
      'attention',
      'Handed over, but no answer came; it is looked for',
    ],
    [aLine('transition', { to: 'another-state' }, system), 'neutral', 'Now another state'],
    [aLine('suppression', { act: 'add', scope: 'global' }), 'refused', 'Sam Okafor suppressed an address everywhere'],
    [aLine('suppression', { act: 'remove' }), 'attention', 'Sam Okafor took a suppression back'],
    [
      aLine('suppression', { act: 'take-off', scope: 'global' }),
      'attention',
      'Sam Okafor asked to take an entry off the suppression list',
    ],
    [aLine('suppression', { act: 'export', scope: null }), 'neutral', 'Sam Okafor exported the suppression list'],
    [aLine('suppression', { act: 'something-new' }), 'neutral', 'Sam Okafor: something new on the suppression list'],
    [
      aLine('pause', { act: 'freeze', scope: 'ramp', value: 'mailbox-sam' }, system),
      'attention',
      'Countersign froze the ramp of mailbox-sam',
    ],
    [
      aLine('suppression', { act: 'pulled', source: 'opt-out', added: 3, removed: 1 }, system),
      'neutral',
      'The CRM’s opt-outs came in: 3 entries, 1 taken off',
    ],
    [
      aLine('decision', { kind: 'opportunity-moved', from: 'evaluation', to: 'closed-won' }),
      'neutral',
      'Sam Okafor moved the opportunity from evaluation to closed won',
    ],
    [aLine('decision', { kind: 'opportunity-opened' }), 'neutral', 'Sam Okafor opened an opportunity'],
    [aLine('write-refused', { write: 'lifecycle' }), 'refused', 'A write to the CRM was refused (lifecycle)'],
    [aLine('pause', { act: 'set', scope: 'all', value: '' }), 'attention', 'Sam Okafor paused all sending'],
    [
      aLine('pause', { scope: 'mailbox', value: 'mailbox-sam' }, system),
      'attention',
      'Countersign paused the mailbox mailbox-sam',
    ],
    [aLine('pause', { act: 'clear', scope: 'all' }), 'neutral', 'Sam Okafor ended the pause of all sending'],
    [aLine('policy', { act: 'in-force', from: 3, to: 4 }, system), 'accent', 'Policy 4 is in force, after 3'],
    [aLine('policy', { act: 'saved', to: 5 }), 'accent', 'Sam Okafor changed the policy to 5'],
    [
      aLine('policy', { act: 'library-approve', library: 'prompt/outbound-voice' }),
      'accent',
      'Sam Okafor let out a version of prompt/outbound-voice',
    ],
    [
      aLine('import', { accepted: 12, unchanged: 1, refused: 3, how: 'done' }),
      'neutral',
      'Sam Okafor imported a file: 12 taken, 1 unchanged, 3 refused',
    ],
    [aLine('key', { act: 'revoked' }, system), 'refused', 'A signing key was revoked'],
    [aLine('attention', { act: 'made' }, system), 'neutral', 'An attention check was put among the packages'],
    [aLine('attention', { act: 'withdrawn' }, system), 'stale', 'An attention check was taken away undecided'],
    [aLine('attention', { act: 'caught' }), 'supported', 'Sam Okafor caught an attention check; nothing could be sent'],
    [aLine('attention', { act: 'missed' }), 'attention', 'Sam Okafor missed an attention check; nothing could be sent'],
    [aLine('attention', { act: 'put-off' }), 'stale', 'Sam Okafor put an attention check away; it counts neither way'],
    [aLine('ledger', { act: 'started-anew' }), 'attention', 'Sam Okafor started a new ledger'],
    [aLine('erased', { lines: 1 }), 'stale', 'Sam Okafor erased a person’s inputs behind 1 line'],
    [
      aLine('decision', { kind: 'approve' }, { actor: 'person-gone', name: null }),
      'accent',
      'person-gone approved the message',
    ],
  ])('%#: %o', (line, tone, what) => {
    expect(lineWords(line)).toMatchObject({ tone, what });
  });

  test('there are words for every kind of line, whatever it holds', () => {
    for (const kind of TraceKind.options) expect(lineWords(aLine(kind, {})).what).not.toMatch(/undefined|^\s*$/);
  });
});

describe('the story of a send', () => {
  const held = aLine('gate', { answer: 'hold', codes: ['mailbox-day'] }, { ...system, findings: [full] });
  const left = aLine('transition', { to: 'sent', because: 'accepted' }, { ...system, atMs: LEFT_AT });

  test('says what held it, with its evidence, and when it left', () => {
    expect(storySentences([held, left], null).join(' ')).toBe(
      'Held on 12 Nov 10:03: mailbox day — 40 of 40 messages of today are taken. It left on 13 Nov 08:00.',
    );
  });

  test('keeps the codes where the evidence was erased, and says so', () => {
    const erased = aLine('gate', { answer: 'refuse', codes: ['suppressed'] }, { ...system, isErased: true });
    expect(storySentences([erased], null)).toEqual([
      'Refused on 12 Nov 10:03: suppressed (the evidence was erased on request).',
    ]);
  });

  test('says two findings and counts the rest; what was only asked is not what stopped it', () => {
    const other = { ...full, code: 'spacing' as const, evidence: 'Too soon.' };
    const asked = { ...full, code: 'length' as const, answer: 'ask' as const };
    const many = aLine(
      'gate',
      { answer: 'hold', codes: [] },
      { findings: [full, other, { ...other, code: 'clock' }, asked] },
    );
    expect(storySentences([many], null)).toEqual([
      'Held on 12 Nov 10:03: mailbox day — 40 of 40 messages of today are taken; spacing — Too soon; and 1 more.',
    ]);
  });

  test('ends with what it waits for and what clears it, while it waits', () => {
    const send = Send.parse({
      id: 'send-1',
      decisionId: 'd-1',
      packageId: 'p-1',
      personId: 'person-sam',
      mailboxId: 'm-1',
      messageId: '<1@a.example>',
      to: 'dana@northwind.example',
      toName: 'Dana',
      accountName: 'Northwind',
      subject: 's',
      state: 'deferred',
      releaseAtMs: HELD_AT,
      clearsAtMs: LEFT_AT,
      findings: [full],
      attempts: 0,
      serverReply: null,
      countersignedAtMs: HELD_AT,
      sentAtMs: null,
      updatedAtMs: HELD_AT,
    });
    expect(storySentences([], send)).toEqual([
      'It waits now. What clears it: The mailbox’s next day. It is looked at again on 13 Nov 08:00.',
    ]);
    expect(storySentences([], { ...send, state: 'sent' })).toEqual([]);
  });
});

describe('a replay’s answer', () => {
  test.each([
    [{ kind: 'same', answer: 'clear', findings: 0, stoppedBy: null }, 'Same: clear, with no findings.'],
    [{ kind: 'same', answer: 'hold', findings: 1, stoppedBy: null }, 'Same: held, with the same finding.'],
    [
      { kind: 'same', answer: 'hold', findings: 0, stoppedBy: 'slots' },
      'Same: every rail is clear again. What stopped it then was the last slot, taken at that moment.',
    ],
    [{ kind: 'different', then: 'hold', now: 'clear', differences: [] }, 'Different: then held, now clear.'],
    [{ kind: 'policy-unknown', version: 9 }, 'Policy 9 is not known on this desk, so it can’t be asked again.'],
    [{ kind: 'not-askable', because: 'Nothing was kept.' }, 'Nothing was kept.'],
  ] as const)('%o', (replay, words) => {
    expect(
      replayWords(replay.kind === 'different' ? { ...replay, differences: [...replay.differences] } : replay).words,
    ).toBe(words);
  });
});

describe('days', () => {
  test('begin and end where the reader is, the last one included', () => {
    expect(dayEdgeMs('2026-11-12', 0)).toBe(new Date(2026, 10, 12).getTime());
    expect(dayEdgeMs('2026-11-30', 1)).toBe(new Date(2026, 11, 1).getTime());
    expect(dayEdgeMs('', 0)).toBeNull();
    expect(dayEdgeMs('someday', 1)).toBeNull();
    expect(askedFilter({ ...NO_FILTERS, fromDay: '2026-11-12', untilDay: '2026-11-12' })).toMatchObject({
      fromMs: dayEdgeMs('2026-11-12', 0),
      untilMs: dayEdgeMs('2026-11-12', 1),
    });
  });

  test('and everything else that narrows are known from what does not', () => {
    expect(isNarrowed(NO_FILTERS)).toBe(false);
    expect(isNarrowed({ ...NO_FILTERS, text: '  ' })).toBe(false);
    for (const change of [{ text: 'a' }, { kind: 'gate' }, { fromDay: '2026-01-01' }, { version: '3' }] as const)
      expect(isNarrowed({ ...NO_FILTERS, ...change })).toBe(true);
    expect(momentOf(HELD_AT)).toBe('12 Nov 10:03');
  });
});
