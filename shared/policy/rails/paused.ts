/** Nothing leaves while it, or what it belongs to, is paused: the kill switch, its segment, sequence, version or mailbox. */
import type { HandoffPackage } from '../../domain/handoff-package.ts';
import { versionsBehind } from '../../domain/draft.ts';
import type { Pause } from '../../domain/world.ts';
import { sayTime } from '../local-time.ts';
import { finding, type GateInput, type Rail } from '../rail.ts';

export const pausedRail: Rail = {
  code: 'paused',
  title: 'Not paused',
  kinds: ['first-touch', 'follow-up', 'reply'],
  owner: 'revops',
  approver: 'revops',
  evaluate(input) {
    const { desk, message, person, pkg } = input;
    return desk.pauses
      .filter((pause) => isPausedBy(pause, pkg, message.mailboxId))
      .map((pause) =>
        finding('paused', 'hold', {
          evidence: `${whatIsPaused(pause, input)} is paused since ${sayTime(pause.atMs, person.mailbox.timeZone)}: ${pause.reason}.`,
          clears: 'Somebody ends the pause; it leaves by itself after that.',
        }),
      );
  },
};

/** Whether the pause stops this package's message; asked at the gate, and once more before its end is written. */
export function isPausedBy(pause: Pause, pkg: HandoffPackage, mailboxId: string): boolean {
  switch (pause.scope) {
    case 'all':
      return true;
    case 'segment':
      return pause.value === pkg.account.segmentId;
    case 'sequence':
      return pause.value === pkg.step.sequenceId;
    case 'version':
      return pkg.draft !== null && versionsBehind(pkg.draft).includes(pause.value);
    case 'mailbox':
      return pause.value === mailboxId;
    default:
      return pause.scope satisfies never;
  }
}

function whatIsPaused(pause: Pause, { message, pkg }: GateInput): string {
  switch (pause.scope) {
    case 'all':
      return 'All sending';
    case 'segment':
      return `The segment ${pkg.account.segmentName}`;
    case 'sequence':
      return `The sequence ${pkg.step.sequenceName}`;
    case 'version':
      return `The version ${pause.value}`;
    case 'mailbox':
      return `The mailbox ${message.from.address}`;
    default:
      return pause.scope satisfies never;
  }
}
