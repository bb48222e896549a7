/**
 * Lets the editor bring its own styles under a policy that forbids inline style elements. It must never loosen that policy.
 *
 * CodeMirror writes its rules into a style element of the document, which `style-src 'self'` blocks, but into an adopted (constructed)
 * style sheet where its root is a shadow root. The first editor of a page is therefore made in a shadow root that is thrown away; the set of
 * rules it leaves behind, kept by CodeMirror under a symbol on that root, is handed to the document, and every later editor adds to it.
 */
import { EditorView } from '@codemirror/view';

let done = false;

/** Call before the first editor of the page is made; later calls do nothing. */
export function adoptEditorStyles(): void {
  if (done) return;
  done = true;
  const root = document.createElement('div').attachShadow({ mode: 'open' });
  const first = new EditorView({ parent: root, root });
  for (const key of Object.getOwnPropertySymbols(root)) Reflect.set(document, key, Reflect.get(root, key));
  first.destroy();
}
