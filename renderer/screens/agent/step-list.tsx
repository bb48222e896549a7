/** Each step the agent took with a lead: what it was, what came out, how long it took and what it cost; what it read and wrote on opening it. */
import type { AgentStep } from '../../../shared/domain/agent-run.ts';
import { fullMoment, momentWords } from '../../components/time-words.ts';
import { ToneShape } from '../../components/tone-shape.tsx';
import { AGENT_WORDS, OUTCOME_WORDS, STEP_WORDS, tookWords, usageWords } from './agent-words.ts';
import styles from './step-list.module.css';
import { asJson } from './use-steps.ts';

export function StepList({ steps, nowMs }: { readonly steps: readonly AgentStep[]; readonly nowMs: number }) {
  return (
    <ol className={styles.steps}>
      {steps.map((step) => (
        <Step key={step.no} step={step} nowMs={nowMs} />
      ))}
    </ol>
  );
}

function Step({ step, nowMs }: { readonly step: AgentStep; readonly nowMs: number }) {
  const { tone, words } = OUTCOME_WORDS[step.outcome];
  const facts = [tookWords(step.tookMs), usageWords(step.use), ...step.versions].filter((each) => each !== '');
  return (
    <li>
      <details className={styles.step}>
        <summary className={styles.summary}>
          <ToneShape tone={tone} label={words} />
          <span className={styles.words}>
            <span className={styles.name}>{STEP_WORDS[step.name]}</span>
            {step.because !== '' && <span className={styles.because}>{step.because}</span>}
          </span>
          <time className={styles.at} title={fullMoment(step.atMs)} dateTime={new Date(step.atMs).toISOString()}>
            {momentWords(step.atMs, nowMs)}
          </time>
        </summary>
        <p className={styles.facts}>{facts.join(' · ')}</p>
        <Text title={AGENT_WORDS.input} json={step.input} />
        <Text title={AGENT_WORDS.output} json={step.output} />
      </details>
    </li>
  );
}

function Text({ title, json }: { readonly title: string; readonly json: string }) {
  const read = asJson(json);
  if (read === null) return null;
  return (
    <>
      <h4 className={styles.title}>{title}</h4>
      <pre className={styles.json} tabIndex={0} data-copy>
        {JSON.stringify(read, null, 2)}
      </pre>
    </>
  );
}
