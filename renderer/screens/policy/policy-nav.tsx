/** The parts of the policy as a short list beside it: one press goes there. */
import { POLICY_SECTIONS } from '../../../shared/policy/policy-fields.ts';
import styles from './policy.module.css';
import { POLICY_WORDS } from './policy-words.ts';

const PLACES: readonly { readonly id: string; readonly title: string }[] = [
  { id: 'pauses', title: POLICY_WORDS.pauses },
  ...POLICY_SECTIONS.map(({ id, title }) => ({ id, title })),
  { id: 'window', title: POLICY_WORDS.window },
  { id: 'shares', title: POLICY_WORDS.shares },
  { id: 'consent', title: POLICY_WORDS.consent },
  { id: 'phrases', title: POLICY_WORDS.phrases },
  { id: 'sequences', title: POLICY_WORDS.sequences },
  { id: 'escalation', title: POLICY_WORDS.escalation },
  { id: 'opt-out', title: POLICY_WORDS.optOut },
  { id: 'suppression', title: POLICY_WORDS.suppression },
  { id: 'company', title: POLICY_WORDS.company },
  { id: 'history', title: POLICY_WORDS.history },
];

export function PolicyNav() {
  return (
    <nav className={styles.nav} aria-label={POLICY_WORDS.sections}>
      <ul>
        {PLACES.map(({ id, title }) => (
          <li key={id}>
            <button type="button" onClick={() => goTo(`policy-${id}`)}>
              {title}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The focus goes along, so that the next Tab is in that part. */
function goTo(id: string): void {
  const part = document.getElementById(id);
  part?.scrollIntoView({ block: 'start' });
  part
    ?.querySelector<HTMLElement>('input:not([hidden]), select, textarea, button, summary')
    ?.focus({ preventScroll: true });
}
