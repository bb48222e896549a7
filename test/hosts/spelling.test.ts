/** In which language the Electron shell checks, and what its context menu offers; Electron itself is recorded, not run. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { contextMenu } from '../../electron/windows/context-menu.ts';
import { ofSystem, openSpelling } from '../../electron/windows/spelling.ts';

const AVAILABLE = ['de', 'en-GB', 'en-US', 'fr'];

function opened(platform: NodeJS.Platform, kept: string | null = null) {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-spelling-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'spelling.json');
  if (kept !== null) writeFileSync(path, kept);
  const told: string[] = [];
  const spelling = openSpelling({
    session: {
      availableSpellCheckerLanguages: AVAILABLE,
      setSpellCheckerEnabled: (enabled) => void told.push(enabled ? 'on' : 'off'),
      setSpellCheckerLanguages: (languages) => void told.push(languages.join()),
    },
    platform,
    preferred: ['de-AT', 'en-US'],
    path,
    write: writeFileSync,
  });
  return { spelling, told, path };
}

describe('the language', () => {
  test.each([
    ['linux', null, ['off'], 'off', false],
    ['win32', null, ['off'], 'off', false],
    ['darwin', null, ['on'], 'system', true],
    ['linux', '{"language":"system"}', ['on', 'de'], 'system', true],
    ['linux', '{"language":"en-GB"}', ['on', 'en-GB'], 'en-GB', true],
    ['darwin', '{"language":"off"}', ['off'], 'off', false],
    ['linux', 'not json', ['off'], 'off', false],
  ] as const)('on %s with %s kept: Electron is told %j', (platform, kept, told, choice, inWindow) => {
    const one = opened(platform, kept);
    expect(one.told).toEqual(told);
    expect(one.spelling.inWindow).toBe(inWindow);
    expect(one.spelling.state()).toMatchObject({ choice, fetches: platform !== 'darwin', nextStart: false });
  });

  test('chosen while it is off, it is kept for the next start and nothing is fetched before', () => {
    const { spelling, told, path } = opened('linux');
    expect(spelling.choose('fr')).toEqual({ kind: 'ok' });
    expect(told).toEqual(['off']);
    expect(spelling.state()).toMatchObject({ choice: 'fr', nextStart: true, languages: AVAILABLE });
    expect(readFileSync(path, 'utf8')).toBe('{"language":"fr"}');
  });

  test('changes at once where there is a checker, and switches off at once', () => {
    const { spelling, told } = opened('linux', '{"language":"fr"}');
    spelling.choose('en-US');
    spelling.choose('off');
    expect(told).toEqual(['on', 'fr', 'on', 'en-US', 'off']);
  });

  test('without a dictionary it is refused in words, and nothing changes', () => {
    const { spelling, told } = opened('linux', '{"language":"fr"}');
    expect(spelling.choose('xx')).toEqual({
      kind: 'no',
      because: 'There is no dictionary for xx. Nothing was changed.',
    });
    expect(told).toEqual(['on', 'fr']);
    expect(spelling.state().choice).toBe('fr');
  });

  test.each([
    [['de-AT', 'en-US'], ['de']],
    [['en-us'], ['en-US']],
    [['en-AU'], ['en-GB']],
    [['ja', 'fr-CA'], ['fr']],
    [['ja'], []],
  ])('of a person who reads %j is %j', (preferred, languages) =>
    expect(ofSystem(preferred, AVAILABLE)).toEqual(languages),
  );
});

describe('the context menu', () => {
  const editFlags = { canCut: true, canCopy: true, canPaste: false, canSelectAll: true } as never;
  const asked = { misspelledWord: '', dictionarySuggestions: [], isEditable: false, selectionText: '', editFlags };
  const acts = (done: string[] = []) => ({
    replace: (word: string) => void done.push(`replace ${word}`),
    learn: (word: string) => void done.push(`learn ${word}`),
  });

  test('offers the dictionary’s spellings, learning the word, and the system’s own editing', () => {
    const done: string[] = [];
    const misspelled = {
      ...asked,
      isEditable: true,
      misspelledWord: 'recieve',
      dictionarySuggestions: ['receive', 'relieve'],
    };
    const menu = contextMenu(misspelled, acts(done));
    expect(menu.map(({ label, role, type }) => label ?? role ?? type)).toEqual([
      'receive',
      'relieve',
      'separator',
      'Add “recieve” to the dictionary',
      'separator',
      'cut',
      'copy',
      'paste',
      'selectAll',
    ]);
    for (const { click } of menu) click?.({} as never, undefined, {});
    expect(done).toEqual(['replace receive', 'replace relieve', 'learn recieve']);
    expect(menu.find(({ role }) => role === 'paste')).toMatchObject({ enabled: false });
  });

  test('says where there is no suggestion, copies what is selected, and is not there for nothing', () => {
    expect(contextMenu({ ...asked, isEditable: true, misspelledWord: 'qqx' }, acts())[0]).toEqual({
      label: 'No suggestion',
      enabled: false,
    });
    expect(contextMenu({ ...asked, selectionText: 'dana@x.example' }, acts())).toEqual([
      { role: 'copy', enabled: true },
    ]);
    expect(contextMenu(asked, acts())).toEqual([]);
  });
});
