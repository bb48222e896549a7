/** One line over the message when something about this package is not as usual: where its last send stands, or that nobody may edit it here. */
import { memo } from 'react';
import type { HandoffPackage } from '../../../shared/domain/handoff-package.ts';
import type { Send } from '../../../shared/domain/send.ts';
import { sayTime } from '../../../shared/policy/local-time.ts';
import { useKey } from '../../commands/registry.ts';
import { Button } from '../../components/button.tsx';
import { cx } from '../../components/class-names.ts';
import { ToneShape } from '../../components/tone-shape.tsx';
import type { Tone } from '../../components/tone.ts';
import { COMPARE_WORDS } from './compare-words.ts';
import { RAIL_PROBLEM } from './review-words.ts';
import styles from './message-pane.module.css';

interface Band {
  readonly tone: Extract<Tone, 'refused' | 'attention' | 'stale'>;
  readonly words: string;
  readonly canCompare?: boolean;
}

interface PackageBandProps {
  readonly pkg: HandoffPackage;
  readonly send: Send | null;
  readonly isEditedElsewhere: boolean;
  /** The CRM brought a newer revision than the one this edit began with. */
  readonly isOlderEdit: boolean;
  readonly timeZone: string;
  readonly onCompare: () => void;
}

export const PackageBand = memo(function PackageBand(props: PackageBandProps) {
  const band = bandOf(props);
  const compareKey = useKey('compare');
  if (band === null) return null;
  return (
    <p
      className={cx(
        styles.band,
        band.tone === 'refused' && styles.bandRefused,
        band.tone === 'attention' && styles.bandAttention,
        band.tone === 'stale' && styles.bandStale,
      )}
      role="status"
    >
      <ToneShape tone={band.tone} size={13} /> {band.words}
      {band.canCompare === true && (
        <Button size="sm" keys={compareKey} onClick={props.onCompare}>
          {COMPARE_WORDS.compare}
        </Button>
      )}
    </p>
  );
});

function bandOf({ pkg, send, isEditedElsewhere, isOlderEdit, timeZone }: PackageBandProps): Band | null {
  if (isEditedElsewhere) {
    return { tone: 'attention', words: 'Being edited in another window. Close it there, or decide there.' };
  }
  const { state, expiresAtMs } = pkg.review;
  if (state === 'expired') {
    return {
      tone: 'stale',
      words: `Its review window ended ${sayTime(expiresAtMs, timeZone)}. It was not rejected; a newer package may follow.`,
    };
  }
  if (state === 'superseded') return { tone: 'stale', words: 'A newer package for this contact has taken its place.' };
  if (isOlderEdit) {
    return { tone: 'attention', words: COMPARE_WORDS.band, canCompare: true };
  }
  return send === null ? null : bandOfSend(send, timeZone);
}

function bandOfSend(send: Send, timeZone: string): Band | null {
  const [finding] = send.findings;
  const why = finding === undefined ? '' : `: ${RAIL_PROBLEM[finding.code]}. ${finding.clears}`;
  switch (send.state) {
    case 'refused':
      return { tone: 'refused', words: `Your approval was refused at release${why}` };
    case 'expired':
      return { tone: 'stale', words: 'Your approval ran out before it could leave. Decide again.' };
    case 'failed':
      return {
        tone: 'refused',
        words: `The mail server refused it${send.serverReply === null ? '.' : `: ${send.serverReply}`}`,
      };
    case 'uncertain':
      return {
        tone: 'attention',
        words: 'Nobody knows whether the last message arrived. Answer that under “Since you were away”.',
      };
    case 'deferred':
    case 'retry':
      return {
        tone: 'stale',
        words:
          send.clearsAtMs === null
            ? `Waiting${why}`
            : `Leaves ${sayTime(send.clearsAtMs, timeZone)} if this computer is on`,
      };
    case 'countersigned':
    case 'held':
    case 'released':
    case 'reserved':
    case 'transmitting':
    case 'sent':
    case 'undone':
    case 'abandoned':
      return null;
  }
}
