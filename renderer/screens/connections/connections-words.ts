/** The words of the connections screen: the CRM, the mailbox, and where secrets are kept. */
import { ago } from '../../components/time-words.ts';
import type { DeskStatus } from '../../../shared/ipc/contract.ts';

const crmKinds: Readonly<Record<DeskStatus['crm']['kind'], string>> = {
  embedded: 'Demo workspace, one file on this computer',
  odoo: 'Odoo',
  hubspot: 'HubSpot',
  salesforce: 'Salesforce',
};
const secrets: Readonly<Record<DeskStatus['secrets'], { readonly title: string; readonly why: string }>> = {
  keychain: {
    title: 'Kept in this computer’s keychain',
    why: 'Passwords and the signing key are sealed by the operating system.',
  },
  'sealed-file': {
    title: 'Kept in a file sealed with your passphrase',
    why: 'The file is open for this run. It is never stored in plain text.',
  },
  'sealed-file-locked': {
    title: 'Sealed, and locked',
    why: 'Type your passphrase to open the file. Until then a mailbox that needs a password can’t send; nothing is lost.',
  },
  'run-only': {
    title: 'Kept for this run only',
    why: 'This computer offers no keychain. Choose a passphrase to keep secrets in a sealed file; without one they are asked again after a restart.',
  },
};

export const CONNECTION_WORDS = {
  title: 'Connections',
  context: 'What this desk speaks to. Nothing here is needed for the demo.',
  crm: 'CRM',
  crmKinds,
  crmStates: { syncing: 'Syncing', 'up-to-date': 'Up to date', unreachable: 'Unreachable', stopped: 'Sync stopped' },
  syncNow: 'Sync now',
  stop: 'Stop',
  lastPull: (age: string) => `last pulled ${ago(age)}`,
  never: 'not pulled yet',
  waiting: (count: number) => (count === 1 ? '1 write waits to be delivered' : `${count} writes wait to be delivered`),
  refused: (count: number) =>
    count === 1 ? '1 write was refused, kept for RevOps' : `${count} writes were refused, kept for RevOps`,
  crmNext: 'Packages from any agent can also be imported from a file.',
  importFile: 'Import a file',
  mailbox: 'Mailbox',
  mailboxWhy: 'Mail leaves from your own address. The demo’s sink keeps every message on this computer.',
  sink: 'Demo sink',
  smtp: 'Mail account',
  use: 'Send through',
  inUse: 'in use',
  sinkWhy: 'An SMTP server on this computer takes the mail and keeps it as .eml files. Nothing leaves this machine.',
  useSink: 'Use the sink',
  usedSink: 'From now on mail stays in the sink on this computer.',
  secrets: 'Secrets',
  secretKinds: secrets,
  passphrase: 'Passphrase',
  passphraseHint: 'At least 8 characters. It can’t be recovered.',
  passphraseShort: 'At least 8 characters are needed.',
  unlock: 'Unlock',
  choose: 'Keep secrets with it',
  unlocked: 'The sealed file is open.',
  reading: 'Reading…',
} as const;
