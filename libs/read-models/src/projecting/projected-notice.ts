import { z } from 'zod';

/** What Postgres NOTIFY carries after a batch: how far the read models are, and whose they changed. */
export interface ProjectedNotice {
  readonly position: bigint;
  readonly at: Date;
  /** Accounts whose events were in the batch; `all` when they are too many to name. */
  readonly accounts: readonly string[] | 'all';
}

/** Postgres refuses payloads of 8,000 bytes and more. */
const PAYLOAD_BYTES_MAX = 7_999;

const noticeSchema = z.object({
  position: z.string().regex(/^\d+$/),
  at: z.iso.datetime(),
  accounts: z.union([z.literal('all'), z.array(z.string())]),
});

export function writeNotice({ position, at, accounts }: ProjectedNotice): string {
  const head = { position: position.toString(), at: at.toISOString() };
  const text = JSON.stringify({ ...head, accounts });
  return Buffer.byteLength(text) <= PAYLOAD_BYTES_MAX ? text : JSON.stringify({ ...head, accounts: 'all' });
}

/** @returns null when it is no notice of ours. */
export function readNotice(payload: string): ProjectedNotice | null {
  const parsed = noticeSchema.safeParse(jsonOrNull(payload));
  if (!parsed.success) return null;
  const { position, at, accounts } = parsed.data;
  return { position: BigInt(position), at: new Date(at), accounts };
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
