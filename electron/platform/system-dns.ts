/** DNS over the system's servers, with a time limit of its own: on a closed network an answer may never come. */
import { Resolver } from 'node:dns/promises';
import { DnsFault, type Dns } from '../ports/dns.ts';

const TRY_MS = 2_500;
const TRIES = 2;
/** A name that is not there, as RFC 8020 and Node's resolver tell it. */
const NONE = new Set(['ENOTFOUND', 'ENODATA', 'EBADNAME', 'NXDOMAIN']);

/** `servers` for tests with a name server of their own, such as `127.0.0.1:5353`. */
export function systemDns(servers?: readonly string[]): Dns {
  const resolver = new Resolver({ timeout: TRY_MS, tries: TRIES });
  if (servers !== undefined) resolver.setServers([...servers]);
  return {
    async resolve(name, type) {
      try {
        const answer: unknown = await resolver.resolve(name, type);
        return Array.isArray(answer) ? (answer as readonly unknown[]) : [answer];
      } catch (cause) {
        const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'UNKNOWN';
        throw new DnsFault(NONE.has(code) ? 'none' : 'offline', code, { cause });
      }
    },
  };
}
