/** The policy document: every threshold of the gate, with its unit, its default and its source. The only home of "how many is too many". */
import { z } from 'zod';
import { UnsubscribeMode } from '../domain/outgoing-message.ts';
import { line, prose, WebUrl } from '../domain/text.ts';
import { ConsentRules } from './policy-parts/consent-rules.ts';
import { DomainShares } from './policy-parts/domain-shares.ts';
import { EscalationRules } from './policy-parts/escalation-rules.ts';
import { Phrases } from './policy-parts/phrases.ts';
import { PolicyChangeNote } from './policy-parts/policy-change.ts';
import { ApprovedSequence } from './policy-parts/sequences.ts';

/** What each number means; the policy editor and the docs read this table. Sources: spec 3. */
export const LIMITS = {
  reviewWindowHours: {
    unit: 'hours, weekends not counted',
    default: 24,
    min: 1,
    max: 2_160,
    source: 'spec 3, review-expired',
  },
  approvalWindowHours: { unit: 'hours', default: 96, min: 1, max: 336, source: 'spec 3, approval-expired' },
  worldFreshMinutes: { unit: 'minutes', default: 15, min: 1, max: 120, source: 'spec 3, world-fresh' },
  clockSkewMinutes: { unit: 'minutes', default: 5, min: 1, max: 60, source: 'spec 3, clock' },
  identityFreshDays: { unit: 'days', default: 7, min: 1, max: 30, source: 'spec 3, identity-fresh' },
  verifiedForDays: { unit: 'days', default: 90, min: 1, max: 365, source: 'spec 3, email-verified' },
  touchesPerContact: { unit: 'outbound touches', default: 5, min: 1, max: 20, source: 'spec 3, frequency-contact' },
  touchWindowDays: { unit: 'days, rolling', default: 180, min: 7, max: 400, source: 'spec 3, frequency-contact' },
  newContactsPerAccount: { unit: 'contacts', default: 2, min: 1, max: 20, source: 'spec 3, frequency-account' },
  newContactsWindowDays: { unit: 'days, rolling', default: 7, min: 1, max: 30, source: 'spec 3, frequency-account' },
  spacingBusinessDays: { unit: 'business days', default: 2, min: 0, max: 30, source: 'spec 3, spacing' },
  mailboxPerDay: {
    unit: 'messages a day in the mailbox’s zone',
    default: 40,
    min: 1,
    max: 2_000,
    source: 'spec 3, mailbox-day',
  },
  warmupStartPerDay: { unit: 'messages a day', default: 5, min: 1, max: 200, source: 'spec 3, mailbox-warmup' },
  warmupStepPerDay: { unit: 'messages more each day', default: 2, min: 0, max: 50, source: 'spec 3, mailbox-warmup' },
  domainPerDay: { unit: 'cold messages a day', default: 200, min: 1, max: 20_000, source: 'spec 3, domain-day' },
  domainPerWeek: {
    unit: 'cold messages a week, from Monday',
    default: 800,
    min: 1,
    max: 100_000,
    source: 'spec 3, domain-week',
  },
  recipientDomainPerDay: {
    unit: 'cold messages a day',
    default: 20,
    min: 1,
    max: 1_000,
    source: 'spec 3, recipient-domain-day',
  },
  paceMinSeconds: { unit: 'seconds', default: 45, min: 0, max: 3_600, source: 'spec 3, pace' },
  paceMaxSeconds: { unit: 'seconds', default: 180, min: 0, max: 3_600, source: 'spec 3, pace' },
  rateWindowDays: { unit: 'days, rolling', default: 7, min: 1, max: 30, source: 'spec 3, bounce-rate' },
  bounceWarnPercent: { unit: '% of sends', default: 2, min: 0.1, max: 50, source: 'spec 3, bounce-rate' },
  bounceStopPercent: { unit: '% of sends', default: 5, min: 0.1, max: 50, source: 'spec 3, bounce-rate' },
  bounceMinSample: { unit: 'sends', default: 50, min: 1, max: 10_000, source: 'spec 9: below it absolute counts' },
  bounceStopCount: {
    unit: 'bounces, below the sample',
    default: 5,
    min: 1,
    max: 1_000,
    source: 'spec 9: below it absolute counts',
  },
  complaintThrottlePercent: { unit: '% of sends', default: 0.1, min: 0.01, max: 5, source: 'spec 3, complaint-rate' },
  complaintStopPercent: {
    unit: '% of sends',
    default: 0.3,
    min: 0.01,
    max: 5,
    source: 'spec 3, complaint-rate; spec 9, Gmail and Yahoo',
  },
  complaintMinSample: {
    unit: 'sends',
    default: 1_000,
    min: 1,
    max: 100_000,
    source: 'spec 9: 1 in 200 is 0.5 % already',
  },
  complaintThrottleCount: {
    unit: 'complaints, below the sample',
    default: 1,
    min: 1,
    max: 100,
    source: 'spec 9: below it absolute counts',
  },
  complaintStopCount: {
    unit: 'complaints, below the sample',
    default: 3,
    min: 1,
    max: 100,
    source: 'spec 9: below it absolute counts',
  },
  throttledPercent: {
    unit: '% of the day’s slots while throttled',
    default: 50,
    min: 1,
    max: 100,
    source: 'spec 3, complaint-rate: throttle',
  },
  unsubscribeWarnPercent: { unit: '% of sends', default: 1, min: 0.1, max: 50, source: 'spec 6, set by RevOps' },
  authenticationFreshDays: { unit: 'days', default: 7, min: 1, max: 30, source: 'spec 3, authentication' },
  similarityBodies: { unit: 'bodies of the mailbox', default: 200, min: 10, max: 1_000, source: 'spec 3, similarity' },
  similarityAskPercent: { unit: '% alike', default: 80, min: 10, max: 100, source: 'spec 3, similarity' },
  similarityRefusePercent: { unit: '% alike', default: 95, min: 10, max: 100, source: 'spec 3, similarity' },
  exclamationMarksMax: { unit: 'exclamation marks', default: 1, min: 0, max: 20, source: 'spec 3, spam-phrasing' },
  capitalWordsMax: { unit: 'words in capitals', default: 2, min: 0, max: 50, source: 'spec 3, spam-phrasing' },
  wordsMin: { unit: 'words', default: 70, min: 1, max: 500, source: 'spec 3, length' },
  wordsMax: { unit: 'words', default: 120, min: 10, max: 1_000, source: 'spec 3, length' },
  linksMax: { unit: 'links', default: 1, min: 0, max: 10, source: 'spec 3, links' },
  undoSeconds: { unit: 'seconds', default: 20, min: 5, max: 120, source: 'spec 3, a send’s life' },
  transmitAttempts: { unit: 'attempts', default: 5, min: 1, max: 20, source: 'spec 3, retries are bounded' },
  uncertainGraceMinutes: { unit: 'minutes', default: 15, min: 0, max: 240, source: 'spec 9, SMTP' },
  classifierCutoffPercent: {
    unit: '% sure, below which a human reads the reply',
    default: 75,
    min: 50,
    max: 99,
    source: 'spec 3, escalation: tuned by escalation precision',
  },
  nurtureDays: { unit: 'days, where no date was named', default: 90, min: 7, max: 730, source: 'spec 4, not now' },
  outOfOfficeDays: {
    unit: 'days, where no return is named',
    default: 7,
    min: 1,
    max: 90,
    source: 'spec 3, an out-of-office pauses',
  },
  clarifyingQuestionsMax: {
    unit: 'questions of the agent in a thread',
    default: 1,
    min: 0,
    max: 3,
    source: 'spec 3, stay with the agent',
  },
  escalationSlaMinutes: { unit: 'minutes', default: 120, min: 10, max: 1_440, source: 'spec 3, escalation' },
  compareMinSends: {
    unit: 'sends of each version',
    default: 100,
    min: 30,
    max: 100_000,
    source: 'spec 4: a stop rule; below it a rate says nothing',
  },
  compareMostSends: {
    unit: 'sends of the version on trial',
    default: 1_000,
    min: 100,
    max: 1_000_000,
    source: 'spec 4: a stop rule; a trial ends',
  },
  compareFalseStopPercent: {
    unit: '% of trials with no difference',
    default: 5,
    min: 0.1,
    max: 20,
    source: 'spec 4: a stop rule; looked at any number of times',
  },
  compareEffectPercent: {
    unit: 'points of reply rate',
    default: 5,
    min: 0.5,
    max: 50,
    source: 'spec 4: a stop rule; the difference it is quickest to see',
  },
  attentionSharePercent: {
    unit: '% of packages to review; 0 is off, else 1 to 2',
    default: 0,
    min: 0,
    max: 2,
    source: 'spec 5, attention checks: 1–2 %, if the lead switches them on',
  },
  attentionBehind: {
    unit: 'packages that come before a decoy, at least',
    default: 5,
    min: 1,
    max: 50,
    source: 'a person may have read the first of the list already',
  },
  agentEveryMinutes: { unit: 'minutes', default: 30, min: 5, max: 1_440, source: 'spec 4: it runs on a schedule' },
  agentTokensPerDay: {
    unit: 'tokens a day, read and written',
    default: 1_000_000,
    min: 1_000,
    max: 1_000_000_000,
    source: 'spec 4, step 1: the day’s token budget',
  },
  agentCostPerDayCents: {
    unit: 'hundredths of the model’s currency a day',
    default: 500,
    min: 0,
    max: 10_000_000,
    source: 'spec 4, step 1: the day’s cost budget',
  },
  agentQueueMost: {
    unit: 'packages that wait for one person',
    default: 60,
    min: 1,
    max: 2_000,
    source: 'spec 3, capacity: 1.5 × 40 a day',
  },
  agentDraftAheadPercent: {
    unit: '% of tomorrow’s free slots',
    default: 150,
    min: 10,
    max: 1_000,
    source: 'spec 3, capacity',
  },
  agentRepairs: { unit: 'repairs of a draft', default: 2, min: 0, max: 5, source: 'spec 4, step 6' },
} as const satisfies Record<string, { unit: string; default: number; min: number; max: number; source: string }>;

