/** Prints figures as one aligned table. It decides nothing and rounds nothing. */
import type { Figure } from './figure.ts';
import { threeDigits } from './spread.ts';

const HEAD = ['what', 'measured', 'against', 'ratio', 'budget', 'within?'] as const;

function cells(figure: Figure): readonly string[] {
  const { what, measured, against, ratio, budget, within } = figure;
  return [
    what,
    measured,
    against,
    ratio === null ? '' : threeDigits(ratio),
    budget,
    within === null ? '' : within ? 'yes' : 'NO',
  ];
}

export function tableOf(figures: readonly Figure[]): string {
  const rows = [HEAD, ...figures.map(cells)];
  const widths = HEAD.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  return [line(HEAD), rule, ...rows.slice(1).map(line)].join('\n');
}
