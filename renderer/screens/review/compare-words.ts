/** The words of the comparison of a person's edit with a newer draft. */
export const COMPARE_WORDS = {
  title: 'A newer draft came under your edit',
  description: 'Nothing was overwritten. Say which text holds; the other can be brought back.',
  theirs: 'The newer draft',
  theirsOf: 'against the draft you began with',
  mine: 'Your text',
  mineOf: 'against the draft you began with',
  noBase: 'The draft you began with was not kept, so the two are shown against each other.',
  keepMine: 'Keep mine',
  takeTheirs: 'Take theirs',
  merge: 'Merge by hand',
  merged: 'Merged text',
  mergedSubject: 'Subject',
  mergeHint: 'Begins as your text. The two differences stay above.',
  saveMerged: 'Keep the merged text',
  compare: 'Compare',
  band: 'The CRM has a newer draft. Your text was kept.',
} as const;
