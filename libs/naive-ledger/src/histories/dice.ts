export type Way<Result> = readonly [weight: number, act: () => Result];

const NO_WAY = [
  0,
  () => {
    throw new RangeError('There is nothing to choose from.');
  },
] as const;

/** Random choices that one number decides: the same seed makes the same history. */
export class Dice {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** From 0 to just below 1. Mulberry32: small, fast, and random enough to choose what happens next. */
  roll(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  }

  /** Both included. */
  whole(from: number, to: number): number {
    return from + Math.floor(this.roll() * (to - from + 1));
  }

  chance(probability: number): boolean {
    return this.roll() < probability;
  }

  oneOf<Choice>(choices: readonly [Choice, ...Choice[]]): Choice {
    return choices[this.whole(0, choices.length - 1)] ?? choices[0];
  }

  /** Undefined when there is nothing to choose from. */
  anyOf<Choice>(choices: readonly Choice[]): Choice | undefined {
    return choices[this.whole(0, choices.length - 1)];
  }

  /** Does one of these, each as often as its weight says. */
  choose<Result>(ways: readonly Way<Result>[]): Result {
    let rest = this.roll() * ways.reduce((sum, [weight]) => sum + weight, 0);
    const [, act] = ways.find(([weight]) => (rest -= weight) < 0) ?? ways[0] ?? NO_WAY;
    return act();
  }

  /** Dice of its own for a part of the whole, so that the parts do not disturb one another. */
  for(part: number): Dice {
    return new Dice(Math.imul(this.state ^ 0x9e3779b9, 0x85ebca6b) + Math.imul(part + 1, 0xc2b2ae35));
  }
}
