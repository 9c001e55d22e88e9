/** So many of the latest are looked at. */
const keptMax = 1_000;

const shares: readonly [name: string, share: number][] = [
  ['Median', 0.5],
  ['Fastest', 0],
  ['Quintile 1', 0.2],
  ['Quintile 2', 0.4],
  ['Quintile 3', 0.6],
  ['Quintile 4', 0.8],
  ['Quintile 5', 1],
  ['90%', 0.9],
  ['95%', 0.95],
  ['99%', 0.99],
  ['99.5%', 0.995],
  ['99.9%', 0.999],
  ['Highest', 1],
];

export interface Measurement {
  readonly name: string;
  readonly ms: number;
}

/** How long a consumer took over its latest events. */
export class Latencies {
  private readonly kept: number[] = [];
  private next = 0;

  note(ms: number): void {
    this.kept[this.next] = ms;
    this.next = (this.next + 1) % keptMax;
  }

  get measurements(): Measurement[] {
    if (this.kept.length === 0) return [];
    const sorted = this.kept.toSorted((one, other) => one - other);
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
    const mean = sorted.reduce((sum, each) => sum + each, 0) / sorted.length;
    const named = shares.map(([name, share]) => ({ name, ms: Math.round(at(share)) }));
    return [{ name: 'Mean', ms: Math.round(mean) }, ...named];
  }
}
