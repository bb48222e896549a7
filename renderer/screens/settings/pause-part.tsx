/** The kill switch: stops everything at the gate with a reason, and lets it go on again. */
import { useState } from 'react';
import type { Person } from '../../../shared/domain/person.ts';
import type { Pause } from '../../../shared/domain/world.ts';
import { call } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Field, TextInput } from '../../components/field.tsx';
import { Part } from '../../components/screen.tsx';
import { momentWords } from '../../components/time-words.ts';
import { useNow } from '../../components/use-now.ts';
import { StateLine } from '../connections/state-line.tsx';
import { useAnswered } from '../connections/use-answered.ts';
import styles from './settings.module.css';
import { SETTINGS_WORDS } from './settings-words.ts';

export function PausePart({ pause, people }: { readonly pause: Pause | null; readonly people: readonly Person[] }) {
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const { ask, busy, said } = useAnswered();
  const nowMs = useNow(30_000);
  const missing = reason.trim() === '';
  return (
    <Part title={SETTINGS_WORDS.pause} explains={SETTINGS_WORDS.pauseWhy}>
      {pause === null ? (
        <form
          className={styles.pause}
          onSubmit={(event) => {
            event.preventDefault();
            setAsked(true);
            if (missing) return;
            ask(
              () => call('pause.set', { pause: { scope: 'all', value: '', reason: reason.trim() } }),
              '',
              () => {
                setReason('');
                setAsked(false);
              },
            );
          }}
        >
          <Field
            label={SETTINGS_WORDS.pauseReason}
            hint={SETTINGS_WORDS.pauseReasonHint}
            fault={asked && missing ? SETTINGS_WORDS.pauseMissing : null}
          >
            {(ids) => (
              <TextInput {...ids} maxLength={300} value={reason} onChange={(event) => setReason(event.target.value)} />
            )}
          </Field>
          <Button tone="danger" type="submit" busy={busy}>
            {SETTINGS_WORDS.pauseNow}
          </Button>
        </form>
      ) : (
        <>
          <StateLine
            tone="attention"
            title={pause.reason}
            aside={SETTINGS_WORDS.paused(whoPaused(pause, people), momentWords(pause.atMs, nowMs))}
          />
          <div>
            <Button busy={busy} onClick={() => ask(() => call('pause.clear', { scope: 'all', value: '' }))}>
              {SETTINGS_WORDS.goOn}
            </Button>
          </div>
        </>
      )}
      {said?.tone === 'refused' && <StateLine tone="refused" title={said.words} />}
    </Part>
  );
}

/** The name of who set a pause. */
export function whoPaused(pause: Pause, people: readonly Person[]): string {
  if (pause.byPersonId === 'system') return SETTINGS_WORDS.system;
  return people.find(({ id }) => id === pause.byPersonId)?.name ?? pause.byPersonId;
}
