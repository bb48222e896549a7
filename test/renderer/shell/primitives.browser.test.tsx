/** The shared parts: dialogs, dividers, lists, toasts, as a person with a keyboard meets them. */
import { cleanup, render, screen, within, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Button } from '../../../renderer/components/button.tsx';
import { Chip } from '../../../renderer/components/chip.tsx';
import { Dialog } from '../../../renderer/components/dialog.tsx';
import { Menu } from '../../../renderer/components/menu.tsx';
import { Split } from '../../../renderer/components/panes.tsx';
import { ProgressBar } from '../../../renderer/components/progress-bar.tsx';
import { Toaster, type Toast } from '../../../renderer/components/toaster.tsx';

beforeEach(() => localStorage.clear());
afterEach(() => cleanup());

function OpensDialog({ dismissible = true }: { readonly dismissible?: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Open
      </button>
      <Dialog title="Choose" open={open} dismissible={dismissible} onClose={() => setOpen(false)}>
        <input aria-label="Reason" data-autofocus />
      </Dialog>
    </>
  );
}

test('a dialog takes the focus where it is wanted, and gives it back when Escape leaves it', async () => {
  const user = userEvent.setup();
  render(<OpensDialog />);
  const opener = screen.getByRole('button', { name: 'Open' });
  await user.click(opener);
  expect(document.activeElement).toBe(screen.getByLabelText('Reason'));
  expect(screen.getByRole('dialog', { name: 'Choose' }).matches(':modal')).toBe(true);
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(document.activeElement).toBe(opener);
});

test('the desk’s keys do not act behind an open dialog', async () => {
  const user = userEvent.setup();
  const behind = vi.fn();
  window.addEventListener('keydown', behind);
  render(<OpensDialog />);
  await user.click(screen.getByRole('button', { name: 'Open' }));
  await user.keyboard('a{Control>}k{/Control}{Escape}');
  window.removeEventListener('keydown', behind);
  expect(behind).not.toHaveBeenCalled();
});

test('a dialog that needs an answer is left neither by Escape nor by a press beside it', async () => {
  const user = userEvent.setup();
  render(<OpensDialog dismissible={false} />);
  await user.click(screen.getByRole('button', { name: 'Open' }));
  await user.keyboard('{Escape}{Escape}');
  const dialog = screen.getByRole('dialog');
  await user.pointer({ keys: '[MouseLeft]', target: dialog });
  expect(screen.queryByRole('dialog')).not.toBeNull();
  expect(within(dialog).queryByRole('button', { name: 'Close' })).toBeNull();
});

function Panes({ side = 'left' as const }) {
  return (
    <div style={{ width: 1_000, height: 200 }}>
      <Split
        name="test"
        label="Resize"
        side={side}
        initialPx={300}
        minPx={200}
        maxPx={500}
        restMinPx={400}
        sized={<i data-testid="sized" />}
      >
        <i />
      </Split>
    </div>
  );
}

test('a divider moves with the arrow keys, stays inside its limits, and is remembered', async () => {
  const user = userEvent.setup();
  const first = render(<Panes />);
  const divider = screen.getByRole('separator', { name: 'Resize' });
  const width = () => screen.getByTestId('sized').parentElement?.clientWidth;
  expect(width()).toBe(300);
  divider.focus();
  await user.keyboard('{ArrowRight}{ArrowRight}');
  expect(width()).toBe(332);
  await user.keyboard('{Home}{ArrowLeft}');
  expect(width()).toBe(200);
  await user.keyboard('{End}');
  expect(width()).toBe(500);
  await user.keyboard('{ArrowLeft}');
  first.unmount();
  render(<Panes />);
  expect(width()).toBe(484);
  expect(screen.getByRole('separator').getAttribute('aria-valuenow')).toBe('484');
});

test('a remembered width that makes no sense is forgotten', () => {
  localStorage.setItem('countersign.pane.test', 'wide');
  render(<Panes />);
  expect(screen.getByTestId('sized').parentElement?.clientWidth).toBe(300);
});

test('a button says its key to a screen reader and shows it to everybody else', () => {
  render(
    <Button keys="$mod+Enter" tone="primary">
      Approve
    </Button>,
  );
  const button = screen.getByRole('button', { name: 'Approve' });
  expect(button.getAttribute('aria-keyshortcuts')).toBe('Control+Enter');
  expect(button.textContent).toContain('Ctrl');
});

test('a meaning has a shape, not only a colour', () => {
  render(
    <>
      <Chip tone="supported">Verified</Chip>
      <Chip tone="refused">Customer</Chip>
    </>,
  );
  const [supported, refused] = ['Verified', 'Customer'].map(
    (words) => screen.getByText(words).parentElement?.querySelector('svg')?.innerHTML,
  );
  expect(supported).toBeTruthy();
  expect(refused).toBeTruthy();
  expect(supported).not.toBe(refused);
});

test('progress says how much of how much and how fast, and can be stopped', async () => {
  const stop = vi.fn();
  render(<ProgressBar label="First sync" done={1_200} total={50_000} perSecond={800.4} onStop={stop} />);
  expect(screen.getByText('1,200 of 50,000 · 800/s')).toBeTruthy();
  expect(screen.getByRole('progressbar', { name: 'First sync' }).getAttribute('aria-valuenow')).toBe('1200');
  await userEvent.click(screen.getByRole('button', { name: 'Stop' }));
  expect(stop).toHaveBeenCalledOnce();
});

test('progress without a known end claims none', () => {
  render(<ProgressBar label="Import" done={40} total={null} perSecond={0} />);
  expect(screen.getByRole('progressbar').hasAttribute('aria-valuenow')).toBe(false);
});

const toast = (id: string, staysMs: number | null): Toast => ({ id, tone: 'neutral', text: `Toast ${id}`, staysMs });

test('a toast goes by itself, one with a countdown stays, and at most three are shown', async () => {
  const dismissed = vi.fn();
  render(
    <Toaster
      label="Notices"
      toasts={[toast('1', null), toast('2', null), toast('3', 30), toast('4', null)]}
      onDismiss={dismissed}
    />,
  );
  expect(screen.queryByText('Toast 1')).toBeNull();
  expect(screen.getAllByRole('listitem')).toHaveLength(3);
  await waitFor(() => expect(dismissed).toHaveBeenCalledWith('3'));
  expect(dismissed).toHaveBeenCalledOnce();
});

test('a toast under the pointer waits', async () => {
  const user = userEvent.setup();
  const dismissed = vi.fn();
  render(<Toaster label="Notices" toasts={[toast('1', 120)]} onDismiss={dismissed} />);
  await user.hover(screen.getByRole('listitem'));
  await new Promise((resolve) => setTimeout(resolve, 250));
  expect(dismissed).not.toHaveBeenCalled();
  await user.unhover(screen.getByRole('listitem'));
  await waitFor(() => expect(dismissed).toHaveBeenCalledOnce());
});

test('a menu opens from the keyboard, acts, and hands the focus back', async () => {
  const user = userEvent.setup();
  const chosen = vi.fn();
  render(
    <Menu
      trigger={<button type="button">More</button>}
      groups={[{ id: 'g', items: [{ id: 'i', label: 'Import', onSelect: chosen }] }]}
    />,
  );
  screen.getByRole('button', { name: 'More' }).focus();
  await user.keyboard('{Enter}');
  await screen.findByRole('menuitem', { name: 'Import' });
  await user.keyboard('{Enter}');
  expect(chosen).toHaveBeenCalledOnce();
  await waitFor(() => expect(document.activeElement?.textContent).toBe('More'));
});
