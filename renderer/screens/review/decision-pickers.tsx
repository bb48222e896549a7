/** The four lists behind R, F, H and Shift+N: why, to whom, until when, how far. What each choice does is said beside it. */
import { useState } from 'react';
import type { EscalationTrigger, RejectionReason } from '../../../shared/domain/decision.ts';
import { domainOf } from '../../../shared/domain/email-address.ts';
import type { HandoffPackage } from '../../../shared/domain/handoff-package.ts';
import type { SentenceCheck } from '../../../shared/policy/claims/sentence-check.ts';
import { consequenceOf, type RejectionConsequence } from '../../../shared/policy/rejection.ts';
import { isPublicMailDomain } from '../../../shared/policy/suppression-match.ts';
import {
  ESCALATION_CHOICES,
  REJECTION_CHOICES,
  SUPPRESSION_CHOICES,
  snoozeChoices,
  type DoNotContactScope,
} from '../../commands/choices.ts';
import { suggestedTrigger } from '../../commands/escalate.ts';
import { useKey } from '../../commands/registry.ts';
import type { SnoozeUntil } from '../../commands/snooze.ts';
import { momentWords } from '../../components/time-words.ts';
import { DecisionPicker } from './decision-picker.tsx';

interface Leaves {
  readonly onLeave: () => void;
}

const CONSEQUENCE: Readonly<Record<RejectionConsequence, string>> = {
  redraft: 'redraft',
  'drop-contact': 'drops the contact',
  suppress: 'suppresses at once',
};

interface RejectPickerProps extends Leaves {
  readonly sentences: readonly SentenceCheck[];
  readonly sentence: number | null;
  readonly onReject: (reason: RejectionReason, note: string, sentence: string | null) => void;
}

/** Ten reasons by digit; a wrong fact also asks for its sentence, unless the reader already stands on it. */
export function RejectPicker({ sentences, sentence, onReject, onLeave }: RejectPickerProps) {
  const [wrongFactNote, setWrongFactNote] = useState<string | null>(null);
  const standsOn = sentence === null ? undefined : sentences[sentence];
  if (wrongFactNote !== null) {
    return (
      <WrongSentencePicker
        sentences={sentences}
        onChoose={(text) => onReject('wrong-fact', wrongFactNote, text)}
        onLeave={() => setWrongFactNote(null)}
      />
    );
  }
  return (
    <DecisionPicker
      key="reason"
      title="Reject, because"
      asksNote
      choices={REJECTION_CHOICES.map(({ value, digit, title }) => ({
        value,
        key: digit,
        label: title,
        does: CONSEQUENCE[consequenceOf(value)],
        isSevere: consequenceOf(value) === 'suppress',
      }))}
      onChoose={(reason, note) => {
        if (reason !== 'wrong-fact' || sentences.length === 0) onReject(reason, note, null);
        else if (standsOn !== undefined) onReject(reason, note, standsOn.text);
        else setWrongFactNote(note);
      }}
      onLeave={onLeave}
    />
  );
}

interface WrongSentencePickerProps extends Leaves {
  readonly sentences: readonly SentenceCheck[];
  readonly onChoose: (sentence: string) => void;
}

/** Digits name the first ten, which is more than a cold email has; the arrows reach the rest. */
function WrongSentencePicker({ sentences, onChoose, onLeave }: WrongSentencePickerProps) {
  const suspect = sentences.find(({ state }) => state === 'unsupported' || state === 'stale') ?? sentences[0];
  return (
    <DecisionPicker
      key="sentence"
      title="Which sentence is wrong?"
      choices={sentences.map((sentence, at) => ({
        value: sentence,
        key: at < 10 ? String((at + 1) % 10) : null,
        label: sentence.text,
        does: sentence.state === 'unsupported' || sentence.state === 'stale' ? sentence.state : '',
      }))}
      {...(suspect === undefined ? {} : { proposed: suspect })}
      onChoose={({ text }) => onChoose(text)}
      onLeave={onLeave}
    />
  );
}

interface EscalatePickerProps extends Leaves {
  readonly pkg: HandoffPackage;
  readonly onEscalate: (trigger: EscalationTrigger, note: string) => void;
}

export function EscalatePicker({ pkg, onEscalate, onLeave }: EscalatePickerProps) {
  const proposed = suggestedTrigger(pkg);
  const againKey = useKey('escalate');
  return (
    <DecisionPicker
      title="Escalate to a human, because"
      asksNote
      proposed={proposed}
      againKey={againKey ?? ''}
      choices={ESCALATION_CHOICES.map(({ value, digit, title }) => ({
        value,
        key: digit,
        label: title,
        does: value === proposed ? 'proposed' : '',
      }))}
      onChoose={onEscalate}
      onLeave={onLeave}
    />
  );
}

interface SnoozePickerProps extends Leaves {
  readonly nowMs: number;
  readonly expiresAtMs: number;
  readonly onSnooze: (until: SnoozeUntil) => void;
}

export function SnoozePicker({ nowMs, expiresAtMs, onSnooze, onLeave }: SnoozePickerProps) {
  return (
    <DecisionPicker
      title="Snooze"
      choices={snoozeChoices(nowMs).map(({ value, digit, title }) => ({
        value,
        key: digit,
        label: title,
        does:
          value.kind === 'fresh-signal'
            ? `at the latest ${momentWords(expiresAtMs, nowMs)}`
            : value.atMs > expiresAtMs
              ? 'after it expires'
              : momentWords(value.atMs, nowMs),
      }))}
      onChoose={onSnooze}
      onLeave={onLeave}
    />
  );
}

interface SuppressPickerProps extends Leaves {
  readonly email: string;
  readonly onSuppress: (scope: DoNotContactScope, note: string) => void;
}

/** A whole domain is asked twice; a public mail provider's is not offered, because it would silence strangers. */
export function SuppressPicker({ email, onSuppress, onLeave }: SuppressPickerProps) {
  const [domainNote, setDomainNote] = useState<string | null>(null);
  const domain = domainOf(email);
  if (domainNote !== null) {
    return (
      <DecisionPicker
        key="confirm"
        title={`Nobody at ${domain} gets mail from us again?`}
        choices={[
          { value: 'no', key: '1', label: 'No, go back', does: '' },
          { value: 'yes', key: '2', label: `Yes, suppress ${domain}`, does: 'the whole domain', isSevere: true },
        ]}
        onChoose={(answer) => {
          if (answer === 'yes') onSuppress('domain', domainNote);
          else setDomainNote(null);
        }}
        onLeave={() => setDomainNote(null)}
      />
    );
  }
  const names: Readonly<Record<DoNotContactScope, string>> = {
    contact: 'for our team',
    domain,
    global: 'for every team and sequence',
  };
  return (
    <DecisionPicker
      key="scope"
      title="Do not contact"
      asksNote
      choices={SUPPRESSION_CHOICES.filter(({ value }) => value !== 'domain' || !isPublicMailDomain(domain)).map(
        ({ value, digit, title }) => ({
          value,
          key: digit,
          label: title,
          does: names[value],
          isSevere: value !== 'contact',
        }),
      )}
      onChoose={(scope, note) => {
        if (scope === 'domain') setDomainNote(note);
        else onSuppress(scope, note);
      }}
      onLeave={onLeave}
    />
  );
}
