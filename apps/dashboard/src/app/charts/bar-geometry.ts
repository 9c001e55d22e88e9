import type { TokenAmount } from '#libs/ledger/tokens';
import { perMille } from '../amounts/proportion.js';
import { toneOf, type ChartBar, type ChartData } from './chart-data.js';

export const PLOT_HEIGHT = 224;
/** Room above the highest bar, so that its tick has its words. */
export const PLOT_TOP = 10;

const PITCH_MIN = 14;
const PITCH_MAX = 64;
const BAR_MAX = 40;
/** What was used is seen, however little it is. */
const VISIBLE_MIN = 1.5;
const GAP = 1;

export interface DrawnPart {
  readonly y: number;
  readonly height: number;
  readonly tone: string;
}

export interface DrawnBar {
  readonly bar: ChartBar;
  /** Of the column that the bar stands in; so wide is what is hit. */
  readonly column: number;
  readonly x: number;
  readonly top: number;
  readonly height: number;
  readonly parts: readonly DrawnPart[];
}

export interface Drawing {
  readonly width: number;
  readonly pitch: number;
  readonly barWidth: number;
  readonly bars: readonly DrawnBar[];
}

/** Pixels from amounts: bars from zero, parts upon each other. More bars than fit make it wider than there is room. */
export function draw({ bars, series }: ChartData, top: TokenAmount, room: number): Drawing {
  const pitch = Math.min(PITCH_MAX, Math.max(PITCH_MIN, room / Math.max(1, bars.length)));
  const width = Math.max(room, pitch * bars.length);
  const barWidth = Math.min(BAR_MAX, Math.max(8, pitch * 0.68));
  const tones = series.map(toneOf);
  // The newest stands at the edge of today, however few they are.
  const start = width - pitch * bars.length;
  const drawn = bars.map((bar, index): DrawnBar => {
    const column = start + index * pitch;
    const parts = partsOf(bar, top, tones);
    const highest = parts.at(-1)?.y ?? yOf(0);
    const x = column + (pitch - barWidth) / 2;
    return { bar, column, x, top: highest, height: yOf(0) - highest, parts };
  });
  return { width, pitch, barWidth, bars: drawn };
}

/** Thousandths of the axis, from its top. */
export function yOf(thousandths: number): number {
  return PLOT_TOP + PLOT_HEIGHT - (PLOT_HEIGHT * thousandths) / 1_000;
}

function partsOf(bar: ChartBar, top: TokenAmount, tones: readonly string[]): readonly DrawnPart[] {
  if (bar.tokens === 0n) return [];
  const isSeen = yOf(0) - yOf(perMille(bar.tokens, top)) >= VISIBLE_MIN;
  return isSeen ? stacked(bar, top, tones) : [trace(bar, tones)];
}

/** Each from the sum below it to the sum with it, so that no rounding adds up. */
function stacked({ parts }: ChartBar, top: TokenAmount, tones: readonly string[]): readonly DrawnPart[] {
  const bounds = parts.reduce<readonly bigint[]>((sums, part) => [...sums, (sums.at(-1) ?? 0n) + part], [0n]);
  const heights = bounds.map((bound) => yOf(perMille(bound, top)));
  return tones
    .map((tone, index) => partBetween(heights[index] ?? 0, heights[index + 1] ?? 0, tone))
    .filter(({ height }) => height > 0);
}

/** Parts that are high enough for it stand apart. */
function partBetween(bottom: number, y: number, tone: string): DrawnPart {
  const gap = bottom - y > 3 && bottom < yOf(0) ? GAP : 0;
  return { y, height: bottom - y - gap, tone };
}

function trace({ parts, tokens }: ChartBar, tones: readonly string[]): DrawnPart {
  const largest = parts.reduce((a, b) => (b > a ? b : a), parts[0] ?? tokens);
  const tone = tones[parts.indexOf(largest)] ?? '';
  return { y: yOf(0) - VISIBLE_MIN, height: VISIBLE_MIN, tone };
}

/** So many bars from one label to the next, that no two touch: nor the last, which may end with its bar. */
export function labelStep(pitch: number, labels: readonly string[]): number {
  const longest = Math.max(0, ...labels.map(({ length }) => length));
  return Math.max(1, Math.ceil((longest * CHARACTER_WIDTH * 1.5 + 6) / pitch));
}

/** Of small text, on average and a little more. */
export const CHARACTER_WIDTH = 6.8;
