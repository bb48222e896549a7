/** Tells the agent to run or to stop; what it answers is said. It starts nothing by itself. */
import { call } from '../bridge.ts';
import { notify } from './notify.ts';

const NOTICE = 'agent';

export async function runAgent(): Promise<void> {
  const answer = await call('agent.run', {});
  if (!answer.ok) notify({ id: NOTICE, kind: 'problem', text: `The agent was not started: ${answer.error.message}` });
  else if (answer.value.kind === 'no') notify({ id: NOTICE, kind: 'blocked', text: answer.value.because });
  else notify({ id: NOTICE, kind: 'info', text: 'The agent is at work.' });
}

export async function stopAgent(): Promise<void> {
  const answer = await call('agent.stop', {});
  if (!answer.ok) notify({ id: NOTICE, kind: 'problem', text: `The agent was not stopped: ${answer.error.message}` });
  else notify({ id: NOTICE, kind: 'info', text: 'The agent stops after the step it is at. What it finished stays.' });
}
