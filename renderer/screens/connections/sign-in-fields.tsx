/** How the account signs in: a password, or the provider's consent with its client and service. Secrets are written here and never shown. */
import type { ComponentProps } from 'react';
import { Choice, Field, TextInput } from '../../components/field.tsx';
import type { AccountText, Faults } from './account-text.ts';
import { ACCOUNT_WORDS } from './account-words.ts';
import styles from './connections.module.css';

export interface KeptSecrets {
  readonly password: boolean;
  readonly refreshToken: boolean;
  readonly clientSecret: boolean;
}

interface SignInFieldsProps {
  readonly text: AccountText;
  readonly kept: KeptSecrets;
  readonly faults: Faults;
  readonly onChange: (change: Partial<AccountText>) => void;
}

export function SignInFields({ text, kept, faults, onChange }: SignInFieldsProps) {
  const line = (name: 'user' | 'clientId' | 'authorizationUrl' | 'tokenUrl' | 'scope', maxLength: number) => ({
    value: text[name],
    maxLength,
    onChange: (event: { readonly target: { readonly value: string } }) => onChange({ [name]: event.target.value }),
  });
  return (
    <>
      <Choice
        label={ACCOUNT_WORDS.signIn}
        value={text.auth}
        options={(['password', 'oauth'] as const).map((auth) => ({ value: auth, label: ACCOUNT_WORDS.auths[auth] }))}
        onChange={(auth) => onChange({ auth })}
      />
      <div className={styles.pair}>
        <Line label={ACCOUNT_WORDS.user} hint={ACCOUNT_WORDS.userHint} fault={faults.user} {...line('user', 254)} />
        {text.auth === 'password' ? (
          <Secret
            label={ACCOUNT_WORDS.password}
            kept={kept.password}
            hint={kept.password ? ACCOUNT_WORDS.passwordKept : ACCOUNT_WORDS.passwordHint}
            maxLength={1_000}
            value={text.password}
            onChange={(event) => onChange({ password: event.target.value })}
          />
        ) : (
          <Line
            label={ACCOUNT_WORDS.clientId}
            hint={ACCOUNT_WORDS.clientIdHint}
            fault={faults.clientId}
            {...line('clientId', 300)}
          />
        )}
      </div>
      {text.auth === 'oauth' && (
        <>
          <div className={styles.pair}>
            <Secret
              label={ACCOUNT_WORDS.clientSecret}
              kept={kept.clientSecret}
              hint={kept.clientSecret ? ACCOUNT_WORDS.secretKept : ACCOUNT_WORDS.secretHint}
              maxLength={1_000}
              value={text.clientSecret}
              onChange={(event) => onChange({ clientSecret: event.target.value })}
            />
            <Secret
              label={ACCOUNT_WORDS.refreshToken}
              kept={kept.refreshToken}
              hint={kept.refreshToken ? ACCOUNT_WORDS.refreshKept : ACCOUNT_WORDS.refreshHint}
              maxLength={8_000}
              value={text.refreshToken}
              onChange={(event) => onChange({ refreshToken: event.target.value })}
            />
          </div>
          <div className={styles.pair}>
            <Line
              label={ACCOUNT_WORDS.authorizationUrl}
              hint={ACCOUNT_WORDS.authorizationUrlHint}
              fault={faults.authorizationUrl}
              {...line('authorizationUrl', 2_000)}
            />
            <Line label={ACCOUNT_WORDS.tokenUrl} fault={faults.tokenUrl} {...line('tokenUrl', 2_000)} />
          </div>
          <Line label={ACCOUNT_WORDS.scope} {...line('scope', 1_000)} />
        </>
      )}
    </>
  );
}

function Line({
  label,
  hint,
  fault,
  ...rest
}: ComponentProps<'input'> & { readonly label: string; readonly hint?: string; readonly fault?: string | undefined }) {
  return (
    <Field label={label} hint={hint} fault={fault ?? null}>
      {(ids) => <TextInput {...rest} {...ids} mono spellCheck={false} autoComplete="off" />}
    </Field>
  );
}

function Secret({
  label,
  hint,
  kept,
  ...rest
}: ComponentProps<'input'> & { readonly label: string; readonly hint: string; readonly kept: boolean }) {
  return (
    <Field label={label} hint={hint}>
      {(ids) => (
        <TextInput
          {...rest}
          {...ids}
          type="password"
          autoComplete="new-password"
          placeholder={kept ? '••••••••' : ''}
        />
      )}
    </Field>
  );
}
