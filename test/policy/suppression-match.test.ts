/** Whatever spelling an address comes in, somebody who is on the list is never cleared. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Suppression } from '../../shared/domain/suppression.ts';
import { matchKey, recipientKeys } from '../../shared/policy/suppression-keys.ts';
import { domainNamed, matchesRecipient, normaliseAddress } from '../../shared/policy/suppression-match.ts';
import { aSuppression, NOW_MS } from '../ledger/fixtures.ts';

const local = fc.stringMatching(/^[a-z0-9][a-z0-9_-]{0,10}(?:\.[a-z0-9]{1,6}){0,2}$/);
const label = fc.oneof(fc.stringMatching(/^[a-z0-9]{1,10}$/), fc.constantFrom('bücher', 'zażółć', 'münchen', '例え'));
const host = fc
  .tuple(fc.array(label, { minLength: 1, maxLength: 3 }), fc.constantFrom('example', 'test'))
  .map(([labels, top]) => [...labels, top].join('.'));
const tag = fc.stringMatching(/^[a-z0-9+]{0,8}$/);

/** Other ways to write the same mailbox: case, a plus-part, the domain in ASCII, a dot after it. */
const spelling = fc.record({
  upper: fc.boolean(),
  tag: fc.option(tag, { nil: null }),
  ascii: fc.boolean(),
  dot: fc.boolean(),
});
function spell(
  name: string,
  domain: string,
  { upper, tag: plus, ascii, dot }: { upper: boolean; tag: string | null; ascii: boolean; dot: boolean },
): string {
  const written = `${name}${plus === null ? '' : `+${plus}`}@${ascii ? domainNamed(domain) : domain}${dot ? '.' : ''}`;
  return upper ? written.toUpperCase() : written;
}
const entry = (scope: Suppression['scope'], value: string) => aSuppression({ scope, value });
const to = (email: string) => ({ email, accountId: 'account-9', contactId: 'contact-9' });
const isFound = (listed: Suppression, email: string) => recipientKeys(to(email)).includes(matchKey(listed));

describe('a suppressed address', () => {
  it('is never cleared by another spelling, and the index finds it under each', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('global', 'contact'),
        local,
        host,
        spelling,
        spelling,
        (scope, name, domain, one, other) => {
          const listed = entry(scope, spell(name, domain, one));
          const email = spell(name, domain, other);
          expect(matchesRecipient(listed, to(email), NOW_MS)).toBe(true);
          expect(isFound(listed, email)).toBe(true);
        },
      ),
    );
  });

  it('is not cleared by dots where the provider ignores them', () => {
    fc.assert(
      fc.property(
        local,
        fc.nat(5),
        fc.constantFrom('gmail.com', 'googlemail.com'),
        fc.constantFrom('gmail.com', 'GoogleMail.com'),
        (name, at, one, other) => {
          const dotted = `${name.slice(0, at)}.${name.slice(at)}`.replaceAll(/^\.|\.$/g, '').replaceAll('..', '.');
          expect(matchesRecipient(entry('global', `${name}@${one}`), to(`${dotted}@${other}`), NOW_MS)).toBe(true);
        },
      ),
    );
  });

  it('where the policy keeps plus-addresses apart, is not cleared by case, script or dots, and the index still finds both', () => {
    fc.assert(
      fc.property(local, host, tag, spelling, (name, domain, plus, other) => {
        const listed = entry('global', `${name}+${plus}@${domain}`);
        const same = spell(name, domain, { ...other, tag: plus });
        expect(matchesRecipient(listed, to(same), NOW_MS, false)).toBe(true);
        expect(matchesRecipient(listed, to(`${name}@${domain}`), NOW_MS, false)).toBe(false);
        expect(isFound(listed, `${name}@${domain}`)).toBe(true);
        expect(isFound(listed, same)).toBe(true);
      }),
    );
  });

  it('stays found when it is normalised again', () => {
    fc.assert(
      fc.property(local, host, spelling, fc.boolean(), (name, domain, how, fold) => {
        const once = normaliseAddress(spell(name, domain, how), fold);
        expect(normaliseAddress(once, fold)).toBe(once);
      }),
    );
  });
});

describe('a suppressed domain', () => {
  it('means every address at it and below it, in any spelling, and none beside it', () => {
    fc.assert(
      fc.property(
        local,
        host,
        fc.option(label, { nil: null }),
        fc.constantFrom('', '@', '*.'),
        spelling,
        (name, domain, below, before, how) => {
          const listed = entry('domain', `${before}${domain}`);
          const email = spell(name, below === null ? domain : `${below}.${domain}`, how);
          expect(matchesRecipient(listed, to(email), NOW_MS)).toBe(true);
          expect(isFound(listed, email)).toBe(true);
          expect(matchesRecipient(listed, to(`${name}@not${domain}`), NOW_MS)).toBe(false);
        },
      ),
    );
  });
});
