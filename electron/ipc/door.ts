/**
 * The door to the desk, the same for both hosts: a known channel, a request that fits, one answer that fits. Must never let an
 * unparsed request reach a handler, nor an exception's own text reach the page.
 */
import { CHANNELS } from '../../shared/ipc/contract.ts';
import type { CallError, CallResult, ChannelName, ParsedRequestOf, ResponseOf } from '../../shared/ipc/contract.ts';
import { CallFault } from '../ports/call-fault.ts';
import type { Desk } from '../ports/desk.ts';
import type { Log } from '../ports/log.ts';
import { bodyFault } from './body-limit.ts';

export type Door = (channel: string, rawRequest: unknown) => Promise<CallResult<ChannelName>>;

/** The answer is always a value: this never throws and its promise never rejects. */
export function makeDoor(desk: Pick<Desk, 'handlers'>, { log }: { readonly log: Log }): Door {
  return async (channel, rawRequest) => {
    if (!isChannel(channel))
      return refuse(
        'unknown-channel',
        'Countersign has no such call. Reload the window: the page and the app may be of two versions.',
      );
    const tooBig = bodyFault(rawRequest);
    if (tooBig !== null) return refuse('bad-request', `The request was not taken: ${tooBig}. Nothing was changed.`);
    return answer(desk, channel, rawRequest, log);
  };
}

function isChannel(channel: unknown): channel is ChannelName {
  return typeof channel === 'string' && Object.hasOwn(CHANNELS, channel);
}

async function answer<C extends ChannelName>(
  desk: Pick<Desk, 'handlers'>,
  channel: C,
  rawRequest: unknown,
  log: Log,
): Promise<CallResult<C>> {
  const shape = CHANNELS[channel];
  const request = shape.request.safeParse(rawRequest);
  if (!request.success) {
    const { path, words } = firstIssue(request.error.issues);
    log.warn('call-bad-request', { channel, path });
    return refuse(
      'bad-request',
      `The request ${channel} did not fit${path === '' ? '' : ` at ${path}`}: ${words}. Nothing was changed.`,
      path,
    );
  }
  let given: ResponseOf<C>;
  try {
    // The schema at `channel` made it, so it has the shape of that channel; the compiler can't follow the pair through the table.
    given = await desk.handlers[channel](request.data as ParsedRequestOf<C>);
  } catch (cause) {
    return refuseFor(cause, channel, log);
  }
  const response = shape.response.safeParse(given);
  if (!response.success) {
    log.error('call-answer-unfit', response.error, { channel, path: firstIssue(response.error.issues).path });
    return refuse(
      'internal',
      `Countersign's answer to ${channel} did not have its agreed form, so it was held back. The log has it as call-answer-unfit.`,
    );
  }
  return { ok: true, value: response.data as ResponseOf<C> };
}

function refuseFor(cause: unknown, channel: ChannelName, log: Log): CallResult<never> {
  if (cause instanceof CallFault) {
    log.warn('call-refused', { channel, code: cause.code });
    return refuse(cause.code, cause.message);
  }
  log.error('call-failed', cause, { channel });
  return refuse(
    'internal',
    `Countersign ran into a fault of its own at ${channel}. What was saved before is kept; the log has it as call-failed.`,
  );
}

function refuse(code: CallError['code'], message: string, path: string | null = null): CallResult<never> {
  return { ok: false, error: { code, message, path } };
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** One is enough to act on; schema messages say what was expected and never repeat what came. */
function firstIssue(issues: readonly Issue[]): { readonly path: string; readonly words: string } {
  const issue = issues[0];
  if (issue === undefined) return { path: '', words: 'it does not fit' };
  return {
    path: issue.path.map(String).join('.'),
    words: issue.message.replace(/^Invalid input: /, '').replace(/\.$/, ''),
  };
}
