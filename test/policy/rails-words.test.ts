/** The rails about what the letter claims: facts, data rules, banned words. */
import type { MessageKind } from '../../shared/domain/handoff-package.ts';
import { ALL, railTable, THEMES } from './rail-table.ts';
import { BODY, NOW, person, policy, sampleInput, samplePackage, type Change } from './sample.ts';

const { row, check } = railTable(THEMES.words);

// claims
const changed = BODY.replace('by 40%', 'by 60%');
const attestation = (personId: string, sentence = 'Other logistics teams cut the time spent on disputes by 60%.') => [
  { sentence, personId: personId as never, atMs: NOW },
];
row('claims', ALL, 'every sentence rests on its fact', {}, null);
row(
  'claims',
  ALL,
  'a changed sentence',
  { body: changed },
  { answer: 'attest', says: /Not the draft’s words.*“60%” stands in no fact/ },
);
row(
  'claims',
  ALL,
  'a changed sentence that its person answers for',
  { body: changed, input: { attested: attestation(person.id) } },
  null,
);
row(
  'claims',
  ALL,
  'somebody else answers for it',
  { body: changed, input: { attested: attestation('person-lena') } },
  { answer: 'attest', says: /60%/ },
);
row(
  'claims',
  ALL,
  'answered for in other words',
  { body: changed, input: { attested: attestation(person.id, 'Other teams cut it by 60%.') } },
  { answer: 'attest', says: /60%/ },
);
row(
  'claims',
  ALL,
  'a number in the subject that no fact has',
  { subject: 'Your $15M and carrier invoices' },
  { answer: 'attest', says: /“\$15M” in the subject/ },
);

// data-rule
/** The clean package with one fact under another rule. */
const withRule =
  (id: string, dataRule: 'confirm' | 'never', more: Record<string, unknown> = {}) =>
  (kind: MessageKind) => {
    const { facts } = samplePackage(kind);
    return { facts: facts.map((fact) => (fact.id === id ? { ...fact, dataRule, ...more } : fact)) };
  };
const ruled =
  (id: string, dataRule: 'confirm' | 'never', change: Change = {}, more: Record<string, unknown> = {}) =>
  (kind: MessageKind) =>
    sampleInput({ kind, ...change, pkg: withRule(id, dataRule, more)(kind) });
const jobSentence = 'Your team still matches them in spreadsheets, as your job post for a freight auditor says.';
row('data-rule', ALL, 'every fact is allowed', {}, null);
row('data-rule', ALL, 'a fact that must never be used is not used', ruled('f-erp', 'never'), null);
row('data-rule', ALL, 'a fact that must never be used is cited', ruled('f-job', 'never'), {
  answer: 'refuse',
  says: /body uses “Open job” \(Trade Register\), which our data rules never allow/,
  clears: /Take out what rests on it/,
  target: { field: 'body', text: jobSentence },
});
row(
  'data-rule',
  ALL,
  'its sentence was taken out',
  ruled('f-job', 'never', { body: BODY.replace(` ${jobSentence}`, '') }),
  null,
);
row(
  'data-rule',
  ALL,
  'its value was typed in without being cited',
  ruled('f-erp', 'never', { body: `${BODY}\n\nPS: NetSuite since 2021 is what we would read from.` }),
  { answer: 'refuse', says: /uses “ERP”/ },
);
row(
  'data-rule',
  ALL,
  'its value stands in the subject, in other letters',
  ruled('f-erp', 'never', { subject: 'NETSUITE  since 2021' }),
  { answer: 'refuse', says: /subject uses “ERP”/, target: { field: 'subject', text: 'NETSUITE  since 2021' } },
);
row(
  'data-rule',
  ALL,
  'a value too short to tell',
  ruled('f-erp', 'never', { body: `${BODY}\n\nPS: we read SAP too.` }, { value: 'SAP' }),
  null,
);
row(
  'data-rule',
  ALL,
  'a value that an allowed fact has as well',
  ruled('f-erp', 'never', { body: `${BODY} Leipzig` }, { value: 'Leipzig' }),
  null,
);
row('data-rule', ALL, 'a fact to confirm is cited', ruled('f-job', 'confirm'), {
  answer: 'attest',
  says: /“Open job” \(Trade Register\), which a person must confirm/,
  clears: /answer for the sentence by name \(T\)/,
  target: { field: 'body', text: jobSentence },
});
row(
  'data-rule',
  ALL,
  'its person answered for the sentence',
  ruled('f-job', 'confirm', { input: { attested: attestation(person.id, jobSentence) } }),
  null,
);
row(
  'data-rule',
  ALL,
  'somebody else answered for it',
  ruled('f-job', 'confirm', { input: { attested: attestation('person-lena', jobSentence) } }),
  { answer: 'attest', says: /must confirm/ },
);
row(
  'data-rule',
  ALL,
  'an attestation does not help what is never allowed',
  ruled('f-job', 'never', { input: { attested: attestation(person.id, jobSentence) } }),
  { answer: 'refuse', says: /never allow/ },
);

