/** Whether a higher score still goes with more replies. It compares two halves, says so only where their intervals keep apart, and changes no weight. */
import type { ScoreDecile, ScoreDrift } from '../../domain/score-drift.ts';
import { wilsonInterval } from '../compare-versions.ts';

export interface ScoredMail {
  readonly score: number;
  readonly isAnswered: boolean;
  readonly isPositive: boolean;
}

const PARTS = 10;

export function scoreDrift(mails: readonly ScoredMail[], unscored: number): ScoreDrift {
  const ordered = [...mails].sort((a, b) => a.score - b.score);
  const parts = Math.min(PARTS, ordered.length);
  const cut = (at: number) => Math.round((at * ordered.length) / parts);
  return {
    deciles: Array.from({ length: parts }, (_, at) => decileOf(ordered.slice(cut(at), cut(at + 1)))),
    scored: ordered.length,
    unscored,
    verdict: verdictOf(ordered),
  };
}

function decileOf(mails: readonly ScoredMail[]): ScoreDecile {
  const replies = mails.filter(({ isAnswered }) => isAnswered).length;
  const positives = mails.filter(({ isPositive }) => isPositive).length;
  return {
    least: mails[0]?.score ?? 0,
    most: mails.at(-1)?.score ?? 0,
    mails: mails.length,
    replies,
    positives,
    replyRate: wilsonInterval(replies, mails.length),
    positiveRate: wilsonInterval(positives, mails.length),
  };
}

/** Mails of one score stand in one half, however they were ordered: what has the middle score counts to neither. */
function verdictOf(ordered: readonly ScoredMail[]): ScoreDrift['verdict'] {
  const middle = ordered[Math.floor(ordered.length / 2)]?.score ?? 0;
  const [low, high] = [ordered.filter(({ score }) => score < middle), ordered.filter(({ score }) => score > middle)];
  if (low.length === 0 || high.length === 0)
    return { kind: 'unknown', words: 'Too few mails with different scores to compare.' };
  const [lower, higher] = [decileOf(low).replyRate, decileOf(high).replyRate];
  const figures = `${percent(higher.mid)} of ${high.length} above the middle score, ${percent(lower.mid)} of ${low.length} below it`;
  if (higher.low > lower.high) return { kind: 'holds', words: `Higher scores are answered more often: ${figures}.` };
  if (lower.low > higher.high)
    return { kind: 'drifted', words: `Lower scores are answered more often: ${figures}. The weights no longer fit.` };
  return { kind: 'unknown', words: `No difference can be told yet: ${figures}.` };
}

const percent = (rate: number): string => `${Math.round(rate * 100)} %`;
