/**
 * Which operations a stream has seen, the latest few thousand by heart. Together with the lookup in
 * the read model for older ones (see `operation-lookup.ts`) no operation is ever carried out twice.
 */
export interface PastOperation {
  readonly requestHash: string;
  readonly firstRevision: bigint;
  readonly lastRevision: bigint;
}

export interface RememberedOperations {
  readonly latest: Map<string, PastOperation & { readonly position: bigint }>;
  /** Operations up to this position may be forgotten; null when none is. */
  forgottenThrough: bigint | null;
}

export const REMEMBERED_OPERATIONS_MAX = 4_096;

export function noOperations(): RememberedOperations {
  return { latest: new Map(), forgottenThrough: null };
}

export interface SeenEvent {
  readonly operationId: string;
  readonly requestHash: string;
  readonly revision: bigint;
  readonly position: bigint;
}

/** Events of one operation stand together in the stream. */
export function remember(operations: RememberedOperations, seen: SeenEvent, maximum: number): void {
  const known = operations.latest.get(seen.operationId);
  operations.latest.set(seen.operationId, {
    requestHash: seen.requestHash,
    firstRevision: known?.firstRevision ?? seen.revision,
    lastRevision: seen.revision,
    position: seen.position,
  });
  if (operations.latest.size > maximum) forgetOldest(operations);
}

function forgetOldest(operations: RememberedOperations): void {
  for (const [operationId, oldest] of operations.latest) {
    operations.latest.delete(operationId);
    operations.forgottenThrough = oldest.position;
    return;
  }
}
