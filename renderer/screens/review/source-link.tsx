/** Where something is known from; it opens outside, on a press, never by itself. */
import { ArrowUpRight } from 'lucide-react';
import styles from './evidence-pane.module.css';

interface SourceLinkProps {
  readonly label: string;
  readonly url: string | null;
  readonly onOpen: (url: string) => void;
}

export function SourceLink({ label, url, onOpen }: SourceLinkProps) {
  if (url === null)
    return (
      <span className={styles.plainSource} title={label}>
        {label}
      </span>
    );
  return (
    <button
      type="button"
      className={styles.link}
      title={url}
      aria-label={`Open the source: ${label}`}
      onClick={() => onOpen(url)}
    >
      <span>{label}</span>
      <ArrowUpRight aria-hidden="true" />
    </button>
  );
}
