/** Draws what the claim checker found into the text: the sentence in view, and an underline under each part that nothing holds. */
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view';
import { StateField, type EditorState, type Extension, type Range } from '@codemirror/state';
import type { ClaimSpan, SentenceCheck } from '../../shared/policy/claims/sentence-check.ts';
import { selectedSentence, sentencesOf } from './sentence-checks.ts';

const blankLine = Decoration.line({ class: 'cm-blank' });

function markOf(className: string): Decoration {
  return Decoration.mark({ class: className });
}

const sentenceInView = markOf('cm-sentence-selected');
const unsupportedSentence = markOf('cm-sentence-unsupported');
const unsupportedPart = markOf('cm-claim-unsupported');
const stalePart = markOf('cm-claim-stale');
const supportedPart = markOf('cm-claim-supported');

/** How one checkable part is drawn; null for parts that need no eye. */
function partMark(sentence: SentenceCheck, span: ClaimSpan, isSelected: boolean): Decoration | null {
  if (sentence.state === 'attested') return null;
  if (span.heldBy === null) return unsupportedPart;
  if (span.heldBy === 'context') return null;
  // What happened, or what it means, spans half a sentence: an eye needs it only where nothing holds it.
  if (span.kind === 'event' || span.kind === 'bridge') return null;
  if (sentence.state === 'stale') return stalePart;
  return isSelected ? supportedPart : null;
}

function draw(state: EditorState): DecorationSet {
  const marks: Range<Decoration>[] = [];
  for (let number = 1; number <= state.doc.lines; number += 1) {
    const line = state.doc.line(number);
    if (line.length === 0) marks.push(blankLine.range(line.from));
  }
  const inView = selectedSentence(state);
  const length = state.doc.length;
  sentencesOf(state).forEach((sentence, index) => {
    if (sentence.end > length || sentence.start >= sentence.end) return;
    if (index === inView) marks.push(sentenceInView.range(sentence.start, sentence.end));
    const parts = sentence.spans.flatMap((span) => {
      const mark = partMark(sentence, span, index === inView);
      return mark === null || span.start >= span.end || span.end > length ? [] : [mark.range(span.start, span.end)];
    });
    // A sentence can be unsupported as a whole (its words were changed): then the whole of it is underlined, softly.
    if (sentence.state === 'unsupported' && !sentence.spans.some((span) => span.heldBy === null)) {
      marks.push(unsupportedSentence.range(sentence.start, sentence.end));
    }
    marks.push(...parts);
  });
  return Decoration.set(marks, true);
}

const drawn = StateField.define<DecorationSet>({
  create: draw,
  update(before, transaction) {
    const same =
      sentencesOf(transaction.startState) === sentencesOf(transaction.state) &&
      selectedSentence(transaction.startState) === selectedSentence(transaction.state);
    return same && !transaction.docChanged ? before : draw(transaction.state);
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Underlines and the highlight of the sentence in view. Needs `sentenceChecks`. */
export const claimMarks: Extension = drawn;
