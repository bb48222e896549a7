/** The door: what gets through to the desk, what does not, and what the page is told. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bodyFault, MAX_BODY_BYTES } from '../../electron/ipc/body-limit.ts';
import { makeDoor } from '../../electron/ipc/door.ts';
import { CallFault } from '../../electron/ports/call-fault.ts';
import { CHANNELS } from '../../shared/ipc/contract.ts';
import { recordingDesk, recordingLog } from './recording-desk.ts';

describe('the door', () => {
  test('passes a request that fits, stripped to what the contract names, and returns the answer', async () => {
    const desk = recordingDesk();
    const door = makeDoor(desk, { log: recordingLog() });
    expect(await door('send.now', { sendId: 'send-1', extra: 'gone' })).toEqual({ ok: true, value: { kind: 'ok' } });
    expect(desk.calls).toEqual([{ channel: 'send.now', request: { sendId: 'send-1' } }]);
  });

  test.each(['', 'desk.nope', 'constructor', '__proto__', 'toString', 'hasOwnProperty'])(
    'knows no channel called %j',
    async (channel) => {
      const desk = recordingDesk();
      expect(await makeDoor(desk, { log: recordingLog() })(channel, {})).toMatchObject({
        ok: false,
        error: { code: 'unknown-channel' },
      });
      expect(desk.calls).toEqual([]);
    },
  );

  test('says where a request does not fit, and never repeats what was in it', async () => {
    const desk = recordingDesk();
    const answer = await makeDoor(desk, { log: recordingLog() })('pause.set', { pause: { scope: 'geheim', value: 7 } });
    expect(answer).toMatchObject({ ok: false, error: { code: 'bad-request', path: 'pause.scope' } });
    expect(JSON.stringify(answer)).not.toContain('geheim');
    expect(desk.calls).toEqual([]);
  });

  test('no channel takes what is not a plain object', async () => {
    const desk = recordingDesk();
    const door = makeDoor(desk, { log: recordingLog() });
    for (const channel of Object.keys(CHANNELS)) {
      for (const raw of [undefined, null, 7, 'text', [], new Map(), new Date(), new Uint8Array(3), () => 1]) {
        expect(await door(channel, raw), channel).toMatchObject({ ok: false, error: { code: 'bad-request' } });
      }
    }
    expect(desk.calls).toEqual([]);
  });

  test('never throws and never lets anything unparsed through, whatever comes', async () => {
    const desk = recordingDesk();
    const door = makeDoor(desk, { log: recordingLog() });
    const channels = Object.keys(CHANNELS) as (keyof typeof CHANNELS)[];
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.constantFrom(...channels), fc.string()), fc.anything(), async (channel, raw) => {
        desk.calls.length = 0;
        const answer = await door(channel, raw);
        const call = desk.calls[0];
        if (call === undefined) expect(answer.ok).toBe(false);
        else expect(CHANNELS[call.channel].request.safeParse(call.request).success).toBe(true);
      }),
    );
  });

  test('tells a fault raised on purpose in its own words', async () => {
    const desk = recordingDesk({
      'feed.page': () => {
        throw new CallFault('ledger-stopped', 'The ledger is damaged. Nothing was sent.');
      },
    });
    expect(await makeDoor(desk, { log: recordingLog() })('feed.page', { epoch: null, afterSeq: 0, limit: 10 })).toEqual(
      {
        ok: false,
        error: { code: 'ledger-stopped', message: 'The ledger is damaged. Nothing was sent.', path: null },
      },
    );
  });

  test.each([
    [
      'thrown',
      () => {
        throw new Error('SELECT * FROM sends WHERE to = dana@northwind.example');
      },
    ],
    ['rejected', () => Promise.reject(new Error('dana@northwind.example'))],
  ])('an unexpected fault that was %s is logged and told without its text', async (_how, fails) => {
    const log = recordingLog();
    const answer = await makeDoor(recordingDesk({ 'sync.run': fails }), { log })('sync.run', {});
    expect(answer).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(JSON.stringify(answer)).not.toContain('northwind');
    expect(log.lines).toEqual([{ level: 'error', code: 'call-failed', fields: { channel: 'sync.run' } }]);
  });

  test('holds back an answer that does not fit, and strips what the contract does not name', async () => {
    const log = recordingLog();
    const unfit = makeDoor(recordingDesk({ 'send.eml': (() => ({ raw: 7 })) as never }), { log });
    expect(await unfit('send.eml', { sendId: 's' })).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(log.lines[0]).toMatchObject({
      level: 'error',
      code: 'call-answer-unfit',
      fields: { channel: 'send.eml', path: 'raw' },
    });
    const leaky = makeDoor(recordingDesk({ 'sync.run': (() => ({ kind: 'ok', password: 'x' })) as never }), { log });
    expect(await leaky('sync.run', {})).toEqual({ ok: true, value: { kind: 'ok' } });
  });
});

describe('the body limit', () => {
  test('lets one piece of an import through and refuses much more', () => {
    expect(bodyFault({ importId: 'i', base64: 'A'.repeat(700_000) })).toBeNull();
    expect(bodyFault({ text: 'A'.repeat(MAX_BODY_BYTES + 1) })).toContain('1 MB');
    expect(bodyFault(Array.from({ length: 700_000 }, () => 0))).toContain('larger');
    expect(bodyFault({ many: Array.from({ length: 5 }, () => 'A'.repeat(MAX_BODY_BYTES)) })).toContain('larger');
  });

  test('refuses depth and cycles without ever following them to the end', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 100_000; level += 1) deep = [deep];
    expect(bodyFault(deep)).toContain('nested');
    const cycle: Record<string, unknown> = {};
    cycle['self'] = cycle;
    expect(bodyFault(cycle)).toContain('nested');
  });

  test('whatever passed as 1 MB of JSON passes here too', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 20 }), (value) => {
        expect(bodyFault(value)).toBeNull();
      }),
    );
  });
});
