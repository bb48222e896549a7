/**
 * Imports a CSV of leads into the CRM, held against what this desk knows after a sync of its own. The trust log has a line when it ends,
 * whatever its size; a trial leaves none. Reads no row itself.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Person } from '../../shared/domain/person.ts';
import type { AccountId } from '../../shared/domain/ids.ts';
import type { ParsedRequestOf } from '../../shared/ipc/contract.ts';
import type { LeadSegment } from '../../shared/ipc/lead-file.ts';
import { asciiDomain } from '../../shared/policy/ascii-domain.ts';
import type { KnownRecords } from '../crm/lead-import/known-records.ts';
import { startLeadImport, type LeadImportSession } from '../crm/lead-import/start-lead-import.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Begun, Told } from './imports.ts';
import type { WorkingDesk } from './working-desk.ts';

interface Wish {
  readonly working: WorkingDesk;
  readonly clock: Clock;
  readonly importer: Person;
  readonly importId: string;
  readonly told: (told: Told) => void;
  readonly request: ParsedRequestOf<'leads.import'>;
}

/** Companies read between turns. */
const STRETCH = 2_000;
/** Companies looked at for the names of segments. */
const MOST_LOOKED_AT = 5_000;

/** The segments the team works on, by its ICPs and its companies. */
export function segmentsOf({ agent, known }: Ledger): readonly LeadSegment[] {
  const names = new Map<string, LeadSegment>();
  for (const { segmentId: id, segmentName: name } of known.accountHeads(null, MOST_LOOKED_AT))
    if (!names.has(id)) names.set(id, { id, name });
  for (const { segmentId: id, title } of agent.library.list('icp'))
    if (id !== null && !names.has(id)) names.set(id, { id, name: title });
  return [...names.values()].sort((one, other) => one.name.localeCompare(other.name, 'en')).slice(0, 200);
}

async function recordsOf({ ledger, sync }: WorkingDesk, clock: Clock): Promise<KnownRecords> {
  const { known, suppressions, agent } = ledger;
  // A pull that was under way may have passed what is new; what the CRM can't be asked about, it refuses itself.
  await sync.run();
  await sync.run();
  const ids = new Map<string, AccountId>();
  for (let after: string | null = null; ;) {
    const heads = known.accountHeads(after, STRETCH);
    for (const { id, domain } of heads) if (!ids.has(asciiDomain(domain))) ids.set(asciiDomain(domain), id);
    after = heads.at(-1)?.id ?? null;
    if (after === null) break;
    await nextTurn();
  }
  return {
    contactAt(email) {
      const id = known.atAddress(email, 1)[0]?.contactId;
      const contact = id === undefined ? null : known.contact(id);
      return contact === null ? null : { contact, lead: agent.leads.read(contact.id)?.lead ?? null };
    },
    account: (id) => known.account(id),
    accountIdOf: (domain) => ids.get(domain) ?? null,
    suppressionOf: (recipient) => suppressions.matching(recipient, clock.nowMs())[0] ?? null,
  };
}

export function importLeads({
  working,
  clock,
  importer,
  importId,
  told,
  request,
}: Wish): Begun & { readonly session: LeadImportSession } {
  const { ledger, crm, sync } = working;
  const { fileName, bytes, mapping, known, mode } = request;
  const isTrial = mode === 'try';
  return {
    session: startLeadImport({
      importId,
      fileName,
      mapping,
      known,
      isTrial,
      segments: segmentsOf(ledger),
      importer,
      connector: crm,
      clock,
      records: () => recordsOf(working, clock),
      onProgress: ({ rows, perSecond }) => told({ done: rows, perSecond }),
    }),
    trace: ({ accepted, unchanged, refused }, how) => {
      if (isTrial) return;
      ledger.trace.append({
        atMs: clock.nowMs(),
        kind: 'import',
        actor: importer.id,
        subject: { what: 'leads', importId, how, accepted, unchanged, refused },
        inputs: { fileName, bytes, mapping, known },
      });
    },
    after: ({ accepted }) => {
      // The report does not wait for a hundred thousand records to come in; the sync shows how far it is.
      if (!isTrial && accepted > 0) void sync.run();
      return Promise.resolve();
    },
  };
}
