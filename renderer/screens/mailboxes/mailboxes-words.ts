/** The words of the Mailboxes screen. */
import type { MailboxEvent } from '../../../shared/domain/mailbox-event.ts';
import type { Authentication, Ramp } from '../../../shared/domain/mailbox-world.ts';

const KINDS: Readonly<Record<MailboxEvent['kind'], string>> = {
  bounce: 'Bounce',
  complaint: 'Complaint',
  unsubscribe: 'Opt-out',
  'rate-refusal': 'Too many, too fast',
};
const CLASSES: Readonly<Record<NonNullable<MailboxEvent['bounceClass']>, string>> = {
  hard: 'no such address',
  soft: 'for now',
  policy: 'our mail was objected to',
  full: 'mailbox full',
  unknown: 'not clear why',
};
const SOURCES: Readonly<Record<MailboxEvent['source'], string>> = {
  dsn: 'a delivery report',
  smtp: 'the mail server',
  'feedback-report': 'a feedback report',
  mailto: 'a mail to the opt-out address',
  'one-click': 'the one-click address',
  reply: 'a reply',
  crm: 'the CRM',
  person: 'a person',
};
const BASES: Readonly<Record<Ramp['basis'], string>> = {
  'sent-folder': 'from its Sent folder',
  'this-desk': 'from what this desk sent',
  new: 'as a new mailbox',
};

export const MAILBOX_WORDS = {
  /** A landmark of one mailbox's card, told from the others' for a screen reader. */
  partOf: (part: string, address: string) => `${part}, ${address}`,
  title: 'Mailboxes and domains',
  context: 'Who sends how much, what comes back, and whether receivers can trust it.',
  loading: 'Reading what the mailboxes did…',
  again: 'Try again',
  none: 'No mailbox is known yet',
  noneWhy: 'They come from the CRM with the first sync.',
  connect: 'Connect a mailbox',
  sections: 'Mailboxes',
  owner: (name: string) => `${name}’s mailbox`,
  mine: 'yours',
  today: 'Today',
  todayOf: (taken: number, cap: number) => `${taken} of ${cap}`,
  week: 'This week',
  weekOf: (taken: number, share: number) => `${taken} of ${share}`,
  elsewhere: (count: number) => `${count} by other tools`,
  elsewhereUnknown: 'mail of other tools can’t be seen',
  waiting: (count: number) => `${count} waiting`,
  next: 'Next one',
  nextAt: (when: string) => `not before ${when}`,
  nextFree: 'may leave at once',
  share: (domain: string, percent: number, isGiven: boolean) =>
    `${Math.round(percent * 10) / 10} % of ${domain}${isGiven ? '' : ', shared alike'}`,
  noShare: (domain: string) => `no share of ${domain}: RevOps gives it one in the policy`,
  history: 'Last four weeks',
  historySaid: (day: string, sent: number, elsewhere: number, allowance: number | null) =>
    `${day}: ${sent} sent here${elsewhere > 0 ? `, ${elsewhere} by other tools` : ''}${allowance === null ? '' : `, ${allowance} allowed`}`,
  historyEmpty: 'Nothing was sent in the last four weeks.',
  ramp: 'Warm-up',
  rampWarm: (perDay: number) => `warm: ${perDay} a day`,
  rampAt: (perDay: number) => `${perDay} a day`,
  rampWarmFrom: (cap: number, day: string) => `${cap} a day from ${day}`,
  rampBegan: (ramp: Ramp) => `began ${ramp.startDay} with ${ramp.startPerDay}, ${BASES[ramp.basis]}`,
  rampFrozen: (day: string, because: string) => `frozen since ${day}: ${because}`,
  rampUnknown: 'not known before the first look at what it sent',
  thaw: 'Let it climb again',
  thawed: 'The ramp climbs again from where it stands.',
  onlyRevOps: 'RevOps can let it climb again.',
  rates: 'What came back',
  ratesOver: (days: number) => `last ${days} days`,
  bounces: 'Bounces',
  complaints: 'Complaints',
  optOuts: 'Opt-outs',
  rate: (count: number, of: number) => (of === 0 ? 'nothing sent yet' : `${count} of ${of}`),
  percent: (count: number, of: number) =>
    of === 0 ? '–' : `${((100 * count) / of).toFixed(count === 0 ? 0 : 2).replace(/\.?0+$/, '')} %`,
  small: 'small sample',
  levels: { ok: 'in order', warn: 'near the limit', throttle: 'throttled', stop: 'stopped' },
  report: (provider: string, day: string, rate: string) => `${provider}, ${day}: ${rate} marked as spam`,
  reportNone: 'too little mail to tell',
  events: 'The newest',
  event: (event: MailboxEvent) =>
    [KINDS[event.kind], event.bounceClass === null ? '' : CLASSES[event.bounceClass], event.statusCode ?? '']
      .filter((part) => part !== '')
      .join(', '),
  eventFrom: (source: MailboxEvent['source']) => `by ${SOURCES[source]}`,
  noEvents: 'Nothing came back.',
  signing: 'Signing',
  spf: 'SPF',
  dkim: 'DKIM',
  dmarc: 'DMARC',
  aligned: 'Aligned',
  answers: { pass: 'passes', fail: 'fails', missing: 'is missing', unknown: 'is not known' } satisfies Record<
    Authentication['spf'],
    string
  >,
  alignedYes: 'with the From address',
  alignedNo: 'not with the From address',
  alignedUnknown: 'not known before a test mail',
  simulated: 'simulated: the demo’s mailbox has no domain of its own in DNS',
  checked: (when: string) => `checked ${when}`,
  never: 'never checked',
  check: 'Check DNS now',
  checkDone: 'DNS was asked.',
  testMail: 'Send a test mail to myself',
  testMailWhy: 'Goes from this mailbox to itself and shows how it is signed and filed.',
  testMailDone: 'The test mail arrived.',
  pauses: 'Paused',
  resume: 'Let it go on',
  importReport: 'Import a report…',
  importWhy: 'A Postmaster export (CSV) or a complaint a provider sent (.eml).',
  provider: 'Gmail Postmaster',
  imported: (reports: number, complaints: number, refused: number) =>
    [
      reports > 0 ? `${reports} ${reports === 1 ? 'day' : 'days'} read` : '',
      complaints > 0 ? `${complaints} ${complaints === 1 ? 'complaint' : 'complaints'} taken in` : '',
      refused > 0 ? `${refused} ${refused === 1 ? 'row' : 'rows'} refused` : '',
    ]
      .filter((part) => part !== '')
      .join(', ') || 'Nothing new was in it',
  refusedRow: (line: number, field: string, reason: string) =>
    `Line ${line}${field === '' ? '' : `, ${field}`}: ${reason}.`,
} as const;
