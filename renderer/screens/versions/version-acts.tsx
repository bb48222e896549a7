/** What may be done with a version as it stands, by whom, and what each act does. The rules are the main process's; here is only what is worth offering. */
import { useState } from 'react';
import type { LibraryChange } from '../../../shared/domain/library-change.ts';
import type { LibraryEntry } from '../../../shared/domain/library-entry.ts';
import type { Person } from '../../../shared/domain/person.ts';
import { mayWrite } from '../../../shared/policy/permissions.ts';
import { call } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { TextInput } from '../../components/field.tsx';
import { SectionTitle } from '../../components/section-title.tsx';
import { ToneShape } from '../../components/tone-shape.tsx';
import type { Said } from '../connections/use-answered.ts';
import { VERSION_WORDS } from './versions-words.ts';
import styles from './versions.module.css';

/** The share a trial begins with. */
const TRIAL_PERCENT = 10;

interface VersionActsProps {
  readonly entry: LibraryEntry;
  readonly documentVersion: number;
  readonly version: LibraryEntry['versions'][number];
  readonly person: Person;
  readonly onChanged: () => void;
}

export function VersionActs({ entry, documentVersion, version, person, onChanged }: VersionActsProps) {
  const { kind, id } = entry;
  const { version: number, state } = version;
  const [because, setBecause] = useState('');
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<Said | null>(null);
  const isRevOps = mayWrite(person.role, 'configuration') === 'write';
  const act = async (change: LibraryChange) => {
    setBusy(true);
    setSaid(null);
    const answer = await call('library.change', { kind, id, documentVersion, change });
    setBusy(false);
    if (!answer.ok) setSaid({ tone: 'refused', words: answer.error.message });
    else if (answer.value.kind === 'no') setSaid({ tone: 'refused', words: answer.value.because });
    else onChanged();
  };
  const withReason = (make: (because: string) => LibraryChange) => () => {
    if (because.trim() === '') setSaid({ tone: 'refused', words: VERSION_WORDS.becauseMissing });
    else void act(make(because.trim()));
  };
  const approve = (cohortPercent: number | null) => () => void act({ act: 'approve', version: number, cohortPercent });
  const needsReason = isRevOps && (state === 'in-review' || state === 'canary' || state === 'live');
  return (
    <section className={styles.part} aria-label={VERSION_WORDS.acts}>
      <SectionTitle>{VERSION_WORDS.acts}</SectionTitle>
      <p className={styles.quiet}>{VERSION_WORDS.does[state]}</p>
      {!isRevOps && state !== 'draft' && state !== 'retired' && (
        <p className={styles.quiet}>{VERSION_WORDS.onlyRevOps}</p>
      )}
      {needsReason && (
        <TextInput
          aria-label={VERSION_WORDS.because}
          placeholder={VERSION_WORDS.because}
          maxLength={300}
          value={because}
          onChange={({ target }) => setBecause(target.value)}
        />
      )}
      <div className={styles.acts}>
        {state === 'draft' && (isRevOps || version.authorId === person.id) && (
          <Button tone="primary" busy={busy} onClick={() => void act({ act: 'submit', version: number })}>
            {VERSION_WORDS.submit}
          </Button>
        )}
        {state === 'in-review' && (
          <>
            <Button tone="primary" busy={busy} disabled={!isRevOps} onClick={approve(null)}>
              {VERSION_WORDS.approve}
            </Button>
            <Button busy={busy} disabled={!isRevOps} onClick={approve(TRIAL_PERCENT)}>
              {VERSION_WORDS.trial(TRIAL_PERCENT)}
            </Button>
            <Button
              busy={busy}
              disabled={!isRevOps}
              onClick={withReason((words) => ({ act: 'send-back', version: number, because: words }))}
            >
              {VERSION_WORDS.sendBack}
            </Button>
          </>
        )}
        {state === 'canary' && (
          <Button tone="primary" busy={busy} disabled={!isRevOps} onClick={approve(null)}>
            {VERSION_WORDS.makeLive}
          </Button>
        )}
        {(state === 'canary' || state === 'live') && (
          <Button
            tone="danger"
            busy={busy}
            disabled={!isRevOps}
            onClick={withReason((words) => ({ act: 'retire', version: number, because: words }))}
          >
            {VERSION_WORDS.retire}
          </Button>
        )}
      </div>
      {said !== null && (
        <p role="status">
          <ToneShape tone={said.tone} /> {said.words}
        </p>
      )}
    </section>
  );
}
