/** The words of the settings screen. */
export const SETTINGS_WORDS = {
  title: 'Settings',
  context: 'How the desk looks here, and what it does before a message leaves.',
  appearance: 'Appearance',
  theme: 'Theme',
  themes: { system: 'System', light: 'Light', dark: 'Dark' },
  density: 'List density',
  densities: { comfortable: 'Comfortable', compact: 'Compact' },
  sending: 'Before a message leaves',
  sendingWhy: 'These come from the team’s policy; RevOps changes them there.',
  undo: 'Undo window',
  seconds: (count: number) => `${count} seconds`,
  window: 'Their business hours',
  perDay: 'Your mailbox, a day',
  perDayValue: (count: number) => `${count} messages`,
  approval: 'An approval holds for',
  hours: (count: number) => `${count} hours`,
  policy: 'Policy',
  policyValue: (version: number, label: string) => `version ${version}${label === '' ? '' : `, ${label}`}`,
  noPolicy: 'The policy arrives with the first sync.',
  notices: 'Outside the window',
  noticesWhy:
    'Tells you when a hot reply comes and when an escalation’s time is nearly over: who it is, never what they wrote. Off until you turn it on.',
  noticesName: 'Desktop notifications',
  noticesOptions: { off: 'Off', on: 'On' },
  noticesDenied:
    'This system or browser does not allow them for Countersign. Allow notifications in its settings, then turn them on here.',
  noticesUnsupported: 'There are no notifications here.',
  pause: 'Pause everything',
  pauseWhy:
    'Stops every message on this desk at the gate, at once. Nothing is lost: what is held waits, and goes through the gate again afterwards.',
  pauseReason: 'Reason',
  pauseReasonHint: 'Shown to everybody who wonders why nothing leaves.',
  pauseMissing: 'Say in a few words why.',
  pauseNow: 'Pause everything',
  paused: (who: string, ago: string) => `Paused by ${who} ${ago}`,
  system: 'the desk itself',
  goOn: 'Let mail leave again',
  about: 'About',
  version: 'Version',
  host: 'Runs in',
  hosts: { electron: 'its own window', local: 'a browser window, on this computer only' },
  fonts: 'Set in Inter and JetBrains Mono.',
} as const;

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** `08:00–18:00, Mon–Fri`. */
export function sendWindowWords(window: {
  readonly startMinute: number;
  readonly endMinute: number;
  readonly days: readonly number[];
}): string {
  const clock = (minute: number) =>
    `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  const days = window.days.toSorted((a, b) => a - b);
  const names = days.map((day) => DAYS[day - 1] ?? '');
  const inARow = days.every((day, at) => at === 0 || day === (days[at - 1] ?? 0) + 1);
  const when =
    days.length === 7
      ? 'every day'
      : inARow && names.length > 2
        ? `${names.at(0) ?? ''}–${names.at(-1) ?? ''}`
        : names.join(', ');
  return `${clock(window.startMinute)}–${clock(window.endMinute)}, ${when}`;
}
