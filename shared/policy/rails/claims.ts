/** Everything checkable rests on a fact, or a named person answers for the sentence. It never judges whether a fact is true. */
import type { Finding } from '../../domain/finding.ts';
import { checkClaims, unheldInSubject, type ClaimInput } from '../claims/check-claims.ts';
import { finding, type Rail } from '../rail.ts';

export const claimsRail: Rail = {
  code: 'claims',
  title: 'Claims are supported',
  kinds: ['first-touch', 'follow-up', 'reply'],
  owner: 'marketing',
  approver: 'marketing',
  evaluate({ attested, body, message, nowMs, person, pkg, policy }) {
    const input = { pkg, body, attested, person, companyName: policy.companyName, nowMs };
    return [...subjectFindings(message.subject, input), ...sentenceFindings(input)];
  },
};

function subjectFindings(subject: string, input: ClaimInput): readonly Finding[] {
  if (input.attested.some((each) => each.sentence === subject && each.personId === input.person.id)) return [];
  // An answer keeps the subject of its conversation, whoever chose it.
  const bare = withoutPrefix(subject);
  if (input.pkg.thread.some((each) => withoutPrefix(each.subject) === bare)) return [];
  return unheldInSubject(subject, input)
    .slice(0, 3)
    .map((span) =>
      finding(
        'claims',
        'attest',
        {
          evidence: `“${span.text}” in the subject stands in no fact of the package.`,
          clears: 'Change the subject, or answer for it by name (T).',
        },
        { target: { field: 'subject', start: span.start, end: span.end } },
      ),
    );
}

function sentenceFindings(input: ClaimInput): readonly Finding[] {
  return checkClaims(input)
    .filter((check) => check.state === 'unsupported' || check.state === 'stale')
    .map((check) =>
      finding(
        'claims',
        'attest',
        { evidence: check.reason, clears: 'Change or remove the sentence, or answer for it by name (T).' },
        { target: { field: 'body', start: check.start, end: check.end } },
      ),
    );
}

const withoutPrefix = (subject: string) => subject.replace(/^(?:\s*(?:re|aw|fwd?|wg)\s*:)+/iu, '').trim();
