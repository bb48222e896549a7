/** The policy as the form holds it, and back: lists of words are one text, a window is two clock times. What is typed is judged by the document's schema alone. */
import type { z } from 'zod';
import { PolicyDocument } from '../../../shared/policy/limits.ts';
import type { ConsentRegime } from '../../../shared/policy/policy-parts/consent-rules.ts';
import { linesOf, wordsOf } from '../../components/schema-words.ts';
import { readSteps, stepsText } from './steps-text.ts';

type Topic = PolicyDocument['phrases']['verifyFirst'][number]['topic'];
type SequenceState = PolicyDocument['sequences'][number]['state'];

export interface PolicyForm {
  label: string;
  limits: PolicyDocument['limits'];
  window: { from: string; until: string; days: string[] };
  unsubscribe: {
    mode: 'none' | 'one-click' | 'mailto-only';
    oneClickUrl: string;
    listUrl: string;
    mailto: string;
    optOutLine: string;
  };
  suppression: { foldPlusAddresses: boolean };
  consent: { otherwise: ConsentRegime; countries: { code: string; regime: ConsentRegime }[] };
  banned: { phrase: string; because: string }[];
  verifyFirst: { topic: Topic; phrases: string; sources: string }[];
  spam: string;
  sequences: {
    id: string;
    name: string;
    state: SequenceState;
    approvedBy: string;
    segmentIds: readonly string[];
    steps: string;
  }[];
  domainShares: { domain: string; shares: { mailboxId: string; percent: number }[] }[];
  escalation: {
    competitors: string;
    regulatedIndustries: string;
    pricesMayBeSent: boolean;
    enterpriseHeadcount: number;
  };
  postalAddress: string;
  companyName: string;
}

export function formOf(policy: PolicyDocument): PolicyForm {
  const { mode, oneClickUrl, listUrl, mailto, optOutLine } = policy.unsubscribe;
  return {
    label: policy.label,
    limits: policy.limits,
    window: {
      from: clockText(policy.sendWindow.startMinute),
      until: clockText(policy.sendWindow.endMinute),
      days: policy.sendWindow.days.map(String),
    },
    unsubscribe: {
      mode: mode ?? 'none',
      oneClickUrl: oneClickUrl ?? '',
      listUrl: listUrl ?? '',
      mailto: mailto ?? '',
      optOutLine,
    },
    suppression: policy.suppression,
    consent: {
      otherwise: policy.consent.otherwise,
      countries: Object.entries(policy.consent.byCountry).map(([code, regime]) => ({ code, regime })),
    },
    banned: policy.phrases.banned.map((each) => ({ ...each })),
    verifyFirst: policy.phrases.verifyFirst.map(({ topic, phrases, approvedSources }) => ({
      topic,
      phrases: phrases.join('\n'),
      sources: approvedSources.join('\n'),
    })),
    spam: policy.phrases.spam.join('\n'),
    sequences: policy.sequences.map(({ id, name, state, approvedBy, segmentIds, steps }) => ({
      id,
      name,
      state,
      approvedBy,
      segmentIds,
      steps: stepsText(steps),
    })),
    domainShares: policy.domainShares.map(({ domain, shares }) => ({
      domain,
      shares: shares.map(({ mailboxId, percent }) => ({ mailboxId, percent })),
    })),
    escalation: {
      ...policy.escalation,
      competitors: policy.escalation.competitors.join('\n'),
      regulatedIndustries: policy.escalation.regulatedIndustries.join('\n'),
    },
    postalAddress: policy.postalAddress,
    companyName: policy.companyName,
  };
}

/** What is wrong with a field of the form, in words, under the form's own path. */
export interface FormFault {
  readonly path: string;
  readonly message: string;
}

export type ReadForm =
  | { readonly kind: 'policy'; readonly policy: PolicyDocument }
  | { readonly kind: 'faults'; readonly faults: readonly FormFault[] };

