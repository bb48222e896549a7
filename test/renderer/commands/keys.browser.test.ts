/** Real key presses on a real page. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bindKeys } from '../../../renderer/commands/registry.ts';
import { useDeskView } from '../../../renderer/view-state/desk-view.ts';
import { cleanDatabases } from '../store/databases.ts';
import { openPage, P1, P2, type Page } from './page.ts';

cleanDatabases();

let page: Page;
let unbind: () => void;

beforeEach(async () => {
  page = await openPage([{}, {}, {}]);
  unbind = bindKeys(window);
});
afterEach(() => {
  unbind();
  document.body.replaceChildren();
});

const view = () => useDeskView.getState();
const decided = async () => (await page.db.relaxed.outbox.toArray()).length;

function press(key: string, target: Element = document.body, more: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
  target.dispatchEvent(event);
  return event;
}

/** Adds and focuses one element of this markup. */
function focused(markup: string): HTMLElement {
  document.body.innerHTML = markup;
  const element =
    document.querySelector<HTMLElement>('[data-here]') ?? (document.body.firstElementChild as HTMLElement);
  element.focus();
  return element;
}

test('A approves', async () => {
  expect(press('a').defaultPrevented).toBe(true);
  await expect.poll(decided).toBe(1);
  expect(view().selectedId).toBe(P2);
});

test.each([
  ['an input', '<input>'],
  ['a search field', '<input type="search">'],
  ['a textarea', '<textarea></textarea>'],
  ['editable text', '<div contenteditable="true" tabindex="0"></div>'],
  ['the editor', '<div class="cm-editor"><div class="cm-content" tabindex="0" data-here></div></div>'],
  ['a menu', '<div role="menu"><button data-here>x</button></div>'],
  ['a dialog', '<div role="dialog"><button data-here>x</button></div>'],
])('every reading key is inert in %s', async (_, markup) => {
  const target = focused(markup);
  for (const key of ['a', 'e', 'r', 'f', 'h', 'z', 'j', 'k', '[', ']', 'o', 'd', 't', 's'])
    expect(press(key, target).defaultPrevented, key).toBe(false);
  expect(press('z', target, { ctrlKey: true }).defaultPrevented).toBe(false);
  expect(await decided()).toBe(0);
  expect(view()).toMatchObject({ mode: 'reading', selectedId: P1 });
});

test('a checkbox or a button is no typing', () => {
  press('j', focused('<input type="checkbox">'));
  expect(view().selectedId).toBe(P2);
});

test('a held key approves once and steps many times', async () => {
  view().set({ shownAtMs: 0 });
  press('a', document.body, { repeat: true });
  expect(await decided()).toBe(0);
  press('j');
  press('j', document.body, { repeat: true });
  expect(view().selectedId).toBe('p3');
});

test('R then a digit rejects; the digit alone does nothing', async () => {
  press('1');
  expect(await decided()).toBe(0);
  press('r');
  expect(view().mode).toBe('rejecting');
  press('a');
  expect(view().selectedId).toBe(P1);
  press('0');
  await expect.poll(decided).toBe(1);
  const [row] = await page.db.relaxed.decisions.toArray();
  expect(row?.record.decision).toMatchObject({ kind: 'reject', reason: 'other' });
  expect(view().mode).toBe('reading');
});

test('a mode’s digits work inside its own panel', async () => {
  press('r');
  press('6', focused('<div role="dialog"><button data-here>x</button></div>'));
  await expect.poll(decided).toBe(1);
});

test.each([
  ['f', 'escalating'],
  ['h', 'snoozing'],
  ['e', 'editing'],
] as const)('%s begins %s, Escape leaves it', (key, mode) => {
  press(key);
  expect(view().mode).toBe(mode);
  press('Escape');
  expect(view().mode).toBe('reading');
});

test('Shift+N asks what to suppress; N alone does nothing', () => {
  press('n');
  expect(view().mode).toBe('reading');
  press('N', document.body, { shiftKey: true });
  expect(view().mode).toBe('suppressing');
});

test('Ctrl+Enter approves from the editor only, and the editor does not see it', async () => {
  press('Enter', document.body, { ctrlKey: true });
  expect(await decided()).toBe(0);
  view().set({ mode: 'editing' });
  const editor = focused('<div class="cm-editor"><div class="cm-content" tabindex="0" data-here></div></div>');
  let seenFirst: boolean | null = null;
  editor.addEventListener('keydown', (event) => (seenFirst = event.defaultPrevented));
  press('Enter', editor, { ctrlKey: true });
  expect(seenFirst).toBe(true);
  await expect.poll(decided).toBe(1);
});

test('with help open A does nothing, and Escape closes it first', async () => {
  press('?', document.body, { shiftKey: true });
  expect(view().overlay).toBe('help');
  press('a');
  expect(await decided()).toBe(0);
  press('Escape');
  expect(view()).toMatchObject({ overlay: 'none', mode: 'reading' });
});

test('the palette opens from anywhere, / goes to the search field', () => {
  const field = focused('<input type="search">');
  press('k', field, { ctrlKey: true });
  expect(view().overlay).toBe('palette');
  press('k', field, { ctrlKey: true });
  field.blur();
  press('/');
  expect(document.activeElement).toBe(field);
  press('Escape', field);
  expect(document.activeElement).not.toBe(field);
});

test('a key that something else has used, or that writes in another script, is left alone', async () => {
  document.body.addEventListener('keydown', (event) => event.preventDefault(), { once: true });
  press('a');
  press('a', document.body, { isComposing: true });
  expect(await decided()).toBe(0);
});
