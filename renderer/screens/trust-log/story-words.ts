/** Tells the story of one send from its lines: what was decided, what held it and why, when it left. It adds nothing to them. */
import type { Finding } from '../../../shared/domain/finding.ts';
import { isSettled, type Send } from '../../../shared/domain/send.ts';
import type { StoryLine } from '../../../shared/ipc/channels/trust-log.ts';
import { railWords } from '../../components/finding-list.tsx';
import { whoWords } from './line-words.ts';

const moment = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

/** `12 Nov 10:03`. */
export function momentOf(atMs: number): string {
  return moment.format(atMs).replace(',', '');
}

/** Said of at most this many findings; the rest is counted. */
const MOST_SAID = 2;

/** The whole story in sentences, oldest first. */
export function storySentences(lines: readonly StoryLine[], send: Send | null): readonly string[] {
  const told = lines.flatMap((line) => {
    const sentence = sentenceOf(line);
    return sentence === null ? [] : [sentence];
  });
  return send === null || isSettled(send.state) ? told : [...told, ...waitsFor(send)];
}

function sentenceOf(line: StoryLine): string | null {
  const { event } = line;
  const when = momentOf(event.atMs);
  switch (event.kind) {
    case 'countersigned':
      return `${whoWords(line)} countersigned it on ${when}.`;
    case 'undo':
      return `${whoWords(line)} took it back on ${when}; nothing left.`;
    case 'gate':
      return verdictSentence(line, when);
    case 'transition':
      return outcomeSentence(event.subject['to'], event.subject['because'], when);
    default:
      return null;
  }
}

function verdictSentence({ event, findings, isErased }: StoryLine, when: string): string | null {
  const { answer, codes } = event.subject;
  if (answer === 'clear') return null;
  const begins = answer === 'hold' ? `Held on ${when}` : `Refused on ${when}`;
  const blocking = (findings ?? []).filter((finding) => finding.answer === answer);
  if (blocking.length === 0) {
    const named = Array.isArray(codes) ? codes.join(', ') : '';
    return `${begins}: ${named}${isErased ? ' (the evidence was erased on request)' : ''}.`;
  }
  const said = blocking.slice(0, MOST_SAID).map(evidenceWords).join('; ');
  const more = blocking.length - MOST_SAID;
  return `${begins}: ${said}${more > 0 ? `; and ${more} more` : ''}.`;
}

/** `mailbox-day — 40 of 40 messages of today are taken`, without the full stop. */
function evidenceWords({ code, evidence }: Finding): string {
  return `${railWords(code).toLowerCase()} — ${evidence.replace(/\.$/, '')}`;
}

function outcomeSentence(to: unknown, because: unknown, when: string): string | null {
  switch (to) {
    case 'sent':
      return because === 'accepted' ? `It left on ${when}.` : `On ${when} it was known to have arrived.`;
    case 'retry':
      return `On ${when} the mail server did not take it; it was to be tried again.`;
    case 'failed':
      return `It failed on ${when}: the mail server refused it for good. Nothing left.`;
    case 'expired':
      return `Its approval ran out on ${when}. Nothing left.`;
    case 'uncertain':
      return `It was handed over on ${when}, but no answer came.`;
    case 'abandoned':
      return `On ${when} it was given up, to be drafted again. It is never sent again.`;
    default:
      return null;
  }
}

/** What stands between it and the mail server now. */
function waitsFor(send: Send): readonly string[] {
  const [first] = send.findings.filter(({ answer }) => answer === 'hold');
  switch (send.state) {
    case 'countersigned':
    case 'held':
      return [`It waits for its undo window until ${momentOf(send.releaseAtMs)}.`];
    case 'deferred':
    case 'retry': {
      const when = send.clearsAtMs === null ? '' : ` It is looked at again on ${momentOf(send.clearsAtMs)}.`;
      return [`It waits now.${first === undefined ? '' : ` What clears it: ${first.clears}`}${when}`];
    }
    case 'uncertain':
      return ['Nobody knows yet whether it arrived; it is never sent again by itself.'];
    default:
      return ['It is on its way.'];
  }
}
