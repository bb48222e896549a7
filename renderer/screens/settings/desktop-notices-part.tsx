/** Turns notifications outside the window on and off. The system is asked only by the person's own press. */
import { Choice } from '../../components/field.tsx';
import { Part } from '../../components/screen.tsx';
import { useDesktopNotices } from '../../view-state/desktop-notices.ts';
import styles from './settings.module.css';
import { SETTINGS_WORDS } from './settings-words.ts';

const OPTIONS = [
  { value: 'off', label: SETTINGS_WORDS.noticesOptions.off },
  { value: 'on', label: SETTINGS_WORDS.noticesOptions.on },
] as const;

export function DesktopNoticesPart() {
  const { wanted, permission, turnOn, turnOff } = useDesktopNotices();
  const problem =
    permission === 'denied'
      ? SETTINGS_WORDS.noticesDenied
      : permission === 'unsupported'
        ? SETTINGS_WORDS.noticesUnsupported
        : null;
  return (
    <Part title={SETTINGS_WORDS.notices} explains={SETTINGS_WORDS.noticesWhy}>
      <div className={styles.setting}>
        <span>{SETTINGS_WORDS.noticesName}</span>
        <Choice
          label={SETTINGS_WORDS.noticesName}
          value={wanted ? 'on' : 'off'}
          options={OPTIONS}
          onChange={(next) => {
            if (next === 'off') turnOff();
            else if (permission !== 'unsupported') void turnOn();
          }}
        />
      </div>
      <p className={styles.small} role="status">
        {problem}
      </p>
    </Part>
  );
}
