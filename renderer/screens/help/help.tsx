/** Every key with what it does, straight from the registry: it can't say anything the keys don't do. */
import type { Command } from '../../commands/command.ts';
import { Dialog } from '../../components/dialog.tsx';
import { KeyCap } from '../../components/key-cap.tsx';
import { SectionTitle } from '../../components/section-title.tsx';
import styles from './help.module.css';

interface HelpProps {
  readonly commands: readonly Command[];
  readonly onClose: () => void;
}

const WORDS = {
  title: 'Keys',
  description: 'Every key works while you read. While you write, only those with Ctrl, Cmd, Alt or Esc do.',
} as const;
const GROUPS: readonly Command['group'][] = ['Decide', 'Write', 'Replies', 'Move', 'Find', 'Desk'];

export function Help({ commands, onClose }: HelpProps) {
  return (
    <Dialog title={WORDS.title} description={WORDS.description} size="lg" onClose={onClose}>
      <div className={styles.columns} tabIndex={0} role="group" aria-label={WORDS.title}>
        {GROUPS.map((group) => {
          const inGroup = commands.filter(
            (command) => command.group === group && command.keys.length > 0 && command.isStep !== true,
          );
          return inGroup.length === 0 ? null : (
            <section key={group} className={styles.group}>
              <SectionTitle>{group}</SectionTitle>
              <dl className={styles.keys}>
                {inGroup.map((command) => (
                  <div key={command.id} className={styles.command}>
                    <dt className={styles.caps}>
                      {drawn(command.keys).map((key) => (
                        <KeyCap key={key} keys={key} />
                      ))}
                    </dt>
                    <dd>
                      <span className={styles.title}>{command.title}</span>
                      <span className={styles.explains}>{command.explains}</span>
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          );
        })}
      </div>
    </Dialog>
  );
}

/** `Shift+?` is drawn as `?`: what is printed on the key says it already. */
function drawn(keys: readonly string[]): readonly string[] {
  return keys.filter((key) => !key.startsWith('Shift+') || !keys.includes(key.slice('Shift+'.length)));
}
