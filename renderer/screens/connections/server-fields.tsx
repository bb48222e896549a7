/** Host, port and encryption of one server. A port that nobody changed follows the choice of encryption. */
import { Field, Select, TextInput } from '../../components/field.tsx';
import { USUAL_PORT, type Faults, type ServerText, type Tls } from './account-text.ts';
import { ACCOUNT_WORDS } from './account-words.ts';
import styles from './connections.module.css';

interface ServerFieldsProps {
  readonly which: 'smtp' | 'imap';
  readonly server: ServerText;
  readonly faults: Faults;
  readonly onChange: (server: ServerText) => void;
}

const TLS: readonly Tls[] = ['starttls', 'implicit', 'none'];
const LABELS = {
  smtp: { host: ACCOUNT_WORDS.host, hint: ACCOUNT_WORDS.hostHint, port: ACCOUNT_WORDS.port, tls: ACCOUNT_WORDS.tls },
  imap: {
    host: ACCOUNT_WORDS.imapHost,
    hint: ACCOUNT_WORDS.imapHostHint,
    port: ACCOUNT_WORDS.imapPort,
    tls: ACCOUNT_WORDS.imapTls,
  },
} as const;

export function ServerFields({ which, server, faults, onChange }: ServerFieldsProps) {
  const labels = LABELS[which];
  return (
    <div className={styles.fields}>
      <Field label={labels.host} hint={labels.hint} fault={faults[`${which}.host`] ?? null}>
        {(ids) => (
          <TextInput
            {...ids}
            mono
            spellCheck={false}
            autoComplete="off"
            maxLength={253}
            value={server.host}
            onChange={(event) => onChange({ ...server, host: event.target.value })}
          />
        )}
      </Field>
      <Field label={labels.port} fault={faults[`${which}.port`] ?? null}>
        {(ids) => (
          <TextInput
            {...ids}
            mono
            inputMode="numeric"
            value={server.port}
            onChange={(event) => onChange({ ...server, port: event.target.value })}
          />
        )}
      </Field>
      <Field label={labels.tls} fault={faults[`${which}.tls`] ?? null}>
        {(ids) => (
          <Select
            {...ids}
            value={server.tls}
            onChange={(event) => {
              const tls = TLS.find((kind) => kind === event.target.value) ?? 'starttls';
              const usual = USUAL_PORT[which];
              onChange({ ...server, tls, port: server.port === usual[server.tls] ? usual[tls] : server.port });
            }}
          >
            {TLS.map((kind) => (
              <option key={kind} value={kind}>
                {ACCOUNT_WORDS.tlsKinds[kind]} ({USUAL_PORT[which][kind]})
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  );
}
