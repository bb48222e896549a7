import { readFileSync } from 'node:fs';
import { readDemoIngredients } from '/work/main/electron/crm/embedded/demo/demo-ingredients.ts';
import { composeDemo } from '/work/main/electron/crm/embedded/demo/compose-demo.ts';
import { evaluateGate } from '/work/main/shared/policy/gate.ts';
import { composeMessage } from '/work/main/shared/policy/compose-message.ts';
import { PolicyDocument } from '/work/main/shared/policy/limits.ts';
import { queueRank } from '/work/main/shared/policy/queue-order.ts';
import { HandoffPackage } from '/work/main/shared/domain/handoff-package.ts';
import { matchesRecipient } from '/work/main/shared/policy/suppression-match.ts';
import { unheldInSubject } from '/work/main/shared/policy/claims/check-claims.ts';
import { countWords } from '/work/main/shared/policy/word-count.ts';
const ingredients = readDemoIngredients('/work/main/resources/demo');
const policy = PolicyDocument.parse(JSON.parse(readFileSync('/work/main/resources/policy.demo.json', 'utf8')));
const nowMs = Number(process.argv[2] ?? Date.now());
const demo = composeDemo({ ingredients, nowMs });
const all = [...demo.suppressions, ...demo.optOuts];
console.log(
  demo.accounts.length,
  demo.contacts.length,
  demo.touches.length,
  demo.packages.length,
  demo.suppressions.length,
);
for (const p of demo.people.filter((p) => p.role === 'sdr')) {
  const mine = demo.packages
    .filter((x) => x.pkg.review.ownerId === p.id && x.pkg.review.queue === 'review')
    .sort((a, b) => queueRank(a.pkg) - queueRank(b.pkg));
  let clear = 0;
  for (const { pkg, state, kind } of mine) {
    const ok = HandoffPackage.safeParse(pkg);
    if (!ok.success) console.log('PARSE', pkg.id, ok.error.issues[0]);
    const touches = demo.touches.map((t) => t.touch);
    const own = touches.filter((t) => t.contactId === pkg.contact.id);
    const others = new Map();
    for (const t of touches)
      if (t.accountId === pkg.account.id && t.contactId !== pkg.contact.id && t.direction === 'outbound')
        others.set(t.contactId, Math.min(others.get(t.contactId) ?? Infinity, t.atMs));
    const world = {
      packageId: pkg.id,
      contactId: pkg.contact.id,
      accountId: pkg.account.id,
      email: pkg.contact.email,
      verification: pkg.contact.verification,
      verifiedAtMs: pkg.contact.verifiedAtMs,
      timeZone: pkg.contact.timeZone,
      relation: pkg.account.relation,
      ownerId: pkg.review.ownerId,
      suppressions: all.filter((s) =>
        matchesRecipient(s, { email: pkg.contact.email, accountId: pkg.account.id, contactId: pkg.contact.id }, nowMs),
      ),
      outboundAtMs: own
        .filter((t) => t.direction === 'outbound')
        .map((t) => t.atMs)
        .sort((a, b) => b - a),
      inboundAtMs: own.filter((t) => t.direction === 'inbound').map((t) => t.atMs),
      newContactsOfAccount: [...others]
        .filter(([, a]) => a > nowMs - 30 * 864e5)
        .map(([contactId, atMs]) => ({ contactId, atMs })),
    };
    const desk = {
      checkedAtMs: { suppressions: nowMs, 'opt-outs': nowMs, threads: nowMs, owner: nowMs, policy: nowMs },
      ledgerLatestAtMs: nowMs,
      serverDate: null,
      mailboxes: demo.people.map((q) => ({
        ...q.mailbox,
        ownerId: q.id,
        displayName: q.name,
        dayStartAtMs: nowMs - 1,
        dayEndAtMs: nowMs + 1e7,
        takenToday: 0,
        waiting: 0,
      })),
      pauses: [],
    };
    const m = composeMessage({ pkg, subject: pkg.draft.subject, body: pkg.draft.body, person: p, policy });
    if ('fault' in m) {
      console.log('FAULT', pkg.id, m.fault);
      continue;
    }
    const v = evaluateGate({
      nowMs,
      policy,
      pkg,
      message: m.message,
      body: pkg.draft.body,
      attested: [],
      seen: [],
      person: p,
      world,
      desk,
      approval: null,
    } as any);
    if (v.answer === 'clear') clear++;
    const exp = ['clear', 'first-in-line', 'near-duplicate'].includes(state);
    const subj = unheldInSubject(pkg.draft.subject, {
      pkg,
      body: pkg.draft.body,
      attested: [],
      person: p,
      companyName: policy.companyName,
      nowMs,
    }).map((s) => s.text);
    if (process.argv[3] === 'all' || exp !== (v.answer === 'clear'))
      console.log(
        state,
        kind,
        pkg.id,
        v.answer,
        v.findings.map((f) => f.code + ': ' + f.evidence),
        countWords(pkg.draft.body),
        subj.length ? subj : '',
      );
    else if (subj.length) console.log('SUBJ', pkg.draft.subject, subj);
    if (process.argv[3] === 'text')
      console.log(
        '-----',
        state,
        kind,
        'T' + pkg.account.tier,
        pkg.contact.title,
        '\nSubject:',
        pkg.draft.subject,
        '\n' + pkg.draft.body,
        '\n[' + countWords(pkg.draft.body) + ' words]',
        v.answer,
      );
  }
  console.log(
    p.name,
    mine.length,
    clear,
    mine.slice(0, 4).map((x) => x.state + ' ' + x.pkg.account.segmentId),
    'size',
    JSON.stringify(mine[0].pkg).length,
  );
}
