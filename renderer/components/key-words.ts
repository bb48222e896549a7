/** Turns a key in tinykeys' notation into what is printed on a key cap and what a screen reader says. */
export const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

const CAPS: Readonly<Record<string, string>> = {
  $mod: isMac ? '⌘' : 'Ctrl',
  Meta: '⌘',
  Control: isMac ? '⌃' : 'Ctrl',
  Alt: isMac ? '⌥' : 'Alt',
  Shift: '⇧',
  Enter: '↵',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Space: 'Space',
  BracketLeft: '[',
  BracketRight: ']',
};

const SPOKEN: Readonly<Record<string, string>> = {
  $mod: isMac ? 'Meta' : 'Control',
  Space: 'Space',
  BracketLeft: '[',
  BracketRight: ']',
};

function partsOf(key: string): string[] {
  // `Shift+?` is typed as `?`: the cap shows what a person presses on their own keyboard.
  const parts = key === '+' ? ['+'] : key.split('+');
  return parts.map((part) => /^\(?(.+?)\)?$/.exec(part)?.[1] ?? part);
}

/** `$mod+Enter` becomes `['Ctrl', '↵']`; `r 1` (a sequence) becomes `['R', '1']`. */
export function keyCaps(key: string): readonly string[] {
  return key
    .split(' ')
    .flatMap(partsOf)
    .map((part) => CAPS[part] ?? /^(Key|Digit)(.)$/.exec(part)?.[2] ?? part)
    .map((part) => (part.length === 1 ? part.toUpperCase() : part));
}

/** The value of `aria-keyshortcuts`: `Control+Enter`. */
export function ariaKeys(key: string): string {
  return key
    .split(' ')
    .map((press) =>
      partsOf(press)
        .map((part) => SPOKEN[part] ?? part)
        .join('+'),
    )
    .join(' ');
}
