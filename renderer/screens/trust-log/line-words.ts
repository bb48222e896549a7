/** Says in words what one line of the trust log records, from its codes alone. It guesses nothing: a code it does not know is shown as it is. */
import type { TraceEvent } from '../../../shared/domain/trace-event.ts';
import type { TraceLine } from '../../../shared/ipc/channels/trust-log.ts';
import { railWords } from '../../components/finding-list.tsx';
import type { Tone } from '../../components/tone.ts';

export interface LineWords {
  readonly tone: Tone;
  /** A short sentence without a full stop. */
  readonly what: string;
  /** Codes beside it: the rails that spoke, or why. */
  readonly codes: readonly string[];
}

type Subject = TraceEvent['subject'];

const text = (subject: Subject, name: string): string => {
  const value = subject[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};
const list = (subject: Subject, name: string): readonly string[] => {
  const value = subject[name];
  return Array.isArray(value) ? value : [];
};
/** A code as words: `do-not-contact` is `do not contact`. */
const plain = (code: string): string => code.replaceAll('-', ' ');

/** Who did it, for the middle of a sentence. */
export function whoWords({ event, actorName }: Pick<TraceLine, 'event' | 'actorName'>): string {
  if (actorName !== null) return actorName;
  return event.actor === 'system' ? 'Countersign' : event.actor === 'agent' ? 'The agent' : event.actor;
}

export function lineWords(line: Pick<TraceLine, 'event' | 'actorName'>): LineWords {
  const { event } = line;
  const { subject } = event;
  const who = whoWords(line);
  switch (event.kind) {
    case 'decision':
      return decisionWords(subject, who);
    case 'undo':
      return { tone: 'stale', what: `${who} took it back (${plain(text(subject, 'was'))})`, codes: [] };
    case 'countersigned':
      return { tone: 'accent', what: `${who} countersigned the exact message`, codes: list(subject, 'seen') };
    case 'gate':
      return gateWords(subject);
    case 'transition':
      return transitionWords(subject, who);
    case 'suppression':
      return suppressionWords(subject, who);
    case 'write-refused':
      return {
        tone: 'refused',
        what: `A write to the CRM was refused (${plain(text(subject, 'write'))})`,
        codes: [text(subject, 'because') === '' ? 'not permitted' : text(subject, 'because')],
      };
    case 'pause':
      if (text(subject, 'act') === 'freeze')
        return { tone: 'attention', what: `${who} froze the ramp of ${text(subject, 'value')}`, codes: [] };
      return text(subject, 'act') === 'clear'
        ? { tone: 'neutral', what: `${who} ended the pause of ${pausedWords(subject)}`, codes: [] }
        : { tone: 'attention', what: `${who} paused ${pausedWords(subject)}`, codes: [] };
    case 'policy':
      return policyWords(subject, who);
    case 'import':
      return {
        tone: 'neutral',
        what: `${who} imported a file${text(subject, 'what') === 'leads' ? ' of leads' : ''}: ${text(subject, 'accepted')} taken, ${text(subject, 'unchanged')} unchanged, ${text(subject, 'refused')} refused`,
        codes: text(subject, 'how') === 'stopped' ? ['stopped'] : [],
      };
    case 'key':
      return keyWords(subject, who);
    case 'ledger':
      return text(subject, 'act') === 'started-anew'
        ? { tone: 'attention', what: `${who} started a new ledger`, codes: [] }
        : { tone: 'neutral', what: 'The ledger began', codes: [] };
    case 'attention':
      return attentionWords(subject, who);
    case 'erased':
      return {
        tone: 'stale',
        what: `${who} erased a person’s inputs behind ${counted(text(subject, 'lines'), 'line')}`,
        codes: [],
      };
    default:
      return event.kind satisfies never;
  }
}

/** `made` and `withdrawn` name no package: nobody finds out from the log which one it is. */
function attentionWords(subject: Subject, who: string): LineWords {
  const codes = [text(subject, 'fault'), text(subject, 'reason')].filter((code) => code !== '').map(plain);
  switch (text(subject, 'act')) {
    case 'made':
      return { tone: 'neutral', what: 'An attention check was put among the packages', codes };
    case 'withdrawn':
      return { tone: 'stale', what: 'An attention check was taken away undecided', codes };
    case 'caught':
      return { tone: 'supported', what: `${who} caught an attention check; nothing could be sent`, codes };
    case 'missed':
      return { tone: 'attention', what: `${who} missed an attention check; nothing could be sent`, codes };
    case 'put-off':
      return { tone: 'stale', what: `${who} put an attention check away; it counts neither way`, codes };
    default:
      return { tone: 'neutral', what: `Attention check: ${plain(text(subject, 'act'))}`, codes };
  }
}

function counted(count: string, one: string): string {
  return `${count} ${count === '1' ? one : `${one}s`}`;
}

function decisionWords(subject: Subject, who: string): LineWords {
  const kind = text(subject, 'kind');
  const tone: Tone = kind === 'approve' ? 'accent' : 'neutral';
  const of = (what: string, code = ''): LineWords => ({
    tone,
    what: `${who} ${what}`,
    codes: code === '' ? [] : [code],
  });
  switch (kind) {
    case 'approve':
      return of('approved the message', text(subject, 'editClass'));
    case 'reject':
      return of('rejected the draft', text(subject, 'reason'));
    case 'escalate':
      return of('handed it to a human', text(subject, 'trigger'));
    case 'snooze':
      return of('put it away for later', text(subject, 'until'));
    case 'do-not-contact':
      return of('said: do not contact', text(subject, 'scope'));
    case 'escalation-accepted':
      return of('accepted the escalation');
    case 'escalation-declined':
      return of('declined the escalation');
    case 'send-now':
      return of('ended the undo window');
    case 'lead-moved':
      return of(`moved the lead from ${plain(text(subject, 'from'))} to ${plain(text(subject, 'to'))}`);
    case 'opportunity-moved':
      return of(`moved the opportunity from ${plain(text(subject, 'from'))} to ${plain(text(subject, 'to'))}`);
    case 'opportunity-opened':
      return of('opened an opportunity');
    default:
      return of(`decided: ${plain(kind)}`);
  }
}

function gateWords(subject: Subject): LineWords {
  const codes = list(subject, 'codes');
  const rails = codes.map((code) => railWords(code as Parameters<typeof railWords>[0]).toLowerCase()).join(', ');
  switch (text(subject, 'answer')) {
    case 'clear':
      return {
        tone: 'supported',
        what: codes.length === 0 ? 'Every rail was clear' : 'Clear; what it asked had been seen',
        codes,
      };
    case 'hold':
      return { tone: 'attention', what: `Held: ${rails}`, codes };
    case 'refuse':
      return { tone: 'refused', what: `Refused: ${rails}`, codes };
    case 'attest':
      return { tone: 'refused', what: `Stopped, a sentence is not answered for: ${rails}`, codes };
    default:
      return { tone: 'attention', what: `Stopped, not seen: ${rails}`, codes };
  }
}

/** Why a send moved on, where the state alone does not say it. */
const BECAUSE: Readonly<Record<string, string>> = {
  'undo-window-over': 'The undo window ended; on to the gate',
  'looked-at-again': 'Looked at again',
  'stopped-before-mark': 'The desk stopped before the message was handed over; safe to repeat',
  'no-mailbox': 'There was no mailbox to send from; back to the gate',
  restart: 'Held anew after a restart',
  'person:arrived': 'A person said that it arrived',
  'person:draft-again': 'A person chose to draft it again; this message is never sent again',
};

const STATES: Readonly<Record<string, { readonly tone: Tone; readonly what: string }>> = {
  held: { tone: 'accent', what: 'Held for the undo window' },
  released: { tone: 'neutral', what: 'Released to the gate' },
  deferred: { tone: 'attention', what: 'Waits until that clears' },
  reserved: { tone: 'neutral', what: 'A slot of the day was taken' },
  transmitting: { tone: 'neutral', what: 'Being handed to the mail server' },
  sent: { tone: 'supported', what: 'The mail server accepted it' },
  retry: { tone: 'attention', what: 'Not taken for now; it is tried again' },
  failed: { tone: 'refused', what: 'The mail server refused it for good' },
  uncertain: { tone: 'attention', what: 'Handed over, but no answer came; it is looked for' },
  refused: { tone: 'refused', what: 'Refused; back with its person, nothing left' },
  expired: { tone: 'stale', what: 'Its approval ran out; nothing left' },
  undone: { tone: 'stale', what: 'Taken back; nothing left' },
  abandoned: { tone: 'stale', what: 'Left as it is; drafted again' },
};

function transitionWords(subject: Subject, who: string): LineWords {
  const because = text(subject, 'because');
  const state = STATES[text(subject, 'to')];
  const known = because.startsWith('person:') && who !== 'Countersign' ? undefined : BECAUSE[because];
  const what = known ?? personsWord(because, who) ?? state?.what ?? `Now ${plain(text(subject, 'to'))}`;
  // The gate's own line stands right before it and names the rails.
  const codes = because === '' || because.startsWith('gate:') || known !== undefined ? [] : [because];
  return {
    tone: state?.tone ?? 'neutral',
    what,
    codes: ['accepted', 'slot-taken', 'dispatch'].includes(because) ? [] : codes,
  };
}

function personsWord(because: string, who: string): string | null {
  if (because === 'person:arrived') return `${who} said that it arrived`;
  if (because === 'person:draft-again') return `${who} chose to draft it again; this message is never sent again`;
  return null;
}

function suppressionWords(subject: Subject, who: string): LineWords {
  const scope = text(subject, 'scope');
  const act = text(subject, 'act');
  const codes = [scope, text(subject, 'reason')].filter((code) => code !== '');
  switch (act) {
    case 'remove':
    case 'undo':
      return { tone: 'attention', what: `${who} took a suppression back`, codes };
    case 'take-off':
      return { tone: 'attention', what: `${who} asked to take an entry off the suppression list`, codes };
    case 'import':
      return { tone: 'neutral', what: `${who} imported a suppression list`, codes: [text(subject, 'how')] };
    case 'export':
      return { tone: 'neutral', what: `${who} exported the suppression list`, codes };
    case 'pulled':
      return {
        tone: 'neutral',
        what: `The CRM’s ${text(subject, 'source') === 'opt-out' ? 'opt-outs' : 'suppressions'} came in: ${text(subject, 'added')} entries, ${text(subject, 'removed')} taken off`,
        codes: [],
      };
    case '':
    case 'add':
      return { tone: 'refused', what: `${who} suppressed ${SCOPES[scope] ?? plain(scope)}`, codes: codes.slice(1) };
    default:
      return { tone: 'neutral', what: `${who}: ${plain(act)} on the suppression list`, codes };
  }
}

const SCOPES: Readonly<Record<string, string>> = {
  global: 'an address everywhere',
  domain: 'a whole domain',
  account: 'an account',
  contact: 'a contact',
};

function pausedWords(subject: Subject): string {
  const value = text(subject, 'value');
  return text(subject, 'scope') === 'all' ? 'all sending' : `the ${plain(text(subject, 'scope'))} ${value}`;
}

const LIBRARY_ACTS: Readonly<Record<string, string>> = {
  'library-begin': 'began',
  'library-draft': 'drafted a version of',
  'library-submit': 'handed in a version of',
  'library-send-back': 'sent back a version of',
  'library-approve': 'let out a version of',
  'library-retire': 'retired a version of',
};

function policyWords(subject: Subject, who: string): LineWords {
  const act = LIBRARY_ACTS[text(subject, 'act')];
  if (act !== undefined) return { tone: 'accent', what: `${who} ${act} ${text(subject, 'library')}`, codes: [] };
  const to = text(subject, 'to');
  if (text(subject, 'act') === 'in-force') {
    const from = text(subject, 'from');
    return { tone: 'accent', what: `Policy ${to} is in force${from === '' ? '' : `, after ${from}`}`, codes: [] };
  }
  return {
    tone: 'accent',
    what: `${who} changed the policy${to === '' ? '' : ` to ${to}`}`,
    codes: [text(subject, 'act')].filter((act) => act !== ''),
  };
}

function keyWords(subject: Subject, who: string): LineWords {
  switch (text(subject, 'act')) {
    case 'made':
      return { tone: 'neutral', what: `A signing key was made for ${who}`, codes: [] };
    case 'published':
      return { tone: 'neutral', what: 'A public key went to the team’s documents', codes: [] };
    case 'revoked':
      return { tone: 'refused', what: 'A signing key was revoked', codes: [] };
    default:
      return { tone: 'neutral', what: `A signing key: ${plain(text(subject, 'act'))}`, codes: [] };
  }
}
