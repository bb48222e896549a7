/** The form of a model server. What can be checked without a network is checked here. */
import { useId, useState } from 'react';
import type { ModelAccount } from '../../../shared/domain/model-account.ts';
import type { ResponseOf } from '../../../shared/ipc/contract.ts';
import { Button } from '../../components/button.tsx';
import { Field, TextInput } from '../../components/field.tsx';
import styles from './connections.module.css';
import { isSameServer, modelText, readModelText, type ModelText } from './model-text.ts';
import { MODEL_PRESETS, MODEL_WORDS } from './model-words.ts';

type Act = (account: ModelAccount, key: string | null) => void;

interface ModelFormProps {
  readonly kept: ResponseOf<'model.read'>;
  readonly busy: boolean;
  /** A null key is the kept one. */
  readonly onTest: Act;
  readonly onUse: Act;
  readonly onForget: (account: ModelAccount) => void;
}

export function ModelForm({ kept, busy, onTest, onUse, onForget }: ModelFormProps) {
  const [text, setText] = useState(() => modelText(kept.account));
  const [asked, setAsked] = useState(false);
  const read = readModelText(text, kept.account);
  const faults = asked && read.kind === 'faults' ? read.faults : {};
  const fallbackId = useId();
  const submit = (act: Act) => {
    setAsked(true);
    if (read.kind === 'account') act(read.account, read.key);
  };
  const input = (field: Exclude<keyof ModelText, 'templateFallback' | 'key'>, label: string, hint?: string) => (
    <Field label={label} hint={hint} fault={faults[field] ?? null}>
      {(ids) => (
        <TextInput
          {...ids}
          mono
          spellCheck={false}
          autoComplete="off"
          maxLength={500}
          value={text[field]}
          onChange={({ target: { value } }) => setText((now) => ({ ...now, [field]: value }))}
        />
      )}
    </Field>
  );
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit(onTest);
      }}
    >
      <div className={styles.presets} role="group" aria-label={MODEL_WORDS.presets}>
        <span className={styles.aside}>{MODEL_WORDS.presets}</span>
        {MODEL_PRESETS.map(({ name, baseUrl }) => (
          <Button key={name} size="sm" onClick={() => setText((now) => ({ ...now, baseUrl }))}>
            {name}
          </Button>
        ))}
      </div>
      <div className={styles.pair}>
        {input('baseUrl', MODEL_WORDS.baseUrl, MODEL_WORDS.baseUrlHint)}
        {input('model', MODEL_WORDS.model, MODEL_WORDS.modelHint)}
      </div>
      <Field label={MODEL_WORDS.key} hint={keyHint(text, kept)}>
        {(ids) => (
          <TextInput
            {...ids}
            type="password"
            autoComplete="new-password"
            maxLength={500}
            value={text.key}
            onChange={({ target: { value } }) => setText((now) => ({ ...now, key: value }))}
          />
        )}
      </Field>
      <div className={styles.three}>
        {input('timeoutSeconds', MODEL_WORDS.timeout)}
        {input('inputPricePerMillion', MODEL_WORDS.inputPrice)}
        {input('outputPricePerMillion', MODEL_WORDS.outputPrice)}
      </div>
      <div className={styles.reads}>
        <label className={styles.check} htmlFor={fallbackId}>
          <input
            id={fallbackId}
            type="checkbox"
            checked={text.templateFallback}
            onChange={({ target: { checked } }) => setText((now) => ({ ...now, templateFallback: checked }))}
          />
          {MODEL_WORDS.fallback}
        </label>
        <p className={styles.hint}>{MODEL_WORDS.fallbackOff}</p>
      </div>
      <div className={styles.actions}>
        <Button type="submit" busy={busy}>
          {MODEL_WORDS.test}
        </Button>
        <Button tone="primary" busy={busy} onClick={() => submit(onUse)}>
          {MODEL_WORDS.useThis}
        </Button>
        {kept.keyKept && kept.account !== null && (
          <Button tone="quiet" busy={busy} onClick={() => kept.account !== null && onForget(kept.account)}>
            {MODEL_WORDS.forget}
          </Button>
        )}
      </div>
    </form>
  );
}

function keyHint(text: ModelText, { account, keyKept }: ResponseOf<'model.read'>): string {
  if (!keyKept) return MODEL_WORDS.keyNone;
  return isSameServer(text, account) ? MODEL_WORDS.keyKept : MODEL_WORDS.keyOther;
}
