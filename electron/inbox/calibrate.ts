/**
 * Learns by one test mail what a mailbox's provider makes of what it sends: where it is filed, under which Message-ID, how it is signed. The
 * mail goes from the mailbox to the mailbox itself with a fixed text: there is no way to give it another recipient or other words.
 */
import { EmailAddress } from '../../shared/domain/email-address.ts';
import type { MailCalibration } from '../../shared/domain/mail-calibration.ts';
import { asciiDomain } from '../../shared/policy/ascii-domain.ts';
import type { Clock } from '../ports/clock.ts';
import type { MailboxReader, RawMessage } from '../ports/mailbox-reader.ts';
import type { Random } from '../ports/random.ts';
import type { Transport, TransmitOutcome } from '../ports/transport.ts';

export interface CalibratePorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly transport: Transport;
  readonly reader: MailboxReader;
}

export type Calibrated =
  { readonly kind: 'ok'; readonly calibration: MailCalibration } | { readonly kind: 'no'; readonly because: string };

const LOOK_EVERY_MS = 3_000;
/** To oneself a mail takes seconds; a provider that greylists takes minutes, and then the next try finds it known. */
const LONGEST_MS = 90_000;
/** What is filed in Sent may come after what is delivered. */
const SENT_GRACE_LOOKS = 3;

export async function calibrate(ports: CalibratePorts, own: EmailAddress): Promise<Calibrated> {
  const { clock, random, transport, reader } = ports;
  const address = EmailAddress.parse(own);
  const mark = Buffer.from(random.bytes(5)).toString('hex');
  const messageId = `<test.${random.uuid()}@${asciiDomain(address.slice(address.lastIndexOf('@') + 1))}>`;
  const folder = await reader.sentFolder();
  if (folder.kind === 'fault') return { kind: 'no', because: `The mailbox can’t be read: ${folder.words}` };

  const startedAtMs = clock.nowMs();
  const outcome = await transport.transmit(
    { from: address, to: address },
    testMail(address, messageId, mark, startedAtMs),
    () => undefined,
  );
  if (outcome.kind !== 'accepted') return { kind: 'no', because: notTaken(outcome) };

  let arrived: RawMessage | null = null;
  let filed: RawMessage | null = null;
  for (let looks = 0, after = 0; clock.nowMs() - startedAtMs <= LONGEST_MS; looks += 1) {
    if (looks > 0) await pause(clock, LOOK_EVERY_MS);
    // By its subject: the Message-ID may have been replaced, and some servers search no header of one's own.
    if (arrived === null) {
      const read = await reader.readByHeader('inbox', 'Subject', mark);
      if (read.kind === 'fault') return { kind: 'no', because: `The test mail was sent. ${read.words}` };
      arrived = read.value;
    }
    if (filed === null && folder.value !== null) {
      const read = await reader.readByHeader('sent', 'Subject', mark);
      if (read.kind === 'fault') return { kind: 'no', because: `The test mail was sent. ${read.words}` };
      filed = read.value;
    }
    if (arrived === null) continue;
    if (filed !== null || folder.value === null || after >= SENT_GRACE_LOOKS) break;
    after += 1;
  }
  if (arrived === null) {
    return {
      kind: 'no',
      because:
        'The server took the test mail, and it has not arrived in the Inbox. Look into Spam; try again in a few minutes.',
    };
  }
  return {
    kind: 'ok',
    calibration: {
      atMs: clock.nowMs(),
      address,
      sentFolder: folder.value,
      filedInSent: filed !== null,
      ...identityOf(messageId, filed ?? arrived),
      ...signingOf(arrived),
    },
  };
}

function notTaken(outcome: Exclude<TransmitOutcome, { kind: 'accepted' }>): string {
  switch (outcome.kind) {
    case 'not-accepted':
    case 'uncertain':
      return `The test mail could not be sent: ${outcome.reason}`;
    case 'refused-permanently':
    case 'refused-temporarily':
      return `The test mail was refused: ${outcome.reply}`;
    default:
      return outcome satisfies never;
  }
}

