/** While the ledger can't be trusted every channel says so in words or works as it should, nothing is sent, and a person may start anew. */
import { demoPolicy } from '../crm/parts.ts';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  ContactId,
  DecisionId,
  EscalationId,
  LibraryId,
  OpportunityId,
  PackageId,
  ReplyId,
  SegmentId,
  SendId,
  SuppressionId,
} from '../../shared/domain/ids.ts';
import type { ChannelName, RequestOf } from '../../shared/ipc/contract.ts';
import { CONTRACT_FINGERPRINT, CONTRACT_VERSION } from '../../shared/ipc/history.ts';
import { anEdit } from '../ledger/fixtures.ts';
import { demo, NOW_MS } from '../sync/parts.ts';
import { approve, CLEAR, decisionAbout, openTestDesk, OTHERS, release, SAM, type TestDesk } from './parts.ts';

const sendId = SendId.parse('send-1');
const escalationId = EscalationId.parse('esc-1');
const decision = decisionAbout(CLEAR[0]!, NOW_MS, { kind: 'escalate', trigger: 'other', note: '' });
const suppressionId = SuppressionId.parse('sup-1');
const everything = { scope: null, reason: null, source: null, search: '' };
const MAPPING = {
  delimiter: ',',
  hasHeader: false,
  value: 0,
  scope: null,
  reason: null,
  evidence: null,
  source: null,
  at: null,
  expires: null,
  defaultScope: 'by-shape',
  defaultReason: 'request',
} as const;
const LEADS = {
  delimiter: ',',
  hasHeader: false,
  columns: ['email', 'name'] as ('email' | 'name')[],
  segment: { id: SegmentId.parse('seg-logistics'), name: 'Logistics' },
} as const;
const account = {
  smtp: { host: '127.0.0.1', port: 9, tls: 'none' },
  imap: null,
  user: '',
  auth: { kind: 'password' },
} as const;

const mailboxId = SAM.mailbox.id;
const contactId = ContactId.parse('contact-1');
const replyId = ReplyId.parse('reply-1');
const ICP = {
  industries: [],
  headcount: { min: null, max: null },
  geographies: [],
  technographics: { has: [], hasNot: [] },
  exclusions: { relations: [], industries: [], domains: [] },
  buyer: { titleWords: [], seniorities: [] },
  requiredFields: [],
};
const MODEL = {
  baseUrl: 'http://127.0.0.1:9/v1',
  model: 'none',
  timeoutSeconds: 5,
  inputPricePerMillion: 0,
  outputPricePerMillion: 0,
};

