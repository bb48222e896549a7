/**
 * Asks the gate again with what it was asked with then, and says whether it would say the same. It knows no ledger and no clock, and it
 * never guesses what was erased.
 */
import { z } from 'zod';
import { Finding, Verdict, type RailCode } from '../domain/finding.ts';
import type { TraceEvent } from '../domain/trace-event.ts';
import { evaluateGate, RAILS } from './gate.ts';
import { GateRecord, inputOf } from './gate-record.ts';
import type { PolicyDocument } from './limits.ts';

/** One finding that was not the same: what was said then and what is said now; null where nothing. */
const ReplayDifference = z.object({ code: z.string(), then: z.string().nullable(), now: z.string().nullable() });
export type ReplayDifference = z.infer<typeof ReplayDifference>;

export const Replay = z.discriminatedUnion('kind', [
  /** The same answer and the same findings, word for word where the words were kept. */
  z.object({
    kind: z.literal('same'),
    answer: Verdict.shape.answer,
    findings: z.int(),
    stoppedBy: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('different'),
    then: Verdict.shape.answer,
    now: Verdict.shape.answer,
    differences: z.array(ReplayDifference),
  }),
  z.object({ kind: z.literal('erased') }),
  z.object({ kind: z.literal('policy-unknown'), version: z.int() }),
  /** There is nothing to ask again: no verdict, one reached before any rail could be asked, or inputs in a shape of the past. */
  z.object({ kind: z.literal('not-askable'), because: z.string() }),
]);
export type Replay = z.infer<typeof Replay>;

/** What stands beside the record in the erasable row; older lines have neither. */
const Beside = z.object({
  findings: z.array(Finding).nullable().catch(null),
  rails: z.array(z.string()).nullable().catch(null),
});

/** What the line itself says, which its hash protects. */
const Said = z.object({
  answer: Verdict.shape.answer,
  codes: z.array(z.string()),
  stoppedBy: z.string().nullable().default(null),
});

export interface ReplayParts {
  readonly event: TraceEvent;
  readonly inputs:
    { readonly kind: 'kept'; readonly value: unknown } | { readonly kind: 'erased' } | { readonly kind: 'none' };
  /** The document of a version as it stood then; null where this desk has not seen it. */
  readonly policyAt: (version: number, atMs: number) => PolicyDocument | null;
}

export function replayVerdict({ event, inputs, policyAt }: ReplayParts): Replay {
  const said = Said.safeParse(event.subject);
  if (event.kind !== 'gate' || !said.success)
    return { kind: 'not-askable', because: 'Only a verdict of the gate can be asked again; this line is none.' };
  if (inputs.kind === 'erased') return { kind: 'erased' };
  if (inputs.kind === 'none') return { kind: 'not-askable', because: 'No inputs were kept with this verdict.' };
  if (event.policyVersion === null)
    return {
      kind: 'not-askable',
      because: 'It was stopped before the rails could be asked: what they ask about was not there.',
    };
  const record = GateRecord.safeParse(inputs.value);
  if (!record.success)
    return {
      kind: 'not-askable',
      because: 'The inputs were kept by an older version in a shape this one can’t ask with.',
    };
  const policy = policyAt(record.data.policyVersion, event.atMs);
  if (policy === null) return { kind: 'policy-unknown', version: record.data.policyVersion };
  const beside = Beside.parse(inputs.value);
  const rails = beside.rails === null ? RAILS : RAILS.filter(({ code }) => beside.rails?.includes(code));
  const now = evaluateGate(inputOf(record.data, policy), rails);
  const { answer, codes, stoppedBy } = said.data;
  // What the rails had said is then only that nothing was against it.
  const then: Then =
    stoppedBy === null ? { answer, codes, findings: beside.findings } : { answer: 'clear', codes: [], findings: null };
  const differences = compare(then, now, stoppedBy !== null);
  return differences.length === 0 && now.answer === then.answer
    ? { kind: 'same', answer, findings: now.findings.length, stoppedBy }
    : { kind: 'different', then: then.answer, now: now.answer, differences: [...differences] };
}

interface Then {
  readonly answer: Verdict['answer'];
  readonly codes: readonly string[];
  /** Null where the words were not kept: then the codes alone are compared. */
  readonly findings: readonly Finding[] | null;
}

function compare(then: Then, now: Verdict, onlyAnswer: boolean): readonly ReplayDifference[] {
  if (onlyAnswer) return [];
  const saidThen = byCode(then.findings ?? []);
  const saidNow = byCode(now.findings);
  const codes = [...new Set([...then.codes, ...now.findings.map(({ code }) => code)])];
  return codes.flatMap((code): ReplayDifference[] => {
    const wasThere = then.codes.includes(code);
    const isThere = saidNow.has(code);
    if (wasThere && isThere && (then.findings === null || saidThen.get(code) === saidNow.get(code))) return [];
    const words = then.findings === null ? 'it spoke; its words were not kept' : (saidThen.get(code) ?? null);
    return [{ code, then: wasThere ? words : null, now: saidNow.get(code) ?? null }];
  });
}

/** Each rail's findings as one text: what was seen, what it means, what clears it and when. */
function byCode(findings: readonly Finding[]): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const { code, answer, evidence, clears, clearsAtMs } of findings) {
    const when = clearsAtMs === null ? '' : ` (${new Date(clearsAtMs).toISOString()})`;
    const text = `${answer}: ${evidence} ${clears}${when}`;
    const before = texts.get(code);
    texts.set(code, before === undefined ? text : `${before}\n${text}`);
  }
  return texts;
}

/** The findings kept beside a verdict's inputs; null where there are none or their words were not kept. */
export function keptFindings(value: unknown): readonly Finding[] | null {
  const parsed = z.object({ findings: z.array(Finding) }).safeParse(value);
  return parsed.success ? parsed.data.findings : null;
}

/** Every rail's code, to be kept with a verdict: a rail that came later must not make an old verdict look different. */
export const RAIL_CODES: readonly RailCode[] = RAILS.map(({ code }) => code);
