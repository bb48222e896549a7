/** What the person who takes a thread over needs beside the conversation: the next step, what is known, what was objected, the account. */
import type { Escalation } from '../../../shared/domain/escalation.ts';
import type { HandoffPackage } from '../../../shared/domain/handoff-package.ts';
import { Button } from '../../components/button.tsx';
import { TierChip } from '../../components/chip.tsx';
import { SectionTitle } from '../../components/section-title.tsx';
import styles from './escalation-aside.module.css';
import { ESCALATION_WORDS } from './escalation-words.ts';

interface EscalationAsideProps {
  readonly escalation: Escalation;
  /** Undefined while it is read; null where there is none on this desk. */
  readonly pkg: HandoffPackage | null | undefined;
  readonly hasReply: boolean;
  readonly onOpenPackage: (id: HandoffPackage['id']) => void;
  readonly onOpenReply: () => void;
}

export function EscalationAside({ escalation, pkg, hasReply, onOpenPackage, onOpenReply }: EscalationAsideProps) {
  const { context, packageId } = escalation;
  return (
    <>
      {context !== null && context.suggestedStep !== '' && (
        <section className={styles.part}>
          <SectionTitle>{ESCALATION_WORDS.step}</SectionTitle>
          <p className={styles.step} data-copy>
            {context.suggestedStep}
          </p>
        </section>
      )}
      <Lines title={ESCALATION_WORDS.qualification} lines={context?.qualification ?? []} />
      <Lines title={ESCALATION_WORDS.intent} lines={context?.intentSignals ?? []} />
      {context !== null && context.objections.length > 0 && (
        <section className={styles.part}>
          <SectionTitle>{ESCALATION_WORDS.objections}</SectionTitle>
          <ul className={styles.objections}>
            {context.objections.map(({ said, answered }, at) => (
              <li key={at} data-copy>
                <p className={styles.said}>“{said}”</p>
                <p className={styles.quiet}>
                  {answered === '' ? (
                    ESCALATION_WORDS.objectionOpen
                  ) : (
                    <>
                      {ESCALATION_WORDS.answeredWith} {answered}
                    </>
                  )}
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className={styles.part}>
        <SectionTitle>{ESCALATION_WORDS.context}</SectionTitle>
        {packageId === null && <p className={styles.quiet}>{ESCALATION_WORDS.noPackage}</p>}
        {packageId !== null && pkg === null && <p className={styles.quiet}>{ESCALATION_WORDS.missing}</p>}
        {pkg != null && <Account pkg={pkg} />}
        <p className={styles.links}>
          {pkg != null && (
            <Button size="sm" onClick={() => onOpenPackage(pkg.id)}>
              {ESCALATION_WORDS.openPackage}
            </Button>
          )}
          {hasReply && (
            <Button size="sm" onClick={onOpenReply}>
              {ESCALATION_WORDS.openReply}
            </Button>
          )}
        </p>
      </section>
    </>
  );
}

function Lines({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <section className={styles.part}>
      <SectionTitle>{title}</SectionTitle>
      <ul className={styles.lines}>
        {lines.map((line, at) => (
          <li key={at} data-copy>
            {line}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Account({ pkg }: { readonly pkg: HandoffPackage }) {
  const { account, contact, rationale } = pkg;
  const facts = [account.industry, account.geography, headcountWords(account.headcount)].filter((part) => part !== '');
  return (
    <>
      <p className={styles.account} data-copy>
        <TierChip tier={account.tier} />
        <span>{facts.join(' · ')}</span>
      </p>
      <p data-copy>
        {contact.name}, {contact.title}
      </p>
      {rationale.whyNow.text !== '' && <p data-copy>{rationale.whyNow.text}</p>}
      {rationale.whyPerson !== '' && (
        <p className={styles.quiet} data-copy>
          {rationale.whyPerson}
        </p>
      )}
    </>
  );
}

function headcountWords(headcount: number | null): string {
  return headcount === null ? '' : `${headcount.toLocaleString('en-GB')} people`;
}
