// The metadata of all that projections write says which projection wrote it and because of which position of the log.
// It is by these stamps that a projection knows, after a crash, what it has written already.

import { jsonObjectIn } from '#libs/event-store';

/** Of the form of stamps, not of anything here. */
const formVersion = 4;
const form = /^(\d+):(-?\d+):(-?\d+)(?::\d+)?$/;

export interface Author {
  readonly projectionId: number;
  readonly epoch: number;
  readonly version: number;
}

export interface Stamp extends Author {
  readonly position: bigint;
}

export function stamped(
  { projectionId, epoch, version, position }: Stamp,
  extra: Readonly<Record<string, string | number>> = {},
): Uint8Array {
  const at = Number(position); // a log has fewer than 2^53 events
  const stamp = { $v: `${projectionId}:${epoch}:${version}:${formVersion}`, $c: at, $p: at, ...extra };
  return Buffer.from(JSON.stringify(stamp));
}

/** Null: not written by a projection. */
export function stampOf(metadata: Uint8Array): Stamp | null {
  const json = jsonObjectIn(metadata);
  if (!json) return null;
  const { $v, $c } = json;
  if (typeof $v !== 'string' || !Number.isSafeInteger($c)) return null;
  const [, projectionId, epoch, version] = form.exec($v) ?? [];
  if (version === undefined) return null;
  return {
    projectionId: Number(projectionId),
    epoch: Number(epoch),
    version: Number(version),
    position: BigInt(Number($c)),
  };
}

/** Written by the same projection, and not before its last reset. */
export const isOf = ({ projectionId, version }: Author, author: Author) =>
  projectionId === author.projectionId && version >= author.epoch;
