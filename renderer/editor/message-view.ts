/**
 * The one surface on which a message's body is read and edited: its CodeMirror state and the transactions the screen may ask for. It never
 * saves anything and never changes text by itself; what it is told by its owner is not reported back as the person's typing.
 */
import { history, historyKeymap, insertNewline, standardKeymap } from '@codemirror/commands';
import { Annotation, Compartment, EditorState, type Extension } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { MAX_BODY_CHARS } from '../../shared/domain/draft.ts';
import { claimMarks } from './claim-marks.ts';
import { editorLook } from './editor-look.ts';
import {
  checkWith,
  selectSentence,
  sentenceAt,
  sentenceChecks,
  sentencesOf,
  selectedSentence,
  usesChecker,
  type CheckBody,
} from './sentence-checks.ts';
import { sentenceRibbon } from './sentence-ribbon.ts';

/** What the surface tells its owner. */
export interface MessageEvents {
  /** The person changed the text; called in the keystroke's own task. */
  onText(text: string): void;
  /** The person went to a sentence, by click or caret. */
  onSentence(index: number | null): void;
  /** Escape: the person is done; the text stays. */
  onLeave(): void;
}

const fromOwner = Annotation.define<true>();
const editing = new Compartment();
const checker = new Compartment();

/** Control characters and unusual spaces that a paste may bring and no mail should carry. */
const UNWANTED_IN_A_PASTE = /[\p{Cc}\u200b-\u200f\u2028\u2029\ufeff]/gu;

function cleanPaste(text: string): string {
  return text
    .replaceAll(/\r\n?/gu, '\n')
    .replaceAll(/[\u00a0\u202f]/gu, ' ')
    .replaceAll(UNWANTED_IN_A_PASTE, (character) => (character === '\n' || character === '\t' ? character : ''));
}

/** Whether a person may type, as the editor's own facets. */
function typing(allowed: boolean, label: string): Extension {
  return [
    EditorState.readOnly.of(!allowed),
    EditorView.editable.of(allowed),
    EditorView.contentAttributes.of({
      'aria-label': label,
      'aria-readonly': allowed ? 'false' : 'true',
      spellcheck: allowed ? 'true' : 'false',
      autocorrect: 'off',
    }),
  ];
}

/** A fresh state, with a history of its own. */
export function messageState(text: string, check: CheckBody, events: MessageEvents): EditorState {
  return EditorState.create({
    doc: text,
    extensions: [
      checker.of(checkWith(check)),
      editing.of(typing(false, 'Message')),
      sentenceChecks,
      claimMarks,
      sentenceRibbon,
      editorLook,
      history(),
      EditorView.lineWrapping,
      EditorState.changeFilter.of(
        (transaction) => transaction.annotation(fromOwner) === true || transaction.newDoc.length <= MAX_BODY_CHARS,
      ),
      EditorView.clipboardInputFilter.of(cleanPaste),
      EditorView.domEventHandlers({
        // A file dropped on a mail would become its text.
        drop: (event) => (event.dataTransfer?.files.length ?? 0) > 0,
        click(event, view) {
          if (!view.state.selection.main.empty) return false;
          const position = view.posAtCoords({ x: event.clientX, y: event.clientY });
          if (position !== null) events.onSentence(sentenceAt(view.state, position));
          return false;
        },
      }),
      keymap.of([
        {
          key: 'Escape',
          run: () => {
            events.onLeave();
            return true;
          },
        },
        { key: 'Enter', run: insertNewline },
        ...historyKeymap,
        ...standardKeymap,
      ]),
      EditorView.updateListener.of((update) => {
        const byOwner = update.transactions.some((transaction) => transaction.annotation(fromOwner) === true);
        if (byOwner) return;
        if (update.docChanged) events.onText(update.state.doc.toString());
        if ((update.docChanged || update.selectionSet) && !update.state.readOnly) {
          events.onSentence(sentenceAt(update.state, update.state.selection.main.head));
        }
      }),
    ],
  });
}

/** Takes over a text that came from elsewhere (another window, the AI's text again); the caret stays where it can. */
export function replaceText(view: EditorView, text: string): void {
  if (view.state.doc.toString() === text) return;
  view.dispatch({
    changes: { from: 0, to: view.state.doc.length, insert: text },
    selection: { anchor: Math.min(view.state.selection.main.head, text.length) },
    annotations: fromOwner.of(true),
  });
}

export function allowTyping(view: EditorView, allowed: boolean): void {
  if (view.state.readOnly === !allowed) return;
  view.dispatch({
    effects: editing.reconfigure(typing(allowed, allowed ? 'Message, editing' : 'Message')),
    annotations: fromOwner.of(true),
  });
}

export function changeChecker(view: EditorView, check: CheckBody): void {
  if (!usesChecker(view.state, check)) {
    view.dispatch({ effects: checker.reconfigure(checkWith(check)), annotations: fromOwner.of(true) });
  }
}

/** Lights a sentence and brings it into view. */
export function showSentence(view: EditorView, index: number | null): void {
  if (selectedSentence(view.state) === index) return;
  const sentence = index === null ? undefined : sentencesOf(view.state)[index];
  const scroll =
    sentence === undefined || sentence.end > view.state.doc.length || !view.state.readOnly
      ? []
      : [EditorView.scrollIntoView(sentence.start, { y: 'nearest', yMargin: 40 })];
  view.dispatch({ effects: [selectSentence(index), ...scroll], annotations: fromOwner.of(true) });
}

/** Puts the caret at an offset and the keyboard into the text. */
export function putCaret(view: EditorView, offset: number): void {
  const anchor = Math.max(0, Math.min(offset, view.state.doc.length));
  view.dispatch({ selection: { anchor }, scrollIntoView: true });
  view.focus();
}
