/** One line in full: the story it belongs to, what the rails said, what it was decided with, and where it stands in the chain. */
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { TraceDetail } from '../../../shared/ipc/channels/trust-log.ts';
import type { ResponseOf } from '../../../shared/ipc/contract.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { FindingList } from '../../components/finding-list.tsx';
import { SectionTitle } from '../../components/section-title.tsx';
import { fullMoment } from '../../components/time-words.ts';
import { ToneShape } from '../../components/tone-shape.tsx';
import { lineWords, whoWords } from './line-words.ts';
import styles from './line-detail.module.css';
import { ReplayPart } from './replay-part.tsx';
import { SendStory } from './send-story.tsx';
import { LOG_WORDS } from './trust-log-words.ts';

interface LineDetailProps {
  readonly detail: TraceDetail;
  /** Null where the line is not about a send. */
  readonly story: ResponseOf<'trust-log.story'> | null;
  readonly mayErase: boolean;
  readonly onClose: () => void;
  readonly onOpen: (seq: number) => void;
  readonly onOnly: (what: 'send' | 'package' | 'contact') => void;
  readonly onErase: () => void;
}

export function LineDetail({ detail, story, mayErase, onClose, onOpen, onOnly, onErase }: LineDetailProps) {
  const { event, contactName, accountName } = detail;
  const words = lineWords(detail);
  const about = [contactName, accountName].filter((name) => name !== null).join(' · ');
  return (
    <article className={styles.detail} aria-label={`${LOG_WORDS.line} ${event.seq}`}>
      <header className={styles.head}>
        <div className={styles.titleRow}>
          <span className={styles.shape}>
            <ToneShape tone={words.tone} size={14} />
          </span>
          <h2 className={styles.title} data-copy>
            {words.what}
          </h2>
          <IconButton label={LOG_WORDS.close} keys="Escape" onClick={onClose}>
            <X />
          </IconButton>
        </div>
        <p className={styles.when} data-copy>
          {[fullMoment(event.atMs), whoWords(detail), about].filter((part) => part !== '').join(' · ')}
        </p>
        <div className={styles.links}>
          {typeof event.subject['sendId'] === 'string' && (
            <Button size="sm" tone="quiet" onClick={() => onOnly('send')}>
              {LOG_WORDS.allOf.send}
            </Button>
          )}
          {detail.packageId !== null && (
            <Button size="sm" tone="quiet" onClick={() => onOnly('package')}>
              {LOG_WORDS.allOf.package}
            </Button>
          )}
          {detail.contactId !== null && (
            <Button size="sm" tone="quiet" onClick={() => onOnly('contact')}>
              {LOG_WORDS.allOf.contact}
            </Button>
          )}
        </div>
      </header>
      <div className={styles.body}>
        {story !== null && story.lines.length > 0 && <SendStory story={story} atSeq={event.seq} onOpen={onOpen} />}
        {event.kind === 'gate' && <Evidence detail={detail} />}
        <Inputs detail={detail} mayErase={mayErase} onErase={onErase} />
        <section className={styles.part}>
          <SectionTitle>{LOG_WORDS.chain}</SectionTitle>
          <dl className={styles.facts} data-copy>
            <Fact name={LOG_WORDS.line}>{event.seq.toLocaleString('en-GB')}</Fact>
            {event.policyVersion !== null && (
              <Fact name={LOG_WORDS.policy}>
                {event.policyVersion}
                {detail.policyLabel === null || detail.policyLabel === '' ? '' : ` · ${detail.policyLabel}`}
              </Fact>
            )}
            <Hash name={LOG_WORDS.hash} value={event.hash} />
            <Hash name={LOG_WORDS.previous} value={event.previousHash} />
            {event.inputsHash !== null && <Hash name={LOG_WORDS.inputsHash} value={event.inputsHash} />}
            {Object.entries(event.subject).map(([name, value]) => (
              <Hash key={name} name={name} value={Array.isArray(value) ? value.join(', ') || '–' : String(value)} />
            ))}
          </dl>
        </section>
      </div>
    </article>
  );
}

function Evidence({ detail }: { readonly detail: TraceDetail }) {
  const { findings, isErased, event } = detail;
  return (
    <section className={styles.part}>
      <SectionTitle>{LOG_WORDS.evidence}</SectionTitle>
      {findings !== null && findings.length > 0 ? (
        <FindingList findings={findings} />
      ) : (
        <p className={styles.faint}>
          {isErased
            ? LOG_WORDS.evidenceErased
            : event.subject['answer'] === 'clear'
              ? LOG_WORDS.clearEvidence
              : LOG_WORDS.noEvidence}
        </p>
      )}
      <ReplayPart key={event.seq} seq={event.seq} />
    </section>
  );
}

interface InputsProps {
  readonly detail: TraceDetail;
  readonly mayErase: boolean;
  readonly onErase: () => void;
}

function Inputs({ detail, mayErase, onErase }: InputsProps) {
  const { inputs, isErased } = detail;
  if (inputs === null) {
    return isErased ? (
      <section className={styles.part}>
        <SectionTitle>{LOG_WORDS.inputs}</SectionTitle>
        <p className={styles.erased}>
          <ToneShape tone="stale" /> {LOG_WORDS.inputsErased}
        </p>
      </section>
    ) : null;
  }
  return (
    <section className={styles.part}>
      <details className={styles.inputs}>
        <summary>{LOG_WORDS.inputs}</summary>
        <pre className={styles.json} tabIndex={0} data-copy>
          {inputs}
        </pre>
      </details>
      {detail.contactId !== null && (
        <div>
          <Button size="sm" tone="danger" disabled={!mayErase} onClick={onErase}>
            {LOG_WORDS.erase}
          </Button>
          {!mayErase && <p className={styles.erased}>{LOG_WORDS.onlyRevOps}</p>}
        </div>
      )}
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Hash({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <Fact name={name}>
      <span className={styles.mono}>{value}</span>
    </Fact>
  );
}
