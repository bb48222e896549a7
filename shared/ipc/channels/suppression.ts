/** Channels of the suppression list: page through it, explain an address, add, take off, import and export. */
import { z } from 'zod';
import { SuppressionId } from '../../domain/ids.ts';
import { Suppression, SuppressionReason, SuppressionScope } from '../../domain/suppression.ts';
import { line } from '../../domain/text.ts';
import { EpochMs } from '../../domain/time.ts';
import { channel, no, nothing, okOrNo } from '../channel.ts';
import { CsvMapping, CsvPreview } from '../suppression-file.ts';

/** How an entry came to this desk: written here, from the CRM's list, or from the opt-outs it collected. */
export const SuppressionOrigin = z.enum(['desk', 'suppression', 'opt-out']);
export type SuppressionOrigin = z.infer<typeof SuppressionOrigin>;

/** An entry as the list shows it. */
export const ListedEntry = z.object({
  entry: Suppression,
  origin: SuppressionOrigin,
  /** The name of the account or contact whose id the entry has, where the CRM's copies know it. */
  about: z.string().nullable(),
  /** Until then whoever added it can take it back; null where it can't be undone any more, or never could. */
  undoUntilMs: EpochMs.nullable(),
  /** Somebody asked to take it off, and the CRM has not done so yet: it still blocks. */
  isLeaving: z.boolean(),
});
export type ListedEntry = z.infer<typeof ListedEntry>;

export const SuppressionFilter = z.object({
  scope: SuppressionScope.nullable(),
  reason: SuppressionReason.nullable(),
  source: SuppressionOrigin.nullable(),
  /** Part of the address, domain or id; empty for all. */
  search: z.string().max(254),
});
export type SuppressionFilter = z.infer<typeof SuppressionFilter>;

/** Where the page before ended. */
const Cursor = z.object({ key: z.union([z.string(), z.number()]), id: z.string() });

const PageOfList = z.object({ rows: z.array(ListedEntry), next: Cursor.nullable() });

/** A contact whose mailbox an address reaches. */
const Known = z.object({ name: z.string(), accountName: z.string().nullable() });

const blocked = z.object({
  kind: z.literal('blocked'),
  /** The spelling under which the list was searched. */
  normalised: z.string(),
  known: z.array(Known),
  matches: z.array(z.object({ row: ListedEntry, why: z.string(), clears: z.string() })),
});

export const SUPPRESSION_CHANNELS = {
  'suppression.page': channel(
    () =>
      z.object({
        filter: SuppressionFilter,
        order: z.enum(['newest', 'value']),
        after: Cursor.nullable(),
        limit: z.int().min(1).max(500),
      }),
    () => PageOfList,
  ),
  /** How many entries there are of each kind. */
  'suppression.counts': channel(
    () => nothing,
    () =>
      z.array(
        z.object({
          scope: SuppressionScope,
          reason: SuppressionReason,
          source: SuppressionOrigin,
          entries: z.int().min(1),
        }),
      ),
  ),
  /** Pages for a file, in the order of their values. The first page writes a line into the trust log. */
  'suppression.export': channel(
    () => z.object({ filter: SuppressionFilter, after: Cursor.nullable() }),
    () => z.object({ entries: z.array(Suppression), next: Cursor.nullable() }),
  ),

  /** Why an address, a domain, or the id of a contact or account is blocked, or that it is not. */
  'suppression.explain': channel(
    () => z.object({ text: z.string().max(254) }),
    () =>
      z.discriminatedUnion('kind', [
        blocked,
        z.object({ kind: z.literal('clear'), normalised: z.string(), known: z.array(Known) }),
        z.object({ kind: z.literal('unreadable'), because: z.string() }),
      ]),
  ),

  'suppression.add': channel(
    () =>
      z.object({
        scope: SuppressionScope,
        /** An address; a domain; an account's id, domain or name; a contact's id or address. */
        value: line(254).min(1),
        reason: SuppressionReason,
        evidence: line(500),
        expiresAtMs: EpochMs.nullable(),
        /** Whether the person has seen whom a domain or account entry touches. */
        confirmed: z.boolean(),
      }),
    () =>
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('added'), id: SuppressionId, undoUntilMs: EpochMs }),
        z.object({ kind: z.literal('confirm'), what: z.string(), contacts: z.int().min(0) }),
        no,
      ]),
  ),
  'suppression.undo': channel(
    () => z.object({ id: SuppressionId }),
    () => okOrNo,
  ),
  'suppression.remove': channel(
    () =>
      z.object({
        id: SuppressionId,
        because: line(500).min(1),
        /** Where the contact's own written request lies; null where there is none. */
        writtenRequest: line(500).nullable(),
      }),
    () =>
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('removed') }),
        /** Asked for; the entry blocks until the CRM has taken it off. */
        z.object({ kind: z.literal('waiting') }),
        no,
      ]),
  ),

  /** The first bytes of a CSV, at most 64 KB, base64. */
  'suppression.preview': channel(
    () => z.object({ base64: z.base64().max(90_000) }),
    () => z.discriminatedUnion('kind', [z.object({ kind: z.literal('csv'), preview: CsvPreview }), no]),
  ),
  /** Begins an import; its bytes, end and report go through `import.append`, `import.finish` and `import.cancel`. */
  'suppression.import': channel(
    () =>
      z.object({
        fileName: line(300),
        bytes: z.int().min(0),
        mapping: CsvMapping,
        /** Reads all of it and takes nothing. */
        dryRun: z.boolean(),
      }),
    () => z.discriminatedUnion('kind', [z.object({ kind: z.literal('ready'), importId: z.string() }), no]),
  ),
} as const;
