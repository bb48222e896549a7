/** A verifier of addresses that is described by configuration. A word it does not explain counts as `unknown`, never as verified. */
import type { EmailVerdict, EmailVerifier } from '../../ports/enrichment.ts';
import type { HttpVerifierConfig } from '../../../shared/domain/enrichment-settings.ts';
import { makeLookup, type LookupParts } from './http-lookup.ts';
import { asWords, valueAt } from './json-path.ts';

export function httpVerifier(parts: LookupParts, config: HttpVerifierConfig): EmailVerifier {
  const lookup = makeLookup(parts, config);
  const meanings = new Map(Object.entries(config.verdicts).map(([word, meaning]) => [word.toLowerCase(), meaning]));
  return {
    name: config.name,
    async verify(email, signal): Promise<EmailVerdict> {
      const looked = await lookup.ask({ email }, signal);
      switch (looked.kind) {
        case 'nothing':
          return { kind: 'failed', retryable: false, because: `${config.name} does not know the address` };
        case 'failed':
          return looked;
        case 'answer': {
          const word = asWords(valueAt(looked.json, config.verdictAt), 60)?.toLowerCase() ?? '';
          return {
            kind: 'verdict',
            verification: meanings.get(word) ?? 'unknown',
            atMs: looked.atMs,
            source: config.name,
          };
        }
        default:
          return looked satisfies never;
      }
    },
  };
}
