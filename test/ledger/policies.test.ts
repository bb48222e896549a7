/** The policies a desk has worked under stay known by their version, so that a verdict of the past can be asked again. */
import { expect, it } from 'vitest';
import { policy } from '../policy/sample.ts';
import { newLedger, NOW_MS, open } from './fixtures.ts';

it('a policy is found by its version after others came, and after the file was opened again', () => {
  const { ledger, path, clock } = newLedger();
  const later = { ...policy, version: policy.version + 1, companyName: 'Tallyhook GmbH' };
  ledger.copies.setPolicy(policy);
  clock.set(NOW_MS + 1);
  ledger.copies.setPolicy(later);
  const again = open({ path, expectExisting: true });
  expect(again.copies.policyAt(policy.version)).toEqual(policy);
  expect(again.copies.policyAt(later.version)).toEqual(later);
  expect(again.copies.policyAt(99)).toBeNull();
  again.close();
});

it('where one version came with several bodies, the one that stood at the time is found', () => {
  const { ledger, clock } = newLedger();
  const altered = { ...policy, companyName: 'Tallyhook GmbH' };
  for (const [at, each] of [policy, altered, altered, policy].entries()) {
    clock.set(NOW_MS + at * 1_000);
    ledger.copies.setPolicy(each);
  }
  expect(ledger.copies.policyAt(policy.version, NOW_MS + 500)).toEqual(policy);
  expect(ledger.copies.policyAt(policy.version, NOW_MS + 2_500)).toEqual(altered);
  expect(ledger.copies.policyAt(policy.version)).toEqual(policy);
  expect(ledger.copies.policyAt(policy.version, NOW_MS - 1)).toBeNull();
});
