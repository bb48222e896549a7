/** Gives commands other keys: one press is recorded, and a key that another command has is refused with its name. It never leaves two on one key. */
import { useEffect, useEffectEvent, useState } from 'react';
import type { Command } from '../../commands/command.ts';
import { isMovable, useKeyChoices, type KeyChoices } from '../../commands/key-choices.ts';
import { conflictWith } from '../../commands/key-conflicts.ts';
import { recordKey } from '../../commands/record-key.ts';
import { listedCommands, useCommands } from '../../commands/registry.ts';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/field.tsx';
import { KeyCap } from '../../components/key-cap.tsx';
import { ariaKeys, isMac } from '../../components/key-words.ts';
import { Part } from '../../components/screen.tsx';
import { ToneShape } from '../../components/tone-shape.tsx';
import styles from './keys-part.module.css';
import { KEYS_WORDS as W } from './keys-words.ts';

const GROUPS: readonly Command['group'][] = ['Decide', 'Write', 'Replies', 'Move', 'Find', 'Desk'];

interface Said {
  readonly id: string | null;
  readonly words: string;
  readonly isRefusal: boolean;
}

export function KeysPart() {
  const commands = useCommands();
  const own = useKeyChoices((choices) => choices.own);
  const singleKeys = useKeyChoices((choices) => choices.singleKeys);
  const change = useKeyChoices((choices) => choices.change);
  const [recordingId, setRecording] = useState<string | null>(null);
  const [said, setSaid] = useState<Said | null>(null);

  const keep = (next: KeyChoices, id: string | null, words: string) => {
    const isKept = change(next);
    setSaid({ id, words: isKept ? words : `${words} ${W.notKept}`, isRefusal: !isKept });
  };
  const refuse = (id: string, words: string) => setSaid({ id, words, isRefusal: true });
  const without = (id: string) => Object.fromEntries(Object.entries(own).filter(([other]) => other !== id));

  const press = useEffectEvent((event: KeyboardEvent) => {
    const command = commands.find(({ id }) => id === recordingId);
    if (command === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.repeat) return;
    if (event.key === 'Escape') {
      setRecording(null);
      setSaid(null);
      return;
    }
    const recorded = recordKey(event, command, commands, { isMac, singleKeys });
    if (recorded.kind === 'more') return;
    setRecording(null);
    if (recorded.kind === 'refused') refuse(command.id, recorded.because);
    else
      keep(
        { own: { ...own, [command.id]: [recorded.key] }, singleKeys },
        command.id,
        W.now(command.title, ariaKeys(recorded.key)),
      );
  });
  useEffect(() => {
    if (recordingId === null) return undefined;
    const listen = (event: KeyboardEvent) => press(event);
    // Before every command and every field: the press is a name here, not an order.
    window.addEventListener('keydown', listen, { capture: true });
    return () => window.removeEventListener('keydown', listen, { capture: true });
  }, [recordingId]);

  const reset = (command: Command) => {
    const listed = listedCommands().find(({ id }) => id === command.id) ?? command;
    const other = conflictWith(listed, commands);
    if (other === null) keep({ own: without(command.id), singleKeys }, command.id, W.back(command.title));
    else refuse(command.id, W.resetTaken(command.title, other.title));
  };

  return (
    <Part title={W.title} explains={W.why}>
      <div className={styles.single}>
        <span>
          {W.single}
          <span className={styles.why}>{W.singleWhy}</span>
        </span>
        <Choice
          label={W.single}
          value={singleKeys ? 'on' : 'off'}
          options={[
            { value: 'on', label: W.singleOptions.on },
            { value: 'off', label: W.singleOptions.off },
          ]}
          onChange={(next) => keep({ own, singleKeys: next === 'on' }, null, '')}
        />
      </div>
      {GROUPS.map((group) => (
        <section key={group} className={styles.group} aria-label={group}>
          <h3 className={styles.title}>{group}</h3>
          <ul className={styles.list}>
            {commands
              .filter((command) => command.group === group && isMovable(command))
              .map((command) => (
                <li key={command.id} className={styles.row}>
                  <span className={styles.name} title={command.explains}>
                    {command.title}
                    {own[command.id] !== undefined && <span className={styles.changed}>{W.changed}</span>}
                  </span>
                  <span className={styles.keys}>
                    {recordingId === command.id ? (
                      <span className={styles.recording} role="status">
                        {W.recording}
                      </span>
                    ) : command.keys.length === 0 ? (
                      <span className={styles.none}>{W.none}</span>
                    ) : (
                      command.keys.map((key) => (
                        <span key={key} role="img" aria-label={ariaKeys(key)}>
                          <KeyCap keys={key} />
                        </span>
                      ))
                    )}
                  </span>
                  <span className={styles.acts}>
                    {own[command.id] !== undefined && (
                      <Button
                        size="sm"
                        tone="quiet"
                        aria-label={W.resetOf(command.title)}
                        onClick={() => reset(command)}
                      >
                        {W.reset}
                      </Button>
                    )}
                    {command.keys.length > 0 && (
                      <Button
                        size="sm"
                        tone="quiet"
                        aria-label={W.takeOffOf(command.title)}
                        onClick={() =>
                          keep({ own: { ...own, [command.id]: [] }, singleKeys }, command.id, W.off(command.title))
                        }
                      >
                        {W.takeOff}
                      </Button>
                    )}
                    <Button
                      size="sm"
                      aria-label={W.changeOf(command.title)}
                      aria-pressed={recordingId === command.id}
                      onClick={() => {
                        setSaid(null);
                        setRecording(recordingId === command.id ? null : command.id);
                      }}
                      onBlur={() => setRecording((now) => (now === command.id ? null : now))}
                    >
                      {W.change}
                    </Button>
                  </span>
                  {said?.id === command.id && <SaidLine said={said} />}
                </li>
              ))}
          </ul>
        </section>
      ))}
      <div className={styles.all}>
        <Button disabled={Object.keys(own).length === 0} onClick={() => keep({ own: {}, singleKeys }, null, W.allBack)}>
          {W.resetAll}
        </Button>
        {said?.id === null && said.words !== '' && <SaidLine said={said} />}
      </div>
    </Part>
  );
}

function SaidLine({ said }: { readonly said: Said }) {
  return (
    <p className={styles.said} role={said.isRefusal ? 'alert' : 'status'}>
      <ToneShape tone={said.isRefusal ? 'refused' : 'supported'} size={12} /> {said.words}
    </p>
  );
}
