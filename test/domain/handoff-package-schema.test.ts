/** The published JSON Schema of a handoff package is the one our own parser follows. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { PackageFile } from '../../shared/domain/handoff-package.ts';
import { samplePackage } from '../policy/sample.ts';

const SCHEMA_FILE = new URL('../../resources/handoff-package.schema.json', import.meta.url);

function schema(): Record<string, unknown> {
  const made = z.toJSONSchema(PackageFile, { io: 'input', target: 'draft-2020-12', unrepresentable: 'any' });
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'https://countersign.example/handoff-package.schema.json',
    title: 'Handoff package',
    description:
      'Everything a person needs to decide about one piece of an agent’s work. A file holds one package, a JSON array of them, or one a line. Beyond this shape: fact ids are unique, every cited fact is in the package, each sentence of the draft stands word for word in its body, the contact belongs to the account, and exactly an email step has a draft.',
    ...Object.fromEntries(Object.entries(made).filter(([key]) => key !== '$schema')),
  };
}

test('the published schema is the one generated from the parser', () => {
  const now = schema();
  if (process.env.UPDATE_SCHEMA === '1') writeFileSync(SCHEMA_FILE, `${JSON.stringify(now, null, 2)}\n`);
  expect(existsSync(SCHEMA_FILE), 'run this test with UPDATE_SCHEMA=1 to write it').toBe(true);
  const published: unknown = JSON.parse(readFileSync(SCHEMA_FILE, 'utf8'));
  expect(published, 'the domain changed: run this test with UPDATE_SCHEMA=1 and read the difference').toEqual(
    JSON.parse(JSON.stringify(now)),
  );
});

test('the schema names the fields a producer must give and bounds what it may give', () => {
  const { required, properties } = schema() as { required: string[]; properties: Record<string, unknown> };
  expect(required).toEqual(expect.arrayContaining(['formatVersion', 'id', 'account', 'contact', 'facts', 'draft']));
  expect(Object.keys(properties)).not.toContain('review');
});

test('a package without its review and revision is a package file; one that contradicts itself is not', () => {
  const { review: _review, revision: _revision, ...file } = samplePackage();
  expect(PackageFile.safeParse(file).success).toBe(true);
  const otherAccount = { ...file, contact: { ...file.contact, accountId: 'acc-2' } };
  const missingFact = { ...file, facts: file.facts.slice(1) };
  const twice = { ...file, facts: [...file.facts, ...file.facts] };
  const noDraft = { ...file, draft: null };
  const otherSentence = {
    ...file,
    draft: { ...file.draft, sentences: [{ text: 'This stands nowhere.', factIds: [] }] },
  };
  for (const wrong of [otherAccount, missingFact, twice, noDraft, otherSentence]) {
    expect(PackageFile.safeParse(wrong).success).toBe(false);
  }
});
