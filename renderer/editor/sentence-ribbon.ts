/**
 * Draws the sentence gutter: one ribbon left of the text, cut into one piece a sentence, each state with a colour and a shape of its own.
 * It shows what the checker said and decides nothing; screen readers get the same from the sentence's spoken state, not from here.
 */
import { layer, type EditorView, type LayerMarker } from '@codemirror/view';
import type { Extension } from '@codemirror/state';
import type { SentenceCheck } from '../../shared/policy/claims/sentence-check.ts';
import { selectedSentence, sentencesOf } from './sentence-checks.ts';

type State = SentenceCheck['state'];

/** Pieces of one row stand apart by this much, so that two sentences on a line read as two. */
const GAP_PX = 2;
const SVG = 'http://www.w3.org/2000/svg';

/** The badge of a state that wants an eye; the others are told apart by their bars alone. */
const BADGES: Readonly<Partial<Record<State, string>>> = {
  // A filled triangle with its exclamation mark cut out.
  unsupported: 'M6 .9 11.6 11H.4L6 .9Zm-.7 3.6v3.2h1.4V4.5H5.3Zm0 4.1V10h1.4V8.6H5.3Z',
  // A stroke that closes a check: somebody signed for this one.
  attested: 'M.8 6.4 4.1 9.7 11.2 1.4 10 .5 4 7.6 1.9 5.4.8 6.4ZM1 11.9h10v-1H1v1Z',
  // An hourglass.
  stale: 'M2 .8h8v1.4L7.4 6 10 9.8v1.4H2V9.8L4.6 6 2 2.2V.8Zm1.6 1.4L6 5.4l2.4-3.2H3.6Z',
};

class RibbonPiece implements LayerMarker {
  readonly state: State;
  readonly top: number;
  readonly height: number;
  readonly isSelected: boolean;

  constructor(state: State, top: number, height: number, isSelected: boolean) {
    this.state = state;
    this.top = top;
    this.height = height;
    this.isSelected = isSelected;
  }

  eq(other: LayerMarker): boolean {
    return (
      other instanceof RibbonPiece &&
      other.state === this.state &&
      other.top === this.top &&
      other.height === this.height &&
      other.isSelected === this.isSelected
    );
  }

  draw(): HTMLElement {
    const piece = document.createElement('div');
    this.paint(piece);
    return piece;
  }

  update(piece: HTMLElement, before: LayerMarker): boolean {
    if (!(before instanceof RibbonPiece)) return false;
    this.paint(piece);
    return true;
  }

  private paint(piece: HTMLElement): void {
    piece.className = `cm-piece cm-piece-${this.state}${this.isSelected ? ' cm-piece-selected' : ''}`;
    piece.style.top = `${this.top}px`;
    piece.style.height = `${this.height}px`;
    piece.replaceChildren();
    const path = BADGES[this.state];
    if (path === undefined) return;
    const badge = document.createElementNS(SVG, 'svg');
    badge.setAttribute('viewBox', '0 0 12 12');
    badge.setAttribute('class', 'cm-badge');
    const shape = document.createElementNS(SVG, 'path');
    shape.setAttribute('d', path);
    shape.setAttribute('fill-rule', 'evenodd');
    badge.append(shape);
    piece.append(badge);
  }
}

interface Placed {
  readonly index: number;
  readonly sentence: SentenceCheck;
  readonly firstRow: { readonly top: number; readonly bottom: number };
  readonly lastRow: { readonly top: number; readonly bottom: number };
}

/** Where each sentence's first and last rows are; sentences outside the drawn part of a long text are left out. */
function place(view: EditorView): readonly Placed[] {
  const length = view.state.doc.length;
  return sentencesOf(view.state).flatMap((sentence, index) => {
    if (sentence.end > length || sentence.start >= sentence.end) return [];
    const firstRow = view.coordsAtPos(sentence.start, 1);
    const lastRow = view.coordsAtPos(sentence.end, -1);
    return firstRow === null || lastRow === null ? [] : [{ index, sentence, firstRow, lastRow }];
  });
}

function pieces(view: EditorView): readonly RibbonPiece[] {
  const scroller = view.scrollDOM.getBoundingClientRect();
  const originTop = scroller.top - view.scrollDOM.scrollTop;
  const placed = place(view);
  const onRow = new Map<number, number[]>();
  const rowKey = (top: number) => Math.round(top);
  for (const { index, firstRow, lastRow } of placed) {
    for (const key of new Set([rowKey(firstRow.top), rowKey(lastRow.top)])) {
      const shared = onRow.get(key);
      if (shared === undefined) onRow.set(key, [index]);
      else shared.push(index);
    }
  }
  const inView = selectedSentence(view.state);
  /** A row that several sentences share is shared out in equal parts, in their order. */
  const partOf = (row: { top: number; bottom: number }, index: number) => {
    const sharing = onRow.get(rowKey(row.top)) ?? [index];
    const height = (row.bottom - row.top) / sharing.length;
    const top = row.top + height * sharing.indexOf(index);
    return { top, bottom: top + height };
  };
  return placed.map(({ index, sentence, firstRow, lastRow }) => {
    const top = partOf(firstRow, index).top - originTop + GAP_PX / 2;
    const bottom = partOf(lastRow, index).bottom - originTop - GAP_PX / 2;
    return new RibbonPiece(sentence.state, Math.round(top), Math.max(4, Math.round(bottom - top)), index === inView);
  });
}

/** The gutter ribbon. Needs `sentenceChecks`. */
export const sentenceRibbon: Extension = layer({
  above: true,
  class: 'cm-ribbon',
  update: (update) =>
    update.docChanged ||
    update.geometryChanged ||
    sentencesOf(update.startState) !== sentencesOf(update.state) ||
    selectedSentence(update.startState) !== selectedSentence(update.state),
  markers: pieces,
});
