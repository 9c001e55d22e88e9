import type { ReadEntry } from '../../engine/log-entry.js';
import type { Emission } from './emission.js';

/** What one event of the log makes a projection write; null: nothing. Decided by the event alone. */
export type Emit = (entry: ReadEntry) => Emission | null;

export interface NativeProjection {
  readonly name: string;
  /** Recorded in all that it writes, for ever. */
  readonly id: number;
  /** As EventStoreDB names it. */
  readonly handlerType: string;
  readonly query: string;
  /** Links that users wrote are followed to their events; else they are passed over. */
  readonly followsLinks: boolean;
  /** @throws {InvalidQuery} */
  emits(query: string): Emit;
}
