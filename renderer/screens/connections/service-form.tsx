/** The form of one enrichment service, with a trial on one lead. What can be checked without a network is checked here. */
import { useId, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Field, TextInput } from '../../components/field.tsx';
import styles from './connections.module.css';
import { RowTable } from './row-table.tsx';
import { readServiceText, serviceText, type RowList, type Service, type ServiceKind } from './service-text.ts';
import { ServiceTrial } from './service-trial.tsx';
import { SERVICE_WORDS } from './service-words.ts';

interface ServiceFormProps {
  readonly kind: ServiceKind;
  /** Null: a new one. */
  readonly service: Service | null;
  readonly others: readonly Service[];
  readonly keysKept: readonly string[];
  readonly busy: boolean;
  readonly onCancel: () => void;
  readonly onSave: (service: Service, keys: Record<string, string>) => void;
}

const LISTS: Readonly<Record<ServiceKind, readonly RowList[]>> = {
  provider: ['headers', 'facts', 'signals'],
  verifier: ['headers', 'verdicts'],
};

export function ServiceForm({ kind, service, others, keysKept, busy, onCancel, onSave }: ServiceFormProps) {
  const [text, setText] = useState(() => serviceText(kind, service));
  const [asked, setAsked] = useState(false);
  const keyId = useId();
  const read = readServiceText(kind, text, service, others);
  const faults = asked && read.kind === 'faults' ? read.faults : {};
  const change = (next: Partial<typeof text>) => setText((now) => ({ ...now, ...next }));
  const typedKey = text.needsKey && text.key.trim() !== '' ? text.key.trim() : null;
  const isKept = service?.config.keyName != null && keysKept.includes(service.config.keyName);
  const input = (
    field: 'name' | 'url' | 'timeoutSeconds' | 'perMinute' | 'cacheDays' | 'verdictAt',
    label: string,
    hint?: string,
  ) => (
    <Field label={label} hint={hint} fault={faults[field] ?? null}>
      {(ids) => (
        <TextInput
          {...ids}
          mono={field !== 'name'}
          spellCheck={false}
          autoComplete="off"
          maxLength={1_000}
          value={text[field]}
          onChange={({ target: { value } }) => change({ [field]: value })}
        />
      )}
    </Field>
  );
  return (
    <form
      className={styles.boxed}
      aria-label={service?.config.name ?? SERVICE_WORDS.add[kind]}
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (read.kind !== 'service') return;
        const { keyName } = read.service.config;
        onSave(read.service, keyName === null || typedKey === null ? {} : { [keyName]: typedKey });
      }}
    >
      {input('name', SERVICE_WORDS.name, SERVICE_WORDS.nameHint)}
      {input('url', SERVICE_WORDS.url, SERVICE_WORDS.urlHint)}
      <div className={styles.reads}>
        <label className={styles.check} htmlFor={keyId}>
          <input
            id={keyId}
            type="checkbox"
            checked={text.needsKey}
            onChange={({ target: { checked } }) => change({ needsKey: checked })}
          />
          {SERVICE_WORDS.needsKey}
        </label>
        {text.needsKey && <p className={styles.hint}>{SERVICE_WORDS.needsKeyWhy}</p>}
      </div>
      {text.needsKey && (
        <Field label={SERVICE_WORDS.key} hint={isKept ? SERVICE_WORDS.keyKept : SERVICE_WORDS.keyMissing}>
          {(ids) => (
            <TextInput
              {...ids}
              type="password"
              autoComplete="new-password"
              maxLength={2_000}
              value={text.key}
              onChange={({ target: { value } }) => change({ key: value })}
            />
          )}
        </Field>
      )}
      <div className={styles.three}>
        {input('timeoutSeconds', SERVICE_WORDS.timeout)}
        {input('perMinute', SERVICE_WORDS.perMinute)}
        {input('cacheDays', SERVICE_WORDS.cacheDays)}
      </div>
      {kind === 'verifier' && input('verdictAt', SERVICE_WORDS.verdictAt, SERVICE_WORDS.verdictAtHint)}
      {LISTS[kind].map((list) => (
        <RowTable
          key={list}
          list={list}
          rows={text[list]}
          faults={faults}
          onChange={(rows) => change({ [list]: rows })}
        />
      ))}
      <ServiceTrial
        service={read.kind === 'service' ? read.service : null}
        typedKey={typedKey}
        onAsk={() => setAsked(true)}
      />
      <div className={styles.actions}>
        <Button type="submit" tone="primary" busy={busy}>
          {SERVICE_WORDS.save}
        </Button>
        <Button tone="quiet" onClick={onCancel}>
          {SERVICE_WORDS.cancel}
        </Button>
      </div>
    </form>
  );
}
