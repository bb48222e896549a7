/** The editor's look, in the desk's own tokens. Shapes differ by state as well as colours. */
import { EditorView } from '@codemirror/view';

/** Where the text begins, so that the ribbon has its place left of it. */
const TEXT_INSET = '30px';

export const editorLook = EditorView.theme({
  '&': { color: 'var(--ink)', backgroundColor: 'transparent', fontSize: 'var(--text-lg)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font-sans)', lineHeight: 'var(--line-lg)', overflow: 'visible' },
  '.cm-content': { padding: '0', caretColor: 'var(--accent)', maxWidth: '560px' },
  '.cm-line': { padding: `0 4px 0 ${TEXT_INSET}` },
  '.cm-line.cm-blank': { lineHeight: '14px' },
  '.cm-sentence-selected': {
    backgroundColor: 'var(--accent-soft)',
    // Together with the glyphs' own box this is exactly a line, so that two lines of one sentence meet without a seam.
    paddingBlock: '3px',
    borderRadius: '2px',
  },
  '.cm-claim-unsupported': {
    textDecoration: 'underline wavy var(--refused) 1.25px',
    textUnderlineOffset: '2.5px',
    textDecorationSkipInk: 'none',
  },
  '.cm-sentence-unsupported': {
    textDecoration: 'underline wavy var(--refused) 1px',
    textUnderlineOffset: '2.5px',
    textDecorationSkipInk: 'none',
  },
  '.cm-claim-stale': { textDecoration: 'underline dashed var(--stale) 1.5px', textUnderlineOffset: '2.5px' },
  '.cm-claim-supported': { textDecoration: 'underline solid var(--supported) 1.5px', textUnderlineOffset: '2.5px' },
  '.cm-ribbon': { pointerEvents: 'none' },
  '.cm-piece': { left: '14px', width: '3px', borderRadius: '2px' },
  '.cm-piece-supported': { backgroundColor: 'var(--supported)' },
  '.cm-piece-not-factual': { left: '15px', width: '1px', borderRadius: '0', backgroundColor: 'var(--line-strong)' },
  '.cm-piece-stale': {
    borderRadius: '0',
    backgroundImage: 'repeating-linear-gradient(to bottom, var(--stale) 0 4px, transparent 4px 7px)',
  },
  '.cm-piece-unsupported': { backgroundColor: 'var(--refused)' },
  '.cm-piece-attested': {
    left: '13px',
    width: '5px',
    boxSizing: 'border-box',
    borderRadius: '0',
    borderLeft: '1.5px solid var(--accent)',
    borderRight: '1.5px solid var(--accent)',
  },
  '.cm-piece-selected': { boxShadow: '2px 0 0 var(--accent-soft)' },
  '.cm-badge': { position: 'absolute', right: 'calc(100% + 2px)', top: '1px', width: '10px', height: '10px' },
  '.cm-piece-unsupported .cm-badge': { fill: 'var(--refused)' },
  '.cm-piece-attested .cm-badge': { fill: 'var(--accent)' },
  '.cm-piece-stale .cm-badge': { fill: 'var(--stale)' },
});
