/** What can be done with this package, each with its key; the first says what it will really do. It decides nothing itself. */
import { memo } from 'react';
import type { Command } from '../../commands/command.ts';
import { Button } from '../../components/button.tsx';
import { cx } from '../../components/class-names.ts';
import { ToneShape } from '../../components/tone-shape.tsx';
import { Tooltip } from '../../components/tooltip.tsx';
import styles from './action-bar.module.css';
import type { ApproveWords } from './approve-words.ts';

export interface BarAction {
  readonly command: Command;
  /** What the button says here, where that is not the command's own title. */
  readonly title?: string;
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
  const button = (action: BarAction) => (
    <ActionButton
      key={action.command.id}
      command={action.command}
      title={action.title ?? action.command.title}
      whyNot={action.whyNot}
      onRun={onRun}
    />
  );
  return (
    <div className={styles.bar} role="toolbar" aria-label="Decide">
      <ApproveButton command={approve.command} whyNot={approve.whyNot} onRun={onRun} {...approveWords} />
      {actions.map(button)}
      <span className={styles.push} />
      {trailing.map(button)}
    </div>
  );
}

interface OneAction {
  readonly command: Command;
  readonly whyNot: string | null;
  readonly onRun: (command: Command) => void;
}

/** Flat values in, so that no button is drawn again while the preview says the same. */
const ApproveButton = memo(function ApproveButton(props: OneAction & ApproveWords) {
  const { command, whyNot, onRun, label } = props;
  const explains = whyNot ?? props.explains;
  // What can't be decided any more is not offered in the words of what could.
  const does = whyNot === null ? props.does : 'unknown';
  const signs = does === 'go' || does === 'wait';
  const isQuiet = does === 'look' || does === 'attest';
  const button = (
    <Button
      tone={signs ? 'primary' : 'quiet'}
      keys={command.keys[0]}
      className={cx(styles.approve, isQuiet && styles.look, does === 'refused' && styles.refused)}
      icon={
        does === 'refused' ? (
          <ToneShape tone="refused" size={13} />
        ) : isQuiet ? (
          <ToneShape tone="attention" size={13} />
        ) : undefined
      }
      aria-disabled={does === 'unknown'}
      data-does={does}
      onClick={() => {
        if (whyNot === null) onRun(command);
      }}
    >
      {whyNot === null ? label : command.title}
    </Button>
  );
  return <Tooltip label={explains}>{button}</Tooltip>;
});

const ActionButton = memo(function ActionButton({
  command,
  title,
  whyNot,
  onRun,
}: OneAction & { readonly title: string }) {
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
        {title}
      </Button>
    </Tooltip>
  );
});
