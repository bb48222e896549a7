/** Mailboxes and domains: reads what the desk knows of each, one's own first, and hands each press to the main process. */
import { Mailbox } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { MailboxWorld } from '../../../shared/domain/mailbox-world.ts';
import type { Pause } from '../../../shared/domain/world.ts';
import type { ResponseOf } from '../../../shared/ipc/contract.ts';
import { mayWrite } from '../../../shared/policy/permissions.ts';
import { call } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ScreenHead } from '../../components/screen.tsx';
import { useNow } from '../../components/use-now.ts';
import { useDesk } from '../../store/queries.ts';
import { useDeskView } from '../../view-state/desk-view.ts';
import { useSession } from '../../view-state/session.ts';
import { useAnswered } from '../connections/use-answered.ts';
import { MailboxCard } from './mailbox-card.tsx';
import { MAILBOX_WORDS } from './mailboxes-words.ts';
import styles from './mailboxes.module.css';
import { reportBase64 } from './report-file.ts';

type Read = ResponseOf<'mailboxes.read'>;

export function MailboxesScreen() {
  const { desk, people, policy } = useDesk();
  const person = useSession((session) => session.person);
  const account = useSession((session) => session.status?.mailbox.kind ?? 'sink');
  const setView = useDeskView((view) => view.set);
  const { read, problem, again } = useRead(
    desk?.mailboxes.map(({ id, takenToday }) => `${id} ${takenToday}`).join() ?? '',
  );
  const nowMs = useNow(15_000);
  const mailboxes = ownFirst(desk?.mailboxes ?? [], person?.mailbox.id ?? '');
  return (
    <section className={styles.screen} aria-label={MAILBOX_WORDS.title}>
      <div className={styles.column}>
        <ScreenHead title={MAILBOX_WORDS.title} context={problem ?? MAILBOX_WORDS.context} />
        {problem !== null && (
          <div>
            <Button onClick={again}>{MAILBOX_WORDS.again}</Button>
          </div>
        )}
        {mailboxes.length === 0 || policy === null ? (
          <EmptyState
            icon={<Mailbox />}
            title={MAILBOX_WORDS.none}
            actions={<Button onClick={() => setView({ screen: 'connections' })}>{MAILBOX_WORDS.connect}</Button>}
          >
            {MAILBOX_WORDS.noneWhy}
          </EmptyState>
        ) : (
          mailboxes.map((mailbox) => (
            <OneMailbox
              key={mailbox.id}
              mailbox={mailbox}
              all={mailboxes}
              isOwn={mailbox.id === person?.mailbox.id}
              hasAccount={account === 'smtp'}
              more={read?.mailboxes.find(({ id }) => id === mailbox.id) ?? null}
              pauses={desk?.pauses.filter(({ scope, value }) => scope === 'all' || value === mailbox.id) ?? []}
              people={people}
              policy={policy}
              mayThaw={person !== null && mayWrite(person.role, 'configuration') === 'write'}
              nowMs={nowMs}
              onChanged={again}
            />
          ))
        )}
      </div>
    </section>
  );
}

interface OneMailboxProps extends Pick<
  React.ComponentProps<typeof MailboxCard>,
  'mailbox' | 'all' | 'isOwn' | 'more' | 'pauses' | 'people' | 'policy' | 'nowMs'
> {
  readonly hasAccount: boolean;
  readonly mayThaw: boolean;
  readonly onChanged: () => void;
}

function OneMailbox({ hasAccount, mayThaw, onChanged, ...rest }: OneMailboxProps) {
  const { mailbox, isOwn } = rest;
  const { ask, busy, said, say } = useAnswered();
  const mailboxId = mailbox.id;

  const check = () => ask(() => call('mailboxes.check', { mailboxId }), MAILBOX_WORDS.checkDone, onChanged);
  const takeReport = async (file: File) => {
    const base64 = await reportBase64(file);
    if (base64.kind === 'no') {
      say({ tone: 'refused', words: base64.because });
      return;
    }
    const answer = await call('mailboxes.import-report', {
      mailboxId,
      fileName: file.name,
      provider: MAILBOX_WORDS.provider,
      base64: base64.base64,
    });
    if (!answer.ok) say({ tone: 'refused', words: answer.error.message });
    else if (answer.value.kind === 'no') say({ tone: 'refused', words: answer.value.because });
    else {
      const { reports, complaints, refused } = answer.value;
      const first = refused[0];
      const words = MAILBOX_WORDS.imported(reports, complaints, refused.length);
      say({
        tone: first === undefined ? 'supported' : 'refused',
        words:
          first === undefined
            ? `${words}.`
            : `${words}. ${MAILBOX_WORDS.refusedRow(first.line, first.field, first.reason)}`,
      });
      onChanged();
    }
  };

  return (
    <MailboxCard
      {...rest}
      busy={busy}
      said={said}
      acts={{
        onCheck: check,
        onTestMail:
          isOwn && hasAccount
            ? () => ask(() => call('mailbox.calibrate', {}), MAILBOX_WORDS.testMailDone, check)
            : null,
        onThaw: mayThaw
          ? () => ask(() => call('mailboxes.thaw', { mailboxId }), MAILBOX_WORDS.thawed, onChanged)
          : null,
        onReport: (file) => void takeReport(file),
        onResume: ({ scope, value }: Pause) => ask(() => call('pause.clear', { scope, value })),
      }}
    />
  );
}

function ownFirst(mailboxes: readonly MailboxWorld[], ownId: string): readonly MailboxWorld[] {
  return [...mailboxes.filter(({ id }) => id === ownId), ...mailboxes.filter(({ id }) => id !== ownId)];
}

/** Read anew whenever a mailbox sent something, and when asked to. */
function useRead(sent: string): {
  readonly read: Read | null;
  readonly problem: string | null;
  readonly again: () => void;
} {
  const [read, setRead] = useState<Read | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [times, setTimes] = useState(0);
  useEffect(() => {
    let current = true;
    void call('mailboxes.read', {}).then((answer) => {
      if (!current) return;
      setProblem(answer.ok ? null : answer.error.message);
      if (answer.ok) setRead(answer.value);
    });
    return () => {
      current = false;
    };
  }, [sent, times]);
  return { read, problem, again: () => setTimes((before) => before + 1) };
}