export type LimitName = keyof typeof LIMITS;

const limitsShape = Object.fromEntries(
  Object.entries(LIMITS).map(([name, limit]) => [
    name,
    z.number().min(limit.min).max(limit.max).default(limit.default),
  ]),
) as Record<LimitName, z.ZodDefault<z.ZodNumber>>;

/** Pairs in which the second must not be below the first. */
const ORDERED_LIMITS: readonly { readonly lower: LimitName; readonly upper: LimitName; readonly message: string }[] = [
  { lower: 'wordsMin', upper: 'wordsMax', message: 'no message could pass: the most words are fewer than the least' },
  { lower: 'paceMinSeconds', upper: 'paceMaxSeconds', message: 'the longest pause is shorter than the shortest' },
  { lower: 'bounceWarnPercent', upper: 'bounceStopPercent', message: 'it would stop before it warns' },
  { lower: 'complaintThrottlePercent', upper: 'complaintStopPercent', message: 'it would stop before it throttles' },
  { lower: 'complaintThrottleCount', upper: 'complaintStopCount', message: 'it would stop before it throttles' },
  { lower: 'similarityAskPercent', upper: 'similarityRefusePercent', message: 'it would refuse before it asks' },
  { lower: 'compareMinSends', upper: 'compareMostSends', message: 'a trial would end before it may be judged' },
  { lower: 'domainPerDay', upper: 'domainPerWeek', message: 'a week would hold fewer messages than one of its days' },
];

