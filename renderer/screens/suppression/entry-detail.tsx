/** One entry in full: whom it means, why, on what evidence, and what this person may do about it. */
import { X } from 'lucide-react';
import type { Person } from '../../../shared/domain/person.ts';
import type { ListedEntry } from '../../../shared/ipc/channels/suppression.ts';
import { mayWrite } from '../../../shared/policy/permissions.ts';
import { clearsWhen } from '../../../shared/policy/suppression-words.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { fullMoment } from '../../components/time-words.ts';
import { useNow } from '../../components/use-now.ts';
import styles from './entry-detail.module.css';
import { ORIGIN_NAMES, REASON_NAMES, SCOPE_MEANS, SCOPE_NAMES, SUPPRESSION_WORDS } from './suppression-words.ts';

interface EntryDetailProps {
  readonly listed: ListedEntry;
  readonly person: Person;
  readonly nameOf: (by: string) => string;
  readonly busy: boolean;
  readonly onUndo: () => void;
  readonly onTakeOff: () => void;
  readonly onClose: () => void;
}

export function EntryDetail({ listed, person, nameOf, busy, onUndo, onTakeOff, onClose }: EntryDetailProps) {
  const { entry, about, origin, isLeaving, undoUntilMs } = listed;
  const nowMs = useNow();
  const undoSeconds = undoUntilMs === null ? 0 : Math.ceil((undoUntilMs - nowMs) / 1_000);
  const mayTakeOff = mayWrite(person.role, 'suppression-remove') === 'write';
  return (
    <article className={styles.detail} aria-label={entry.value}>
      <header className={styles.head}>
        <div className={styles.titleRow}>
          <h2 className={styles.value} data-copy>
            {about ?? entry.value}
          </h2>
          <IconButton label={SUPPRESSION_WORDS.close} keys="Escape" onClick={onClose}>
            <X />
          </IconButton>
        </div>
        <p className={styles.means}>
          {SCOPE_NAMES[entry.scope]} · {REASON_NAMES[entry.reason]}
        </p>
      </header>
      <dl className={styles.facts}>
        <Fact name={SUPPRESSION_WORDS.means}>{SCOPE_MEANS[entry.scope]}</Fact>
        <Fact name={SUPPRESSION_WORDS.evidence}>
          {entry.evidence === '' ? SUPPRESSION_WORDS.noEvidence : entry.evidence}
        </Fact>
        <Fact name={SUPPRESSION_WORDS.source}>{entry.source}</Fact>
        <Fact name={SUPPRESSION_WORDS.by}>{nameOf(entry.by)}</Fact>
        <Fact name={SUPPRESSION_WORDS.since}>{fullMoment(entry.atMs)}</Fact>
        <Fact name={SUPPRESSION_WORDS.ends}>
          {entry.expiresAtMs === null ? SUPPRESSION_WORDS.noEnd : fullMoment(entry.expiresAtMs)}
        </Fact>
        <Fact name={SUPPRESSION_WORDS.from}>{ORIGIN_NAMES[origin]}</Fact>
        {about !== null && <Fact name={SUPPRESSION_WORDS.id}>{entry.value}</Fact>}
      </dl>
      <footer className={styles.actions}>
        <p className={styles.clears}>
          {isLeaving
            ? SUPPRESSION_WORDS.isLeaving
            : mayTakeOff
              ? clearsWhen(entry, person.mailbox.timeZone)
              : SUPPRESSION_WORDS.onlyRevOps}
        </p>
        <div className={styles.buttons}>
          {undoSeconds > 0 && (
            <Button busy={busy} onClick={onUndo}>
              {SUPPRESSION_WORDS.undo(undoSeconds)}
            </Button>
          )}
          <Button tone="danger" disabled={!mayTakeOff || isLeaving} busy={busy} onClick={onTakeOff}>
            {SUPPRESSION_WORDS.takeOff}
          </Button>
        </div>
      </footer>
    </article>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: string }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd data-copy>{children}</dd>
    </div>
  );
}
