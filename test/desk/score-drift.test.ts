/** The score against what came back, over the real desk: a mail counts with the score its package had, once it is on the CRM's timeline. */
import { expect, test } from 'vitest';
import { approve, CLEAR, openTestDesk, release } from './parts.ts';

test('a mail that left counts with its package’s score; what carried none is counted apart', async () => {
  const desk = await openTestDesk();
  const drift = async () => {
    const answer = await desk.call('score.drift', {});
    if (!answer.ok) throw new Error(answer.error.message);
    return answer.value;
  };
  const before = await drift();
  expect(before).toMatchObject({ deciles: [], scored: 0 });
  const [pkg] = CLEAR;
  if (pkg === undefined) throw new Error('the demo has packages that pass');
  await release(desk, await approve(desk, pkg), 'sent');
  await desk.call('sync.run', {});
  await desk.until('the mail is on the timeline', async () => (await drift()).scored === 1);
  const { overall } = pkg.score;
  expect(await drift()).toMatchObject({
    deciles: [{ least: overall, most: overall, mails: 1, replies: 0 }],
    unscored: before.unscored,
    verdict: { kind: 'unknown' },
  });
});
