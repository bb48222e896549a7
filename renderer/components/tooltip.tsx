/** Words for a thing that has none of its own; never the only place where something needed is said. */
import { Tooltip as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { KeyCap } from './key-cap.tsx';
import styles from './tooltip.module.css';

interface TooltipProps {
  readonly label: ReactNode;
  readonly keys?: string | undefined;
  readonly side?: 'top' | 'right' | 'bottom' | 'left';
  /** One element that can take a ref and focus. */
  readonly children: ReactNode;
}

export function Tooltip({ label, keys, side = 'top', children }: TooltipProps) {
  return (
    <Radix.Provider delayDuration={350} skipDelayDuration={200}>
      <Radix.Root>
        <Radix.Trigger asChild>{children}</Radix.Trigger>
        <Radix.Portal>
          <Radix.Content className={styles.content} side={side} sideOffset={6} collisionPadding={8}>
            <span>{label}</span>
            {keys !== undefined && <KeyCap keys={keys} onColour />}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  );
}