// banned-claims
const phrases = (change: Partial<typeof policy.phrases>): Change => ({
  policy: { phrases: { ...policy.phrases, ...change } },
});
const banned = phrases({ banned: [{ phrase: 'risk-free', because: 'no service is' }] });
const ps = (words: string) => ({ body: `${BODY}\n\nPS: ${words}` });
row('banned-claims', ALL, 'the policy bans nothing', {}, null);
row('banned-claims', ALL, 'what is banned is not said', banned, null);
for (const words of [
  'It is risk-free.',
  'It is RISK-FREE.',
  'It is risk free!',
  'It is rіsk‑frее.',
  'It is r\u200bisk-free.',
]) {
  row(
    'banned-claims',
    ALL,
    `“${words}” says what is banned`,
    { ...banned, ...ps(words) },
    { answer: 'refuse', says: /in the body is never said: no service is/, clears: /only marketing changes the list/ },
  );
}
row('banned-claims', ALL, 'a longer word is another word', { ...banned, ...ps('They are brisk-freed.') }, null);
row(
  'banned-claims',
  ALL,
  'a banned phrase in the subject',
  { ...banned, subject: 'Risk-free carrier invoices' },
  { answer: 'refuse', says: /“Risk-free” in the subject/, target: { field: 'subject', text: 'Risk-free' } },
);
row(
  'banned-claims',
  ALL,
  'answered for by name, it is still banned',
  { ...banned, ...ps('It is risk-free.'), input: { attested: attestation(person.id, 'PS: It is risk-free.') } },
  { answer: 'refuse', says: /never said/ },
);
row(
  'banned-claims',
  ALL,
  'what they wrote and is only quoted',
  { ...banned, body: `${BODY}\n\n> is it risk-free?` },
  null,
);
const verify = (approvedSources: string[]) =>
  phrases({ verifyFirst: [{ topic: 'case-study', phrases: ['other logistics teams'], approvedSources }] });
row('banned-claims', ALL, 'a topic to verify, with its approved source', verify(['Trade Register']), null);
row('banned-claims', ALL, 'a topic to verify, with another source', verify(['Case library']), {
  answer: 'refuse',
  says: /A case study is said only with an approved source: “Other logistics teams”, but it rests on “Trade Register”/,
  clears: /A fact from “Case library” cited for it/,
  target: { field: 'body', text: 'Other logistics teams cut the time spent on disputes by 40%.' },
});
row('banned-claims', ALL, 'a topic that has no approved source', verify([]), {
  answer: 'refuse',
  says: /case study/,
  clears: /policy names no approved source/,
});
row(
  'banned-claims',
  ALL,
  'a topic to verify in words nobody cited a fact for',
  { ...verify(['Trade Register']), body: BODY.replace('cut the time', 'halved the time') },
  { answer: 'refuse', says: /no fact is cited for the sentence/ },
);
row(
  'banned-claims',
  ALL,
  'a topic to verify in the subject, held by a cited fact',
  { ...verify(['Trade Register']), subject: 'How other logistics teams do it' },
  null,
);
row(
  'banned-claims',
  ALL,
  'a topic to verify in the subject, held by none',
  { ...verify(['Case library']), subject: 'How other logistics teams do it', body: 'Hi Dana,\n\nWorth a call?' },
  { answer: 'refuse', says: /no cited fact stands behind the subject/ },
);

check();
