/** Chooses the language in which what is written is checked, where the app checks it; in a browser it says that the browser does. */
import { useEffect, useState } from 'react';
import type { ResponseOf } from '../../../shared/ipc/contract.ts';
import { call } from '../../bridge.ts';
import { Field, Select } from '../../components/field.tsx';
import { Part } from '../../components/screen.tsx';
import { StateLine } from '../connections/state-line.tsx';
import { useAnswered } from '../connections/use-answered.ts';
import styles from './settings.module.css';
import { languageName, SPELLING_WORDS } from './spelling-words.ts';

export function SpellingPart() {
  const [read, setRead] = useState<ResponseOf<'spelling.read'> | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { ask, busy, said } = useAnswered();
  /** Rises with each choice: what it came to is read again. */
  const [times, setTimes] = useState(0);
  useEffect(() => {
    let current = true;
    void call('spelling.read', {}).then((answer) => {
      if (!current) return;
      setProblem(answer.ok ? null : answer.error.message);
      if (answer.ok) setRead(answer.value);
    });
    return () => {
      current = false;
    };
  }, [times]);
  return (
    <Part
      title={SPELLING_WORDS.title}
      explains={read?.kind === 'browser' ? SPELLING_WORDS.browser : SPELLING_WORDS.app}
    >
      {problem !== null && <StateLine tone="refused" title={problem} />}
      {read?.kind === 'app' && (
        <>
          <Field label={SPELLING_WORDS.language} hint={read.fetches ? SPELLING_WORDS.fetches : SPELLING_WORDS.system}>
            {(ids) => (
              <Select
                {...ids}
                value={read.choice}
                disabled={busy}
                onChange={({ target }) => {
                  const language = target.value;
                  ask(
                    () => call('spelling.choose', { language }),
                    '',
                    () => setTimes((before) => before + 1),
                  );
                }}
              >
                <option value="off">{SPELLING_WORDS.off}</option>
                <option value="system">{SPELLING_WORDS.asSystem}</option>
                {read.languages.map((code) => (
                  <option key={code} value={code}>
                    {languageName(code)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <p className={styles.small} role="status">
            {read.nextStart ? SPELLING_WORDS.nextStart : null}
          </p>
        </>
      )}
      {said?.tone === 'refused' && <StateLine tone="refused" title={said.words} />}
    </Part>
  );
}
