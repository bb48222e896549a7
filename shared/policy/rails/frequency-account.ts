/** Only a few new people of one account are approached at a time, across everybody's desks. */
import { sayTime } from '../local-time.ts';
import { finding, type Rail } from '../rail.ts';

const DAY_MS = 86_400_000;

export const frequencyAccountRail: Rail = {
  code: 'frequency-account',
  title: 'New contacts per account',
  kinds: ['first-touch'],
  owner: 'revops',
  approver: 'sales-leadership',
  evaluate({ nowMs, person, pkg, policy, world }) {
    const { newContactsPerAccount: limit, newContactsWindowDays: days } = policy.limits;
    const recent = world.newContactsOfAccount
      .filter((each) => each.contactId !== pkg.contact.id && each.atMs > nowMs - days * DAY_MS)
      .map((each) => each.atMs)
      .sort((left, right) => left - right);
    if (recent.length < limit) return [];
    // One has to leave the window for each that is too many, and one more to make room.
    const leaver = recent[recent.length - limit] ?? nowMs;
    const clearsAtMs = leaver + days * DAY_MS;
    return [
      finding(
        'frequency-account',
        'hold',
        {
          evidence: `${recent.length} other people at ${pkg.account.name} were first written to in the last ${days} days; the limit is ${limit}.`,
          clears: `Leaves by itself from ${sayTime(clearsAtMs, person.mailbox.timeZone)}.`,
        },
        { clearsAtMs },
      ),
    ];
  },
};
