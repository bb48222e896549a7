/** Problems that stop the desk until a person has acted: each says what happened, what is kept, what to do. */
import { useId, useState } from 'react';
import type { DeskStatus } from '../../shared/ipc/contract.ts';
import { call, offerToken } from '../bridge.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Field, TextInput } from '../components/field.tsx';
import type { Connection } from '../view-state/session.ts';
import styles from './desk-problems.module.css';

interface DeskProblemsProps {
  readonly connection: Connection;
  readonly problem: string | null;
  readonly ledger: DeskStatus['ledger'] | null;
  /** The person looks first; a banner leads back here. */
  readonly ledgerAside: boolean;
  readonly onLedgerAside: () => void;
}

export function DeskProblems({ connection, problem, ledger, ledgerAside, onLedgerAside }: DeskProblemsProps) {
  if (connection === 'needs-token') return <TokenDialog />;
  if (connection === 'other-version') return <VersionDialog problem={problem} />;
  if (ledger === null || ledger.state === 'open' || ledgerAside) return null;
  return <LedgerDialog ledger={ledger} onLater={onLedgerAside} />;
}

const nothing = () => undefined;

function TokenDialog() {
  const [address, setAddress] = useState('');
  const [wrong, setWrong] = useState(false);
  const formId = useId();
  return (
    <Dialog
      title="The desk was started again"
      description="This window is not signed in to it any more. Everything you wrote and decided is kept in this window."
      dismissible={false}
      onClose={nothing}
      footer={
        <Button tone="primary" type="submit" form={formId}>
          Go on
        </Button>
      }
    >
      <form
        id={formId}
        onSubmit={(event) => {
          event.preventDefault();
          setWrong(!offerToken(address));
        }}
      >
        <Field
          label="Address"
          hint="Paste the address the desk printed when it started. It begins with http://127.0.0.1 and ends with #token=…"
          fault={wrong ? 'There is no token in that. Copy the whole address, with everything after the #.' : null}
        >
          {(ids) => (
            <TextInput
              {...ids}
              mono
              data-autofocus
              spellCheck={false}
              autoComplete="off"
              value={address}
              onChange={(event) => setAddress(event.target.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}

function VersionDialog({ problem }: { readonly problem: string | null }) {
  return (
    <Dialog
      size="sm"
      title="Countersign was updated"
      dismissible={false}
      onClose={nothing}
      footer={
        <Button tone="primary" data-autofocus onClick={() => location.reload()}>
          Reload
        </Button>
      }
    >
      <p>
        {problem ??
          'This window is from another version than the desk behind it. Reload it; what you wrote and decided is kept.'}
      </p>
    </Dialog>
  );
}

const ANEW = 'start anew';

function LedgerDialog({ ledger, onLater }: { readonly ledger: DeskStatus['ledger']; readonly onLater: () => void }) {
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const formId = useId();
  const isMissing = ledger.state === 'missing';
  return (
    <Dialog
      title={isMissing ? 'The ledger is missing' : 'The ledger is damaged'}
      description="Sending has stopped, so that nothing can leave twice or past a limit. It is never started anew by itself."
      onClose={onLater}
      footer={
        <>
          <Button tone="quiet" onClick={onLater}>
            Look first
          </Button>
          <Button tone="danger" type="submit" form={formId} disabled={typed !== ANEW} busy={busy}>
            Start anew
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (typed !== ANEW) return;
          setBusy(true);
          void call('ledger.start-anew', { typed: ANEW }).then((answer) => {
            setBusy(false);
            if (!answer.ok) setFault(answer.error.message);
            else if (answer.value.kind === 'no') setFault(answer.value.because);
          });
        }}
      >
        {ledger.problem !== null && <p data-copy>{ledger.problem}</p>}
        <ul className={styles.list}>
          <li>
            {isMissing
              ? 'If you moved it or can restore a backup, put it back and restart: that is the better way.'
              : 'If you have a backup, put it in its place and restart: that is the better way.'}
          </li>
          <li>Starting anew sets the old file aside, untouched, and reads everything again from the CRM.</li>
          <li>What is known only here would be lost: sends under way, today’s count of messages, the trust log.</li>
        </ul>
        <Field label={`Type “${ANEW}” to go on`} fault={fault}>
          {(ids) => (
            <TextInput
              {...ids}
              mono
              spellCheck={false}
              autoComplete="off"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
