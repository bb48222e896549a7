/** The only way to a transport: with an unused clearance, and with bytes that say exactly what was countersigned. */
import type { BeforeMark, TransmitOutcome, Transport } from '../ports/transport.ts';
import { spend, type Clearance } from './clearance.ts';
import { mimeFault } from './mime.ts';

export interface Dispatch {
  readonly transport: Transport;
  readonly bytes: Uint8Array;
  /** Makes the end-of-message mark durable; a rejection keeps the message from ending. */
  readonly beforeMark: BeforeMark;
}

/** `altered`: the bytes are not what was signed; nothing was sent. */
export type DispatchOutcome = TransmitOutcome | { readonly kind: 'altered'; readonly reason: string };

/** A clearance of the gate is good for one transmission; anything else is a programmer's error. */
export async function dispatch(
  clearance: Clearance,
  { transport, bytes, beforeMark }: Dispatch,
): Promise<DispatchOutcome> {
  if (!spend(clearance)) throw new Error('a message leaves only with an unused clearance of the gate');
  const { signed } = clearance;
  const fault = await mimeFault(bytes, signed);
  if (fault !== null) return { kind: 'altered', reason: fault };
  return transport.transmit({ from: signed.message.from.address, to: signed.message.to }, bytes, beforeMark);
}
