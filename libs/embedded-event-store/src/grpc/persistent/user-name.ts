import type { Metadata } from '@grpc/grpc-js';
import type { Gate } from '../../access/gate.js';

/** Of whoever makes the call. */
export const userNameOf = (gate: Gate, { metadata }: { readonly metadata: Metadata }) =>
  gate.callerWith(metadata).name ?? 'anonymous';
