/** The Agent screen over a played main process: what it does, its queues, a lead's record, and a person's word. */
import { screen, within, waitFor } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { AgentRun, AgentStep } from '../../../shared/domain/agent-run.ts';
import type { AgentState } from '../../../shared/ipc/channels/agent.ts';
import type { RequestOf } from '../../../shared/ipc/contract.ts';
import { useDeskView } from '../../../renderer/view-state/desk-view.ts';
import { sampleListedLead } from '../store/sample-lead.ts';
import { closeShell, openShell, type OpenShell } from '../shell/open-shell.tsx';

afterEach(closeShell);

const UNUSED = { inputTokens: 0, outputTokens: 0, costMicros: 0 };
const RUN = {
  id: 'run-1',
  why: 'schedule',
  byPersonId: null,
  startedAtMs: Date.now() - 60_000,
  endedAtMs: Date.now() - 50_000,
  state: 'done',
  because: '2 queued, 1 blocked, 0 failed.',
  planned: 3,
  queued: 2,
  blocked: 1,
  failed: 0,
  use: { inputTokens: 900, outputTokens: 100, costMicros: 2_500 },
} as const satisfies Record<keyof AgentRun, unknown>;

const STATE = {
  state: 'waiting',
  because: null,
  nextRunAtMs: Date.now() + 1_800_000,
  drafter: 'template drafter',
  run: RUN,
  today: { use: RUN.use, tokensMost: 1_000_000, costMicrosMost: 5_000_000 },
  reviewWaiting: 12,
  reviewMost: 60,
} as const satisfies Record<keyof AgentState, unknown>;

const step = (no: number, name: AgentStep['name'], because: string, output: unknown): object => ({
  no,
  runId: 'run-1',
  subject: { kind: 'lead', contactId: 'con-1' },
  name,
  outcome: name === 'route' ? 'blocked' : 'done',
  because,
  atMs: Date.now() - 55_000,
  tookMs: 3,
  use: UNUSED,
  versions: [],
  input: '{}',
  output: JSON.stringify(output),
});

const STEPS = [
  step(3, 'route', 'High score, low confidence', { route: 'scoring-review' }),
  step(2, 'score', 'Scored 84', {
    score: { overall: 84, fit: 80, trigger: 88, confidence: 0.4, drivers: [{ label: 'Hiring', weight: 31 }] },
  }),
  step(1, 'rate', 'good', { matched: ['Industry: Road freight'], failed: ['Geography: Lyon, FR'] }),
];

async function openAgent(): Promise<OpenShell> {
  const lead = sampleListedLead({
    queue: 'scoring-review',
    because: 'High score, low confidence',
    score: 84,
    rating: 'good',
  });
  const shell = await openShell(1, (main) => {
    main.answers.set('agent.state', () => STATE);
    main.answers.set('agent.runs', () => ({ runs: [RUN] }));
    main.answers.set('agent.steps', () => ({ steps: STEPS }));
    main.answers.set('leads.page', ({ queue }) => ({
      leads: queue === null || queue === 'scoring-review' ? [lead] : [],
      counts: [{ queue: 'scoring-review', leads: 1 }],
      all: 1,
    }));
    main.answers.set('leads.answer', () => ({ kind: 'ok' }));
    main.answers.set('agent.run', () => ({ kind: 'no', because: 'The agent is at work already.' }));
  });
  useDeskView.getState().set({ screen: 'agent' });
  await screen.findByRole('heading', { name: 'Agent' });
  return shell;
}

