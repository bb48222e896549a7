/** A menu of actions under a button. It does not lock the page behind it. */
import { DropdownMenu } from 'radix-ui';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { KeyCap } from './key-cap.tsx';
import styles from './menu.module.css';

export interface MenuItem {
  readonly id: string;
  readonly label: ReactNode;
  /** A second line, in fewer words than a sentence. */
  readonly detail?: ReactNode;
  readonly icon?: ReactNode;
  readonly keys?: string | undefined;
  /** A figure at the end of the line. */
  readonly aside?: ReactNode;
  /** For choices of which several may be on: the menu stays. */
  readonly keepsOpen?: boolean;
  /** Draws a check: the one that is on now. */
  readonly checked?: boolean;
  readonly disabled?: boolean;
  readonly tone?: 'plain' | 'danger';
  readonly onSelect: () => void;
}

export interface MenuGroup {
  readonly id: string;
  readonly label?: string;
  readonly items: readonly MenuItem[];
}

interface MenuProps {
  /** One element that opens it. */
  readonly trigger: ReactNode;
  readonly groups: readonly MenuGroup[];
  readonly align?: 'start' | 'end';
  readonly side?: 'top' | 'bottom';
  /** Where a key opens it too; left alone, it opens by its trigger. */
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
}

export function Menu({ trigger, groups, align = 'start', side = 'bottom', open, onOpenChange }: MenuProps) {
  return (
    // Not modal: the library's modal menu injects a style element, which the page's policy forbids.
    <DropdownMenu.Root
      modal={false}
      {...(open === undefined ? {} : { open })}
      {...(onOpenChange === undefined ? {} : { onOpenChange })}
    >
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className={styles.menu}
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          onKeyDown={(event) => event.stopPropagation()}
        >
          {groups.map((group) => (
            <DropdownMenu.Group key={group.id} className={styles.group}>
              {group.label !== undefined && (
                <DropdownMenu.Label className={styles.label}>{group.label}</DropdownMenu.Label>
              )}
              {group.items.map((item) => (
                <Entry key={item.id} item={item} />
              ))}
            </DropdownMenu.Group>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function Entry({ item }: { readonly item: MenuItem }) {
  const inside = (
    <>
      {item.icon !== undefined && (
        <span className={styles.icon} aria-hidden="true">
          {item.icon}
        </span>
      )}
      <span className={styles.words}>
        <span>{item.label}</span>
        {item.detail !== undefined && <span className={styles.detail}>{item.detail}</span>}
      </span>
      {item.keys !== undefined && <KeyCap keys={item.keys} />}
      {item.aside !== undefined && <span className={styles.aside}>{item.aside}</span>}
      {item.checked === true && <Check className={styles.check} aria-hidden="true" />}
    </>
  );
  const className = item.tone === 'danger' ? `${styles.item ?? ''} ${styles.danger ?? ''}` : styles.item;
  const onSelect = (event: Event) => {
    if (item.keepsOpen === true) event.preventDefault();
    item.onSelect();
  };
  if (item.checked !== undefined) {
    return (
      <DropdownMenu.CheckboxItem
        className={className}
        checked={item.checked}
        disabled={item.disabled === true}
        onSelect={onSelect}
      >
        {inside}
      </DropdownMenu.CheckboxItem>
    );
  }
  return (
    <DropdownMenu.Item className={className} disabled={item.disabled === true} onSelect={onSelect}>
      {inside}
    </DropdownMenu.Item>
  );
}
