/** What was found, group by group, inside the palette: who, where it stands, and the words it was found by. It opens nothing by itself. */
import { Command as Cmdk } from 'cmdk';
import { Ban, Bot, Flag, MessageSquareReply, Package } from 'lucide-react';
import type { Found } from '../../../shared/ipc/channels/search.ts';
import { FOUND_KINDS, FOUND_WORDS, standsAs } from './found-words.ts';
import styles from './palette.module.css';

const ICONS = { package: Package, reply: MessageSquareReply, escalation: Flag, lead: Bot, suppression: Ban } as const;

interface FoundListProps {
  readonly found: readonly Found[];
  readonly onOpen: (found: Found) => void;
}

export function FoundList({ found, onOpen }: FoundListProps) {
  return FOUND_KINDS.map((kind) => {
    const ofKind = found.filter((one) => one.kind === kind);
    if (ofKind.length === 0) return null;
    const Icon = ICONS[kind];
    return (
      <Cmdk.Group key={kind} heading={FOUND_WORDS.groups[kind]} className={styles.group}>
        {ofKind.map((one) => (
          <Cmdk.Item key={one.id} value={`${one.kind} ${one.id}`} className={styles.found} onSelect={() => onOpen(one)}>
            <Icon aria-hidden="true" />
            <span className={styles.foundTitle}>{one.title}</span>
            <span className={styles.stands}>{standsAs(one)}</span>
            <span className={styles.foundContext}>
              {one.excerpt === null ? (
                one.context
              ) : (
                <>
                  {one.excerpt.before}
                  <mark>{one.excerpt.match}</mark>
                  {one.excerpt.after}
                </>
              )}
            </span>
          </Cmdk.Item>
        ))}
      </Cmdk.Group>
    );
  });
}
