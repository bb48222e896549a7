/** The words of the Trust log screen. What a line says lies in line-words.ts, what a send's story says in story-words.ts. */
import type { Verdict } from '../../../shared/domain/finding.ts';
import type { TraceKind } from '../../../shared/domain/trace-event.ts';
import type { TraceCheck } from '../../../shared/ipc/channels/trust-log.ts';
import type { Replay } from '../../../shared/policy/replay.ts';
import type { Tone } from '../../components/tone.ts';

export const KIND_LABELS: Readonly<Record<TraceKind, string>> = {
  decision: 'Decisions',
  undo: 'Undone',
  countersigned: 'Countersignatures',
  gate: 'Gate verdicts',
  transition: 'Steps of sends',
  suppression: 'Suppressions',
  'write-refused': 'Refused CRM writes',
  pause: 'Pauses',
  policy: 'Policy',
  import: 'Imports',
  key: 'Keys',
  attention: 'Attention checks',
  ledger: 'Ledger',
  erased: 'Erasures',
};

export const ANSWER_LABELS: Readonly<Record<Verdict['answer'], string>> = {
  clear: 'Clear',
  hold: 'Held',
  refuse: 'Refused',
  attest: 'To attest',
  ask: 'To be seen',
};

const figures = new Intl.NumberFormat('en-GB');

export const LOG_WORDS = {
  title: 'Trust log',
  search: 'Search the trust log',
  placeholder: 'Name, id or code',
  kind: 'Kind',
  everyKind: 'Every kind',
  rail: 'Rail',
  everyRail: 'Every rail',
  answer: 'Verdict',
  everyAnswer: 'Every verdict',
  person: 'Person',
  everybody: 'Everybody',
  system: 'Countersign itself',
  version: 'Version',
  versionHint: 'Policy or prompt',
  from: 'From',
  until: 'To',
  clear: 'Clear filters',
  only: { send: 'One send', package: 'One package', contact: 'One person' },
  dropOnly: (what: string) => `Show all again, not only: ${what}`,
  lines: (count: number, isMore: boolean) =>
    `${figures.format(count)}${isMore ? '+' : ''} ${count === 1 && !isMore ? 'line' : 'lines'}`,
  loading: 'Reading the log…',
  more: 'Reading on…',
  failed: (why: string) => `The log could not be read: ${why}`,
  again: 'Try again',
  empty: 'Nothing has happened yet',
  emptyWhy: 'Every decision, verdict, send, pause and policy leaves a line here, from the first on.',
  nothing: 'No line fits',
  nothingWhy: 'Search for a shorter word, take a filter off, or look at more days.',
  resize: 'Resize the line',
  close: 'Close',
  story: 'What happened',
  steps: 'Step by step',
  evidence: 'What the rails said',
  evidenceErased: 'The evidence in words was erased on a person’s request; the codes stay.',
  clearEvidence: 'No rail had anything against it.',
  noEvidence: 'The evidence in words was not kept with this line; the codes stay.',
  inputs: 'What it was decided with',
  inputsErased: 'These inputs were erased on a person’s request. The line still proves that they were there, and when.',
  chain: 'In the chain',
  line: 'Line',
  hash: 'Hash',
  previous: 'Before',
  inputsHash: 'Inputs',
  policy: 'Policy',
  who: 'Who',
  when: 'When',
  about: 'About',
  replay: 'Replay',
  replayWhy: 'Ask the gate again with the inputs and the policy of then.',
  replaying: 'Asking again…',
  allOf: { send: 'All of this send', package: 'All of this package', contact: 'All about this person' },
  erase: 'Erase inputs…',
  onlyRevOps: 'Only RevOps erases a person’s inputs, on that person’s request.',
  why: 'Why? — trust log',
  verify: 'Verify now',
  verifying: 'Checking every line, hash and signature',
  export: 'Export…',
  notVerified: 'Not verified on this desk yet',
  verified: (upTo: number, when: string, since: number) =>
    `Verified up to line ${figures.format(upTo)}, ${when}${since > 0 ? ` · ${figures.format(since)} since` : ''}`,
  broken: ({ faults, firstFault }: TraceCheck, when: string) =>
    `${firstFault === null ? 'The log does not hold' : firstFault.line === null ? firstFault.why : `Line ${figures.format(firstFault.line)} ${firstFault.why}`}${faults > 1 ? `, and ${figures.format(faults - 1)} more` : ''} · checked ${when}`,
  brokenWhat: 'Stop and keep a copy of the ledger’s file. Somebody should look before more is sent.',
} as const;

export const EXPORT_WORDS = {
  title: 'Export the trust log',
  why: 'A file of JSON lines that anybody can check without this app: npm run verify -- FILE.',
  all: 'The whole log',
  filtered: (from: string, until: string) => `Only ${from} to ${until}`,
  days: 'Which lines',
  signatures: 'With each countersignature and the public keys',
  signaturesWhy:
    'Without them only the chain can be checked. A countersignature holds the message as it was signed, with its address.',
  go: 'Export',
  cancel: 'Cancel',
  writing: 'Writing the file',
  done: (lines: number) => `${figures.format(lines)} records exported`,
} as const;

export const ERASE_WORDS = {
  title: (name: string) => `Erase the inputs about ${name}`,
  why: 'What was kept beside every line about this person goes for good: packages, evidence, texts. The lines stay, with their ids and codes, and a replay answers “erased”. The countersigned messages themselves and the CRM’s records are not touched.',
  reason: 'Why, such as the request and its date',
  go: 'Erase',
  cancel: 'Keep them',
  done: (lines: number) =>
    lines === 0
      ? 'There were no inputs left to erase.'
      : `Inputs behind ${figures.format(lines)} lines are gone; the log says so.`,
} as const;

/** What a replay came to. */
export function replayWords(replay: Replay): { readonly tone: Tone; readonly words: string } {
  switch (replay.kind) {
    case 'same':
      return {
        tone: 'supported',
        words:
          replay.stoppedBy === null
            ? `Same: ${ANSWER_LABELS[replay.answer].toLowerCase()}, with the same ${replay.findings === 1 ? 'finding' : `${replay.findings} findings`}.`.replace(
                'the same 0 findings',
                'no findings',
              )
            : `Same: every rail is clear again. What stopped it then was ${replay.stoppedBy === 'slots' ? 'the last slot, taken at that moment' : 'that there was no mailbox to send from'}.`,
      };
    case 'different':
      return {
        tone: 'refused',
        words: `Different: then ${ANSWER_LABELS[replay.then].toLowerCase()}, now ${ANSWER_LABELS[replay.now].toLowerCase()}.`,
      };
    case 'erased':
      return { tone: 'stale', words: 'Erased: the inputs are gone on a person’s request, so it can’t be asked again.' };
    case 'policy-unknown':
      return {
        tone: 'stale',
        words: `Policy ${replay.version} is not known on this desk, so it can’t be asked again.`,
      };
    case 'not-askable':
      return { tone: 'stale', words: replay.because };
    default:
      return replay satisfies never;
  }
}
