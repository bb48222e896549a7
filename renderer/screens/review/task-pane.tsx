/** A step without a draft: what to do, when it suits them, and what to say. There is nothing to countersign here. */
import { ArrowUpRight } from 'lucide-react';
import type { HandoffPackage } from '../../../shared/domain/handoff-package.ts';
import type { PolicyDocument } from '../../../shared/policy/limits.ts';
import { weekdayAndMinute } from '../../../shared/policy/local-time.ts';
import { Button } from '../../components/button.tsx';
import { ToneShape } from '../../components/tone-shape.tsx';
import { localClock } from './local-clock.ts';
import styles from './message-pane.module.css';

interface TaskPaneProps {
  readonly pkg: HandoffPackage;
  readonly policy: PolicyDocument | null;
  readonly nowMs: number;
  readonly onOpen: (url: string) => void;
}

export function TaskPane({ pkg, policy, nowMs, onOpen }: TaskPaneProps) {
  const { contact, step, rationale } = pkg;
  const isCall = step.kind === 'call';
  const clock = localClock(nowMs, contact.timeZone);
  const { weekday, minute } = weekdayAndMinute(nowMs, contact.timeZone);
  const window = policy?.sendWindow;
  const isGoodTime =
    window === undefined
      ? null
      : window.days.includes(weekday) && minute >= window.startMinute && minute < window.endMinute;
  const url = contact.linkedinUrl;
  return (
    <div className={styles.task}>
      <h2 className={styles.taskTitle}>{isCall ? `Call ${contact.name}` : `Write to ${contact.name} on LinkedIn`}</h2>
      <p className={styles.taskNow}>
        {isGoodTime !== null && <ToneShape tone={isGoodTime ? 'supported' : 'stale'} />}
        {clock.time} in {clock.place}
        {isGoodTime === null ? '' : isGoodTime ? ', within their hours' : ', outside their hours'}
      </p>
      {url !== null && (
        <p>
          <Button icon={<ArrowUpRight />} onClick={() => onOpen(url)}>
            Open their LinkedIn profile
          </Button>
        </p>
      )}
      <dl className={styles.talk}>
        <div>
          <dt>Open with</dt>
          <dd>{rationale.whyNow.text}</dd>
        </div>
        <div>
          <dt>Why this company</dt>
          <dd>{rationale.whyAccount}</dd>
        </div>
        <div>
          <dt>Why this person</dt>
          <dd>{rationale.whyPerson}</dd>
        </div>
      </dl>
      <p className={styles.taskNow}>
        This step has no email, so there is nothing to approve. Log the outcome in your CRM, then press H to come back
        to it, F to hand it over, or R to drop it.
      </p>
    </div>
  );
}
