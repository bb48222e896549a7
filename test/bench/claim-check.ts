/** How long the claim check of one email of 120 words takes: it runs on each keystroke. */
import { composePackages } from '../../electron/crm/embedded/demo/compose-packages.ts';
import type { HandoffPackage } from '../../shared/domain/handoff-package.ts';
import { checkClaims } from '../../shared/policy/claims/check-claims.ts';
import { demoPolicy, ingredients, OWNER, SEED } from './homes.ts';
import { alone, type Bench } from './figure.ts';
import { median, percentile } from './spread.ts';

const CHECKS = 2_000;
const WORDS = 120;
const NOW_MS = Date.UTC(2026, 10, 18, 10, 30);

/** The draft's body, its own prose said again until it has that many words. */
export function bodyOfWords(pkg: HandoffPackage, words: number): string {
  const body = pkg.draft?.body ?? '';
  const paragraphs = body.split('\n\n');
  const prose = paragraphs.slice(1, -2).join(' ').split(' ');
  const missing = words - body.split(/\s+/u).length;
  if (missing <= 0 || prose.length === 0) return body;
  const more = Array.from({ length: missing }, (_, at) => prose[at % prose.length] ?? '').join(' ');
  return [...paragraphs.slice(0, -2), `${more}.`, ...paragraphs.slice(-2)].join('\n\n');
}

/** Another made-up word for each number. */
const wordOf = (number: number): string =>
  String(number).replaceAll(/\d/gu, (digit) => 'bdfghklmnp'.charAt(Number(digit)));

export const claimCheck: Bench = {
  name: 'claim-check',
  run(place) {
    const person = ingredients.company.people.find(({ id }) => id === OWNER);
    if (person === undefined) throw new Error('the person is not on the team');
    const inputs = [...composePackages(40, { ingredients, nowMs: NOW_MS, seed: SEED, ownerId: OWNER })].map((pkg) => ({
      pkg,
      body: bodyOfWords(pkg, WORDS),
      attested: [],
      person,
      companyName: demoPolicy.companyName,
      nowMs: NOW_MS,
    }));
    const once = (): number[] =>
      Array.from({ length: CHECKS }, (_, at) => {
        const input = inputs[at % inputs.length];
        if (input === undefined) throw new RangeError('no email');
        const startedAtMs = performance.now();
        checkClaims(input);
        return performance.now() - startedAtMs;
      });
    /** As a newly arrived email: no sentence of it was checked before, so that nothing is remembered of it. */
    let unseen = 0;
    const onceUnseen = (): number[] =>
      Array.from({ length: CHECKS / 10 }, (_, at) => {
        const input = inputs[at % inputs.length];
        if (input === undefined) throw new RangeError('no email');
        const mark = (text: string) => text.replaceAll(/(?=[.?](?:\s|$))/gu, ` ${wordOf(unseen)}`);
        unseen += 1;
        const { draft } = input.pkg;
        if (draft === null) throw new RangeError('no draft');
        const sentences = draft.sentences.map((sentence) => ({ ...sentence, text: mark(sentence.text) }));
        const pkg = { ...input.pkg, draft: { ...draft, body: mark(draft.body), sentences } };
        const body = mark(input.body);
        const startedAtMs = performance.now();
        checkClaims({ ...input, pkg, body });
        return performance.now() - startedAtMs;
      });
    once();
    onceUnseen();
    const runs = Array.from({ length: place.runs('usual') }, once);
    const unseenRuns = Array.from({ length: place.runs('usual') }, onceUnseen);
    const holds = (value: number) => value <= 2;
    return Promise.resolve([
      alone(`claim check of ${String(WORDS)} words, median`, 'ms', runs.map(median), '≤ 2 ms', holds),
      alone(
        `claim check of ${String(WORDS)} words, p95`,
        'ms',
        runs.map((times) => percentile(times, 0.95)),
        '≤ 2 ms',
        holds,
      ),
      alone(
        `claim check of ${String(WORDS)} words not seen before, p95`,
        'ms',
        unseenRuns.map((times) => percentile(times, 0.95)),
        '≤ 2 ms',
        holds,
      ),
    ]);
  },
};
