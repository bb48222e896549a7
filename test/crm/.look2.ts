import { readFileSync } from 'node:fs';
import { readDemoIngredients } from '/work/main/electron/crm/embedded/demo/demo-ingredients.ts';
import { composePackages } from '/work/main/electron/crm/embedded/demo/compose-packages.ts';
import { PolicyDocument } from '/work/main/shared/policy/limits.ts';
import { checkClaims, unheldInSubject } from '/work/main/shared/policy/claims/check-claims.ts';
import { countWords } from '/work/main/shared/policy/word-count.ts';
import { findAsks } from '/work/main/shared/policy/calls-to-action.ts';
const ingredients = readDemoIngredients('/work/main/resources/demo');
const nowMs = Date.now();
const seen = new Map<string, number>();
let n = 0,
  size = 0;
const t = performance.now();
let wmin = 999,
  wmax = 0;
const ids = new Set(),
  mails = new Set();
const pk = [...composePackages(Number(process.argv[2] ?? 3000), { ingredients, nowMs, seed: 7 })];
console.log('compose ms', performance.now() - t);
for (const pkg of pk) {
  ids.add(pkg.id);
  mails.add(pkg.contact.email);
  const person = ingredients.company.people.find((p) => p.id === pkg.review.ownerId)!;
  const bad = [
    ...checkClaims({ pkg, body: pkg.draft!.body, attested: [], person, companyName: 'Tallyhook', nowMs })
      .filter((c) => c.state === 'unsupported' || c.state === 'stale')
      .map((c) => c.text + ' || ' + c.reason),
    ...unheldInSubject(pkg.draft!.subject, {
      pkg,
      body: pkg.draft!.body,
      attested: [],
      person,
      companyName: 'Tallyhook',
      nowMs,
    }).map((s) => 'SUBJ ' + pkg.draft!.subject + ': ' + s.text),
  ];
  const w = countWords(pkg.draft!.body);
  if (pkg.messageKind === 'first-touch') {
    wmin = Math.min(w, wmin);
    wmax = Math.max(w, wmax);
    if (w < 70 || w > 120) bad.push('LEN ' + w + ' ' + pkg.draft!.body.slice(0, 80));
  }
  const asks = findAsks(pkg.draft!.body);
  if (asks.length !== 1) bad.push('ASKS ' + asks.map((a) => a.text).join(' | '));
  size += JSON.stringify(pkg).length;
  if (bad.length) n++;
  for (const b of bad) seen.set(b.slice(0, 150), (seen.get(b.slice(0, 150)) ?? 0) + 1);
}
console.log('bad', n, 'of', pk.length, 'size', size / pk.length, 'words', wmin, wmax, ids.size, mails.size);
for (const [b, c] of [...seen].sort((a, b) => b[1] - a[1]).slice(0, 60)) console.log(c, b);
