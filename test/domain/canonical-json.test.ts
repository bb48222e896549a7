import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../shared/domain/canonical-json.ts';

describe('canonical JSON', () => {
  it('is what the reference implementation of RFC 8785 writes, for any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary', maxDepth: 6 }), (value) => {
        expect(canonicalJson(value)).toBe(canonicalize(value));
      }),
      { numRuns: 1_000 },
    );
  });

  it('writes the RFC’s own example', () => {
    const example = {
      numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000f\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    };
    expect(canonicalJson(example)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it.each([
    ['keys by UTF-16 units', { '\ufb33': 1, '\u{1f600}': 2, '\u20ac': 3, '\r': 4, 1: 5, 10: 6, 9: 7, b: 8, a: 9 }],
    ['what is left out', { a: undefined, b: [undefined, Symbol('x')], c: { d: undefined } }],
    ['dates', { at: new Date(0) }],
    ['minus zero and the largest numbers', [-0, Number.MAX_VALUE, Number.MIN_VALUE, 1e21, 123456789012345680000]],
  ])('agrees with it on %s', (_what, value) => {
    expect(canonicalJson(value)).toBe(canonicalize(value));
  });

  it.each([
    ['NaN', { a: Number.NaN }],
    ['infinity', [Infinity]],
    ['half a surrogate pair', { a: 'x\ud800' }],
    ['half a surrogate pair in a key', { 'x\udc00': 1 }],
    ['a bigint', [1n]],
    ['undefined', undefined],
    ['a function', () => 1],
  ])('has no form for %s', (_what, value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  });
});
