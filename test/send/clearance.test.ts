/** Nothing but the gate opens the door: neither the compiler nor the program takes a clearance made by hand. */
import { describe, expect, it } from 'vitest';
import { passGate, type Clearance } from '../../electron/send/clearance.ts';
import { dispatch } from '../../electron/send/dispatch.ts';
import { buildMime } from '../../electron/send/mime.ts';
import type { Transport } from '../../electron/ports/transport.ts';
import { SendId } from '../../shared/domain/ids.ts';
import { released, sampleInput } from '../policy/sample.ts';

const SEND = SendId.parse('send-1');
const counting = () => {
  let transmitted = 0;
  const transport: Transport = {
    transmit: () => {
      transmitted += 1;
      return Promise.resolve({ kind: 'accepted', reply: '250', serverAtMs: null });
    },
    test: () => Promise.resolve(null),
    close: () => Promise.resolve(),
  };
  return { transport, transmitted: () => transmitted };
};
const input = () => {
  const made = released(sampleInput());
  if (made.approval === null) throw new Error('not released');
  return { ...made, approval: made.approval };
};
const parcel = async (transport: Transport) => ({
  transport,
  bytes: await buildMime(input().approval.signed, 1),
  beforeMark: () => undefined,
});

describe('a clearance', () => {
  it('comes of a clear verdict only', () => {
    expect(passGate(SEND, input()).kind).toBe('clear');
    const suppressed = { ...input(), world: { ...input().world, email: null } };
    expect(passGate(SEND, suppressed).kind).toBe('stopped');
    expect(passGate(SEND, { ...input(), approval: { ...input().approval, signatureFault: 'x' } }).kind).toBe('stopped');
  });

  it('is good for one transmission', async () => {
    const { transport, transmitted } = counting();
    const passage = passGate(SEND, input());
    if (passage.kind !== 'clear') throw new Error('stopped');
    expect((await dispatch(passage.clearance, await parcel(transport))).kind).toBe('accepted');
    await expect(dispatch(passage.clearance, await parcel(transport))).rejects.toThrow('unused clearance');
    expect(transmitted()).toBe(1);
  });

  it('can’t be made by hand', async () => {
    const { transport, transmitted } = counting();
    const byHand = { sendId: SEND, signed: input().approval.signed };
    const ready = await parcel(transport);
    /* eslint-disable @typescript-eslint/no-unsafe-class-instance-assignment -- the linter refuses it as well */
    // @ts-expect-error an object of the same shape is no clearance
    const asIs: Promise<unknown> = dispatch(byHand, ready);
    /* eslint-enable @typescript-eslint/no-unsafe-class-instance-assignment */
    await expect(asIs).rejects.toThrow('unused clearance');
    const forced = dispatch(byHand as unknown as Clearance, await parcel(transport));
    await expect(forced).rejects.toThrow('unused clearance');
    const passage = passGate(SEND, input());
    if (passage.kind !== 'clear') throw new Error('stopped');
    const copy = Object.assign(
      Object.create(Object.getPrototypeOf(passage.clearance) as object) as object,
      passage.clearance,
    );
    await expect(dispatch(copy, await parcel(transport))).rejects.toThrow('unused clearance');
    expect(transmitted()).toBe(0);
  });

  it('does not let other bytes through than those that were signed', async () => {
    const { transport, transmitted } = counting();
    const passage = passGate(SEND, input());
    if (passage.kind !== 'clear') throw new Error('stopped');
    const other = await buildMime({ ...input().approval.signed, messageId: '<other@tallyhook.example>' }, 1);
    expect(await dispatch(passage.clearance, { ...(await parcel(transport)), bytes: other })).toEqual({
      kind: 'altered',
      reason: 'the Message-ID differs',
    });
    expect(transmitted()).toBe(0);
  });
});
