/** The classes a person can give a reply, in the order of their digits (spec 4, step 9), and the reasons for giving an escalation back. */
import type { Reply } from '../../shared/domain/reply.ts';
import type { ReplyClass } from '../../shared/domain/reply-class.ts';
import type { Choice } from './choices.ts';

export const REPLY_CLASS_CHOICES: readonly Choice<ReplyClass>[] = [
  { value: 'positive', digit: '1', title: 'Positive intent', does: 'A person answers, today.' },
  {
    value: 'info-request',
    digit: '2',
    title: 'Info request',
    does: 'The agent drafts an answer with an approved asset.',
  },
  { value: 'not-now', digit: '3', title: 'Not now', does: 'Nurtured until the date they gave.' },
  { value: 'not-me', digit: '4', title: 'Not me', does: 'Goes on to the person they named.' },
  { value: 'objection', digit: '5', title: 'Objection', does: 'Answered by the playbook, else by a person.' },
  { value: 'unsubscribe', digit: '6', title: 'Unsubscribe', does: 'Suppressed at once.' },
  { value: 'complaint', digit: '7', title: 'Spam complaint', does: 'Suppressed at once.' },
  { value: 'auto-reply', digit: '8', title: 'Auto-reply', does: 'Paused until they are back.' },
  { value: 'bounce', digit: '9', title: 'Bounce', does: 'Counted against the address.' },
  { value: 'other', digit: '0', title: 'Other', does: 'Nothing happens by itself.' },
];

export function replyClassChoice(value: ReplyClass): Choice<ReplyClass> {
  const choice = REPLY_CLASS_CHOICES.find((one) => one.value === value);
  if (choice === undefined) throw new Error(`no words for the class ${value}`);
  return choice;
}

/** Whether the label itself closes the writer to us: that is not undone with the label. */
export function suppressesAtOnce(label: ReplyClass): label is 'unsubscribe' | 'complaint' {
  return label === 'unsubscribe' || label === 'complaint';
}

/** The reasons people give most; anything else is written. They go back with the thread and tune what is escalated. */
export const DECLINE_CHOICES: readonly Choice<string>[] = [
  'Scheduling only, the agent can answer',
  'A plain info request, the agent can answer',
  'Nothing to act on, courtesy only',
  'Misread, this is not what they mean',
  'Not our customer profile',
  'Already being handled elsewhere',
].map((title, at) => ({ value: title, digit: String(at + 1), title, does: '' }));

/** Whom a notice or a list names: the contact, else the sender as the mail has it. */
export function writerName({ contactName, from }: Pick<Reply, 'contactName' | 'from'>): string {
  return contactName === '' ? from : contactName;
}