const minuteOfDay = z.int().min(0).max(1_440);

export const PolicyDocument = z
  .object({
    version: z.int().min(1),
    /** Shown beside a verdict where the policy is not the strict default, such as `demo: windows open all week`. */
    label: line(160).default(''),
    /** Who made this version and why; null for the one that came with the product. */
    change: PolicyChangeNote.nullable().default(null),
    limits: z.object(limitsShape),
    /** The recipient's business hours, minutes from local midnight, and days (1 Monday to 7 Sunday). */
    sendWindow: z
      .object({
        startMinute: minuteOfDay,
        endMinute: minuteOfDay,
        days: z.array(z.int().min(1).max(7)).min(1).max(7),
      })
      .default({ startMinute: 480, endMinute: 1_080, days: [1, 2, 3, 4, 5] }),
    unsubscribe: z.object({
      mode: UnsubscribeMode.nullable(),
      /** https address that takes RFC 8058 posts; needed for `one-click`. */
      oneClickUrl: WebUrl.nullable(),
      /** Where the one-click address gives its list of who opted out, as JSON lines; asked with a key that each desk keeps. */
      listUrl: WebUrl.refine(
        (url) => /^https:|^http:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?:[:/]|$)/i.test(url),
        {
          error: 'the list needs an https address: it is asked with a key',
        },
      )
        .nullable()
        .default(null),
      /** Mailbox that collects opt-outs by mail. */
      mailto: z.email().nullable(),
      /** The visible line under every cold message. */
      optOutLine: line(300).min(1),
    }),
    consent: ConsentRules.default({ byCountry: {}, otherwise: 'prior-consent' }),
    phrases: Phrases.default({ banned: [], verifyFirst: [], spam: [] }),
    sequences: z.array(ApprovedSequence).max(500).default([]),
    domainShares: z.array(DomainShares).max(200).default([]),
    escalation: EscalationRules.prefault({}),
    suppression: z
      .object({
        /** `dana+news@x` and `dana@x` count as one mailbox. Off, an entry means the address only as it is spelt. */
        foldPlusAddresses: z.boolean().default(true),
      })
      .default({ foldPlusAddresses: true }),
    /** Printed under every cold message, as law in many countries asks. */
    postalAddress: prose(400),
    companyName: line(160),
  })
  .superRefine((policy, context) => {
    const { startMinute, endMinute } = policy.sendWindow;
    if (endMinute <= startMinute) {
      context.addIssue({
        code: 'custom',
        path: ['sendWindow', 'endMinute'],
        message: 'the window never opens: it ends before it starts',
      });
    }
    for (const { lower, upper, message } of ORDERED_LIMITS) {
      if (policy.limits[upper] < policy.limits[lower])
        context.addIssue({ code: 'custom', path: ['limits', upper], message });
    }
    if (policy.limits.attentionSharePercent > 0 && policy.limits.attentionSharePercent < 1) {
      context.addIssue({
        code: 'custom',
        path: ['limits', 'attentionSharePercent'],
        message: 'too few to say anything: 0 switches attention checks off, 1 to 2 is the share',
      });
    }
    for (const [field, ids] of Object.entries({
      sequences: policy.sequences.map(({ id }) => id as string),
      domainShares: policy.domainShares.map(({ domain }) => domain),
    })) {
      if (new Set(ids).size !== ids.length)
        context.addIssue({ code: 'custom', path: [field], message: 'the same one is listed twice' });
    }
    if (policy.unsubscribe.mode === 'one-click' && policy.unsubscribe.oneClickUrl?.startsWith('https://') !== true) {
      context.addIssue({
        code: 'custom',
        path: ['unsubscribe', 'oneClickUrl'],
        message: 'one-click opt-out needs an https address (RFC 8058)',
      });
    }
  });
export type PolicyDocument = z.infer<typeof PolicyDocument>;
