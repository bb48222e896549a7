/** P: shows the conversation so far. The command obeys the registry's rules on when a key is meant for it. */
import { useEffect, useRef } from 'react';
import type { Command } from '../../commands/command.ts';
import { answersTo } from '../../commands/registry.ts';

export function useThreadKey(toggle: () => void): void {
  const latest = useRef(toggle);
  useEffect(() => {
    latest.current = toggle;
  });
  useEffect(() => {
    const command: Command = {
      id: 'thread',
      title: 'Prior thread',
      explains: 'Show the conversation so far.',
      group: 'Move',
      keys: ['p'],
      scope: 'reading',
      mode: 'reading',
      isEnabled: () => true,
      run: () => latest.current(),
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'p' || event.ctrlKey || event.metaKey || event.altKey || !answersTo(command, event)) return;
      event.preventDefault();
      void command.run();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
