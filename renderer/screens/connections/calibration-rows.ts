/** What a test mail showed, row by row in words, each with what it means for sending. */
import type { MailCalibration } from '../../../shared/domain/mail-calibration.ts';
import type { Tone } from '../../components/tone.ts';

interface Row {
  readonly name: string;
  readonly tone: Tone;
  readonly words: string;
}

export function calibrationRows(shown: MailCalibration): readonly Row[] {
  return [
    { name: 'Filed in Sent', ...filing(shown) },
    { name: 'Message-ID', ...identity(shown) },
    { name: 'Signed by', ...signatures(shown) },
    { name: 'Found by the receiver', ...results(shown) },
  ];
}

function filing({ sentFolder, filedInSent }: MailCalibration): Omit<Row, 'name'> {
  if (sentFolder === null)
    return { tone: 'attention', words: 'This mailbox has no Sent folder: an uncertain send can’t be looked for.' };
  return filedInSent
    ? { tone: 'supported', words: `Yes, in “${sentFolder}”.` }
    : {
        tone: 'attention',
        words: `No. What leaves over SMTP does not show in “${sentFolder}”, so an uncertain send is asked of you.`,
      };
}

function identity({ messageId, originalIdHeader }: MailCalibration): Omit<Row, 'name'> {
  switch (messageId) {
    case 'kept':
      return { tone: 'supported', words: 'Kept as it was signed.' };
    case 'rewritten':
      return { tone: 'supported', words: `Replaced; ours is kept in ${originalIdHeader ?? 'another header'}.` };
    case 'gone':
      return {
        tone: 'attention',
        words: 'Replaced, and ours is gone: replies are matched by address, an uncertain send is asked of you.',
      };
    default:
      return messageId satisfies never;
  }
}

function signatures({ signatures: all }: MailCalibration): Omit<Row, 'name'> {
  if (all.length === 0)
    return { tone: 'attention', words: 'No DKIM signature. Ask whoever runs your mail to switch it on.' };
  return {
    tone: 'supported',
    words: all.map(({ domain, selector }) => `${domain} (selector ${selector})`).join(', '),
  };
}

function results({ results: found }: MailCalibration): Omit<Row, 'name'> {
  if (found === null) return { tone: 'stale', words: 'Nothing written down: mail to oneself is often not checked.' };
  const verdicts = [found.spf, found.dkim, found.dmarc];
  return {
    tone: verdicts.includes('fail') ? 'refused' : verdicts.includes('pass') ? 'supported' : 'stale',
    words: `SPF ${found.spf}, DKIM ${found.dkim}, DMARC ${found.dmarc}`,
  };
}
