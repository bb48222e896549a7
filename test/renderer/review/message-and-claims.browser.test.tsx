/** The message as it leaves: its gutter, live while typing; what a person answers for; what they changed. */
import { screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { commands } from '../../../renderer/commands/registry.ts';
import { useDeskView } from '../../../renderer/view-state/desk-view.ts';
import type { DraftEdit } from '../../../shared/domain/draft-edit.ts';
import { bodyOnScreen, closeReview, eventually, openReview, ribbon } from './open-review.tsx';
import { BODY, reviewPackage, reviewWorld } from './review-sample.ts';

afterEach(closeReview);

const message = () => screen.getByRole('region', { name: 'Message' });
const evidence = () => screen.getByRole('complementary', { name: 'Evidence' });
const addresses = () =>
  ['To', 'From'].map((name) => {
    const field = within(message()).getByText(name).nextElementSibling!.querySelector<HTMLElement>('[data-copy]')!;
    expect(field).toBeVisible();
    return field.innerText;
  });
const caretAfter = (words: string) => {
  const line = [...document.querySelectorAll('.cm-line')].find((each) => each.textContent.includes(words));
  const walker = document.createTreeWalker(line!, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const at = (node.textContent ?? '').indexOf(words);
    if (at >= 0) getSelection()!.collapse(node, at + words.length);
  }
};

test('shows the literal recipient, sender, subject, text and footer as they leave', async () => {
  await openReview();
  const pane = within(message());
  expect(addresses()).toEqual(['dana.p1@northwind.example', 'sam@ourco.example']);
  expect(pane.getByRole('img', { name: 'Verified, 12 d ago' })).toBeVisible();
  expect(pane.getByText('Dock plans after your Series B')).toBeVisible();
  expect(bodyOnScreen()).toBe(BODY);
  expect(pane.getByLabelText('Footer, as it leaves').textContent).toBe(
    '-- \nReply “remove me” and we stop.\nOurco, Example Street 1, 10115 Berlin',
  );
});

test('the address stands there whole, however long it is and however narrow the window; the name gives way to it', async () => {
  const local = 'maximiliane.friederike.von.hohenlohe-waldenburg-schillingsfuerst';
  const email = `${local}@warehouse-and-yard-operations.northwind-freight-forwarding.example`;
  const contact = { ...reviewPackage(Date.now()).contact, email, name: 'Maximiliane von Hohenlohe' };
  await openReview({ packages: [reviewPackage(Date.now(), { rest: { contact } })], width: 700 });
  expect(addresses()[0]).toBe(email);
  const field = within(message()).getByText('To').nextElementSibling!;
  const room = message().getBoundingClientRect();
  for (const part of field.querySelectorAll('[data-copy] span')) {
    expect(getComputedStyle(part).textOverflow).toBe('clip');
    for (const line of part.getClientRects()) {
      expect(line.right).toBeLessThanOrEqual(room.right);
      expect(line.left).toBeGreaterThanOrEqual(room.left);
    }
    expect(part.scrollWidth).toBeLessThanOrEqual(part.clientWidth);
  }
});

test('gives each sentence its piece of the gutter: supported, not factual, unsupported, each with its own shape', async () => {
  await openReview({ packages: [reviewPackage(Date.now(), { replace: ['Blue Yonder', 'Manhattan'] })] });
  await eventually(() =>
    expect(ribbon()).toEqual([
      'not-factual',
      'supported',
      'supported',
      'supported',
      'not-factual',
      'supported',
      'unsupported',
      'not-factual',
      'not-factual',
      'not-factual',
    ]),
  );
  const looks = new Map(
    ['supported', 'not-factual', 'unsupported'].map((state) => {
      const piece = document.querySelector(`.cm-piece-${state}`)!;
      const { width, backgroundImage } = getComputedStyle(piece);
      return [
        state,
        `${width} ${backgroundImage} ${piece.querySelector('.cm-badge path')?.getAttribute('d') ?? 'no badge'}`,
      ];
    }),
  );
  expect(new Set(looks.values()).size).toBe(looks.size);
  expect(document.querySelector('.cm-claim-unsupported')?.textContent).toBe('Manhattan');
});

test('shows a sentence on a stale signal as stale, with the age of its fact', async () => {
  const { user } = await openReview({ packages: [reviewPackage(Date.now(), { signalAgeDays: 70 })] });
  await eventually(() => expect(ribbon()[1]).toBe('stale'));
  await user.keyboard(']');
  await eventually(() => expect(within(evidence()).getByText('Rests on a stale fact')).toBeVisible());
  expect(within(evidence()).getByText(/70 d/, { selector: 'time' })).toBeVisible();
  expect(within(evidence()).getByRole('img', { name: '70 d old, stale' })).toBeVisible();
});

test('brings its own rules without a style element, so that a strict content policy holds', async () => {
  await openReview();
  const inline = [...document.querySelectorAll('style')].filter((style) => style.textContent.includes('.cm-'));
  expect(inline).toEqual([]);
  expect(getComputedStyle(document.querySelector('.cm-scroller')!).display).toBe('flex');
});

test('[ and ] and a click light a sentence with its facts, and O opens the source', async () => {
  const { user, main } = await openReview();
  await user.keyboard(']');
  await eventually(() => expect(document.querySelector('.cm-sentence-selected')?.textContent).toContain('$42 million'));
  const pane = within(evidence());
  expect(pane.getByText('Supported')).toBeVisible();
  expect(pane.getByText('Series B, $42 million')).toBeVisible();
  expect(pane.getByText(/90 % sure/)).toBeVisible();
  await user.keyboard('o');
  await eventually(() => expect(main.calledWith('link.open')).toEqual([{ url: 'https://news.example/series-b' }]));
  await user.keyboard(']');
  await eventually(() => expect(pane.getByText('240 people', { selector: '[data-copy]' })).toBeVisible());
  const line = [...document.querySelectorAll('.cm-line')].find((each) => each.textContent.includes('14 open roles'))!;
  const box = line.getBoundingClientRect();
  await user.pointer({ target: line, coords: { clientX: box.left + 60, clientY: box.top + 10 }, keys: '[MouseLeft]' });
  await eventually(() => expect(pane.getByText('14 open roles in the operations team')).toBeVisible());
});

test('E puts the caret at the first finding, typing is checked and saved at once, Escape leaves with the text kept', async () => {
  const { user, main } = await openReview({
    packages: [reviewPackage(Date.now(), { replace: ['Blue Yonder', 'Manhattan'] })],
  });
  await user.keyboard('e');
  await eventually(() => expect(document.activeElement?.classList.contains('cm-content')).toBe(true));
  const node = getSelection()!.focusNode!;
  expect((node.parentElement?.closest('.cm-line')?.textContent ?? '').includes('Manhattan')).toBe(true);
  await user.keyboard('Sure. ');
  expect(bodyOnScreen()).toContain('Sure. It runs beside Manhattan');
  await eventually(() => expect(ribbon().filter((state) => state === 'unsupported').length).toBeGreaterThan(1));
  await user.keyboard('{Escape}');
  await eventually(() => expect(useDeskView.getState().mode).toBe('reading'));
  expect(message().contains(document.activeElement)).toBe(true);
  expect(document.activeElement?.classList.contains('cm-content')).toBe(false);
  expect(bodyOnScreen()).toContain('Sure. It runs beside Manhattan');
  await eventually(() =>
    expect((main.journal.get('p1') as DraftEdit | undefined)?.body).toContain('Sure. It runs beside'),
  );
});

test('undo inside the editor takes back typing, never a decision', async () => {
  const { user, main } = await openReview();
  await user.keyboard('e');
  await eventually(() => expect(document.activeElement?.classList.contains('cm-content')).toBe(true));
  await user.keyboard('X');
  expect(bodyOnScreen().startsWith('XHi Dana')).toBe(true);
  await user.keyboard('{Control>}z{/Control}');
  expect(bodyOnScreen()).toBe(BODY);
  expect(main.calledWith('decision.undo')).toEqual([]);
});

test('the subject is edited too, and a letter there is no command', async () => {
  const { user, main } = await openReview();
  await user.keyboard('e');
  const subject = await screen.findByRole('textbox', { name: 'Subject' });
  await user.clear(subject);
  await user.type(subject, 'Dock plans, read again');
  await user.keyboard('{Escape}');
  await eventually(() => expect(within(message()).getByText('Dock plans, read again')).toBeVisible());
  await eventually(() =>
    expect((main.journal.get('p1') as DraftEdit | undefined)?.subject).toBe('Dock plans, read again'),
  );
  expect(main.acted.size).toBe(0);
});

test('T takes responsibility for a sentence by name, and any edit of it voids that', async () => {
  const { user } = await openReview({
    packages: [reviewPackage(Date.now(), { replace: ['Blue Yonder', 'Manhattan'] })],
  });
  const approve = () => screen.getByRole('button', { name: /^(Approve|\d+ claim|Refused|\d+ to see)/ });
  await eventually(() => expect(approve().textContent).toContain('1 claim to attest'));
  await user.keyboard('t');
  await eventually(() => expect(within(evidence()).getByRole('button', { name: /I answer for this/ })).toBeVisible());
  await user.keyboard('t');
  await eventually(() => expect(ribbon()).toContain('attested'));
  expect(document.querySelector('.cm-piece-attested .cm-badge')).not.toBeNull();
  expect(within(evidence()).getByText(/Attested by Sam Osei/)).toBeVisible();
  await eventually(() => expect(approve().textContent).toContain('leaves in 20 s'));

  await user.keyboard('e');
  await eventually(() => expect(document.activeElement?.classList.contains('cm-content')).toBe(true));
  caretAfter('needs no');
  await user.keyboard(' big');
  await eventually(() => expect(ribbon()).not.toContain('attested'));
  await eventually(() => expect(approve().textContent).toContain('1 claim to attest'));
});

test('D shows what differs from the AI’s text, with its class', async () => {
  const { user } = await openReview();
  const toggle = () => within(message()).getByRole('button', { name: /Unedited|edit/ });
  expect(toggle()).toBeDisabled();
  await user.keyboard('e');
  await eventually(() => expect(document.activeElement?.classList.contains('cm-content')).toBe(true));
  await user.keyboard('Dear');
  await user.keyboard('{Delete}{Delete}{Escape}');
  await eventually(() => expect(toggle().textContent).toContain('Minor edit'));
  await user.keyboard('d');
  const diff = await screen.findByRole('region', { name: 'Difference to the AI’s text' });
  expect(diff.querySelector('del')?.textContent).toBe('Hi');
  expect(diff.querySelector('ins')?.textContent).toBe('Dear');
  await user.keyboard('d');
  await eventually(() => expect(screen.queryByRole('region', { name: 'Difference to the AI’s text' })).toBeNull());
  expect(bodyOnScreen().startsWith('Dear Dana')).toBe(true);
});

test('a package that was edited here a moment ago is not said to be edited in another window', async () => {
  const { user } = await openReview();
  let said = 0;
  const watching = new MutationObserver(() => {
    if (document.body.textContent.includes('Being edited in another window')) said += 1;
  });
  watching.observe(document.body, { childList: true, subtree: true, characterData: true });
  for (let round = 0; round < 3; round += 1) {
    await user.keyboard('e');
    await eventually(() => expect(document.activeElement?.classList.contains('cm-content')).toBe(true));
    await user.keyboard('X{Escape}d');
    await new Promise((resolve) => setTimeout(resolve, 100));
    await user.keyboard('d');
  }
  watching.disconnect();
  expect(said).toBe(0);
  expect(screen.getByRole('button', { name: /^Edit/ }).getAttribute('aria-disabled')).toBe('false');
});

test('what was typed in the text is not lost by typing in the subject right after it', async () => {
  const { user, main } = await openReview();
  await user.keyboard('e');
  await eventually(() => expect(document.activeElement?.classList.contains('cm-content')).toBe(true));
  await user.keyboard('Dear all. ');
  screen.getByRole<HTMLInputElement>('textbox', { name: 'Subject' }).select();
  await user.keyboard('Read again');
  expect(bodyOnScreen().startsWith('Dear all. Hi Dana')).toBe(true);
  await eventually(() =>
    expect(main.journal.get('p1')).toMatchObject({
      subject: 'Read again',
      body: expect.stringMatching(/^Dear all\. Hi Dana/) as unknown,
    }),
  );
});

test('while the message is edited the bar offers only what works from there', async () => {
  const { user } = await openReview();
  await user.keyboard('e');
  const bar = () => within(screen.getByRole('toolbar', { name: 'Decide' })).getAllByRole('button');
  await eventually(() => expect(bar().map((button) => button.textContent)).toHaveLength(2));
  expect(bar()[0]?.textContent).toMatch(/^Approve/);
  await user.click(bar()[1]!);
  await eventually(() => expect(useDeskView.getState().mode).toBe('reading'));
  expect(message().contains(document.activeElement)).toBe(true);
});

test('a package that another window edits says so and can’t be edited here', async () => {
  const { user } = await openReview();
  let letGo = () => {};
  void navigator.locks.request('edit:p1', () => new Promise<void>((resolve) => (letGo = resolve)));
  await eventually(() => expect(within(message()).getByText(/Being edited in another window/)).toBeVisible());
  expect(screen.getByRole('button', { name: /^Edit/ }).getAttribute('aria-disabled')).toBe('true');
  await user.keyboard('e');
  await eventually(() => expect(useDeskView.getState().mode).toBe('reading'));
  expect(document.activeElement?.classList.contains('cm-content')).toBe(false);
  letGo();
  await eventually(() => expect(within(message()).queryByText(/Being edited in another window/)).toBeNull());
});

test('a reply shows the letter it answers, and P the whole conversation', async () => {
  const nowMs = Date.now();
  const thread = [
    {
      messageId: null,
      direction: 'outbound',
      from: 'sam@ourco.example',
      atMs: nowMs - 9e7,
      subject: 'Docks',
      text: 'First letter',
    },
    {
      messageId: null,
      direction: 'inbound',
      from: 'dana@northwind.example',
      atMs: nowMs - 8e6,
      subject: 'Re: Docks',
      text: 'Tell me more',
    },
  ];
  const { user } = await openReview({
    packages: [reviewPackage(nowMs, { messageKind: 'reply', rest: { thread } })],
    worlds: [reviewWorld(nowMs, 'p1', { inboundAtMs: [nowMs - 8e6] })],
  });
  const pane = within(evidence());
  expect(pane.getByText('Tell me more')).toBeVisible();
  expect(pane.queryByText('First letter')).toBeNull();
  expect(commands().find(({ keys }) => keys.includes('p'))?.title).toBe('Show the thread');
  await user.keyboard('p');
  expect(await pane.findByText('First letter')).toBeVisible();
  await user.keyboard('{Escape}');
  await eventually(() => expect(pane.queryByText('First letter')).toBeNull());
});

test('a call shows what to do and offers nothing to sign', async () => {
  const nowMs = Date.now();
  const step = { kind: 'call', sequenceId: 'seq-1', sequenceName: 'Growing shippers', number: 3 };
  await openReview({ packages: [reviewPackage(nowMs, { messageKind: 'follow-up', rest: { step, draft: null } })] });
  expect(within(message()).getByRole('heading', { name: 'Call Dana Reyes' })).toBeVisible();
  expect(screen.getByRole('button', { name: /^Approve/ }).getAttribute('aria-disabled')).toBe('true');
  expect(screen.getByRole('button', { name: /^Edit/ }).getAttribute('aria-disabled')).toBe('true');
  expect(screen.getByRole('button', { name: /^Snooze/ }).getAttribute('aria-disabled')).toBe('false');
});
