/** Shows what each role may and may not do, cell by cell from the permission table: it can't say anything the door does not do. */
import { Actor, type Person } from '../../../shared/domain/person.ts';
import { FIELD_GROUPS, mayWrite } from '../../../shared/policy/permissions.ts';
import { cx } from '../../components/class-names.ts';
import { Dialog } from '../../components/dialog.tsx';
import { ToneShape } from '../../components/tone-shape.tsx';
import { GROUP_NAMES, RIGHTS, ROLE_NAMES, ROLES_WORDS } from './role-words.ts';
import styles from './roles-dialog.module.css';

interface RolesDialogProps {
  readonly person: Person | null;
  readonly people: readonly Person[];
  readonly onClose: () => void;
}

export function RolesDialog({ person, people, onClose }: RolesDialogProps) {
  return (
    <Dialog title={ROLES_WORDS.title} description={ROLES_WORDS.description} size="lg" onClose={onClose}>
      <div className={styles.scroller} tabIndex={0} role="group" aria-label={ROLES_WORDS.title}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{ROLES_WORDS.what}</th>
              {Actor.options.map((actor) => (
                <th key={actor} scope="col" className={cx(actor === person?.role && styles.own)}>
                  {ROLE_NAMES[actor]}
                  <span className={styles.people}>
                    {people
                      .filter(({ role }) => role === actor)
                      .map(({ id, name }) => (id === person?.id ? `${name} (${ROLES_WORDS.you})` : name))
                      .join(', ')}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {FIELD_GROUPS.map((group) => (
              <tr key={group}>
                <th scope="row">{GROUP_NAMES[group]}</th>
                {Actor.options.map((actor) => {
                  const { tone, words } = RIGHTS[mayWrite(actor, group)];
                  return (
                    <td key={actor} className={cx(actor === person?.role && styles.own)}>
                      <ToneShape tone={tone} /> {words}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Dialog>
  );
}
