/** The words of the frame around every screen: queues, search, connection, problems. Nothing else is said there. */
import type { Screen } from '../view-state/desk-view.ts';

export const WORDS = {
  product: 'Countersign',
  tagline: 'Nothing leaves until you sign it.',
  queues: 'Queues',
  rules: 'Rules and records',
  switchPerson: 'Switch person',
  search: 'Search packages',
  searchNothing: (text: string) => `Nothing in review matches “${text}”.`,
  searchNone: 'No package found',
  clearSearch: 'Clear search',
  list: 'Packages to review',
  resizeList: 'Resize the list',
  reviewEmpty: 'The queue is clear',
  reviewEmptyWhy: 'Every package has been decided. New ones arrive with the next sync.',
  syncNow: 'Sync now',
  importFile: 'Import a file',
  median: 'median',
  activeTime: 'Active time on this package',
  starting: 'Opening your desk…',
  notAnswering: 'The desk does not answer yet. This window goes on by itself as soon as it does.',
  palette: 'Commands',
  help: 'Keys and help',
} as const;

export const SCREEN_NAMES: Readonly<Record<Screen, string>> = {
  review: 'Review',
  escalations: 'Escalations',
  'since-away': 'Since you were away',
  sent: 'Sent',
  suppression: 'Suppression',
  policy: 'Policy',
  mailboxes: 'Mailboxes',
  'trust-log': 'Trust log',
  connections: 'Connections',
  settings: 'Settings',
};
