/** The words of replies: what each class, state and reading means to a person who has to decide. One place for all of them. */
import { ago } from '../../components/time-words.ts';
import type { ReplyState } from '../../../shared/domain/reply.ts';
import type { Objection, ReplyAsk, ReplyReading } from '../../../shared/domain/reply-reading.ts';
import { REPLY_CLASS_CHOICES } from '../../commands/reply-choices.ts';
import type { Tone } from '../../components/tone.ts';
import type { ReplyFilter } from '../../store/reply-list.ts';
import type { CountsAs } from '../../store/reply-rows.ts';
import type { ListFilter } from '../../view-state/incoming-view.ts';

export function className(value: CountsAs): string {
  return value === 'unread' ? 'Not read yet' : (REPLY_CLASS_CHOICES.find((one) => one.value === value)?.title ?? value);
}

export const CLASS_TONES: Readonly<Record<CountsAs, Tone>> = {
  positive: 'accent',
  'info-request': 'neutral',
  'not-now': 'stale',
  'not-me': 'neutral',
  objection: 'attention',
  unsubscribe: 'refused',
  complaint: 'refused',
  'auto-reply': 'stale',
  bounce: 'stale',
  other: 'neutral',
  unread: 'neutral',
};

/** What stands under “what was done” where the agent left no words of its own. */
export const STATE_WORDS: Readonly<Record<ReplyState, { readonly short: string; readonly long: string }>> = {
  new: { short: 'New', long: 'Nothing yet. Nobody has taken it.' },
  handled: { short: 'Handled', long: 'The agent did what this class asks for.' },
  drafted: { short: 'Answer drafted', long: 'An answer is drafted and waits for you in Review.' },
  escalated: { short: 'Escalated', long: 'It was handed to a person.' },
  closed: { short: 'Closed', long: 'A person is done with it.' },
};

/** The filters of the list, in their order. */
export const LIST_FILTERS: readonly ListFilter[] = [
  'open',
  'all',
  ...REPLY_CLASS_CHOICES.map(({ value }) => value),
  'unread',
];

export function filterName(filter: ListFilter): string {
  return filter === 'open' ? 'Open' : filter === 'all' ? 'All' : className(filter);
}

export const ASK_WORDS: Readonly<Record<ReplyAsk, string>> = {
  asset: 'material',
  price: 'the price',
  meeting: 'a meeting',
  demo: 'a demo',
  procurement: 'procurement',
  security: 'security',
  legal: 'legal terms',
  residency: 'where data is kept',
  technical: 'a technical answer',
  integration: 'an integration',
  negotiation: 'better terms',
  timeline: 'a timeline',
  human: 'to speak to a person',
};

export const OBJECTION_WORDS: Readonly<Record<Objection, string>> = {
  'has-tool': 'already has a tool',
  'no-budget': 'no budget',
  'no-need': 'sees no need',
  timing: 'bad timing',
  'bad-fit': 'not a fit',
  other: 'something else',
};

export const MOOD_WORDS: Readonly<Record<Exclude<ReplyReading['mood'], 'calm'>, string>> = {
  annoyed: 'annoyed',
  angry: 'angry',
};

/** Confidence in words; the figure stays at hand beside them. */
export function confidenceWords(confidence: number): string {
  if (confidence >= 0.9) return 'Very sure';
  if (confidence >= 0.75) return 'Fairly sure';
  if (confidence >= 0.5) return 'Unsure';
  return 'A guess';
}

export const READ_BY_WORDS: Readonly<Record<ReplyReading['by'], string>> = {
  'header-rules': 'Read by rules, from the mail’s headers',
  rules: 'Read by rules, from its words',
  model: 'Read by the model',
};

/** `price, a meeting and a demo`. */
export function listWords(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

export const REPLY_WORDS = {
  list: 'Replies',
  hotList: 'Hot replies',
  search: 'Search replies',
  clearSearch: 'Clear search',
  filter: 'Show',
  resize: 'Resize the reading',
  empty: 'No replies yet',
  emptyWhy: 'What people answer comes here with how it was read, the words it rests on, and what was done about it.',
  openEmpty: 'Every reply is dealt with',
  openEmptyWhy: 'Nothing waits for a person. Choose All above to look back.',
  filterEmptyWhy: 'Choose All above to see the others.',
  filterEmpty: (name: string) => `No reply counts as ${name.toLowerCase()}`,
  showAll: 'Show all',
  searchNone: 'No reply found',
  searchNothing: (text: string) =>
    `Nothing here matches “${text}”. Names, addresses, subjects and the beginning of each mail are searched.`,
  hotEmpty: 'No hot reply waits',
  hotEmptyWhy: 'A positive reply stands here until somebody takes it. The newest is on top.',
  allReplies: 'All replies',
  pick: 'Choose a reply',
  pickWhy: 'Pick one on the left, or press J.',
  gone: 'This reply is not on this desk any more',
  goneWhy: 'Its mail was deleted or its contact was erased.',
  nobodyKnown: 'Nobody we know',
  subjectNone: '(no subject)',
  suspicious: 'This mail tries to give orders; it is shown as data.',
  suspiciousFound: (words: string) => `Found: “${words}”`,
  message: (name: string) => `What ${name} wrote`,
  textNone: 'There is no text in this mail.',
  quoted: 'Quoted text',
  before: 'Before that',
  noThread: 'What it answers is not on this desk.',
  you: 'We',
  unfold: 'Show the whole conversation',
  fold: 'Fold',
  messages: (count: number) => (count === 1 ? '1 message' : `${count} messages`),
  reading: 'How it was read',
  unread: 'It was not read yet. Label it with L, or wait for the agent.',
  labelledBy: (name: string, age: string) => `${name} said so ${ago(age)}`,
  readAs: (name: string) => `it had been read as ${name.toLowerCase()}`,
  confirmsReading: 'as it had been read',
  restsOn: 'It rests on',
  restsOnNothing: 'No words of the mail: this is what is left when no rule fits.',
  asksFor: 'Asks for',
  objects: 'Objects',
  names: 'Names',
  back: 'Back on',
  later: 'Come back',
  referral: 'Sends us to',
  mood: 'Sounds',
  people: 'On the thread',
  peopleCount: (count: number) => `${count} people`,
  done: 'What was done',
  why: 'Why',
  answers: 'Answers their reply',
  openReply: 'Show it',
  inEscalations: 'Open in Escalations',
  answerWaits: 'The drafted answer waits in Review.',
  answerGone: 'The drafted answer is not on this desk any more.',
  toTake: 'left to take it',
  onItsWay: 'Closing…',
  labelTitle: 'This reply is',
  actions: 'Act on this reply',
  whyNot: {
    closed: 'It is closed',
    escalated: 'It is with a person already',
    noAddress: 'There is no address to suppress',
    noContact: 'Nobody we know wrote it',
    waiting: 'It is on its way',
  },
} as const;

/** What an empty list of that filter says: that there is none, and why or what then. */
export function emptyWords(filter: ReplyFilter): { readonly title: string; readonly why: string } {
  switch (filter) {
    case 'hot':
      return { title: REPLY_WORDS.hotEmpty, why: REPLY_WORDS.hotEmptyWhy };
    case 'open':
      return { title: REPLY_WORDS.openEmpty, why: REPLY_WORDS.openEmptyWhy };
    case 'all':
      return { title: REPLY_WORDS.empty, why: REPLY_WORDS.emptyWhy };
    default:
      return { title: REPLY_WORDS.filterEmpty(className(filter)), why: REPLY_WORDS.filterEmptyWhy };
  }
}
