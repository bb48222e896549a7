/** The stack of toasts in the corner: the newest below, three at most. It shows and offers; it keeps nothing. */
import { X } from 'lucide-react';
import { useEffect, useEffectEvent, useState, type ReactNode } from 'react';
import { IconButton } from './button.tsx';
import { cx } from './class-names.ts';
import { KeyCap } from './key-cap.tsx';
import { ariaKeys } from './key-words.ts';
import { Ring } from './ring.tsx';
import styles from './toaster.module.css';
import { timeLeft } from './time-words.ts';
import type { Tone } from './tone.ts';
import { ToneShape } from './tone-shape.tsx';
import { useNow } from './use-now.ts';

export interface ToastAction {
  readonly label: string;
  readonly keys?: string;
  readonly onPress: () => void;
}

export interface Toast {
  readonly id: string;
  readonly tone: Tone;
  readonly text: ReactNode;
  readonly detail?: ReactNode;
  readonly actions?: readonly ToastAction[];
  /** While it runs, a ring and the seconds left are drawn, and the toast stays. */
  readonly countdown?: { readonly fromMs: number; readonly toMs: number };
  /** How long it stays, in milliseconds; null until it is dismissed. Counts from when the toast last changed. */
  readonly staysMs: number | null;
}

interface ToasterProps {
  readonly toasts: readonly Toast[];
  readonly onDismiss: (id: string) => void;
  /** Over the bars at the foot of the review screen rather than at the foot of the window. */
  readonly overBars?: boolean;
  /** The region's name for a screen reader. */
  readonly label: string;
}

const MOST = 3;

export function Toaster({ toasts, onDismiss, overBars = false, label }: ToasterProps) {
  return (
    <section className={cx(styles.region, overBars && styles.overBars)} aria-label={label}>
      <ol className={styles.stack}>
        {toasts.slice(-MOST).map((toast) => (
          <OneToast key={toast.id} toast={toast} onDismiss={onDismiss} />
        ))}
      </ol>
    </section>
  );
}

function OneToast({ toast, onDismiss }: { readonly toast: Toast; readonly onDismiss: (id: string) => void }) {
  const [held, setHeld] = useState(false);
  const dismiss = useEffectEvent(() => onDismiss(toast.id));
  const { staysMs, text, tone } = toast;
  useEffect(() => {
    if (staysMs === null || held) return;
    const timer = setTimeout(dismiss, staysMs);
    return () => clearTimeout(timer);
  }, [staysMs, held, text, tone]);

  return (
    <li
      className={cx(styles.toast, styles[toast.tone])}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {toast.countdown === undefined ? (
        <ToneShape tone={toast.tone} size={15} />
      ) : (
        <Countdown {...toast.countdown} bare={toast.detail !== undefined} />
      )}
      <div className={styles.words}>
        <p className={styles.text}>{toast.text}</p>
        {toast.detail !== undefined && <p className={styles.detail}>{toast.detail}</p>}
      </div>
      {toast.actions?.map((action) => (
        <button
          key={action.label}
          type="button"
          className={styles.action}
          aria-keyshortcuts={action.keys === undefined ? undefined : ariaKeys(action.keys)}
          onClick={action.onPress}
        >
          {action.label}
          {action.keys !== undefined && <KeyCap keys={action.keys} onColour />}
        </button>
      ))}
      <IconButton label="Dismiss" size="sm" className={styles.dismiss} onClick={() => onDismiss(toast.id)}>
        <X />
      </IconButton>
    </li>
  );
}

/** `bare`: the words beside it say the seconds. */
function Countdown({ fromMs, toMs, bare }: { readonly fromMs: number; readonly toMs: number; readonly bare: boolean }) {
  const nowMs = useNow(250);
  const leftMs = Math.max(0, toMs - nowMs);
  return (
    <span className={styles.countdown}>
      <Ring fraction={leftMs / Math.max(1, toMs - fromMs)} tone="accent" />
      {!bare && <span className={styles.seconds}>{leftMs === 0 ? '' : timeLeft(leftMs)}</span>}
    </span>
  );
}
