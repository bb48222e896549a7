/** What is paused, by whom and why, and the way to pause a segment, a sequence, a version, a mailbox or everything. */
import { useId, useState } from 'react';
import type { Person } from '../../../shared/domain/person.ts';
import type { DeskWorld, Pause } from '../../../shared/domain/world.ts';
import type { PolicyDocument } from '../../../shared/policy/limits.ts';
import { call } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Field, Select, TextInput } from '../../components/field.tsx';
import { Part } from '../../components/screen.tsx';
import { momentWords } from '../../components/time-words.ts';
import { useNow } from '../../components/use-now.ts';
import { StateLine } from '../connections/state-line.tsx';
import { useAnswered } from '../connections/use-answered.ts';
import { whoPaused } from '../settings/pause-part.tsx';
import styles from './policy.module.css';
import { POLICY_WORDS } from './policy-words.ts';

type Scope = Pause['scope'];

interface PausesPartProps {
  readonly desk: DeskWorld | null;
  readonly people: readonly Person[];
  readonly policy: PolicyDocument;
}

export function PausesPart({ desk, people, policy }: PausesPartProps) {
  const { ask, busy, said } = useAnswered();
  const nowMs = useNow(30_000);
  const pauses = desk?.pauses ?? [];
  return (
    <Part title={POLICY_WORDS.pauses} explains={POLICY_WORDS.pausesWhy}>
      {pauses.length === 0 ? (
        <p className={styles.quiet}>{POLICY_WORDS.nothingPaused}</p>
      ) : (
        <ul className={styles.pauses}>
          {pauses.map((pause) => (
            <li key={`${pause.scope} ${pause.value}`}>
              <StateLine
                tone="attention"
                title={[POLICY_WORDS.pauseScopes[pause.scope], nameOf(pause, people, policy)]
                  .filter((part) => part !== '')
                  .join(': ')}
                aside={`${pause.reason} · ${POLICY_WORDS.pausedBy(whoPaused(pause, people), momentWords(pause.atMs, nowMs))}`}
              />
              <Button
                size="sm"
                busy={busy}
                onClick={() => ask(() => call('pause.clear', { scope: pause.scope, value: pause.value }))}
              >
                {POLICY_WORDS.resume}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <NewPause people={people} policy={policy} />
      {said?.tone === 'refused' && <StateLine tone="refused" title={said.words} />}
    </Part>
  );
}

function NewPause({ people, policy }: Omit<PausesPartProps, 'desk'>) {
  const [scope, setScope] = useState<Scope>('sequence');
  const [value, setValue] = useState('');
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const { ask, busy, said } = useAnswered();
  const listId = useId();
  const known = knownOf(scope, people, policy);
  const valueMissing = scope !== 'all' && value.trim() === '';
  const reasonMissing = reason.trim() === '';
  return (
    <form
      className={styles.newPause}
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (valueMissing || reasonMissing) return;
        ask(
          () =>
            call('pause.set', { pause: { scope, value: scope === 'all' ? '' : value.trim(), reason: reason.trim() } }),
          '',
          () => {
            setValue('');
            setReason('');
            setAsked(false);
          },
        );
      }}
    >
      <Field label={POLICY_WORDS.pauseScope}>
        {(ids) => (
          <Select
            {...ids}
            value={scope}
            onChange={(event) => {
              setScope(event.target.value as Scope);
              setValue('');
            }}
          >
            {Object.entries(POLICY_WORDS.pauseScopes).map(([each, words]) => (
              <option key={each} value={each}>
                {words}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={POLICY_WORDS.pauseValue} fault={asked && valueMissing ? POLICY_WORDS.pauseValueMissing : null}>
        {(ids) => (
          <>
            <TextInput
              {...ids}
              mono
              list={listId}
              maxLength={120}
              disabled={scope === 'all'}
              value={value}
              onChange={(event) => setValue(event.target.value)}
            />
            <datalist id={listId}>
              {known.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </datalist>
          </>
        )}
      </Field>
      <Field label={POLICY_WORDS.pauseReason} fault={asked && reasonMissing ? POLICY_WORDS.pauseMissing : null}>
        {(ids) => (
          <TextInput {...ids} maxLength={300} value={reason} onChange={(event) => setReason(event.target.value)} />
        )}
      </Field>
      <Button tone="danger" type="submit" busy={busy}>
        {POLICY_WORDS.pause}
      </Button>
      {said?.tone === 'refused' && <StateLine tone="refused" title={said.words} />}
    </form>
  );
}

/** What of a scope this desk knows by name; anything else is typed by its id. */
function knownOf(
  scope: Scope,
  people: readonly Person[],
  policy: PolicyDocument,
): readonly { readonly id: string; readonly name: string }[] {
  switch (scope) {
    case 'mailbox':
      return people.map(({ mailbox }) => ({ id: mailbox.id, name: mailbox.address }));
    case 'sequence':
      return policy.sequences.map(({ id, name }) => ({ id, name }));
    case 'all':
    case 'segment':
    case 'version':
      return [];
    default:
      return scope satisfies never;
  }
}

function nameOf(pause: Pause, people: readonly Person[], policy: PolicyDocument): string {
  return knownOf(pause.scope, people, policy).find(({ id }) => id === pause.value)?.name ?? pause.value;
}
