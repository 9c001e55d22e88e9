// What is decided about a projection, kept as the latest event of `$projections-{name}`. Every change is a version;
// a reset begins an epoch: what was written in versions before it counts no more.

import { jsonObjectFrom, type JsonObject } from '#libs/event-store';
import type { NativeProjection } from './native/native-projection.js';

export interface Registration {
  readonly isEnabled: boolean;
  readonly version: number;
  /** Version of the last reset; -1: there was none. */
  readonly epoch: number;
  readonly query: string;
}

/** Off, until somebody enables it. */
export const unregistered = ({ query }: NativeProjection): Registration => ({
  isEnabled: false,
  version: 0,
  epoch: -1,
  query,
});

export type Change = Partial<Pick<Registration, 'isEnabled' | 'query'>> & { readonly isReset?: boolean };

export function changed(registration: Registration, { isReset, ...change }: Change): Registration {
  const version = registration.version + 1;
  return { ...registration, ...change, version, epoch: isReset ? version : registration.epoch };
}

/** With the keys of EventStoreDB. */
export const recorded = ({ handlerType }: NativeProjection, registration: Registration): JsonObject => ({
  handlerType,
  query: registration.query,
  mode: 'Continuous',
  enabled: registration.isEnabled,
  emitEnabled: true,
  checkpointsDisabled: false,
  epoch: registration.epoch,
  version: registration.version,
});

export function registrationFrom(projection: NativeProjection, data: Uint8Array): Registration {
  const { enabled, version, epoch, query } = jsonObjectFrom(data);
  const initial = unregistered(projection);
  return {
    isEnabled: enabled === true,
    version: typeof version === 'number' ? version : initial.version,
    epoch: typeof epoch === 'number' ? epoch : initial.epoch,
    query: typeof query === 'string' ? query : initial.query,
  };
}
