/** The form of an SMTP account. It checks what can be checked without a network; the server says the rest. */
import { useId, useState } from 'react';
import type { SmtpAccount } from '../../../shared/ipc/contract.ts';
import { Button } from '../../components/button.tsx';
import { Field, Select, TextInput } from '../../components/field.tsx';
import { CONNECTION_WORDS } from './connections-words.ts';
import styles from './connections.module.css';

interface SmtpFormProps {
  readonly account: SmtpAccount | null;
  readonly hasPassword: boolean;
  readonly busy: boolean;
  /** The password is null where the kept one stands. */
  readonly onTest: (account: SmtpAccount, password: string | null) => void;
  readonly onUse: (account: SmtpAccount, password: string | null) => void;
}

type Tls = SmtpAccount['tls'];
const TLS: readonly Tls[] = ['starttls', 'implicit', 'none'];
const USUAL_PORT: Readonly<Record<Tls, string>> = { starttls: '587', implicit: '465', none: '25' };

export function SmtpForm({ account, hasPassword, busy, onTest, onUse }: SmtpFormProps) {
  const [host, setHost] = useState(account?.host ?? '');
  const [port, setPort] = useState(String(account?.port ?? 587));
  const [tls, setTls] = useState<Tls>(account?.tls ?? 'starttls');
  const [user, setUser] = useState(account?.user ?? '');
  const [password, setPassword] = useState('');
  const [asked, setAsked] = useState(false);
  const formId = useId();

  const hostFault = host.trim() === '' ? CONNECTION_WORDS.hostMissing : null;
  const portFault =
    /^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535 ? null : CONNECTION_WORDS.portWrong;
  const tlsFault =
    tls === 'none' && host.trim() !== '' && !isThisComputer(host.trim()) ? CONNECTION_WORDS.noneOnlyHere : null;

  const submit = (act: SmtpFormProps['onTest']) => {
    setAsked(true);
    if (hostFault !== null || portFault !== null || tlsFault !== null) return;
    act({ host: host.trim(), port: Number(port), tls, user: user.trim() }, password === '' ? null : password);
  };

  return (
    <form
      id={formId}
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit(onTest);
      }}
    >
      <div className={styles.fields}>
        <Field label={CONNECTION_WORDS.host} hint={CONNECTION_WORDS.hostHint} fault={asked ? hostFault : null}>
          {(ids) => (
            <TextInput
              {...ids}
              mono
              spellCheck={false}
              autoComplete="off"
              maxLength={253}
              value={host}
              onChange={(event) => setHost(event.target.value)}
            />
          )}
        </Field>
        <Field label={CONNECTION_WORDS.port} fault={asked ? portFault : null}>
          {(ids) => (
            <TextInput
              {...ids}
              mono
              inputMode="numeric"
              value={port}
              onChange={(event) => setPort(event.target.value)}
            />
          )}
        </Field>
        <Field label={CONNECTION_WORDS.tls} fault={asked ? tlsFault : null}>
          {(ids) => (
            <Select
              {...ids}
              value={tls}
              onChange={(event) => {
                const next = TLS.find((kind) => kind === event.target.value) ?? 'starttls';
                // A port that nobody changed follows the choice; one that was typed stays.
                if (port === USUAL_PORT[tls]) setPort(USUAL_PORT[next]);
                setTls(next);
              }}
            >
              {TLS.map((kind) => (
                <option key={kind} value={kind}>
                  {CONNECTION_WORDS.tlsKinds[kind]}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <div className={styles.pair}>
        <Field label={CONNECTION_WORDS.user}>
          {(ids) => (
            <TextInput
              {...ids}
              mono
              spellCheck={false}
              autoComplete="off"
              maxLength={254}
              value={user}
              onChange={(event) => setUser(event.target.value)}
            />
          )}
        </Field>
        <Field
          label={CONNECTION_WORDS.password}
          hint={hasPassword ? CONNECTION_WORDS.passwordKept : CONNECTION_WORDS.passwordHint}
        >
          {(ids) => (
            <TextInput
              {...ids}
              type="password"
              autoComplete="new-password"
              maxLength={1_000}
              placeholder={hasPassword ? '••••••••' : ''}
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
      </div>
      <div className={styles.actions}>
        <Button type="submit" busy={busy}>
          {CONNECTION_WORDS.test}
        </Button>
        <Button tone="primary" busy={busy} onClick={() => submit(onUse)}>
          {CONNECTION_WORDS.useThis}
        </Button>
      </div>
    </form>
  );
}

function isThisComputer(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}
