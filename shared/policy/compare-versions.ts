/**
 * How versions of a library entry fared, and when a canary has been tried long enough. It decides nothing by itself: a person makes a
 * version live or retires it.
 *
 * People look at a trial every day, and a usual 5 % test, looked at again and again, calls a difference in far more than 5 % of trials that
 * have none. So the rule is one that may be looked at any number of times: the mixture sequential probability ratio test. With `d` the
 * difference of two rates, `s` its variance and differences of about `t` expected, it stops where
 *
 *   sqrt(s / (s + t²)) · exp(d² t² / (2 s (s + t²)))  ≥  1 / level
 *
 * which happens with a probability of at most `level`, however often one looks, where there is no difference (Robbins 1970, "Statistical
 * methods related to the law of the iterated logarithm"; Johari, Pekelis and Walsh 2022, "Always valid inference", Operations Research
 * 70(3), eq. 8). It holds for the normal approximation, hence the smallest sample.
 */
import type { CanaryVerdict, RateInterval, VersionOutcome } from '../domain/version-outcome.ts';
import type { PolicyDocument } from './limits.ts';

type CompareLimits = Pick<
  PolicyDocument['limits'],
  'compareMinSends' | 'compareMostSends' | 'compareFalseStopPercent' | 'compareEffectPercent'
>;

export type VersionCounts = Pick<VersionOutcome, 'version' | 'sends' | 'replies' | 'positives' | 'optOuts'>;

/** Of the standard normal distribution, for 95 %. */
const Z_95 = 1.959963984540054;

/** Wilson's score interval, 95 % (Wilson 1927, JASA 22). Nothing sent: nothing known. */
export function wilsonInterval(count: number, of: number): RateInterval {
  if (of <= 0) return { low: 0, mid: 0, high: 1 };
  const rate = Math.min(1, count / of);
  const z2 = Z_95 * Z_95;
  const centre = rate + z2 / (2 * of);
  const spread = Z_95 * Math.sqrt((rate * (1 - rate)) / of + z2 / (4 * of * of));
  const bound = (value: number) => Math.min(1, Math.max(0, value / (1 + z2 / of)));
  // At either end rounding would leave a trace of what is exactly 0 or 1.
  return { low: rate === 0 ? 0 : bound(centre - spread), mid: rate, high: rate === 1 ? 1 : bound(centre + spread) };
}

/** The counts with the intervals of their rates. */
export function versionOutcome({ version, sends, replies, positives, optOuts }: VersionCounts): VersionOutcome {
  return {
    version,
    sends,
    replies,
    positives,
    optOuts,
    replyRate: wilsonInterval(replies, sends),
    positiveRate: wilsonInterval(positives, sends),
  };
}

/**
 * The stop rule. Two questions share the level: do fewer or more people reply, and do more opt out. More replies are no gain where fewer of
 * them are positive or more people opt out.
 */
export function judgeCanary(live: VersionCounts, canary: VersionCounts, limits: CompareLimits): CanaryVerdict {
  const { compareMinSends, compareMostSends, compareFalseStopPercent, compareEffectPercent } = limits;
  const counts = `${sayCount(canary)} against ${sayCount(live)} of the live version`;
  if (Math.min(live.sends, canary.sends) < compareMinSends)
    return { kind: 'go-on', words: `Too few to tell: ${counts}; ${compareMinSends} sends of each are the least.` };
  const question = { level: compareFalseStopPercent / 200, effect: compareEffectPercent / 100 };
  const optOuts = difference({ ...canary, count: canary.optOuts }, { ...live, count: live.optOuts }, question);
  const replies = difference({ ...canary, count: canary.replies }, { ...live, count: live.replies }, question);
  if (optOuts === 'more') return { kind: 'stop-worse', words: `More people opt out: ${counts}.` };
  if (replies === 'fewer') return { kind: 'stop-worse', words: `Fewer people reply: ${counts}.` };
  const losesPositives = canary.positives / canary.sends < live.positives / live.sends;
  if (replies === 'more' && !losesPositives) return { kind: 'stop-better', words: `More people reply: ${counts}.` };
  if (canary.sends >= compareMostSends) {
    return replies === 'more'
      ? { kind: 'stop-no-difference', words: `More people reply, but fewer of them positively: ${counts}.` }
      : { kind: 'stop-no-difference', words: `No difference after ${canary.sends} sends: ${counts}.` };
  }
  return { kind: 'go-on', words: `No difference yet: ${counts}.` };
}

const sayCount = ({ sends, replies, positives, optOuts }: VersionCounts): string =>
  `${replies} replies (${positives} positive) and ${optOuts} opt-outs of ${sends} sends`;

interface Counted {
  readonly count: number;
  readonly sends: number;
}

function difference(
  a: Counted,
  b: Counted,
  { level, effect }: { readonly level: number; readonly effect: number },
): 'more' | 'fewer' | 'none' {
  // One more of each keeps the variance of a rate that was never seen, or always, from being nothing.
  const rate = (a.count + b.count + 1) / (a.sends + b.sends + 2);
  const variance = rate * (1 - rate) * (1 / a.sends + 1 / b.sends);
  const spread = variance + effect * effect;
  const apart = a.count / a.sends - b.count / b.sends;
  const logRatio = Math.log(variance / spread) / 2 + (apart * apart * effect * effect) / (2 * variance * spread);
  if (logRatio < -Math.log(level)) return 'none';
  return apart > 0 ? 'more' : 'fewer';
}
