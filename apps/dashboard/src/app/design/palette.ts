export interface Pairing {
  /** Custom property. */
  readonly colour: string;
  /** What it stands on. */
  readonly ground: string;
  /** That WCAG 2.2 AA asks for: 4.5 for text, 3 for the parts of controls and charts; null for decoration. */
  readonly contrastMin: 4.5 | 3 | null;
}

const text = (colour: string, ground: string): Pairing => ({ colour, ground, contrastMin: 4.5 });
const part = (colour: string, ground: string): Pairing => ({ colour, ground, contrastMin: 3 });
const decoration = (colour: string, ground: string): Pairing => ({ colour, ground, contrastMin: null });

/** Which colours stand on which, and how far apart they must be. */
export const PALETTE: readonly Pairing[] = [
  text('--ink', '--surface'),
  text('--ink', '--paper'),
  text('--ink-soft', '--surface'),
  text('--ink-soft', '--paper'),
  text('--ink-faint', '--surface'),
  text('--ink-faint', '--paper'),
  text('--ink-faint', '--surface-sunken'),
  text('--accent', '--surface'),
  text('--accent', '--accent-soft'),
  text('--accent-strong', '--paper'),
  text('--on-accent', '--accent'),
  text('--good', '--good-soft'),
  text('--warning', '--warning-soft'),
  text('--critical', '--critical-soft'),
  text('--critical', '--surface'),
  part('--line-control', '--surface'),
  part('--warning-fill', '--track'),
  part('--critical-fill', '--track'),
  decoration('--chart', '--surface'),
  ...['1', '2', '3', '4', '5', '6', 'other'].map((series) => part(`--series-${series}`, '--surface')),
  decoration('--line', '--surface'),
  decoration('--line-strong', '--surface'),
  decoration('--track', '--surface'),
];
