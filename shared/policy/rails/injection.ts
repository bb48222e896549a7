/**
 * Nothing a stranger wrote to steer the writing model, and nothing hidden from the reader's eye, leaves in a message. It reads forms, not
 * meaning; what it suspects in facts or replies is shown even where it stayed out of the text.
 */
import type { Finding, FindingTarget } from '../../domain/finding.ts';
import { foldText, type Place } from '../fold-text.ts';
import { findInstructions } from '../injection/find-instructions.ts';
import { findHidden, findMixedWords } from '../injection/hidden-characters.ts';
import { suspectsOf } from '../injection/suspects.ts';
import { findLeftover } from '../injection/template-leftovers.ts';
import { finding, type GateInput, type Rail } from '../rail.ts';

type Field = 'subject' | 'body';

/** Signs that end a header line, or spell one that a mail program would decode into such an end (RFC 2047, RFC 3986). */
const HEADER_BREAK = /[\r\n\v\f\u0085\u2028\u2029]|=\?[^?\s]{1,40}\?[bq]\?|%0[ad]|\\[rn](?=[a-z-]{2,30}:)/iu;
const MOST_PLACES = 3;

export const injectionRail: Rail = {
  code: 'injection',
  title: 'Nothing hidden or smuggled in',
  kinds: ['first-touch', 'follow-up', 'reply'],
  owner: 'security-legal',
  approver: 'security-legal',
  evaluate(input) {
    const { body, message } = input;
    // A line break is a hidden character of a subject too; it is said once, as what it does.
    const headers = headerBreaks(input);
    return [
      ...headers,
      ...hidden('subject', headers.length > 0 ? '' : message.subject),
      ...hidden('body', body),
      ...mixed('subject', message.subject),
      ...mixed('body', body),
      ...leftovers('subject', message.subject),
      ...leftovers('body', body),
      ...instructions('subject', message.subject, input),
      ...instructions('body', body, input),
      ...sources(input),
    ];
  },
};

const refuse = (evidence: string, clears: string, field: Field, { start, end }: Place): Finding =>
  finding('injection', 'refuse', { evidence, clears }, { target: { field, start, end } satisfies FindingTarget });

function headerBreaks({ message }: GateInput): readonly Finding[] {
  const broken = HEADER_BREAK.exec(message.subject);
  const place = broken === null ? null : { start: broken.index, end: broken.index + broken[0].length };
  const findings: Finding[] = [];
  if (place !== null) {
    findings.push(
      refuse(
        `The subject holds a sign that ends a mail header (character ${place.start + 1}): what follows could add recipients nobody signed.`,
        'Write the subject as one plain line.',
        'subject',
        place,
      ),
    );
  }
  for (const [name, value] of Object.entries(message.headers)) {
    if (!/[\r\n\v\f\u0085\u2028\u2029]/u.test(value)) continue;
    findings.push(
      finding('injection', 'refuse', {
        evidence: `The header ${name} holds a line break: what follows could add recipients nobody signed.`,
        clears: 'Compose the message again; the record its headers come from must be mended.',
      }),
    );
  }
  return findings;
}

function hidden(field: Field, text: string): readonly Finding[] {
  const found = findHidden(text);
  const [first] = found;
  if (first === undefined) return [];
  const places = found
    .slice(0, MOST_PLACES)
    .map((each) => `${each.name} ${whereIs(text, each)} (character ${each.start + 1})`);
  const more = found.length > MOST_PLACES ? ` and ${found.length - MOST_PLACES} more` : '';
  return [
    refuse(
      `The ${field} holds what a reader can’t see: ${places.join(', ')}${more}.`,
      'Delete the hidden characters, or type the words around them anew.',
      field,
      first,
    ),
  ];
}

/** `after “Series B”`: the visible words before a place. */
function whereIs(text: string, { start }: Place): string {
  const before = text.slice(Math.max(0, start - 40), start).replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ');
  const words = before.trim().split(' ').slice(-3).join(' ');
  return words === '' ? 'at the start' : `after “${words}”`;
}

function mixed(field: Field, text: string): readonly Finding[] {
  return findMixedWords(text)
    .slice(0, MOST_PLACES)
    .map((each) =>
      refuse(
        `“${each.word}” in the ${field} is spelt with letters of two alphabets; it reads as “${foldText(each.word).text}” and is not.`,
        'Type the word anew in one alphabet.',
        field,
        each,
      ),
    );
}

function leftovers(field: Field, text: string): readonly Finding[] {
  const place = findLeftover(text);
  if (place === null) return [];
  return [
    refuse(
      `“${shorten(text.slice(place.start, place.end))}” in the ${field} is a template’s field that was not filled in.`,
      'Put in what belongs there, or take it out.',
      field,
      place,
    ),
  ];
}

function instructions(field: Field, text: string, { pkg, person }: GateInput): readonly Finding[] {
  const leaks = suspectsOf(pkg).flatMap((suspect) => {
    const place = suspect.leakIn(text);
    return place === null ? [] : [{ ...place, suspect }];
  });
  const said = findInstructions(text).map((each) => ({
    ...each,
    suspect: leaks.find((leak) => overlap(leak, each))?.suspect ?? null,
  }));
  const copied = leaks
    .filter((leak) => !said.some((each) => overlap(leak, each)))
    .map((leak) => ({ ...leak, tries: leak.suspect.tries }));
  return [...said, ...copied]
    .slice(0, MOST_PLACES)
    .map(({ start, end, tries, suspect }) =>
      refuse(
        `“${shorten(text.slice(start, end))}” in the ${field} speaks to a machine, not to a person: it tries to ${tries}.` +
          (suspect === null ? '' : ` It stands in ${suspect.says(person.mailbox.timeZone)}.`),
        'Take the sentence out. Where it came from a record or a reply, tell RevOps: somebody may be trying to steer the agent.',
        field,
        { start, end },
      ),
    );
}

const overlap = (one: Place, other: Place) => one.start < other.end && other.start < one.end;

/** What was tried and stayed out of the text: the reader should know that somebody tries. */
function sources({ body, message, person, pkg }: GateInput): readonly Finding[] {
  const quiet = suspectsOf(pkg).filter(
    (suspect) => suspect.leakIn(body) === null && suspect.leakIn(message.subject) === null,
  );
  const [first] = quiet;
  if (first === undefined) return [];
  const more = quiet.length > 1 ? ` There ${quiet.length === 2 ? 'is 1 more' : `are ${quiet.length - 1} more`}.` : '';
  return [
    finding('injection', 'ask', {
      evidence: `${capital(first.says(person.mailbox.timeZone))} speaks to a machine: “${shorten(first.sentence)}”. It tries to ${first.tries}. Nothing of it stands in the message.${more}`,
      clears: 'Read the message with this in mind; seeing it is enough.',
    }),
  ];
}

const shorten = (text: string) => {
  const line = text.replace(/\s+/gu, ' ');
  return line.length > 120 ? `${line.slice(0, 117)}…` : line;
};
const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
