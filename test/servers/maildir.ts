/** Reads what was delivered into a Maildir: the judge of what arrived, and how often. It never changes it. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface DeliveredMail {
  /** Byte for byte as delivered, with the line ends of a Unix file. */
  readonly raw: string;
  readonly messageId: string;
  /** The machine's time at delivery. */
  readonly atMs: number;
}

export interface Maildir {
  mails(): readonly DeliveredMail[];
  /** How often each Message-ID was delivered. */
  counts(): ReadonlyMap<string, number>;
}

/** A folder that does not exist yet holds no mail. */
export function openMaildir(dir: string): Maildir {
  const mails = (): readonly DeliveredMail[] =>
    ['new', 'cur'].flatMap((part) =>
      namesIn(join(dir, part)).map((name) => {
        const path = join(dir, part, name);
        const raw = readFileSync(path, 'utf8');
        return { raw, messageId: headerOf(raw, 'Message-ID') ?? '', atMs: statSync(path).mtimeMs };
      }),
    );
  return {
    mails,
    counts: () => {
      const counts = new Map<string, number>();
      for (const { messageId } of mails()) counts.set(messageId, (counts.get(messageId) ?? 0) + 1);
      return counts;
    },
  };
}

/** A header's first value, unfolded; undefined where it is not there. */
export function headerOf(raw: string, name: string): string | undefined {
  const head = raw.slice(0, endOfHead(raw)).replace(/\r?\n(?=[ \t])/g, '');
  const lowerName = `${name.toLowerCase()}:`;
  return head
    .split(/\r?\n/)
    .find((line) => line.toLowerCase().startsWith(lowerName))
    ?.slice(lowerName.length)
    .trim();
}

function endOfHead(raw: string): number {
  const end = /\r?\n\r?\n/.exec(raw)?.index;
  return end ?? raw.length;
}

function namesIn(dir: string): readonly string[] {
  try {
    return readdirSync(dir);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw cause;
  }
}

/** The headers that servers put on top while a message passes. */
const ADDED_ON_THE_WAY = /^(?:return-path|delivered-to|received|x-original-to):/i;

/** The message as it left the desk: without what servers added on top, with the line ends of SMTP. */
export function asSent(raw: string): Uint8Array {
  const lines = raw.split(/\r?\n/);
  let isAdded = true;
  const first = lines.findIndex((line) => {
    if (!/^[ \t]/.test(line)) isAdded = ADDED_ON_THE_WAY.test(line);
    return !isAdded;
  });
  return Buffer.from(lines.slice(first).join('\r\n'), 'utf8');
}
