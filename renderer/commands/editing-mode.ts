/** Holds a package's editor lock for exactly as long as its message is being edited here, and saves whenever the person turns away. */
import { editKeeper } from '../store/editing.ts';
import { tryEdit, type Release } from '../store/editor-lock.ts';
import { useDeskView } from '../view-state/desk-view.ts';
import { notify } from './notify.ts';

/** Starts watching the mode; the returned function ends it. */
export function watchEditing(): () => void {
  let held: { readonly id: string; readonly release: Promise<Release | 'elsewhere'> } | null = null;

  function letGo(): void {
    if (held === null) return;
    void held.release.then((release) => {
      if (release !== 'elsewhere') release();
    });
    held = null;
  }

  function update(): void {
    const { mode, selectedId, set } = useDeskView.getState();
    const editing = mode === 'editing' ? selectedId : null;
    if (held?.id === editing || (held === null && editing === null)) return;
    letGo();
    void editKeeper().flush();
    if (editing === null) return;
    const release = tryEdit(editing);
    held = { id: editing, release };
    void release.then((answer) => {
      if (answer !== 'elsewhere' || held?.release !== release) return;
      held = null;
      set({ mode: 'reading' });
      notify({
        id: 'blocked',
        kind: 'blocked',
        text: 'This package is being edited in another window.',
        packageId: editing,
      });
    });
  }

  const save = () => void editKeeper().flush();
  const unsubscribe = useDeskView.subscribe(update);
  for (const name of ['blur', 'pagehide'] as const) window.addEventListener(name, save);
  document.addEventListener('visibilitychange', save);
  update();
  return () => {
    unsubscribe();
    letGo();
    for (const name of ['blur', 'pagehide'] as const) window.removeEventListener(name, save);
    document.removeEventListener('visibilitychange', save);
  };
}
