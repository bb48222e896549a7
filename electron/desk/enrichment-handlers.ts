/** Answers the channels of enrichment: how it is set up, a trial with one lead, another set-up. */
import type { Desk } from '../ports/desk.ts';
import type { EnrichmentWays } from './enrichment.ts';
import type { WorkingDesk } from './working-desk.ts';

type Handlers = Pick<Desk['handlers'], 'enrichment.read' | 'enrichment.save' | 'enrichment.test'>;

export function makeEnrichmentHandlers(ways: EnrichmentWays, work: () => WorkingDesk): Handlers {
  return {
    'enrichment.read': () => ways.read(),
    'enrichment.save': (request) => ways.save(request),
    'enrichment.test': async ({ service, key, contactId }) => {
      const lead = work().ledger.agent.leads.read(contactId);
      return lead === null
        ? { kind: 'no', because: 'This lead is not in this desk.' }
        : ways.test({ service, key }, lead);
    },
  };
}
