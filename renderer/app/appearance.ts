/** Theme and density as this machine's reader likes them: kept in localStorage, applied to the root element. Never a record. */
import { create } from 'zustand';

export type Theme = 'system' | 'light' | 'dark';
export type Density = 'comfortable' | 'compact';

interface Appearance {
  readonly theme: Theme;
  readonly density: Density;
  readonly set: (change: Partial<Pick<Appearance, 'theme' | 'density'>>) => void;
}

const KEY = 'countersign.appearance';

export const useAppearance = create<Appearance>()((set, get) => ({
  ...read(),
  set: (change) => {
    set(change);
    const { theme, density } = get();
    try {
      localStorage.setItem(KEY, JSON.stringify({ theme, density }));
    } catch {
      // A closed or full storage only forgets the looks at the next start.
    }
    apply(theme, density);
  },
}));

/** Applies what was kept, and follows the system's theme from now on. Returns how to stop following. */
export function startAppearance(): () => void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const refresh = () => {
    const { theme, density } = useAppearance.getState();
    apply(theme, density);
  };
  refresh();
  system.addEventListener('change', refresh);
  return () => system.removeEventListener('change', refresh);
}

function apply(theme: Theme, density: Density): void {
  const dark = theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
  document.documentElement.dataset['density'] = density;
}

function read(): { theme: Theme; density: Density } {
  const fallback = { theme: 'system', density: 'comfortable' } as const;
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    if (typeof kept !== 'object' || kept === null) return fallback;
    const theme = 'theme' in kept ? kept.theme : null;
    const density = 'density' in kept ? kept.density : null;
    return {
      theme: theme === 'light' || theme === 'dark' ? theme : 'system',
      density: density === 'compact' ? 'compact' : 'comfortable',
    };
  } catch {
    return fallback;
  }
}
