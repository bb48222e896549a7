/** The words of the Sent screen. */
import type { SentFilter } from './send-words.ts';

const filters: Readonly<Record<SentFilter, string>> = {
  all: 'All',
  waiting: 'Waiting',
  sent: 'Sent',
  stopped: 'Stopped',
  uncertain: 'Uncertain',
};

const empty: Readonly<Record<SentFilter, { readonly title: string; readonly why: string }>> = {
  all: {
    title: 'Nothing countersigned yet',
    why: 'Approve a package in Review with A. It shows here from that moment on.',
  },
  waiting: {
    title: 'Nothing is waiting',
    why: 'Messages wait here for their undo window, a slot, or the recipient’s business hours.',
  },
  sent: { title: 'Nothing has left yet', why: 'A message counts as sent only once a mail server has accepted it.' },
  stopped: {
    title: 'Nothing was stopped',
    why: 'Refused, failed, expired and undone messages show here with their reason.',
  },
  uncertain: {
    title: 'Nothing is uncertain',
    why: 'If a server goes silent after taking a message, it waits here for your answer. It is never sent twice.',
  },
};

export const SENT_WORDS = {
  title: 'Sent',
  show: 'Show',
  filters,
  empty,
  resize: 'Resize the message',
  columns: { state: 'State', to: 'To', subject: 'Subject', when: 'Countersigned' },
  export: 'Export',
  copyCsv: 'Copy as CSV',
  saveCsv: 'Save as CSV',
  saveJson: 'Save as JSON',
  copied: (count: number) => (count === 1 ? '1 row copied' : `${count} rows copied`),
  copyFailed: 'The clipboard could not be written. Save the file instead.',
  close: 'Close',
  message: 'Message',
  raw: 'Raw',
  reading: 'Reading the mail…',
  notBuilt: 'The mail’s bytes are made when it leaves and then kept as they are. This one has not left.',
  unreadable: 'These bytes could not be read as a mail; the raw view shows them as they are.',
  mailFailed: (why: string) => `The mail could not be read: ${why}`,
  copyRaw: 'Copy',
  findings: 'Why',
  clears: 'What clears it',
  steps: 'What happened',
  sendNow: 'Send now',
  undo: 'Undo',
  arrived: 'It arrived',
  draftAgain: 'Draft again',
  uncertainTitle: 'Did it arrive?',
  uncertainWhy:
    'The server took the message and then went silent. Look into the recipient’s thread or your Sent folder. Countersign never transmits it again by itself.',
  arrivedMeans: 'It counts as sent: the touch goes to the CRM, and follow-ups go on from here.',
  draftAgainMeans:
    'The package comes back to you for a new approval. This message is never sent again; if it did arrive, they may read both.',
  doubt: 'What is known',
  handedOver: 'Handed over',
  handedOverUnknown: 'The moment is not known; this computer stopped meanwhile',
  lookedFor: 'Looked for',
  notYetLooked: 'Not yet; the first look is on its way',
  lookAnswer: {
    absent: 'it is not there, which does not mean that it was not sent',
    unknown: 'it could not be searched',
  },
  looks: (count: number) => (count === 1 ? 'Once' : `${count} times`),
  lookedIn: (where: string, when: string) => `last ${when} in ${where}`,
  asked: 'You are asked',
  askedNow: 'Now; the looking goes on meanwhile',
  keepsSlot: 'Until it is known, it keeps its slot of the day.',
  openPackage: 'Open in Review',
} as const;
