/** The message surface as a component: one editor that lives as long as the screen and changes its text with the package. It never saves. */
import { useEffect, useLayoutEffect, useRef } from 'react';
import { EditorView } from '@codemirror/view';
import { adoptEditorStyles } from './adopted-styles.ts';
import {
  allowTyping,
  changeChecker,
  messageState,
  putCaret,
  replaceText,
  showSentence,
  type MessageEvents,
} from './message-view.ts';
import type { CheckBody } from './sentence-checks.ts';

export interface MessageEditorProps extends MessageEvents {
  /** Another key is another message: its text is taken whole, with a fresh undo history. */
  readonly documentKey: string;
  readonly text: string;
  readonly isEditing: boolean;
  readonly check: CheckBody;
  readonly sentence: number | null;
  /** Where the caret goes when editing begins: the first finding's place. */
  readonly caretAt: number;
}

export function MessageEditor(props: MessageEditorProps) {
  const { documentKey, text, isEditing, check, sentence } = props;
  const parent = useRef<HTMLDivElement>(null);
  const viewRef = useRef<EditorView | null>(null);
  const latest = useRef(props);
  const shown = useRef({ documentKey: '', isEditing: false });
  /** Texts that were reported up and may come back late from the store: they must not undo what was typed since. */
  const reported = useRef(new Set<string>());

  useLayoutEffect(() => {
    latest.current = props;
  });

  useLayoutEffect(() => {
    if (parent.current === null) return undefined;
    adoptEditorStyles();
    const view = new EditorView({ parent: parent.current });
    viewRef.current = view;
    shown.current = { documentKey: '', isEditing: false };
    return () => {
      viewRef.current = null;
      view.destroy();
    };
  }, []);

  useLayoutEffect(() => {
    const view = viewRef.current;
    if (view === null) return;
    if (shown.current.documentKey !== documentKey) {
      const events: MessageEvents = {
        onText(typed) {
          reported.current.add(typed);
          latest.current.onText(typed);
        },
        onSentence: (index) => latest.current.onSentence(index),
        onLeave: () => latest.current.onLeave(),
      };
      reported.current.clear();
      view.setState(messageState(text, check, events));
      shown.current = { documentKey, isEditing: false };
      return;
    }
    if (view.state.doc.toString() === text) reported.current.clear();
    else if (!reported.current.has(text)) replaceText(view, text);
  }, [documentKey, text, check]);

  useLayoutEffect(() => {
    if (viewRef.current !== null) changeChecker(viewRef.current, check);
  }, [check]);

  useEffect(() => {
    const view = viewRef.current;
    if (view === null || shown.current.isEditing === isEditing) return;
    shown.current.isEditing = isEditing;
    allowTyping(view, isEditing);
    if (isEditing) putCaret(view, latest.current.caretAt);
  }, [isEditing, documentKey]);

  useLayoutEffect(() => {
    if (viewRef.current !== null) showSentence(viewRef.current, sentence);
  }, [sentence, documentKey]);

  return <div ref={parent} />;
}
