/** Up to five bodies, each in full, each with its own yes. It signs only what was chosen, and only once the end of each was on screen. */
import { useEffect, useRef, useState } from 'react';
import type { HandoffPackage } from '../../../shared/domain/handoff-package.ts';
import type { PackageId } from '../../../shared/domain/ids.ts';
import { footerOf } from '../../../shared/policy/compose-message.ts';
import type { PolicyDocument } from '../../../shared/policy/limits.ts';
import { Button } from '../../components/button.tsx';
import { TierChip } from '../../components/chip.tsx';
import { cx } from '../../components/class-names.ts';
import { Dialog } from '../../components/dialog.tsx';
import styles from './batch-dialog.module.css';
import { BATCH_WORDS as W } from './batch-words.ts';

interface BatchDialogProps {
  readonly packages: readonly HandoffPackage[];
  readonly policy: PolicyDocument | null;
  readonly onSign: (ids: readonly PackageId[]) => void;
  readonly onClose: () => void;
}

export function BatchDialog({ packages, policy, onSign, onClose }: BatchDialogProps) {
  const [leftOut, setLeftOut] = useState<ReadonlySet<PackageId>>(new Set());
  const [read, setRead] = useState<ReadonlySet<string>>(new Set());
  const room = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The end of a body is below everything of it: who saw it had the whole of it before them.
    const watch = new IntersectionObserver((entries) => {
      const seen = entries.flatMap(({ isIntersecting, target }) =>
        isIntersecting && target instanceof HTMLElement ? [target.dataset['end'] ?? ''] : [],
      );
      if (seen.length > 0) setRead((before) => new Set([...before, ...seen]));
    });
    for (const end of room.current?.querySelectorAll('[data-end]') ?? []) watch.observe(end);
    return () => watch.disconnect();
  }, []);
  const chosen = packages.filter(({ id }) => !leftOut.has(id));
  const unread = chosen.filter(({ id }) => !read.has(id)).length;
  const footer = policy === null ? '' : footerOf(policy).replace(/^\n+/u, '');
  return (
    <Dialog
      title={W.title(packages.length)}
      description={W.description}
      size="lg"
      onClose={onClose}
      footer={
        <>
          <span className={styles.read} role="status">
            {W.read(chosen.length - unread, chosen.length)}
          </span>
          <Button onClick={onClose}>{W.close}</Button>
          <Button
            tone="primary"
            disabled={chosen.length === 0 || unread > 0}
            onClick={() => onSign(chosen.map(({ id }) => id))}
          >
            {W.sign(chosen.length)}
          </Button>
        </>
      }
    >
      <div ref={room} className={styles.room} tabIndex={0} role="group" aria-label={W.description} data-autofocus>
        {packages.map(({ id, account, contact, draft }) => {
          const isOut = leftOut.has(id);
          return (
            <article key={id} className={cx(styles.one, isOut && styles.out)} aria-label={contact.name}>
              <header className={styles.head}>
                <strong>{account.name}</strong> <TierChip tier={account.tier} />
                <label className={styles.choice}>
                  <input
                    type="checkbox"
                    checked={!isOut}
                    aria-label={W.includeOf(contact.name)}
                    onChange={() =>
                      setLeftOut((before) =>
                        before.has(id)
                          ? new Set([...before].filter((other) => other !== id))
                          : new Set([...before, id]),
                      )
                    }
                  />
                  {isOut ? W.leftOut : W.include}
                </label>
              </header>
              <p className={styles.line}>
                <span className={styles.name}>{W.to}</span> <span data-copy>{contact.email}</span>
              </p>
              <p className={styles.line}>
                <span className={styles.name}>{W.subject}</span> <strong data-copy>{draft?.subject}</strong>
              </p>
              <div className={styles.body} data-copy>
                {draft?.body}
              </div>
              <footer className={styles.footer}>{footer}</footer>
              <span data-end={id} className={styles.end} />
            </article>
          );
        })}
      </div>
    </Dialog>
  );
}