test('it says what the last run came to, what today cost and what waits; running again says why not', async () => {
  const { main, user } = await openAgent();
  await screen.findByText(/2 queued, 1 blocked, 0 failed/);
  expect(screen.getByText('1,000 of 1,000,000')).toBeTruthy();
  expect(screen.getByText('12, at most 60')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Run now' }));
  expect(await screen.findAllByText('The agent is at work already.')).not.toEqual([]);
  expect(main.calledWith('agent.run')).toHaveLength(1);
  await user.click(screen.getByRole('radio', { name: 'Runs' }));
  expect(within(await screen.findByRole('region', { name: 'Runs' })).getByText('schedule')).toBeTruthy();
});

test('a lead in doubt shows its fit, score and steps, and a person lets it go on', async () => {
  const { main, user } = await openAgent();
  await user.click(await screen.findByRole('button', { name: /^Scoring review ?1/ }));
  const grid = await screen.findByRole('grid', { name: 'Leads of this queue' });
  await user.click(await within(grid).findByRole('row', { name: /Dana Reyes/ }));
  const detail = within(await screen.findByRole('complementary', { name: 'Northwind Logistics' }));
  expect(await detail.findByText('Industry: Road freight')).toBeTruthy();
  expect(detail.getByRole('img', { name: 'Does not hold' })).toBeTruthy();
  expect(detail.getByText('Hiring')).toBeTruthy();
  expect(detail.getByText('Held against the ICP')).toBeTruthy();
  await user.type(detail.getByLabelText('Why (kept with the lead)'), 'We met them');
  await user.click(detail.getByRole('button', { name: 'Let it go on' }));
  await waitFor(() =>
    expect(main.calledWith('leads.answer')).toEqual([{ contactId: 'con-1', answer: 'go-on', because: 'We met them' }]),
  );
  await user.click(screen.getByRole('button', { name: /^Dropped/ }));
  await screen.findByText('No lead was dropped.');
});

/** A main process where so many leads have one name, and the search over everything finds those two of them. */
async function openNamesakes(many: number, found: readonly string[]): Promise<OpenShell> {
  const base = sampleListedLead() as { lead: object; contact: object };
  const all = Array.from({ length: many }, (_, at) => {
    const id = `con-${String(at).padStart(4, '0')}`;
    return {
      ...base,
      lead: { ...base.lead, contactId: id },
      contact: { ...base.contact, id, email: `dana.${at}@northwind.example` },
    };
  });
  return openShell(1, (main) => {
    main.answers.set('agent.state', () => STATE);
    main.answers.set('agent.runs', () => ({ runs: [RUN] }));
    main.answers.set('agent.steps', ({ subject }) => ({ steps: [{ ...STEPS[2], subject }] }));
    main.answers.set('leads.page', (request) => {
      const { search, firstId, afterId, limit } = request as unknown as RequestOf<'leads.page'>;
      const passing = 'dana reyes'.includes(search.toLowerCase()) ? all : [];
      const others = passing.filter(({ contact }) => contact.id !== firstId && contact.id > (afterId ?? ''));
      const first = afterId === null ? all.filter(({ contact }) => contact.id === firstId) : [];
      return { leads: [...first, ...others.slice(0, limit)], counts: [], all: passing.length };
    });
    main.answers.set('search.everything', () => ({
      found: found.map((id) => ({
        kind: 'lead',
        id,
        state: 'scored',
        title: 'Dana Reyes · Northwind Logistics',
        context: `VP Operations · dana.${Number(id.slice(4))}@northwind.example`,
        excerpt: null,
        atMs: null,
      })),
      unread: 0,
    }));
  });
}

test('a lead that the palette finds opens itself, among namesakes, beyond the first page, over the runs, and again', async () => {
  const { main, user } = await openNamesakes(130, ['con-0007', 'con-0123']);
  const openFrom = async (address: string) => {
    await user.keyboard('{Control>}k{/Control}');
    const dialog = await screen.findByRole('dialog', { name: 'Find anything' });
    await user.keyboard('dana reyes');
    await user.click(await within(dialog).findByRole('option', { name: new RegExp(address) }));
  };
  const chosen = () => screen.getByRole('grid', { name: 'Leads of this queue' }).getAttribute('aria-activedescendant');
  const openLead = async (id: string, address: string) => {
    const detail = within(await screen.findByRole('complementary', { name: 'Northwind Logistics' }));
    await detail.findByText(address);
    expect(chosen()).toBe(`lead-${id}`);
    expect(document.getElementById(`lead-${id}`)?.getAttribute('aria-selected')).toBe('true');
    expect(await detail.findByText('Held against the ICP')).toBeTruthy();
    expect(main.calledWith('agent.steps').at(-1)).toMatchObject({ subject: { contactId: id } });
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('Leads of this queue'));
  };
  await openFrom('dana.123@');
  await openLead('con-0123', 'dana.123@northwind.example');
  expect(screen.getByRole('searchbox', { name: 'Search leads' })).toHaveProperty('value', 'Dana Reyes');
  await user.keyboard('{ArrowDown}');
  await waitFor(() => expect(chosen()).toBe('lead-con-0000'));

  // Its namesake, while the Agent screen shows something else.
  await user.click(screen.getByRole('radio', { name: 'Runs' }));
  await openFrom('dana.7@');
  await openLead('con-0007', 'dana.7@northwind.example');
  await user.click(screen.getByRole('button', { name: 'Close' }));
  await waitFor(() => expect(screen.queryByRole('complementary', { name: 'Northwind Logistics' })).toBeNull());
  await openFrom('dana.7@');
  await openLead('con-0007', 'dana.7@northwind.example');

  // Every lead of the name stands below it, once.
  const grid = screen.getByRole('grid', { name: 'Leads of this queue' });
  await user.keyboard('{ArrowDown>140/}');
  await waitFor(() => expect(grid.getAttribute('aria-rowcount')).toBe('130'));
});
