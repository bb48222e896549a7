/** Takes one file, dropped or chosen, and says why the last one could not be read. It opens nothing itself. */
import { FileInput } from 'lucide-react';
import { useRef, useState, type DragEvent } from 'react';
import { Button } from './button.tsx';
import { cx } from './class-names.ts';
import styles from './file-chooser.module.css';

interface FileChooserProps {
  readonly words: {
    readonly drop: string;
    readonly choose: string;
    readonly kinds: string;
    /** More than one was dropped. */
    readonly many: string;
  };
  /** As the file dialog filters. */
  readonly accept: string;
  readonly fault: string | null;
  readonly onFile: (file: File) => void;
}

export function FileChooser({ words, accept, fault, onFile }: FileChooserProps) {
  const [isOver, setIsOver] = useState(false);
  const [wereMany, setWereMany] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    const [file, second] = event.dataTransfer.files;
    setWereMany(second !== undefined);
    if (file !== undefined && second === undefined) onFile(file);
  };
  const problem = wereMany ? words.many : fault;
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
        <p className={styles.words}>{words.drop}</p>
        <Button tone="primary" data-autofocus onClick={() => input.current?.click()}>
          {words.choose}
        </Button>
        <p className={styles.kinds}>{words.kinds}</p>
        <input
          ref={input}
          className={styles.input}
          type="file"
          tabIndex={-1}
          aria-label={words.choose}
          accept={accept}
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = '';
            setWereMany(false);
            if (file !== undefined) onFile(file);
          }}
        />
      </div>
      {problem !== null && (
        <p className={styles.fault} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
