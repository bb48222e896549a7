/** One line over a screen that says how the desk stands and what can be done about it. */
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './banner.module.css';
import { IconButton } from './button.tsx';
import { cx } from './class-names.ts';
import type { Tone } from './tone.ts';
import { ToneShape } from './tone-shape.tsx';

interface BannerProps {
  readonly tone?: Exclude<Tone, 'supported'>;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  readonly onDismiss?: (() => void) | undefined;
  /** `alert` interrupts a screen reader; `status` waits. */
  readonly role?: 'status' | 'alert';
}

export function Banner({ tone = 'neutral', children, actions, onDismiss, role = 'status' }: BannerProps) {
  return (
    <div className={cx(styles.banner, styles[tone])} role={role}>
      {tone !== 'neutral' && tone !== 'accent' && <ToneShape tone={tone} size={14} />}
      <span className={styles.words}>{children}</span>
      {actions !== undefined && <span className={styles.actions}>{actions}</span>}
      {onDismiss !== undefined && (
        <IconButton label="Dismiss" size="sm" onClick={onDismiss}>
          <X />
        </IconButton>
      )}
    </div>
  );
}
