/** Enrichment as a person sets it up, against a real HTTP server: what is asked, what is kept, and where a key may go. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { HttpProviderConfig, HttpVerifierConfig } from '../../shared/domain/enrichment-settings.ts';
import { openTestDesk, type TestDesk } from './parts.ts';

interface Service {
  readonly url: string;
  readonly asked: { readonly path: string; readonly key: string | undefined }[];
}

const KEY = 'key-1 that nobody else sees';

/** Knows every company; takes one key only. */
async function startService(answer: (request: IncomingMessage) => unknown): Promise<Service> {
  const asked: Service['asked'] = [];
  const server = createServer((request, response) => {
    const key = request.headers['x-key'];
    asked.push({ path: request.url ?? '', key: typeof key === 'string' ? key : undefined });
    response.statusCode = key === KEY ? 200 : 401;
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify(answer(request)));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

const providerAt = (url: string) =>
  HttpProviderConfig.parse({
    name: 'Firmographics',
    url: `${url}/companies?domain={domain}`,
    headers: { 'X-Key': '{key}' },
    keyName: 'enrichment.firmographics',
    facts: [{ at: 'company.staff', path: 'account.headcount', label: 'Headcount', confidence: 0.8 }],
    signals: [{ at: 'news', type: 'expansion', value: 'title', observedOn: 'day', halfLifeDays: 45 }],
  });

const settingsOf = (url: string) => ({ formatVersion: 1 as const, providers: [providerAt(url)], verifiers: [] });

async function anyLead(desk: TestDesk) {
  const answer = await desk.call('leads.page', { queue: null, search: '', firstId: null, afterId: null, limit: 1 });
  const lead = answer.ok ? answer.value.leads[0] : undefined;
  if (lead === undefined) throw new Error('the demo has leads');
  return lead;
}

const tryProvider = async (desk: TestDesk, url: string, key: string | null) => {
  const { contact } = await anyLead(desk);
  const answer = await desk.call('enrichment.test', {
    service: { kind: 'provider', config: providerAt(url) },
    key,
    contactId: contact.id,
  });
  return answer.ok ? answer.value : answer.error.message;
};

test('a trial asks the service about one lead and shows what it would become', async () => {
  const desk = await openTestDesk();
  const { url, asked } = await startService(() => ({
    company: { staff: 412 },
    news: [{ title: 'Opens three warehouses', day: '2026-11-01' }],
  }));
  const { account } = await anyLead(desk);
  expect(await tryProvider(desk, url, KEY)).toEqual({
    kind: 'found',
    facts: [{ label: 'Headcount', value: '412' }],
    signals: [{ label: 'expansion', value: 'Opens three warehouses' }],
  });
  expect(asked).toEqual([{ path: `/companies?domain=${account.domain}`, key: KEY }]);
  expect(await tryProvider(desk, url, 'wrong')).toEqual({ kind: 'no', because: 'Firmographics answered 401.' });
  expect(await tryProvider(desk, url, null)).toEqual({
    kind: 'no',
    because: 'Firmographics has no key: give it one.',
  });
});

test('a kept key is named, never told, kept out of the settings, and goes to its own server only', async () => {
  const desk = await openTestDesk();
  const mine = await startService(() => ({ company: { staff: 412 } }));
  const other = await startService(() => ({ company: { staff: 1 } }));
  const saved = await desk.call('enrichment.save', {
    settings: settingsOf(mine.url),
    keys: { 'enrichment.firmographics': KEY },
  });
  expect(saved).toEqual({ ok: true, value: { kind: 'ok' } });
  const read = await desk.call('enrichment.read', {});
  expect(read).toMatchObject({ ok: true, value: { keysKept: ['enrichment.firmographics'], problem: null } });
  expect(JSON.stringify(read)).not.toContain(KEY);
  expect(readFileSync(join(desk.home, 'enrichment.json'), 'utf8')).not.toContain(KEY);

  expect(await tryProvider(desk, mine.url, null)).toMatchObject({ kind: 'found' });
  expect(await tryProvider(desk, other.url, null)).toMatchObject({ kind: 'no' });
  expect(other.asked).toEqual([]);

  await desk.call('enrichment.save', { settings: settingsOf(other.url), keys: {} });
  expect(await desk.call('enrichment.read', {})).toMatchObject({ ok: true, value: { keysKept: [] } });
});

test('a verifier’s words become verdicts, and a word it does not explain is unknown', async () => {
  const desk = await openTestDesk();
  const words = ['deliverable', 'catch-all', 'martian'];
  const { url } = await startService(() => ({ result: { state: words.shift() } }));
  const { contact } = await anyLead(desk);
  const config = HttpVerifierConfig.parse({
    name: 'Verifier',
    url: `${url}/verify/{email}`,
    headers: { 'X-Key': '{key}' },
    keyName: 'enrichment.verifier',
    verdictAt: 'result.state',
    verdicts: { deliverable: 'verified', 'catch-all': 'risky' },
  });
  const verdict = async () => {
    const answer = await desk.call('enrichment.test', {
      service: { kind: 'verifier', config },
      key: KEY,
      contactId: contact.id,
    });
    return answer.ok ? answer.value : null;
  };
  expect(await verdict()).toEqual({ kind: 'verdict', verification: 'verified' });
  expect(await verdict()).toEqual({ kind: 'verdict', verification: 'risky' });
  expect(await verdict()).toEqual({ kind: 'verdict', verification: 'unknown' });
});

test('what was saved holds after a restart, and a key without a service is refused', async () => {
  const desk = await openTestDesk();
  const settings = settingsOf('http://127.0.0.1:9');
  expect(await desk.call('enrichment.save', { settings, keys: { 'enrichment.other': 'x' } })).toMatchObject({
    ok: true,
    value: { kind: 'no' },
  });
  expect(readdirSync(desk.home)).not.toContain('enrichment.json');
  await desk.call('enrichment.save', { settings, keys: {} });
  await desk.close();
  const again = await openTestDesk({ home: desk.home });
  expect(await again.call('enrichment.read', {})).toMatchObject({ ok: true, value: { settings, problem: null } });
});
