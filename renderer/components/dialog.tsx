/**
 * A dialog over the desk, on the browser's own modal layer: the rest is inert, Escape leaves, focus comes back to where it was.
 * The page's content security policy allows no injected style element, which is why no library's modal is used.
 */
import { X } from 'lucide-react';
import { useEffect, useEffectEvent, useId, useLayoutEffect, useRef, type MouseEvent, type ReactNode } from 'react';
import { IconButton } from './button.tsx';
import { cx } from './class-names.ts';
import styles from './dialog.module.css';

interface DialogProps {
  readonly title: string;
  readonly description?: ReactNode;
  /** Called by Escape, the close button and a press outside. Unmount the dialog (or set `open`) to close it. */
  readonly onClose: () => void;
  readonly open?: boolean;
  readonly size?: 'sm' | 'md' | 'lg' | 'palette';
  /** Hides the title bar; the title is still the dialog's name. */
  readonly bare?: boolean;
  /** Null where leaving would leave the desk in a state nobody chose: then only the buttons end it. */
  readonly dismissible?: boolean;
  readonly footer?: ReactNode;
  readonly children: ReactNode;
}

export function Dialog({ open = true, ...rest }: DialogProps) {
  return open ? <OpenDialog {...rest} /> : null;
}

function OpenDialog({
  title,
  description,
  onClose,
  size = 'md',
  bare = false,
  dismissible = true,
  footer,
  children,
}: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const describedId = useId();

  useLayoutEffect(() => {
    const dialog = ref.current;
    if (dialog === null) return;
    dialog.showModal();
    const first = dialog.querySelector<HTMLElement>('[data-autofocus]') ?? dialog;
    first.focus();
    return () => dialog.close();
  }, []);

  const leave = () => {
    if (dismissible) onClose();
  };
  const onClick = (event: MouseEvent<HTMLDialogElement>) => {
    // The dialog itself is hit only on its backdrop: its content fills the box.
    if (event.target === event.currentTarget) leave();
  };
  const onEscape = useEffectEvent((event: globalThis.KeyboardEvent) => {
    if (event.key !== 'Escape' || event.isComposing || ref.current?.contains(event.target as Node) !== true) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    leave();
  });
  useEffect(() => {
    // Before a tooltip that was left open behind it can take the key for itself.
    const listen = (event: globalThis.KeyboardEvent) => onEscape(event);
    window.addEventListener('keydown', listen, { capture: true });
    return () => window.removeEventListener('keydown', listen, { capture: true });
  }, []);

  return (
    <dialog
      ref={ref}
      role="dialog"
      aria-modal="true"
      className={cx(styles.dialog, styles[size])}
      aria-labelledby={titleId}
      aria-describedby={description === undefined ? undefined : describedId}
      tabIndex={-1}
      onMouseDown={onClick}
      // The desk's keys must not act behind an open dialog.
      onKeyDown={(event) => event.stopPropagation()}
      onCancel={(event) => {
        event.preventDefault();
        leave();
      }}
    >
      <div className={styles.content}>
        <header className={bare ? styles.hidden : styles.header}>
          <h2 id={titleId} className={styles.title}>
            {title}
          </h2>
          {!bare && dismissible && (
            <IconButton label="Close" keys="Escape" onClick={onClose} className={styles.close}>
              <X />
            </IconButton>
          )}
        </header>
        {description !== undefined && (
          <div id={describedId} className={styles.description}>
            {description}
          </div>
        )}
        <div className={bare ? styles.bareBody : styles.body}>{children}</div>
        {footer !== undefined && <footer className={styles.footer}>{footer}</footer>}
      </div>
    </dialog>
  );
}
