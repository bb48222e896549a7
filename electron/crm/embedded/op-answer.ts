/** How one write to the workspace ended, before it is answered with its op's id. */
import type { PushResult } from '../../ports/connector.ts';

export type OpAnswer = Pick<PushResult, 'kind' | 'because'>;
