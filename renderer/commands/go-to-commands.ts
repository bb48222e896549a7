/** The commands that go to a screen: one for each, with what it shows. */
import type { Screen } from '../view-state/desk-view.ts';
import type { Command } from './command.ts';
import { view } from './with-selected.ts';

const SCREENS: readonly { readonly screen: Screen; readonly title: string; readonly shows: string }[] = [
  { screen: 'review', title: 'Review', shows: 'Packages that wait for your decision.' },
  { screen: 'table', title: 'Queue table', shows: 'The whole review queue, sorted and narrowed as you like.' },
  { screen: 'escalations', title: 'Escalations', shows: 'Threads to accept, with their deadline.' },
  { screen: 'hot-replies', title: 'Hot replies', shows: 'Positive replies that nobody has taken yet.' },
  { screen: 'replies', title: 'Replies', shows: 'What people answered, how it was read and what was done.' },
  { screen: 'since-away', title: 'Since you were away', shows: 'Approvals that no longer hold, and why.' },
  { screen: 'calls', title: 'Calls', shows: 'Steps to be done by phone.' },
  { screen: 'sent', title: 'Sent', shows: 'Every message from its countersignature on.' },
  { screen: 'board', title: 'Board', shows: 'Every lead by its stage, the agent’s half and yours; move one.' },
  { screen: 'agent', title: 'Agent', shows: 'Its runs, its queues and what it did with each lead.' },
  { screen: 'suppression', title: 'Suppression', shows: 'Who is never written to, and why.' },
  { screen: 'policy', title: 'Policy', shows: 'Every rail, limit and list, with its owner and history.' },
  {
    screen: 'versions',
    title: 'Prompts and versions',
    shows: 'What drafts are made of, what waits for RevOps, the change log.',
  },
  { screen: 'scoring', title: 'ICP and scoring', shows: 'Who fits, what a lead is worth, where it goes.' },
  { screen: 'mailboxes', title: 'Mailboxes and domains', shows: 'Health, sign-in of the mail, ramps and slots.' },
  { screen: 'trust-log', title: 'Trust log', shows: 'What was checked, held, refused and sent, and why.' },
  {
    screen: 'connections',
    title: 'Connections',
    shows: 'CRM, mailbox, language model, enrichment, and where secrets are kept.',
  },
  { screen: 'settings', title: 'Settings', shows: 'Looks, the kill switch, versions.' },
];

export const GO_TO: readonly Command[] = SCREENS.map(({ screen, title, shows }): Command => ({
  id: `go-${screen}`,
  title: `Go to ${title}`,
  explains: shows,
  group: 'Desk',
  keys: [],
  scope: 'anywhere',
  isEnabled: () => view().screen !== screen,
  run: () => view().set({ screen, mode: 'reading', overlay: 'none', openSendId: null }),
}));
