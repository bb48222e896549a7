/** Enrichment in Connections over the played main process: what a described service is sent as, what its trial says, and that its key stays written only. */
import { screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { useDeskView } from '../../../renderer/view-state/desk-view.ts';
import { sampleListedLead } from '../store/sample-lead.ts';
import { closeShell, openShell, type OpenShell } from './open-shell.tsx';

afterEach(closeShell);

const PROVIDER = {
  name: 'Firmographics',
  url: 'https://data.ourco.example/{domain}',
  headers: { 'X-Key': '{key}' },
  keyName: 'enrichment.firmographics',
  timeoutSeconds: 10,
  perMinute: 30,
  cacheDays: 30,
  facts: [{ at: 'company.staff', path: 'account.headcount', label: 'Headcount', confidence: 0.8, dataRule: 'allowed' }],
  signals: [],
};

interface Settings {
  readonly formatVersion: 1;
  readonly providers: readonly unknown[];
  readonly verifiers: readonly unknown[];
}

async function openEnrichment(providers: readonly unknown[]): Promise<OpenShell> {
  let settings: Settings = { formatVersion: 1, providers, verifiers: [] };
  const shell = await openShell(1, (main) => {
    main.answers.set('enrichment.read', () => ({
      settings,
      keysKept: providers.length > 0 ? ['enrichment.firmographics'] : [],
      problem: null,
    }));
    main.answers.set('enrichment.save', (request) => {
      settings = request.settings as Settings;
      return { kind: 'ok' };
    });
    main.answers.set('leads.page', () => ({ leads: [sampleListedLead()], counts: [], all: 1 }));
    main.answers.set('enrichment.test', () => ({
      kind: 'found',
      facts: [{ label: 'Headcount', value: '412' }],
      signals: [],
    }));
  });
  useDeskView.getState().set({ screen: 'connections' });
  await screen.findByRole('heading', { name: 'Enrichment and email verification' });
  return shell;
}

const typed = (text: string) => text.replaceAll('{', '{{').replaceAll('[', '[[');

test('a provider is described, tried with one lead and saved, its key beside its settings', async () => {
  const { main, user } = await openEnrichment([]);
  await user.click(await screen.findByRole('button', { name: 'Add a provider' }));
  const form = within(await screen.findByRole('form', { name: 'Add a provider' }));
  await user.type(form.getByLabelText('Name'), 'Firmographics');
  await user.type(form.getByLabelText('Address'), typed('http://data.ourco.example/{domain}'));
  await user.click(form.getByRole('button', { name: 'Test' }));
  expect(form.getByText(/https is needed/)).toBeTruthy();
  expect(form.getByText('Row 1: In the answer: this is missing or too short')).toBeTruthy();
  expect(main.calledWith('enrichment.test')).toHaveLength(0);

  await user.clear(form.getByLabelText('Address'));
  await user.type(form.getByLabelText('Address'), typed('https://data.ourco.example/{domain}'));
  await user.click(form.getByRole('checkbox', { name: 'It asks for a key' }));
  await user.type(form.getByLabelText('Key'), 'k-1');
  await user.click(form.getByRole('button', { name: 'Add a header' }));
  await user.type(form.getByLabelText('Name, headers 1'), 'X-Key');
  await user.type(form.getByLabelText('Value, headers 1'), typed('{key}'));
  await user.type(form.getByLabelText('In the answer, what becomes a fact 1'), 'company.staff');
  await user.type(form.getByLabelText('Fact, what becomes a fact 1'), 'account.headcount');
  await user.type(form.getByLabelText('Label, what becomes a fact 1'), 'Headcount');
  await user.click(form.getByRole('button', { name: 'Test' }));
  expect(await form.findByText('It answered: 1 fact, 0 signals.')).toBeTruthy();
  expect(form.getByText('412')).toBeTruthy();
  const asked = { service: { kind: 'provider', config: PROVIDER }, key: 'k-1', contactId: 'con-1' };
  expect(main.calledWith('enrichment.test')).toEqual([asked]);

  await user.click(form.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('Firmographics is asked from the next run on.')).toBeTruthy();
  expect(main.calledWith('enrichment.save')).toEqual([
    {
      settings: { formatVersion: 1, providers: [PROVIDER], verifiers: [] },
      keys: { 'enrichment.firmographics': 'k-1' },
    },
  ]);
  expect(screen.queryByLabelText('Key')).toBeNull();
});

test('a set-up provider keeps its key unseen, and is taken out in one press', async () => {
  const { main, user } = await openEnrichment([PROVIDER]);
  await user.click(await screen.findByRole('button', { name: 'Edit Firmographics' }));
  const form = within(await screen.findByRole('form', { name: 'Firmographics' }));
  expect(form.getByText('A key is kept. Type another to replace it.')).toBeTruthy();
  await user.click(form.getByRole('button', { name: 'Save' }));
  await screen.findByText('Firmographics is asked from the next run on.');
  expect(main.calledWith('enrichment.save')).toEqual([
    { settings: { formatVersion: 1, providers: [PROVIDER], verifiers: [] }, keys: {} },
  ]);
  await user.click(screen.getByRole('button', { name: 'Take out Firmographics' }));
  expect(await screen.findByText('Firmographics is no longer asked.')).toBeTruthy();
  expect(await screen.findByText('No service is set up')).toBeTruthy();
});

test('a verifier’s words are explained, and names are each service’s own', async () => {
  const { main, user } = await openEnrichment([PROVIDER]);
  main.answers.set('enrichment.test', () => ({ kind: 'verdict', verification: 'risky' }));
  await user.click(await screen.findByRole('button', { name: 'Add an email verifier' }));
  const form = within(await screen.findByRole('form', { name: 'Add an email verifier' }));
  await user.type(form.getByLabelText('Name'), 'Firmographics');
  await user.type(form.getByLabelText('Address'), typed('https://verify.ourco.example/{email}'));
  await user.type(form.getByLabelText('Its verdict stands at'), 'state');
  await user.type(form.getByLabelText('Its word, what its words mean 1'), 'catch-all');
  await user.selectOptions(form.getByLabelText('Means, what its words mean 1'), 'risky');
  await user.click(form.getByRole('button', { name: 'Save' }));
  expect(form.getByText('another service has this name')).toBeTruthy();
  await user.type(form.getByLabelText('Name'), ' mail');
  await user.click(form.getByRole('button', { name: 'Test' }));
  expect(await form.findByText('The address is risky.')).toBeTruthy();
  await user.click(form.getByRole('button', { name: 'Save' }));
  await screen.findByText('Firmographics mail is asked from the next run on.');
  expect(main.calledWith('enrichment.save')).toMatchObject([
    { settings: { verifiers: [{ name: 'Firmographics mail', verdicts: { 'catch-all': 'risky' } }] }, keys: {} },
  ]);
});
