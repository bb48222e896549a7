/** The words of the rewrite. */
export const REWRITE_WORDS = {
  title: 'Write it again',
  ask: 'What should change?',
  hint: 'Such as: shorter, less formal, lead with the audit. It changes how it is said, never the facts.',
  send: 'Write again',
  waiting: 'Writing… Esc leaves; your text stays as it is.',
  take: 'Take it',
  leave: 'Leave it',
  other: 'Ask again',
  byModel: (name: string) => `Written by ${name}.`,
  byTemplate: (version: string) =>
    `No model is connected: this is another approved wording (${version}). Your instruction was not followed.`,
  found: (count: number) => (count === 1 ? 'One thing stands in it:' : `${count} things stand in it:`),
  clean: 'The checks of its words found nothing.',
  attest: 'Changed sentences cite no fact by themselves: you answer for each, or change it.',
  difference: 'Difference to the text on screen',
  arrived: 'The rewrite is here.',
} as const;
