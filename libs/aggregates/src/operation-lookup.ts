import { HistoryBehind } from './command-request.js';
import type { PastOperation, RememberedOperations } from './remembered-operations.js';

/** The index of all operations ever, kept by the projector: asked only for ids that are not remembered. */
export interface OperationLookup {
  /** @returns those of the operations that the stream has seen, by id. */
  find(streamName: string, operationIds: readonly string[]): Promise<ReadonlyMap<string, PastOperation>>;
  /** Waits, bounded, until the index includes the position. @returns whether it does. */
  includes(position: bigint): Promise<boolean>;
}

export interface PlacesToLook {
  readonly stream: string;
  readonly operations: RememberedOperations;
  readonly operationLookup: OperationLookup | null;
}

/**
 * Those of the operations that are remembered no more, by id.
 * @throws {HistoryBehind} when the index does not reach to what was forgotten.
 */
export async function findForgotten(
  operationIds: readonly string[],
  { stream, operations, operationLookup }: PlacesToLook,
): Promise<ReadonlyMap<string, PastOperation>> {
  const { latest, forgottenThrough } = operations;
  const unknown = operationIds.filter((operationId) => !latest.has(operationId));
  if (forgottenThrough === null || !operationLookup || unknown.length === 0) return new Map();
  if (!(await operationLookup.includes(forgottenThrough))) {
    throw new HistoryBehind(`The index of operations does not reach position ${forgottenThrough} yet.`);
  }
  return await operationLookup.find(stream, unknown);
}

/** @returns undefined when the stream has not seen the operation. @throws {HistoryBehind} */
export async function findPast(
  operationId: string,
  places: PlacesToLook,
): Promise<PastOperation | undefined> {
  const remembered = places.operations.latest.get(operationId);
  return remembered ?? (await findForgotten([operationId], places)).get(operationId);
}
