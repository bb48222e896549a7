/** Prompts and versions over the real rules of the library; only the line to the main process is played. */
import { screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { LibraryId } from '../../../shared/domain/ids.ts';
import { LibraryChange } from '../../../shared/domain/library-change.ts';
import { LibraryEntry } from '../../../shared/domain/library-entry.ts';
import type { Role } from '../../../shared/domain/person.ts';
import { applyLibraryChange, beginEntry } from '../../../shared/policy/library-change.ts';
import { useDeskView } from '../../../renderer/view-state/desk-view.ts';
import { closeShell, openShell, type OpenShell } from '../shell/open-shell.tsx';
import { SAMPLE_STATUS, samplePerson } from '../store/sample.ts';

afterEach(closeShell);

const version = (number: number, change: object) => ({
  version: number,
  state: 'live',
  cohortPercent: null,
  authorId: 'rea',
  approverId: 'rea',
  atMs: Date.now() - 60_000,
  note: 'First version',
  body: { part: 'voice', text: 'Write in short sentences and say what you know.' },
  ...change,
});

async function openVersions(
  role: Role,
  second: object | null,
): Promise<OpenShell & { readonly read: () => LibraryEntry }> {
  const me = samplePerson('sam', role);
  let entry = LibraryEntry.parse({
    kind: 'prompt',
    id: 'outbound-voice',
    title: 'How we write',
    segmentId: null,
    versions: [...(second === null ? [] : [version(2, second)]), version(1, {})],
  });
  const begun: LibraryEntry[] = [];
  let documentVersion = 1;
  const shell = await openShell(1, (main) => {
    main.put('people', 'people', [me]);
    main.answers.set('desk.hello', () => ({
      kind: 'welcome',
      version: '0.1.0',
      host: 'local',
      demo: true,
      person: me,
      people: [me],
      status: SAMPLE_STATUS,
    }));
    main.answers.set('library.list', () => ({
      entries: [entry, ...begun],
      documentVersions: { 'prompt/outbound-voice': documentVersion },
      unreadable: 0,
    }));
    main.answers.set('library.outcomes', () => ({ outcomes: [], verdict: null }));
    main.answers.set('library.change', ({ id, change }) => {
      const asked = LibraryChange.parse(change);
      const by = { person: me, nowMs: Date.now() };
      if (asked.act === 'begin') {
        const made = beginEntry({ kind: 'prompt', id: LibraryId.parse(id) }, asked, by);
        if (made.kind === 'no') return made;
        begun.push(made.entry);
        return { ...made, documentVersion: 1 };
      }
      const answer = applyLibraryChange(entry, asked, by);
      if (answer.kind === 'no') return answer;
      ({ entry } = answer);
      documentVersion += 1;
      return { ...answer, documentVersion };
    });
  });
  useDeskView.getState().set({ screen: 'versions' });
  await screen.findByRole('heading', { name: 'Prompts and versions' });
  const list = within(await screen.findByRole('grid', { name: 'Entries of the library' }));
  await shell.user.click(list.getByRole('row', { name: /How we write/ }));
  await screen.findByRole('article', { name: 'How we write' });
  return { ...shell, read: () => entry };
}

const WAITING = {
  state: 'in-review',
  authorId: 'somebody',
  approverId: null,
  note: 'Shorter',
  body: { part: 'voice', text: 'Write in very short sentences and say what you know.' },
};

test('an SDR proposes a change: it is handed in with a reason, and the live version stays as it was', async () => {
  const { user, read } = await openVersions('sdr', null);
  expect(screen.getByText('Only RevOps approves, sends back and retires.')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Retire' })).toHaveProperty('disabled', true);
  await user.click(screen.getByRole('button', { name: 'Propose a change' }));
  await user.type(screen.getByLabelText('Text'), ' Be kind.');
  await user.click(screen.getByRole('button', { name: 'Hand in…' }));
  const dialog = within(await screen.findByRole('dialog'));
  await user.type(dialog.getByLabelText('Why'), 'Kinder');
  await user.click(dialog.getByRole('button', { name: 'Hand in for approval' }));
  await screen.findByRole('radio', { name: 'Change requests 1' });
  expect(
    read().versions.map(({ state, body }) => [state, (body as { readonly text: string }).text.endsWith('Be kind.')]),
  ).toEqual([
    ['in-review', true],
    ['live', false],
  ]);
});

test('RevOps sees what waits against what is live, tries it on a share, then lets it out for all', async () => {
  const { user, read } = await openVersions('revops', WAITING);
  await user.click(screen.getByRole('radio', { name: 'Change requests 1' }));
  await user.click(
    within(screen.getByRole('grid', { name: 'Entries of the library' })).getByRole('row', { name: /How we write/ }),
  );
  await user.selectOptions(screen.getByLabelText('Compare with'), '1');
  expect(document.querySelector('ins')?.textContent.trim()).toBe('very');
  await user.click(screen.getByRole('button', { name: 'Send back' }));
  expect(screen.getByText('Say why first: it goes into the change log.')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Try with 10 %' }));
  // It waits for nobody any more.
  await screen.findByText('No change waits for RevOps');
  await user.click(screen.getByRole('radio', { name: 'Library' }));
  await user.click(
    within(await screen.findByRole('grid', { name: 'Entries of the library' })).getByRole('row', {
      name: /How we write/,
    }),
  );
  await user.click(screen.getByRole('button', { name: /^v2/ }));
  await screen.findByRole('button', { name: 'Make live for all' });
  expect(read().versions[0]).toMatchObject({ state: 'canary', cohortPercent: 10 });
  await user.click(screen.getByRole('button', { name: 'Make live for all' }));
  await screen.findByText(
    'It is used for all contacts outside a trial. Retired without another, nothing of this entry is used.',
  );
  expect(read().versions.map(({ state }) => state)).toEqual(['live', 'retired']);
  await user.click(screen.getByRole('radio', { name: 'Change log' }));
  expect(screen.getByText(/Prompt “How we write”: version 2 is live for all/)).toBeTruthy();
});

test('a new entry begins with another’s words, as a draft of its own', async () => {
  const { main, user } = await openVersions('sdr', null);
  await user.click(screen.getByRole('button', { name: 'Copy as a new entry…' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'A new entry' }));
  await user.click(dialog.getByRole('button', { name: 'Begin it' }));
  expect(dialog.getByText('It needs a name and a reason.')).toBeTruthy();
  await user.type(dialog.getByLabelText('Name'), 'Outbound voice');
  await user.type(dialog.getByLabelText('Why (for the change log)'), 'For rail freight{Enter}');
  await screen.findByRole('article', { name: 'Outbound voice' });
  expect(main.calledWith('library.change')).toMatchObject([
    { id: 'outbound-voice-2', documentVersion: 0, change: { act: 'begin' } },
  ]);
  expect(screen.getByRole('button', { name: 'Hand in for approval' })).toBeTruthy();
});
