/** The words of the list of approvals that no longer hold. */
export const AWAY_WORDS = {
  list: 'Approvals that no longer hold',
  empty: 'Everything you signed still holds',
  emptyWhy:
    'If the world changes before a message leaves (an opt-out, a reply, a new owner), the approval comes back here with its reason.',
  what: {
    refused: 'Refused at the gate.',
    expired: 'Its approval ran out.',
    failed: 'The server refused it.',
    uncertain: 'Nobody knows whether it arrived.',
    other: 'On its way again.',
  },
  ago: (words: string) => (words === 'now' ? 'just now.' : `${words} ago.`),
  nothingLeft: 'Nothing left this computer; decide it again below, with what is known now.',
  showSend: 'Show in Sent',
  why: 'Why it no longer holds',
} as const;
