/**
 * One-use addresses for the window we open ourselves: a browser's command line can be read by everybody on the machine, so this run's
 * token must never be on it. The ticket is, and dies with its first use.
 */
import { randomBytes } from 'node:crypto';

const TICKET_LIFE_MS = 60_000;

export interface OpenTickets {
  issue(): string;
  /** True once for an issued ticket within its life. */
  redeem(ticket: string): boolean;
}

export function openTickets(nowMs: () => number = Date.now): OpenTickets {
  const untilMs = new Map<string, number>();
  return {
    issue() {
      const ticket = randomBytes(32).toString('hex');
      untilMs.set(ticket, nowMs() + TICKET_LIFE_MS);
      return ticket;
    },
    redeem(ticket) {
      const until = untilMs.get(ticket);
      untilMs.delete(ticket);
      return until !== undefined && nowMs() <= until;
    },
  };
}
