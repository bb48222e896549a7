/** How an opportunity's figures are said: what it is worth, when it is to close, whose it is. */
import type { Opportunity } from '../../../shared/domain/opportunity.ts';
import { isClosed } from '../../../shared/policy/opportunity.ts';
import { useSession } from '../../view-state/session.ts';
import { BOARD_WORDS } from './board-words.ts';

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const longDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

/** `€48,000`; null where nobody has named a price. */
export function amountWords({ amount }: Opportunity): string | null {
  if (amount === null) return null;
  const { value, currency } = amount;
  return new Intl.NumberFormat('en-GB', { style: 'currency', currency, maximumFractionDigits: 0 }).format(value);
}

/** Noon on that day here: the same day in words wherever this runs. */
const noonOf = (isoDay: string): number => new Date(`${isoDay}T12:00`).getTime();

/** `closes 18 Dec`, or that it should have; null where nobody has said when, and for what is closed. */
export function closesWords({ closesOn, standing }: Opportunity, nowMs: number): string | null {
  if (closesOn === null || isClosed(standing.stage)) return null;
  const endOfDayMs = new Date(`${closesOn}T23:59:59`).getTime();
  const words = day.format(noonOf(closesOn));
  return nowMs > endOfDayMs ? BOARD_WORDS.shouldHaveClosed(words) : BOARD_WORDS.closes(words);
}

export const closingDay = ({ closesOn }: Opportunity): string | null =>
  closesOn === null ? null : longDay.format(noonOf(closesOn));

/** The owner's name as the team has it. */
export function useOwnerName({ ownerId }: Opportunity): string {
  const name = useSession(({ people }) => people.find(({ id }) => id === ownerId)?.name);
  return ownerId === null ? BOARD_WORDS.noOwner : (name ?? ownerId);
}
