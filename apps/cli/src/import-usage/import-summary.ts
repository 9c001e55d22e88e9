import { add, ZERO, type TokenAmount } from '#libs/ledger';
import type { Outcome, Usage } from './usage-row.js';

export interface Example {
  readonly line: number;
  readonly text: string;
}

/** Rows of one kind: how many, and the first few of them. */
export class Examples {
  count = 0;
  readonly first: Example[] = [];

  constructor(private readonly shownMax: number) {}

  add(line: number, text: string): void {
    this.count += 1;
    if (this.first.length < this.shownMax) this.first.push({ line, text });
  }
}

const MALFORMED_SHOWN_MAX = 10;
const REFUSED_SHOWN_MAX = 3;

/** What became of the rows. Of bounded size, however many rows there are. */
export class ImportSummary {
  read = 0;
  /** Those that could be sent, and what they add up to before the rate. */
  wellFormed = 0;
  units = ZERO;
  accepted = 0;
  acceptedTokens = ZERO;
  replayed = 0;
  replayedTokens = ZERO;
  readonly refused = new Map<string, Examples>();
  readonly malformed = new Examples(MALFORMED_SHOWN_MAX);

  countRead(usage: Usage): void {
    this.read += 1;
    this.wellFormed += 1;
    this.units = add(this.units, usage.units);
  }

  countMalformed(line: number, reason: string): void {
    this.read += 1;
    this.malformed.add(line, reason);
  }

  /** Rows without an answer are those that are left over. */
  countOutcome(line: number, outcome: Outcome): void {
    switch (outcome.kind) {
      case 'accepted':
        this.accepted += 1;
        this.acceptedTokens = add(this.acceptedTokens, outcome.tokens);
        break;
      case 'replayed':
        this.replayed += 1;
        this.replayedTokens = add(this.replayedTokens, outcome.tokens);
        break;
      case 'refused':
        this.countRefused(line, outcome.code, outcome.detail);
        break;
      case 'unanswered':
        break;
    }
  }

  private countRefused(line: number, code: string, detail: string): void {
    const examples = this.refused.get(code) ?? new Examples(REFUSED_SHOWN_MAX);
    examples.add(line, detail);
    this.refused.set(code, examples);
  }

  get refusedCount(): number {
    return [...this.refused.values()].reduce((count, each) => count + each.count, 0);
  }

  get answered(): number {
    return this.accepted + this.replayed + this.refusedCount;
  }

  /** Read, and perhaps sent, but nobody knows what became of them. */
  get unanswered(): number {
    return this.wellFormed - this.answered;
  }

  get tokens(): TokenAmount {
    return add(this.acceptedTokens, this.replayedTokens);
  }

  get isClean(): boolean {
    return this.refusedCount === 0 && this.malformed.count === 0;
  }
}
