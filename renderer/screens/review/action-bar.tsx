/** What can be done with this package, each with its key; the first says what it will really do. It decides nothing itself. */
import type { Command } from '../../commands/command.ts';
import { Button } from '../../components/button.tsx';
import { ToneShape } from '../../components/tone-shape.tsx';
import { Tooltip } from '../../components/tooltip.tsx';
import styles from './action-bar.module.css';
import type { ApproveWords } from './approve-words.ts';

export interface BarAction {
  readonly command: Command;
  /** Why it can't be used now, in words; null where it can. */
  readonly whyNot: string | null;
}

interface ActionBarProps {
  readonly approve: BarAction;
  readonly approveWords: ApproveWords;
  readonly actions: readonly BarAction[];
  /** Right of the rest: undo, keys. */
  readonly trailing: readonly BarAction[];
  readonly onRun: (command: Command) => void;
}

export function ActionBar({ approve, approveWords, actions, trailing, onRun }: ActionBarProps) {
  return (
    <div className={styles.bar} role="toolbar" aria-label="Decide">
      <ApproveButton action={approve} words={approveWords} onRun={onRun} />
      {actions.map((action) => (
        <ActionButton key={action.command.id} action={action} onRun={onRun} />
      ))}
      <span className={styles.push} />
      {trailing.map((action) => (
        <ActionButton key={action.command.id} action={action} onRun={onRun} />
      ))}
    </div>
  );
}

interface OneAction {
  readonly action: BarAction;
  readonly onRun: (command: Command) => void;
}

function ApproveButton({ action, words, onRun }: OneAction & { readonly words: ApproveWords }) {
  const { command, whyNot } = action;
  const signs = words.does === 'go' || words.does === 'wait';
  const isQuiet = words.does === 'look' || words.does === 'attest';
  const button = (
    <Button
      tone={signs ? 'primary' : 'quiet'}
      keys={command.keys[0]}
      className={[styles.approve, isQuiet && styles.look, words.does === 'refused' && styles.refused]
        .filter(Boolean)
        .join(' ')}
      icon={
        words.does === 'refused' ? (
          <ToneShape tone="refused" size={13} />
        ) : isQuiet ? (
          <ToneShape tone="attention" size={13} />
        ) : undefined
      }
      aria-disabled={whyNot !== null || words.does === 'unknown'}
      data-does={words.does}
      onClick={() => {
        if (whyNot === null) onRun(command);
      }}
    >
      {words.label}
    </Button>
  );
  return <Tooltip label={whyNot ?? words.explains}>{button}</Tooltip>;
}

function ActionButton({ action, onRun }: OneAction) {
  const { command, whyNot } = action;
  return (
    <Tooltip label={whyNot ?? command.explains}>
      <Button
        tone="quiet"
        keys={command.keys[0]}
        aria-disabled={whyNot !== null}
        onClick={() => {
          if (whyNot === null) onRun(command);
        }}
      >
        {command.title}
      </Button>
    </Tooltip>
  );
}