/** What each call asks, and what it gets: the ledger's words, an answer, or another refusal. A new channel has no place here until it has one. */
const CALLS: {
  readonly [C in ChannelName]: { readonly ask: RequestOf<C>; readonly gets: 'stopped' | 'answer' | 'not-found' };
} = {
  'desk.hello': { ask: { contractVersion: CONTRACT_VERSION, fingerprint: CONTRACT_FINGERPRINT }, gets: 'answer' },
  'desk.status': { ask: {}, gets: 'answer' },
  'person.switch': { ask: { personId: OTHERS[0]!.id }, gets: 'answer' },
  'feed.page': { ask: { epoch: null, afterSeq: 0, limit: 10 }, gets: 'stopped' },
  'edit.journal': { ask: { edit: anEdit({ personId: SAM.id }) }, gets: 'stopped' },
  'edit.discard': { ask: { packageId: PackageId.parse('package-1') }, gets: 'stopped' },
  'decision.submit': { ask: { decision }, gets: 'stopped' },
  'decision.undo': { ask: { decisionId: DecisionId.parse('decision-1') }, gets: 'stopped' },
  'attention.own': { ask: {}, gets: 'stopped' },
  'spelling.read': { ask: {}, gets: 'answer' },
  'spelling.choose': { ask: { language: 'off' }, gets: 'answer' },
  'send.now': { ask: { sendId }, gets: 'stopped' },
  'send.resolve': { ask: { sendId, answer: 'draft-again' }, gets: 'stopped' },
  'send.eml': { ask: { sendId }, gets: 'stopped' },
  'escalation.accept': { ask: { escalationId }, gets: 'stopped' },
  'escalation.decline': { ask: { escalationId, because: 'not now' }, gets: 'stopped' },
  'sync.run': { ask: {}, gets: 'stopped' },
  'sync.stop': { ask: {}, gets: 'stopped' },
  'import.begin': { ask: { fileName: 'a.json', bytes: 2 }, gets: 'stopped' },
  'import.append': { ask: { importId: 'i1', base64: '' }, gets: 'not-found' },
  'import.finish': { ask: { importId: 'i1' }, gets: 'not-found' },
  'import.cancel': { ask: { importId: 'i1' }, gets: 'not-found' },
  'mailbox.read': { ask: {}, gets: 'answer' },
  'mailbox.test': {
    ask: { account, secrets: { password: null, refreshToken: null, clientSecret: null } },
    gets: 'answer',
  },
  'mailbox.sign-in': { ask: { account, clientSecret: null }, gets: 'answer' },
  'mailbox.sign-in-end': { ask: { signInId: 's1' }, gets: 'answer' },
  'mailbox.sign-in-cancel': { ask: { signInId: 's1' }, gets: 'answer' },
  'mailbox.calibrate': { ask: {}, gets: 'answer' },
  'opt-out-list.read': { ask: {}, gets: 'stopped' },
  'opt-out-list.set-key': { ask: { key: 'k' }, gets: 'stopped' },
  'mailbox.use': { ask: { kind: 'sink' }, gets: 'answer' },
  'secrets.unlock': { ask: { passphrase: 'a passphrase' }, gets: 'answer' },
  'pause.set': { ask: { pause: { scope: 'all', value: '', reason: 'stop' } }, gets: 'stopped' },
  'pause.clear': { ask: { scope: 'all', value: '' }, gets: 'stopped' },
  'trust-log.page': { ask: { filter: {}, beforeSeq: null, limit: 10 }, gets: 'stopped' },
  'trust-log.state': { ask: {}, gets: 'stopped' },
  'trust-log.line': { ask: { seq: 1 }, gets: 'stopped' },
  'trust-log.story': { ask: { sendId }, gets: 'stopped' },
  'trust-log.replay': { ask: { seq: 1 }, gets: 'stopped' },
  'trust-log.erase': {
    ask: { contactId: ContactId.parse('contact-1'), because: 'asked by letter' },
    gets: 'stopped',
  },
  'trust-log.check': { ask: { checkId: null }, gets: 'stopped' },
  'trust-log.export-begin': { ask: { fromMs: null, untilMs: null, withCountersignatures: true }, gets: 'stopped' },
  'trust-log.export-next': { ask: { exportId: 'e1' }, gets: 'not-found' },
  'suppression.page': { ask: { filter: everything, order: 'newest', after: null, limit: 10 }, gets: 'stopped' },
  'suppression.counts': { ask: {}, gets: 'stopped' },
  'suppression.export': { ask: { filter: everything, after: null }, gets: 'stopped' },
  'suppression.explain': { ask: { text: 'dana@northwind.example' }, gets: 'stopped' },
  'suppression.add': {
    ask: {
      scope: 'global',
      value: 'dana@northwind.example',
      reason: 'manual',
      evidence: '',
      expiresAtMs: null,
      confirmed: false,
    },
    gets: 'stopped',
  },
  'suppression.undo': { ask: { id: suppressionId }, gets: 'stopped' },
  'suppression.remove': { ask: { id: suppressionId, because: 'a mistake', writtenRequest: null }, gets: 'stopped' },
  'leads.preview': { ask: { base64: '', mapping: null }, gets: 'stopped' },
  'leads.import': {
    ask: { fileName: 'a.csv', bytes: 2, mapping: LEADS, headers: null, known: 'skip', mode: 'try' },
    gets: 'stopped',
  },
  'leads.report': { ask: { importId: 'i1', list: 'refused', from: 0, limit: 1 }, gets: 'not-found' },
  'suppression.preview': { ask: { base64: '' }, gets: 'answer' },
  'suppression.import': { ask: { fileName: 'a.csv', bytes: 2, mapping: MAPPING, dryRun: true }, gets: 'stopped' },
  'policy.read': { ask: {}, gets: 'stopped' },
  'policy.try': { ask: { policy: demoPolicy, days: 7 }, gets: 'stopped' },
  'policy.save': { ask: { policy: demoPolicy, baseVersion: 1, note: 'why', approvals: [] }, gets: 'stopped' },
  'mailboxes.read': { ask: {}, gets: 'stopped' },
  'mailboxes.check': { ask: { mailboxId }, gets: 'stopped' },
  'mailboxes.thaw': { ask: { mailboxId }, gets: 'stopped' },
  'mailboxes.import-report': { ask: { mailboxId, fileName: 'a.csv', provider: 'Gmail', base64: '' }, gets: 'stopped' },
  'agent.state': { ask: {}, gets: 'stopped' },
  'agent.run': { ask: {}, gets: 'stopped' },
  'agent.stop': { ask: {}, gets: 'stopped' },
  'draft.rewrite': {
    ask: { packageId: CLEAR[0]!.id, subject: 's', body: 'b', instruction: 'shorter' },
    gets: 'stopped',
  },
  'agent.runs': { ask: { limit: 10 }, gets: 'stopped' },
  'agent.steps': { ask: { subject: { kind: 'lead', contactId }, limit: 10 }, gets: 'stopped' },
  'leads.page': { ask: { queue: null, search: '', firstId: null, afterId: null, limit: 10 }, gets: 'stopped' },
  'leads.answer': { ask: { contactId, answer: 'go-on', because: 'looked' }, gets: 'stopped' },
  'board.column': {
    ask: { stage: 'new', search: '', onlyMine: false, tiers: [], segments: [], after: null, limit: 10 },
    gets: 'stopped',
  },
  'board.opportunities': {
    ask: { stage: 'evaluation', search: '', onlyMine: false, tiers: [], segments: [], after: null, limit: 10 },
    gets: 'stopped',
  },
  'board.move-opportunity': {
    ask: { opportunityId: OpportunityId.parse('opp-1'), from: 'evaluation', to: 'negotiation', reason: '' },
    gets: 'stopped',
  },
  'board.open-opportunity': { ask: { contactId }, gets: 'stopped' },
  'board.choices': { ask: { search: '', onlyMine: false, tiers: [], segments: [] }, gets: 'stopped' },
  'board.move': { ask: { contactId, from: 'new', to: 'nurture', reason: '', nextStepAtMs: null }, gets: 'stopped' },
  'search.everything': { ask: { words: 'northwind', limit: 5 }, gets: 'stopped' },
  'board.undo': { ask: { moveId: DecisionId.parse('move-1') }, gets: 'stopped' },
  'library.list': { ask: {}, gets: 'stopped' },
  'library.change': {
    ask: {
      kind: 'prompt',
      id: LibraryId.parse('outbound-voice'),
      documentVersion: 1,
      change: { act: 'submit', version: 1 },
    },
    gets: 'stopped',
  },
  'library.outcomes': { ask: { kind: 'prompt', id: LibraryId.parse('outbound-voice') }, gets: 'stopped' },
  'icp.try': { ask: { segmentId: SegmentId.parse('seg-logistics'), icp: ICP }, gets: 'stopped' },
  'enrichment.read': { ask: {}, gets: 'answer' },
  'enrichment.save': { ask: { settings: { formatVersion: 1 }, keys: {} }, gets: 'answer' },
  'enrichment.test': {
    ask: {
      service: { kind: 'provider', config: { name: 'Firmographics', url: 'http://127.0.0.1:9/', keyName: null } },
      key: null,
      contactId,
    },
    gets: 'stopped',
  },
  'score.drift': { ask: {}, gets: 'stopped' },
  'model.read': { ask: {}, gets: 'answer' },
  'model.test': { ask: { account: MODEL, key: null }, gets: 'answer' },
  'model.use': { ask: { account: null, key: null }, gets: 'answer' },
  'reply.label': { ask: { replyId, class: 'positive' }, gets: 'stopped' },
  'reply.escalate': { ask: { replyId, note: '' }, gets: 'stopped' },
  'reply.close': { ask: { replyId }, gets: 'stopped' },
  'ledger.start-anew': { ask: { typed: 'start anew' }, gets: 'answer' },
  'link.open': { ask: { url: 'https://northwind.example' }, gets: 'answer' },
};