/** `base` gives what the form does not show: fields of other screens, and the version it started from. */
export function readForm(form: PolicyForm, base: PolicyDocument): ReadForm {
  const faults: FormFault[] = [];
  const codes = form.consent.countries.map(({ code }) => code.trim().toUpperCase());
  codes.forEach((code, at) => {
    if (codes.indexOf(code) !== at)
      faults.push({ path: `consent.countries.${at}.code`, message: 'this country is listed twice' });
  });
  const steps = form.sequences.map((sequence, at) => {
    const read = readSteps(sequence.steps);
    if (read === null)
      faults.push({
        path: `sequences.${at}.steps`,
        message: 'write a day and a kind for each step, such as 1 email, 4 call',
      });
    return read ?? [];
  });
  const parsed = PolicyDocument.safeParse({
    ...base,
    label: form.label.trim(),
    limits: form.limits,
    sendWindow: {
      startMinute: minuteOf(form.window.from),
      endMinute: minuteOf(form.window.until),
      days: form.window.days.map(Number).sort((a, b) => a - b),
    },
    unsubscribe: {
      ...base.unsubscribe,
      mode: form.unsubscribe.mode === 'none' ? null : form.unsubscribe.mode,
      oneClickUrl: textOrNull(form.unsubscribe.oneClickUrl),
      listUrl: textOrNull(form.unsubscribe.listUrl),
      mailto: textOrNull(form.unsubscribe.mailto),
      optOutLine: form.unsubscribe.optOutLine.trim(),
    },
    suppression: form.suppression,
    consent: {
      otherwise: form.consent.otherwise,
      byCountry: Object.fromEntries(
        form.consent.countries.map(({ regime }, at): [string, ConsentRegime] => [codes[at] ?? '', regime]),
      ),
    },
    phrases: {
      banned: form.banned.map(({ phrase, because }) => ({ phrase: phrase.trim(), because: because.trim() })),
      verifyFirst: form.verifyFirst.map(({ topic, phrases, sources }) => ({
        topic,
        phrases: linesOf(phrases),
        approvedSources: linesOf(sources),
      })),
      spam: linesOf(form.spam),
    },
    sequences: form.sequences.map((sequence, at) => ({
      id: sequence.id.trim(),
      name: sequence.name.trim(),
      state: sequence.state,
      approvedBy: sequence.approvedBy.trim(),
      segmentIds: sequence.segmentIds,
      steps: steps[at],
    })),
    domainShares: form.domainShares.map(({ domain, shares }) => ({ domain: domain.trim().toLowerCase(), shares })),
    escalation: {
      ...form.escalation,
      competitors: linesOf(form.escalation.competitors),
      regulatedIndustries: linesOf(form.escalation.regulatedIndustries),
    },
    postalAddress: form.postalAddress.trim(),
    companyName: form.companyName.trim(),
  });
  if (!parsed.success) faults.push(...parsed.error.issues.map(faultOf));
  return parsed.success && faults.length === 0
    ? { kind: 'policy', policy: parsed.data }
    : { kind: 'faults', faults: once(faults) };
}

/** Where the document's field stands in the form. */
const FORM_PATHS: readonly (readonly [RegExp, string])[] = [
  [/^sendWindow\.startMinute/, 'window.from'],
  [/^sendWindow\.endMinute/, 'window.until'],
  [/^sendWindow.*/, 'window.days'],
  [/^consent\.byCountry\.?.*/, 'consent.countries'],
  [/^phrases\.banned/, 'banned'],
  [/^phrases\.verifyFirst\.(\d+)\.approvedSources.*/, 'verifyFirst.$1.sources'],
  [/^phrases\.verifyFirst\.(\d+)\.phrases.*/, 'verifyFirst.$1.phrases'],
  [/^phrases\.verifyFirst/, 'verifyFirst'],
  [/^phrases\.spam.*/, 'spam'],
  [/^escalation\.competitors.*/, 'escalation.competitors'],
  [/^escalation\.regulatedIndustries.*/, 'escalation.regulatedIndustries'],
  [/^sequences\.(\d+)\.steps.*/, 'sequences.$1.steps'],
];

function faultOf(issue: z.core.$ZodIssue): FormFault {
  const path = issue.path.join('.');
  const mapped = FORM_PATHS.find(([pattern]) => pattern.test(path));
  return { path: mapped === undefined ? path : path.replace(mapped[0], mapped[1]), message: wordsOf(issue) };
}

/** One field says one thing at a time. */
function once(faults: readonly FormFault[]): readonly FormFault[] {
  return faults.filter(({ path }, at) => faults.findIndex((other) => other.path === path) === at);
}

const textOrNull = (text: string) => (text.trim() === '' ? null : text.trim());

function clockText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** Midnight at the end of a day is 24:00; what is no time is no number, and the schema says so. */
function minuteOf(text: string): number {
  const match = /^(\d{1,2}):(\d{2})$/.exec(text.trim());
  if (match === null || Number(match[2]) > 59) return Number.NaN;
  return Number(match[1]) * 60 + Number(match[2]);
}
