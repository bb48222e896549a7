/** The look through the whole queue for what the checks find: what changes behind it is looked at again. */
import { expect, test } from 'vitest';
import { lookForFindings } from '../../../renderer/store/look-for-findings.ts';
import type { FoundIn } from '../../../renderer/store/review-filter.ts';
import { openPage, P1, P2 } from '../commands/page.ts';
import { cleanDatabases } from './databases.ts';
import { samplePackage, samplePerson } from './sample.ts';

cleanDatabases();

test('a package that changes after it was looked at is looked at once more, and the end says what it is now', async () => {
  const page = await openPage(Array.from({ length: 90 }, () => ({})));
  const told: FoundIn[] = [];
  let changing: Promise<void> | null = null;
  await lookForFindings({
    db: page.db,
    person: samplePerson(),
    signal: new AbortController().signal,
    onFound: (found) => {
      told.push(found);
      if (changing !== null) return;
      page.main.put('package', 'p1', samplePackage({ id: 'p1', revision: 2, body: 'Yes?' }));
      changing = page.catchUp();
    },
  });
  expect(told.length).toBeGreaterThan(1);
  expect(told[0]?.get(P1)).not.toContain('length');
  expect(told.at(-1)?.get(P1)).toContain('length');
  expect(told.at(-1)?.get(P2)).not.toContain('length');
  expect(told.at(-1)?.size).toBe(90);
});