/** A desk that was used, closed, lost its ledger that way, and was opened again. */
async function afterLoss(
  lose: (one: TestDesk) => void,
  use: (one: TestDesk) => Promise<void> = () => Promise.resolve(),
) {
  const one = await openTestDesk();
  await use(one);
  await one.close();
  lose(one);
  return openTestDesk({ home: one.home, clock: one.clock });
}
const removed = ({ paths }: TestDesk) => rmSync(paths.ledger);
const overwritten = ({ paths }: TestDesk) => {
  const bytes = readFileSync(paths.ledger);
  bytes.fill(0x55, 100, 9_000);
  writeFileSync(paths.ledger, bytes);
};

describe.each([
  ['missing', removed],
  ['damaged', overwritten],
] as const)('a ledger that is %s', (state, lose) => {
  test('is said in the status, and every channel answers in words or works', async () => {
    const one = await afterLoss(lose);
    expect(await one.call('desk.status', {})).toMatchObject({
      ok: true,
      value: {
        ledger: { state, problem: expect.stringContaining(one.paths.ledger) as string },
        crm: { state: 'stopped' },
      },
    });
    expect(one.desk.waitingSends()).toBe(0);
    for (const [channel, { ask, gets }] of Object.entries(CALLS) as [ChannelName, { ask: never; gets: string }][]) {
      if (channel === 'ledger.start-anew') continue;
      const answer = await one.call(channel, ask);
      if (gets === 'answer') expect(answer, channel).toMatchObject({ ok: true });
      else {
        const code = gets === 'stopped' ? 'ledger-stopped' : gets;
        expect(answer, channel).toMatchObject({ ok: false, error: { code } });
        if (gets === 'stopped') expect(JSON.stringify(answer)).toContain('is kept in this window');
      }
    }
    // Nothing that was asked for made a ledger in its place.
    expect(readdirSync(one.home).filter((name) => name.includes('set-aside'))).toEqual([]);
    expect(one.faults).toEqual([`ledger.stopped: ${state}`]);
  });

  test('is started anew only when a person says so: the old file is kept, and the CRM fills the new one', async () => {
    const one = await afterLoss(lose);
    const kept = state === 'damaged' ? statSync(one.paths.ledger).size : null;
    expect(await one.call('ledger.start-anew', { typed: 'start anew' })).toEqual({ ok: true, value: { kind: 'ok' } });
    await one.until('the CRM was read again', async () => (await one.status()).crm.state === 'up-to-date');
    expect((await one.feed('package')).size).toBe(demo.packages.length);
    expect(await one.call('desk.status', {})).toMatchObject({ value: { ledger: { state: 'open', problem: null } } });
    const aside = readdirSync(one.home).filter((name) => /set-aside-[^-]*$/.test(name));
    expect(aside.map((name) => statSync(`${one.home}/${name}`).size)).toEqual(kept === null ? [] : [kept]);
    // It works: an approval leaves.
    expect(await release(one, await approve(one, CLEAR[1]!), 'sent', 'refused')).toMatchObject({ state: 'sent' });
  });
});

test('starting anew is refused while the ledger is in order', async () => {
  const one = await openTestDesk();
  const { epoch } = await one.desk.handlers['feed.page']({ epoch: null, afterSeq: 0, limit: 1 });
  expect(await one.call('ledger.start-anew', { typed: 'start anew' })).toEqual({
    ok: true,
    value: { kind: 'no', because: 'The ledger is in order; there is nothing to start anew.' },
  });
  expect((await one.desk.handlers['feed.page']({ epoch: null, afterSeq: 0, limit: 1 })).epoch).toBe(epoch);
});

test('what was sent before the loss is not sent again after starting anew: the CRM knows of it', async () => {
  const pkg = CLEAR[0]!;
  const one = await afterLoss(removed, async (before) => {
    await release(before, await approve(before, pkg), 'sent');
    await before.until('the CRM has it', async () => (await before.status()).crm.waitingWrites === 0);
  });
  await one.call('ledger.start-anew', { typed: 'start anew' });
  await one.until('the CRM was read again', async () => (await one.status()).crm.state === 'up-to-date');
  await expect(approve(one, pkg)).rejects.toThrow(/sent already/);
});
