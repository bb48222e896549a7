/** The form of a mail account: where it sends, where it is read, how it signs in. What can be checked without a network is checked here. */
import { useId, useState } from 'react';
import type { MailAccount, MailSecrets } from '../../../shared/domain/mail-account.ts';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/field.tsx';
import { accountText, readAccountText } from './account-text.ts';
import { ACCOUNT_WORDS } from './account-words.ts';
import styles from './connections.module.css';
import { providerOf, withConsentPage, withProvider, type Provider } from './mail-presets.ts';
import { ServerFields } from './server-fields.tsx';
import { SignInFields, type KeptSecrets } from './sign-in-fields.tsx';
import { SignInLine } from './sign-in-line.tsx';
import { accountKey, useBrowserSignIn } from './use-browser-sign-in.ts';

interface AccountFormProps {
  readonly account: MailAccount | null;
  readonly kept: KeptSecrets;
  readonly busy: boolean;
  /** A null secret is the kept one. */
  readonly onTest: (account: MailAccount, secrets: MailSecrets) => void;
  readonly onUse: (account: MailAccount, secrets: MailSecrets) => void;
}

const PROVIDERS: readonly Provider[] = ['google', 'microsoft', 'other'];

export function AccountForm({ account, kept, busy, onTest, onUse }: AccountFormProps) {
  const [text, setText] = useState(() => withConsentPage(accountText(account)));
  const [asked, setAsked] = useState(false);
  const signIn = useBrowserSignIn();
  const readsId = useId();
  const read = readAccountText(text);
  const faults = asked && 'faults' in read ? read.faults : {};
  const change = (next: Partial<typeof text>) => setText((now) => ({ ...now, ...next }));
  const submit = (act: AccountFormProps['onTest']) => {
    setAsked(true);
    if (!('faults' in read)) act(read.account, read.secrets);
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit(onTest);
      }}
    >
      <Choice
        label={ACCOUNT_WORDS.provider}
        value={providerOf(text)}
        options={PROVIDERS.map((provider) => ({ value: provider, label: ACCOUNT_WORDS.providers[provider] }))}
        onChange={(provider) => setText((now) => withProvider(now, provider))}
      />
      <ServerFields which="smtp" server={text.smtp} faults={faults} onChange={(smtp) => change({ smtp })} />
      <div className={styles.reads}>
        <label className={styles.check} htmlFor={readsId}>
          <input
            id={readsId}
            type="checkbox"
            checked={text.reads}
            onChange={(event) => change({ reads: event.target.checked })}
          />
          {ACCOUNT_WORDS.reads}
        </label>
        <p className={styles.hint}>{text.reads ? ACCOUNT_WORDS.readsWhy : ACCOUNT_WORDS.readsOff}</p>
      </div>
      {text.reads && (
        <ServerFields which="imap" server={text.imap} faults={faults} onChange={(imap) => change({ imap })} />
      )}
      <SignInFields text={text} kept={kept} faults={faults} onChange={change} />
      <SignInLine
        state={signIn.state}
        accountKey={'faults' in read ? null : accountKey(read.account)}
        onStop={signIn.stop}
      />
      <div className={styles.actions}>
        {text.auth === 'oauth' && text.authorizationUrl.trim() !== '' && (
          <Button
            busy={busy || signIn.state.kind === 'beginning' || signIn.state.kind === 'waiting'}
            onClick={() => submit((to, secrets) => void signIn.begin(to, secrets.clientSecret))}
          >
            {ACCOUNT_WORDS.signInWith[providerOf(text)]}
          </Button>
        )}
        <Button type="submit" busy={busy}>
          {ACCOUNT_WORDS.test}
        </Button>
        <Button tone="primary" busy={busy} onClick={() => submit(onUse)}>
          {ACCOUNT_WORDS.useThis}
        </Button>
      </div>
    </form>
  );
}
