/** Whatever somebody changes in the ledger between the countersignature and the release, the message does not leave. */
import { DatabaseSync } from 'node:sqlite';
import canonicalize from 'canonicalize';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Countersignature } from '../../shared/domain/countersignature.ts';
import type { SendId } from '../../shared/domain/ids.ts';
import { BODY } from '../policy/sample.ts';
import { openParts, packageNumber, smtpTo, UNDO_MS, type Parts } from './desk-parts.ts';
import { startServer, type TestServer } from './smtp-servers.ts';

// Real files, servers and processes on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let server: TestServer;
let desk: Parts;
let file: DatabaseSync;
let count = 0;
beforeEach(async () => {
  server = await startServer();
  desk = openParts({ transport: smtpTo(server.port) });
  file = new DatabaseSync(desk.path);
});
afterEach(async () => {
  file.close();
  await desk.discard();
  await server.stop();
});

/** An approval with everything that can be signed: a seen ask and an attested sentence too. */
function approved(): SendId {
  const [pkg] = desk.add(packageNumber((count += 1)));
  const sentence = 'We also work with 9 other carriers.';
  const body = BODY.replace('Worth a', `${sentence} Worth a`);
  const attested = [{ sentence, personId: 'person-sam', atMs: desk.clock.nowMs() }];
  const answer = desk.decide.submit(
    desk.approval(pkg!, { body, attested, seen: ['links', 'length'] }),
    'person-sam' as never,
  );
  if (answer.kind !== 'accepted' || answer.sendId === null) throw new Error(JSON.stringify(answer));
  return answer.sendId;
}

/** Paths of all leaves, and of all lists, that a change can hit. */
function pathsOf(value: unknown, path: readonly (string | number)[] = []): readonly (readonly (string | number)[])[] {
  if (Array.isArray(value)) return [path, ...value.flatMap((each, at) => pathsOf(each, [...path, at]))];
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, each]) => pathsOf(each, [...path, key]));
  return [path];
}

function changed(value: unknown, path: readonly (string | number)[]): unknown {
  const [head, ...rest] = path;
  if (head === undefined) {
    if (Array.isArray(value)) return value.length > 0 ? value.slice(1) : ['links'];
    return typeof value === 'number'
      ? value + 1
      : typeof value === 'boolean'
        ? !value
        : `${String(value).replace(/[>e]?$/, '')}0${/[>]$/.exec(String(value))?.[0] ?? ''}`;
  }
  const copy: Record<string | number, unknown> = Array.isArray(value)
    ? ([...(value as unknown[])] as never)
    : { ...(value as object) };
  copy[head] = changed(copy[head], rest);
  return copy;
}

const signatureOf = (id: SendId) =>
  JSON.parse(
    String(file.prepare('SELECT countersignature FROM signed_mail WHERE send_id = ?').get(id)!.countersignature),
  ) as Countersignature;
const writeSignature = (id: SendId, to: Countersignature) =>
  file.prepare('UPDATE signed_mail SET countersignature = ? WHERE send_id = ?').run(JSON.stringify(to), id);

async function expectRefused(cases: readonly (readonly [string, SendId])[]): Promise<void> {
  await desk.later(UNDO_MS);
  for (const [what, id] of cases) {
    const send = desk.send(id);
    expect([what, send.state, send.findings[0]?.code]).toEqual([what, 'refused', 'countersignature']);
  }
  expect(server.mails).toEqual([]);
}

describe('altering, before the release,', () => {
  it('nothing lets it leave', async () => {
    const id = approved();
    await desk.later(UNDO_MS);
    expect([desk.send(id).state, server.mails.length]).toEqual(['sent', 1]);
  });

  it('any field of what was signed refuses the send', async () => {
    const signed = JSON.parse(signatureOf(approved()).signed) as unknown;
    const paths = pathsOf(signed);
    expect(paths.length).toBeGreaterThan(35);
    desk.decide.undo(desk.ledger.sends.inState(['held'])[0]!.send.decisionId, 'person-sam' as never);
    const cases = paths.map((path): [string, SendId] => {
      const id = approved();
      const countersignature = signatureOf(id);
      writeSignature(id, {
        ...countersignature,
        signed: canonicalize(changed(JSON.parse(countersignature.signed), path))!,
      });
      return [path.join('.'), id];
    });
    await expectRefused(cases);
  });

  it('the form, the key or the signature refuses the send', async () => {
    const one = approved();
    writeSignature(one, { ...signatureOf(one), signed: `${signatureOf(one).signed} ` });
    const two = approved();
    writeSignature(two, { ...signatureOf(two), keyId: 'ed25519-0' as never });
    const three = approved();
    writeSignature(three, { ...signatureOf(three), signature: Buffer.alloc(64).toString('base64') });
    const four = approved();
    writeSignature(four, signatureOf(approved()));
    const five = approved();
    const extra = { ...(JSON.parse(signatureOf(five).signed) as object), more: 1 };
    writeSignature(five, { ...signatureOf(five), signed: canonicalize(extra)! });
    const untouched = desk.ledger.sends
      .inState(['held'])
      .map(({ send }) => send)
      .filter(({ id }) => ![one, two, three, four, five].includes(id));
    untouched.forEach(({ decisionId }) => desk.decide.undo(decisionId, 'person-sam' as never));
    await expectRefused([
      ['form', one],
      ['key', two],
      ['signature', three],
      ['another send’s', four],
      ['an extra field', five],
    ]);
  });

  it.each([
    ['send', ['decisionId', 'packageId', 'personId', 'mailboxId', 'messageId', 'to', 'subject', 'countersignedAtMs']],
    [
      'decision',
      [
        'packageRevision',
        'message.to',
        'message.from',
        'message.subject',
        'message.text',
        'body',
        'seen',
        'attested',
        'attested.0.sentence',
      ],
    ],
  ] as const)('the ledger’s own record of the %s refuses the send', async (kind, fields) => {
    const cases = fields.map((field): [string, SendId] => {
      const id = approved();
      const rowId = kind === 'send' ? id : desk.send(id).decisionId;
      const row = JSON.parse(
        String(file.prepare('SELECT body FROM feed WHERE kind = ? AND id = ?').get(kind, rowId)!.body),
      ) as object;
      const path = field.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
      const next = kind === 'send' ? changed(row, path) : changed(row, ['decision', ...path]);
      file.prepare('UPDATE feed SET body = ? WHERE kind = ? AND id = ?').run(JSON.stringify(next), kind, rowId);
      return [field, id];
    });
    await desk.later(UNDO_MS);
    for (const [field, id] of cases)
      expect([
        field,
        desk.ledger.sends.inState(['sent']).length,
        String(file.prepare('SELECT state FROM sends WHERE id = ?').get(id)!.state),
      ]).toEqual([field, 0, 'refused']);
    expect(server.mails).toEqual([]);
  });

  it('the stored bytes of a retry fails the send instead of letting them leave', async () => {
    await server.stop();
    const id = approved();
    await desk.later(UNDO_MS);
    expect(desk.send(id).state).toBe('retry');
    server = await startServer();
    desk.use(smtpTo(server.port));
    const bytes = Buffer.from(desk.ledger.sends.read(id)!.mime!).toString().replace('Northwind', 'Southwind');
    file.prepare('UPDATE signed_mail SET mime = ? WHERE send_id = ?').run(Buffer.from(bytes), id);
    await desk.engine.recheckDeferred();
    await desk.engine.whenIdle();
    expect(desk.send(id)).toMatchObject({
      state: 'failed',
      serverReply: 'Not sent: the text differs, compared with what was countersigned.',
    });
    expect(server.mails).toEqual([]);
  });
});