function testMail(address: EmailAddress, messageId: string, mark: string, nowMs: number): Uint8Array {
  const at = address.lastIndexOf('@');
  const bare = `${address.slice(0, at)}@${asciiDomain(address.slice(at + 1))}`;
  return Buffer.from(
    [
      `From: <${bare}>`,
      `To: <${bare}>`,
      `Subject: Countersign test ${mark}`,
      `Message-ID: ${messageId}`,
      `Date: ${new Date(nowMs).toUTCString().replace('GMT', '+0000')}`,
      'Auto-Submitted: auto-generated',
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=us-ascii',
      '',
      'You asked Countersign to send this mail to yourself. It shows how your mailbox files',
      'and signs what it sends. You can delete it.',
      '',
    ].join('\r\n'),
    'ascii',
  );
}

const pause = (clock: Clock, ms: number): Promise<void> =>
  new Promise((resolve) => {
    clock.wakeAt(clock.nowMs() + ms, resolve);
  });

interface HeaderLine {
  readonly name: string;
  readonly value: string;
}

function headersOf({ bytes }: RawMessage): readonly HeaderLine[] {
  const head =
    Buffer.from(bytes)
      .toString('latin1')
      .split(/\r?\n\r?\n/)[0] ?? '';
  return head
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
    .flatMap((row) => {
      const colon = row.indexOf(':');
      return colon > 0 ? [{ name: row.slice(0, colon).trim(), value: row.slice(colon + 1).trim() }] : [];
    });
}

/** By the copy in Sent, where an uncertain send is looked for; else by what arrived. */
function identityOf(messageId: string, copy: RawMessage): Pick<MailCalibration, 'messageId' | 'originalIdHeader'> {
  const headers = headersOf(copy).filter(({ value }) => value.includes(messageId));
  if (headers.some(({ name }) => name.toLowerCase() === 'message-id'))
    return { messageId: 'kept', originalIdHeader: null };
  const kept = headers.find(({ name }) => /^x-[\w-]+$/i.test(name) && name.length <= 100);
  return kept === undefined
    ? { messageId: 'gone', originalIdHeader: null }
    : { messageId: 'rewritten', originalIdHeader: kept.name };
}

function signingOf(arrived: RawMessage): Pick<MailCalibration, 'signatures' | 'results'> {
  const headers = headersOf(arrived);
  const tag = (value: string, name: string): string | null =>
    new RegExp(`(?:^|;)\\s*${name}\\s*=\\s*([^;\\s]{1,253})`, 'i').exec(value)?.[1] ?? null;
  const signatures = headers
    .filter(({ name }) => name.toLowerCase() === 'dkim-signature')
    .flatMap(({ value }) => {
      const [domain, selector] = [tag(value, 'd'), tag(value, 's')];
      return domain === null || selector === null ? [] : [{ domain: domain.toLowerCase(), selector }];
    })
    .slice(0, 10);
  // The receiving server writes its own on top; one further down came with the mail and proves nothing (RFC 8601, section 5).
  const results = headers.find(({ name }) => name.toLowerCase() === 'authentication-results')?.value ?? null;
  if (results === null) return { signatures, results: null };
  const verdict = (method: string): 'pass' | 'fail' | 'none' => {
    const said = new RegExp(`\\b${method}\\s*=\\s*([a-z]+)`, 'i').exec(results)?.[1]?.toLowerCase();
    if (said === undefined || said === 'none' || said === 'neutral') return 'none';
    return said === 'pass' ? 'pass' : 'fail';
  };
  const by = (/^[^\s;]+/.exec(results)?.[0] ?? '').slice(0, 300);
  return { signatures, results: { by, spf: verdict('spf'), dkim: verdict('dkim'), dmarc: verdict('dmarc') } };
}
