/** The rails about the mailbox it leaves from: its slots. */
import { ALL, railTable, THEMES } from './rail-table.ts';
import { DAY, NOW, sampleDesk } from './sample.ts';

const { row, check } = railTable(THEMES.mailbox);

// mailbox-day
const mailbox = sampleDesk().mailboxes[0]!;
row('mailbox-day', ALL, '39 of 40', { desk: { mailboxes: [{ ...mailbox, takenToday: 39 }] } }, null);
row(
  'mailbox-day',
  ALL,
  '40 of 40',
  { desk: { mailboxes: [{ ...mailbox, takenToday: 40 }] } },
  { answer: 'hold', says: /40 of 40 messages/, clearsAtMs: Date.UTC(2026, 10, 11, 23) },
);
row(
  'mailbox-day',
  ALL,
  'a mailbox nobody knows',
  { desk: { mailboxes: [] } },
  { answer: 'hold', says: /does not know the mailbox/, unknown: true },
);
row(
  'mailbox-day',
  ALL,
  'a count of yesterday',
  { desk: { mailboxes: [{ ...mailbox, dayStartAtMs: NOW - 2 * DAY, dayEndAtMs: NOW - DAY }] } },
  { answer: 'hold', says: /day has changed/, unknown: true },
);

check();
