/** What the page says first, and every channel it could call: from the contract alone. */
import { CHANNELS as TABLE } from '../../shared/ipc/contract.ts';

export const CHANNELS = Object.keys(TABLE);
/** Of no version: the desk answers that the page must be loaded again, which needs no knowledge of the version. */
export const CONTRACT_HELLO = { contractVersion: 0, fingerprint: 'none' };
