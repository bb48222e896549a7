/** Answers the channels of a CSV of leads: how it would be read, its import, what became of its rows. Holds no rule of its own. */
import type { Person } from '../../shared/domain/person.ts';
import type { ParsedRequestOf, ResponseOf } from '../../shared/ipc/contract.ts';
import { missingColumns } from '../../shared/ipc/lead-file.ts';
import { previewLeads } from '../crm/lead-import/preview-leads.ts';
import type { Clock } from '../ports/clock.ts';
import type { Desk } from '../ports/desk.ts';
import { segmentsOf } from './import-leads.ts';
import type { Imports } from './imports.ts';
import type { DeskSettings } from './settings.ts';
import type { WorkingDesk } from './working-desk.ts';

export interface LeadsHandlerParts {
  readonly clock: Clock;
  readonly imports: Imports;
  readonly settings: DeskSettings;
  readonly person: () => Person;
  /** Throws, with words, while the ledger can't be trusted. */
  readonly work: () => WorkingDesk;
}

type Handlers = Pick<Desk['handlers'], 'leads.preview' | 'leads.import' | 'leads.report'>;

export function makeLeadsHandlers({ clock, imports, settings, person, work }: LeadsHandlerParts): Handlers {
  return {
    'leads.preview': ({ base64, mapping }) =>
      previewLeads(Buffer.from(base64, 'base64'), {
        mapping,
        segments: segmentsOf(work().ledger),
        timeZone: person().mailbox.timeZone,
        nowMs: clock.nowMs(),
        remembered: (headers) => settings.leadMapping(headers),
      }),
    'leads.import': async (request) => beginImport(request),
    'leads.report': (request) => imports.leadReport(request),
  };

  async function beginImport(request: ParsedRequestOf<'leads.import'>): Promise<ResponseOf<'leads.import'>> {
    const working = work();
    const missing = missingColumns(request.mapping);
    if (missing !== null)
      return {
        kind: 'no',
        because: `No column is the ${missing === 'email' ? 'address' : 'name'}: a lead can’t be without it.`,
      };
    if (request.headers !== null) settings.rememberLeadMapping(request.headers, request.mapping);
    return imports.beginLeads(working, person(), request);
  }
}
