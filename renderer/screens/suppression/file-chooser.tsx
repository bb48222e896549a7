/** Takes one CSV, dropped or chosen, and says why the last one could not be read. */
import { FileInput } from 'lucide-react';
import { useRef, useState, type DragEvent } from 'react';
import { Button } from '../../components/button.tsx';
import { cx } from '../../components/class-names.ts';
import { LIST_IMPORT_WORDS } from './import-list-words.ts';
import styles from './import-list.module.css';

export function FileChooser({
  fault,
  onFile,
}: {
  readonly fault: string | null;
  readonly onFile: (file: File) => void;
}) {
  const [isOver, setIsOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    const file = event.dataTransfer.files[0];
    if (file !== undefined) onFile(file);
  };
  return (
    <div className={styles.chooser}>
      <div
        className={cx(styles.drop, isOver && styles.over)}
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={onDrop}
      >
        <FileInput size={28} strokeWidth={1.25} aria-hidden="true" />
        <p>{LIST_IMPORT_WORDS.drop}</p>
        <Button tone="primary" data-autofocus onClick={() => input.current?.click()}>
          {LIST_IMPORT_WORDS.choose}
        </Button>
        <p className={styles.kinds}>{LIST_IMPORT_WORDS.kinds}</p>
        <input
          ref={input}
          className={styles.hidden}
          type="file"
          tabIndex={-1}
          aria-label={LIST_IMPORT_WORDS.choose}
          accept=".csv,.tsv,.txt,text/csv"
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = '';
            if (file !== undefined) onFile(file);
          }}
        />
      </div>
      {fault !== null && (
        <p className={styles.fault} role="alert">
          {fault}
        </p>
      )}
    </div>
  );
}
