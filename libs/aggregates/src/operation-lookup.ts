import type { PastOperation } from './remembered-operations.js';

/** The index of all operations ever, kept by the projector: asked only for ids that are not remembered. */
export interface OperationLookup {
  /** @returns those of the operations that the stream has seen, by id. */
  find(streamName: string, operationIds: readonly string[]): Promise<ReadonlyMap<string, PastOperation>>;
  /** Waits, bounded, until the index includes the position. @returns whether it does. */
  includes(position: bigint): Promise<boolean>;
}
