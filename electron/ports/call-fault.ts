/** The one exception a handler throws on purpose: a call that can't be answered, with words for its person. Never for an expected "no". */
import type { CallError } from '../../shared/ipc/contract.ts';

export class CallFault extends Error {
  readonly code: CallError['code'];

  /** `message` is shown as it is: what happened, what was kept, what to do. */
  constructor(code: CallError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CallFault';
    this.code = code;
  }
}
