/** The words of the batch. */
export const BATCH_WORDS = {
  title: (count: number) => `${count} of one segment and version`,
  description: 'Nothing was found in any of them. Each is signed by itself, and each can be undone by itself.',
  to: 'To',
  subject: 'Subject',
  include: 'Sign this one',
  includeOf: (name: string) => `Sign the message to ${name}`,
  leftOut: 'left out, stays in your list',
  read: (read: number, of: number) => `Read to the end: ${read} of ${of}`,
  sign: (count: number) => (count === 1 ? 'Countersign this one' : `Countersign these ${count}`),
  close: 'Decide none',
} as const;
