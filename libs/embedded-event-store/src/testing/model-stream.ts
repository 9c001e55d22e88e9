import type { ExpectedRevision } from '#libs/event-store';

export type ModelOutcome = 'written' | 'repeated' | 'refused' | 'deleted';

export interface ModelMetadata {
  readonly $maxCount?: number;
  /** `end`: deleted. */
  readonly $tb?: number | 'end';
  readonly custom?: string;
}

/** A stream as the protocol's rules describe it, knowing nothing of logs: a list of ids, and what is said about it. */
export class ModelStream {
  readonly ids: string[] = [];
  metadata: ModelMetadata | null = null;
  isTombstoned = false;

  /** Revisions that may be read; null when there is no stream. */
  get visible(): number[] | null {
    if (this.ids.length === 0 || this.isDeleted) return null;
    const { $maxCount = Infinity, $tb = 0 } = this.metadata ?? {};
    return [...this.ids.keys()].filter(
      (revision) => revision >= this.ids.length - $maxCount && revision >= Number($tb),
    );
  }

  get isDeleted(): boolean {
    return this.metadata?.$tb === 'end';
  }

  append(expected: ExpectedRevision, ids: readonly string[]): ModelOutcome {
    const outcome = this.outcome(expected, ids);
    if (outcome !== 'written' || ids.length === 0) return outcome;
    if (this.isDeleted) this.metadata = { ...this.metadata, $tb: this.ids.length };
    this.ids.push(...ids);
    return outcome;
  }

  delete(expected: ExpectedRevision): ModelOutcome {
    const isNothing = this.ids.length === 0 && !this.metadata;
    if (!this.isTombstoned && isNothing) return 'refused';
    const outcome = this.outcome(expected, ['new']);
    if (outcome === 'written') this.metadata = { $tb: 'end' };
    return outcome;
  }

  tombstone(expected: ExpectedRevision): ModelOutcome {
    const outcome = this.outcome(expected, ['new']);
    if (outcome === 'written') this.isTombstoned = true;
    return outcome;
  }

  describe(metadata: ModelMetadata): ModelOutcome {
    if (this.isTombstoned) return 'deleted';
    this.metadata = this.isDeleted ? { ...metadata, $tb: this.ids.length } : metadata;
    return 'written';
  }

  private outcome(expected: ExpectedRevision, ids: readonly string[]): ModelOutcome {
    if (this.isTombstoned) return 'deleted';
    if (expected === 'any') return this.looseOutcome(ids);
    if (expected !== 'stream-exists') {
      return this.exactOutcome(expected === 'no-stream' ? 0 : Number(expected) + 1, ids);
    }
    if (this.isDeleted) return 'deleted';
    return this.ids.length === 0 && !this.metadata ? 'refused' : this.looseOutcome(ids);
  }

  private exactOutcome(from: number, ids: readonly string[]): ModelOutcome {
    if (from === this.ids.length) return 'written';
    if (from > this.ids.length || ids.length === 0) return 'refused';
    const there = this.ids.slice(from, from + ids.length);
    if (there.join() === ids.join()) return 'repeated';
    return from === 0 && this.isDeleted && there[0] !== ids[0] ? 'written' : 'refused';
  }

  private looseOutcome(ids: readonly string[]): ModelOutcome {
    if (ids[0] === undefined || !this.ids.includes(ids[0])) return 'written';
    return ids.every((id) => this.ids.includes(id)) ? 'repeated' : 'refused';
  }
}
