/** A cold message does not run into a live conversation: no reply, meeting or open escalation since its draft was made. */
import type { Finding } from '../../domain/finding.ts';
import { sayTime } from '../local-time.ts';
import { finding, type Rail } from '../rail.ts';

export const threadLiveRail: Rail = {
  code: 'thread-live',
  title: 'Nothing happened since the draft',
  kinds: ['first-touch', 'follow-up'],
  owner: 'sdr-leads',
  approver: 'sales-leadership',
  evaluate({ person, pkg, world }) {
    const madeAtMs = pkg.draft?.generatedAtMs;
    if (madeAtMs === undefined) return [];
    const { name } = pkg.contact;
    const refuse = (timesMs: readonly number[], says: string, clears: string): readonly Finding[] => {
      const later = timesMs.filter((atMs) => atMs > madeAtMs);
      if (later.length === 0) return [];
      const zone = person.mailbox.timeZone;
      const evidence = `${says} (${sayTime(Math.max(...later), zone)}), after this draft was made (${sayTime(madeAtMs, zone)}).`;
      return [finding('thread-live', 'refuse', { evidence, clears })];
    };
    return [
      ...refuse(world.inboundAtMs, `${name} wrote to us`, 'Answer their mail; the agent drafts a reply from it.'),
      ...refuse(
        world.meetingsAtMs,
        `There is a meeting with ${name}`,
        'Speak in the meeting; a draft made after it may go.',
      ),
      ...refuse(
        world.escalationsAtMs,
        `The conversation with ${name} was handed to a person`,
        'The escalation is declined or withdrawn; until then its owner writes.',
      ),
    ];
  },
};
