/**
 * Keeps the claim check of the text in the editor's own state, made in the transaction that changed the text, so that gutter and
 * underlines are never a keystroke behind. It judges nothing itself and must never show a result of other words than those on screen.
 */
import { Facet, StateEffect, StateField, type EditorState, type Extension } from '@codemirror/state';
import { ViewPlugin, type EditorView, type ViewUpdate } from '@codemirror/view';
import type { SentenceCheck } from '../../shared/policy/claims/sentence-check.ts';

/** Checks a whole body. */
export type CheckBody = (body: string) => readonly SentenceCheck[];

/** Up to here a check fits into a keystroke (about ten long cold emails); longer texts are checked when the hands rest. */
const LIVE_CHECK_CHARS = 6_000;
const REST_MS = 160;

const bodyChecker = Facet.define<CheckBody, CheckBody>({
  combine: (checkers) => checkers[0] ?? (() => []),
});

const recheck = StateEffect.define();
const markSelected = StateEffect.define<number | null>();

interface Checked {
  readonly sentences: readonly SentenceCheck[];
  /** The text moved on since: nothing is shown rather than something wrong. */
  readonly behind: boolean;
}

const checked = StateField.define<Checked>({
  create: (state) => ({ sentences: check(state), behind: false }),
  update(before, transaction) {
    const asked = transaction.effects.some((effect) => effect.is(recheck));
    if (transaction.docChanged && transaction.newDoc.length > LIVE_CHECK_CHARS && !asked) {
      return { sentences: [], behind: true };
    }
    const otherChecker = transaction.startState.facet(bodyChecker) !== transaction.state.facet(bodyChecker);
    if (!transaction.docChanged && !asked && !otherChecker) return before;
    return { sentences: check(transaction.state), behind: false };
  },
});

const selected = StateField.define<number | null>({
  create: () => null,
  update(before, transaction) {
    let now = before;
    for (const effect of transaction.effects) if (effect.is(markSelected)) now = effect.value;
    return now;
  },
});

function check(state: EditorState): readonly SentenceCheck[] {
  return state.facet(bodyChecker)(state.doc.toString());
}

const checkWhenResting = ViewPlugin.fromClass(
  class {
    private timer: ReturnType<typeof setTimeout> | null = null;
    private readonly view: EditorView;
    constructor(view: EditorView) {
      this.view = view;
    }
    update(update: ViewUpdate): void {
      if (!update.docChanged || !update.state.field(checked).behind) return;
      if (this.timer !== null) clearTimeout(this.timer);
      this.timer = setTimeout(() => this.view.dispatch({ effects: recheck.of(null) }), REST_MS);
    }
    destroy(): void {
      if (this.timer !== null) clearTimeout(this.timer);
    }
  },
);

/** The fields above, without a checker: it goes into a compartment of its own (see `checkWith`), because it changes with each attestation. */
export const sentenceChecks: Extension = [checked, selected, checkWhenResting];

/** The checker to use from now on. */
export function checkWith(checkBody: CheckBody): Extension {
  return bodyChecker.of(checkBody);
}

/** What the checker says of the text as it stands; empty while a very long text waits for its check. */
export function sentencesOf(state: EditorState): readonly SentenceCheck[] {
  return state.field(checked).sentences;
}

/** The index of the sentence the reader stepped to. */
export function selectedSentence(state: EditorState): number | null {
  return state.field(selected);
}

/** A transaction's effect that moves the mark to a sentence, or takes it away. */
export function selectSentence(index: number | null): StateEffect<number | null> {
  return markSelected.of(index);
}

/** The sentence a position lies in, or the nearest one before it on the same line; null where there is none. */
export function sentenceAt(state: EditorState, position: number): number | null {
  const line = state.doc.lineAt(position);
  let nearest: number | null = null;
  sentencesOf(state).forEach((sentence, index) => {
    if (sentence.start <= position && sentence.end >= line.from && sentence.start <= line.to) nearest = index;
  });
  return nearest;
}

/** Whether this is the checker in use already. */
export function usesChecker(state: EditorState, checkBody: CheckBody): boolean {
  return state.facet(bodyChecker) === checkBody;
}
