/** The language model's part of Connections over the played main process: what is sent, what is said, and that a key goes to its own server only. */
import { screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { useDeskView } from '../../../renderer/view-state/desk-view.ts';
import { closeShell, openShell, type OpenShell } from './open-shell.tsx';

afterEach(closeShell);

const ACCOUNT = {
  baseUrl: 'https://llm.ourco.example/v1',
  model: 'writer-1',
  timeoutSeconds: 60,
  inputPricePerMillion: 1,
  outputPricePerMillion: 2,
  templateFallback: false,
};

async function openModel(account: typeof ACCOUNT | null, keyKept: boolean): Promise<OpenShell> {
  let kept: { account: unknown; keyKept: boolean } = { account, keyKept };
  const shell = await openShell(1, (main) => {
    main.answers.set('model.read', () => kept);
    main.answers.set('model.test', () => ({
      kind: 'no',
      because: 'writer-1 can’t be used: the key was refused (401).',
    }));
    main.answers.set('model.use', ({ account: used, key }) => {
      kept = { account: used, keyKept: key === null ? kept.keyKept : key !== '' };
      return { kind: 'ok' };
    });
    main.answers.set('agent.state', () => ({
      state: 'waiting',
      because: null,
      nextRunAtMs: null,
      drafter: 'writer-1',
      run: null,
      today: {
        use: { inputTokens: 12_000, outputTokens: 3_000, costMicros: 18_000 },
        tokensMost: 2_000_000,
        costMicrosMost: 5_000_000,
      },
      reviewWaiting: 0,
      reviewMost: 40,
    }));
  });
  useDeskView.getState().set({ screen: 'connections' });
  await screen.findByRole('heading', { name: 'Language model' });
  return shell;
}

test('a preset brings the address; the test says what is wrong; the key is sent once and never shown again', async () => {
  const { main, user } = await openModel(null, false);
  await user.click(await screen.findByRole('radio', { name: 'A model server' }));
  const part = within(screen.getByRole('heading', { name: 'Language model' }).parentElement as HTMLElement);
  await user.click(part.getByRole('button', { name: 'Test' }));
  expect(main.calledWith('model.test')).toHaveLength(0);
  expect(part.getAllByText(/this is missing|Invalid|needed/i).length).toBeGreaterThan(0);

  await user.click(part.getByRole('button', { name: 'Ollama' }));
  expect(part.getByLabelText<HTMLInputElement>('Base URL').value).toBe('http://127.0.0.1:11434/v1');
  await user.type(part.getByLabelText('Model'), 'writer-1');
  await user.type(part.getByLabelText('Key'), 'sk-1');
  await user.click(part.getByRole('button', { name: 'Test' }));
  expect(await part.findByText('writer-1 can’t be used: the key was refused (401).')).toBeTruthy();
  expect(main.calledWith('model.test')).toMatchObject([
    { account: { baseUrl: 'http://127.0.0.1:11434/v1', model: 'writer-1' }, key: 'sk-1' },
  ]);
  await user.click(part.getByRole('button', { name: 'Use this model' }));
  expect(await part.findByText('From now on this model writes drafts and reads replies.')).toBeTruthy();
  expect(await part.findByText('A key is kept. Type another to replace it.')).toBeTruthy();
  expect(part.getByLabelText<HTMLInputElement>('Key').value).toBe('');
  expect(part.getByText(/12,000 tokens in, 3,000 out, of at most 2,000,000 · cost 0.018 of at most 5.00/)).toBeTruthy();
});

test('a kept key goes to its own server only', async () => {
  const { main, user } = await openModel(ACCOUNT, true);
  const part = within(screen.getByRole('heading', { name: 'Language model' }).parentElement as HTMLElement);
  await user.click(await part.findByRole('button', { name: 'Test' }));
  await user.click(part.getByRole('button', { name: 'vLLM' }));
  expect(part.getByText('The kept key is not sent to another server.')).toBeTruthy();
  await user.click(part.getByRole('button', { name: 'Test' }));
  expect(main.calledWith('model.test')).toMatchObject([{ key: null }, { key: '' }]);
});

test('without encryption only a server on this computer is taken, and templates can be chosen again', async () => {
  const { main, user } = await openModel(ACCOUNT, false);
  const part = within(screen.getByRole('heading', { name: 'Language model' }).parentElement as HTMLElement);
  await user.clear(await part.findByLabelText('Base URL'));
  await user.type(part.getByLabelText('Base URL'), 'http://llm.ourco.example/v1');
  await user.click(part.getByRole('button', { name: 'Use this model' }));
  expect(part.getByText('https is needed, except for a server on this computer')).toBeTruthy();
  expect(main.calledWith('model.use')).toHaveLength(0);
  await user.click(part.getByRole('radio', { name: 'Template drafter' }));
  await user.click(part.getByRole('button', { name: 'Use the template drafter' }));
  expect(await part.findByText('From now on drafts come from approved templates.')).toBeTruthy();
  expect(main.calledWith('model.use')).toEqual([{ account: null, key: null }]);
});
