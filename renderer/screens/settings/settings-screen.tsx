/** How the desk looks, what holds a message back, the pause of everything, and what this is. */
import { Monitor, Moon, Sun } from 'lucide-react';
import type { PolicyDocument } from '../../../shared/policy/limits.ts';
import { useAppearance, type Density, type Theme } from '../../app/appearance.ts';
import { Choice } from '../../components/field.tsx';
import { Mark } from '../../components/mark.tsx';
import { Part, ScreenBody, ScreenHead } from '../../components/screen.tsx';
import { useDesk } from '../../store/queries.ts';
import { useSession } from '../../view-state/session.ts';
import { AttentionPart } from './attention-part.tsx';
import { DesktopNoticesPart } from './desktop-notices-part.tsx';
import { KeysPart } from './keys-part.tsx';
import { PausePart } from './pause-part.tsx';
import styles from './settings.module.css';
import { SpellingPart } from './spelling-part.tsx';
import { sendWindowWords, SETTINGS_WORDS } from './settings-words.ts';

const THEMES: readonly { readonly value: Theme; readonly label: string; readonly icon: React.ReactNode }[] = [
  { value: 'system', label: SETTINGS_WORDS.themes.system, icon: <Monitor /> },
  { value: 'light', label: SETTINGS_WORDS.themes.light, icon: <Sun /> },
  { value: 'dark', label: SETTINGS_WORDS.themes.dark, icon: <Moon /> },
];
const DENSITIES: readonly { readonly value: Density; readonly label: string }[] = [
  { value: 'comfortable', label: SETTINGS_WORDS.densities.comfortable },
  { value: 'compact', label: SETTINGS_WORDS.densities.compact },
];

export function SettingsScreen() {
  const theme = useAppearance((appearance) => appearance.theme);
  const density = useAppearance((appearance) => appearance.density);
  const set = useAppearance((appearance) => appearance.set);
  const { desk, policy, people } = useDesk();
  const version = useSession((session) => session.version);
  const host = useSession((session) => session.host);
  const pause = desk?.pauses.find(({ scope }) => scope === 'all') ?? null;
  return (
    <ScreenBody label={SETTINGS_WORDS.title}>
      <ScreenHead title={SETTINGS_WORDS.title} context={SETTINGS_WORDS.context} />
      <Part title={SETTINGS_WORDS.appearance}>
        <Setting name={SETTINGS_WORDS.theme}>
          <Choice
            label={SETTINGS_WORDS.theme}
            value={theme}
            options={THEMES}
            onChange={(next) => set({ theme: next })}
          />
        </Setting>
        <Setting name={SETTINGS_WORDS.density}>
          <Choice
            label={SETTINGS_WORDS.density}
            value={density}
            options={DENSITIES}
            onChange={(next) => set({ density: next })}
          />
        </Setting>
      </Part>
      <Part
        title={SETTINGS_WORDS.sending}
        explains={policy === null ? SETTINGS_WORDS.noPolicy : SETTINGS_WORDS.sendingWhy}
      >
        {policy !== null && <PolicyLines policy={policy} />}
      </Part>
      <DesktopNoticesPart />
      <SpellingPart />
      <AttentionPart policy={policy} />
      <KeysPart />
      <PausePart pause={pause} people={people} />
      <Part title={SETTINGS_WORDS.about}>
        <div className={styles.about}>
          <Mark size={36} />
          <dl className={styles.lines}>
            <Line name={SETTINGS_WORDS.version}>{version === '' ? '–' : version}</Line>
            <Line name={SETTINGS_WORDS.host}>{host === null ? '–' : SETTINGS_WORDS.hosts[host]}</Line>
          </dl>
        </div>
        <p className={styles.small}>{SETTINGS_WORDS.fonts}</p>
      </Part>
    </ScreenBody>
  );
}

function Setting({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div className={styles.setting}>
      <span>{name}</span>
      {children}
    </div>
  );
}

function PolicyLines({ policy }: { readonly policy: PolicyDocument }) {
  const { limits } = policy;
  return (
    <dl className={styles.lines}>
      <Line name={SETTINGS_WORDS.undo}>{SETTINGS_WORDS.seconds(limits.undoSeconds)}</Line>
      <Line name={SETTINGS_WORDS.window}>{sendWindowWords(policy.sendWindow)}</Line>
      <Line name={SETTINGS_WORDS.perDay}>{SETTINGS_WORDS.perDayValue(limits.mailboxPerDay)}</Line>
      <Line name={SETTINGS_WORDS.approval}>{SETTINGS_WORDS.hours(limits.approvalWindowHours)}</Line>
      <Line name={SETTINGS_WORDS.policy}>{SETTINGS_WORDS.policyValue(policy.version, policy.label)}</Line>
    </dl>
  );
}

function Line({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div className={styles.line}>
      <dt>{name}</dt>
      <dd data-copy>{children}</dd>
    </div>
  );
}
