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
  openPackage: 'Open in Review',
} as const;
