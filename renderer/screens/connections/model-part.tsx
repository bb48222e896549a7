/** The language model's part: templates or a server, a test that says what is wrong, what it used today. The key is written, never read. */
import { useEffect, useState } from 'react';
import type { ModelAccount } from '../../../shared/domain/model-account.ts';
import type { ResponseOf } from '../../../shared/ipc/contract.ts';
import { call, onEvent } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/field.tsx';
import { Part } from '../../components/screen.tsx';
import styles from './connections.module.css';
import { ModelForm } from './model-form.tsx';
import { MODEL_WORDS } from './model-words.ts';
import { StateLine } from './state-line.tsx';
import { useAnswered } from './use-answered.ts';

type Kept = ResponseOf<'model.read'>;
type Today = ResponseOf<'agent.state'>['today'];

export function ModelPart() {
  /** With the round it was read in: the form begins anew with what is kept, and without what was typed. */
  const [{ kept, round }, setKept] = useState<{ readonly kept: Kept | null; readonly round: number }>({
    kept: null,
    round: 0,
  });
  const [chosen, setChosen] = useState<'templates' | 'server' | null>(null);
  /** Counts choices that were taken. */
  const [taken, setTaken] = useState(0);
  const { ask, busy, said, say } = useAnswered();
  const today = useToday();

  useEffect(() => {
    let current = true;
    void call('model.read', {}).then((answer) => {
      if (!current) return;
      if (answer.ok) setKept({ kept: answer.value, round: taken });
      else say({ tone: 'refused', words: answer.error.message });
    });
    return () => {
      current = false;
    };
  }, [taken, say]);

  const again = () => setTaken((before) => before + 1);
  const use = (account: ModelAccount | null, key: string | null, done: string) =>
    ask(() => call('model.use', { account, key }), done, again);
  const inUse = kept?.account == null ? 'templates' : 'server';
  const shown = chosen ?? inUse;
  const options = [
    ['templates', MODEL_WORDS.templates],
    ['server', MODEL_WORDS.server],
  ] as const;

  return (
    <Part title={MODEL_WORDS.title} explains={MODEL_WORDS.why}>
      {kept !== null && (
        <>
          <StateLine
            tone="supported"
            title={kept.account?.model ?? MODEL_WORDS.templates}
            aside={kept.account?.baseUrl ?? MODEL_WORDS.templatesAside}
          />
          {kept.account !== null && today !== null && (
            <p className={styles.aside}>
              {MODEL_WORDS.today}: {MODEL_WORDS.todaySaid(today.use, today.tokensMost, today.costMicrosMost)}
            </p>
          )}
          <Choice
            label={MODEL_WORDS.use}
            value={shown}
            options={options.map(([value, label]) => ({
              value,
              label: value === inUse ? `${label} (${MODEL_WORDS.inUse})` : label,
            }))}
            onChange={(value) => {
              say(null);
              setChosen(value);
            }}
          />
          {shown === 'server' ? (
            <ModelForm
              key={round}
              kept={kept}
              busy={busy}
              onTest={(account, key) => ask(() => call('model.test', { account, key }), MODEL_WORDS.tested)}
              onUse={(account, key) => use(account, key, MODEL_WORDS.used)}
              onForget={(account) => use(account, '', MODEL_WORDS.forgotten)}
            />
          ) : (
            kept.account !== null && (
              <div className={styles.actions}>
                <Button busy={busy} onClick={() => use(null, null, MODEL_WORDS.usedTemplates)}>
                  {MODEL_WORDS.useTemplates}
                </Button>
              </div>
            )
          )}
        </>
      )}
      {said !== null && <StateLine tone={said.tone} title={said.words} />}
    </Part>
  );
}

/** What was used today and at most, kept up with the agent's work; null while the desk can't say. */
function useToday(): Today | null {
  const [today, setToday] = useState<Today | null>(null);
  useEffect(() => {
    let current = true;
    void call('agent.state', {}).then((answer) => {
      if (current && answer.ok) setToday(answer.value.today);
    });
    const stop = onEvent('agent.changed', (state) => setToday(state.today));
    return () => {
      current = false;
      stop();
    };
  }, []);
  return today;
}
