/** Nothing that floats needs a style element at run time: the page's policy is `style-src 'self'`. */
import { screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { notify } from '../../../renderer/commands/notify.ts';
import { useDeskView } from '../../../renderer/view-state/desk-view.ts';
import { closeShell, openShell } from './open-shell.tsx';

afterEach(closeShell);

test('menus, tooltips, dialogs, the palette and toasts break no style policy', async () => {
  // All style sheets of the test page are in by now; from here on the policy is the product's.
  const { user } = await openShell(2);
  const violations: string[] = [];
  document.addEventListener('securitypolicyviolation', (event) =>
    violations.push(`${event.violatedDirective}: ${event.sample || event.blockedURI}`),
  );
  const policy = document.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = "style-src 'self'";
  document.head.append(policy);

  const before = document.querySelectorAll('style').length;
  await user.click(screen.getByRole('button', { name: /menu$/ }));
  await screen.findByRole('menu');
  await user.keyboard('{Escape}');
  await user.hover(screen.getByRole('button', { name: 'Find anything' }));
  await screen.findByRole('tooltip');
  for (const overlay of ['palette', 'help', 'import'] as const) {
    useDeskView.getState().set({ overlay });
    await screen.findByRole('dialog');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  }
  notify({ kind: 'info', text: 'Told in passing' });
  await screen.findAllByText('Told in passing');
  await user.keyboard('r');
  await user.keyboard('{Escape}');
  expect(document.querySelectorAll('style').length).toBe(before);

  // The policy really stands: a style element is refused.
  const probe = document.createElement('style');
  probe.textContent = 'body { outline: 1px solid red }';
  document.head.append(probe);
  await waitFor(() => expect(violations).toHaveLength(1));
  probe.remove();
  expect(violations[0]).toMatch(/^style-src/);
});
