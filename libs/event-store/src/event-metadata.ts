import type { JsonObject } from './json.js';

/** What every event of ours says about how it came to be. */
export interface EventMetadata extends JsonObject {
  /** `user:<id>`, `service:<API key id>` or `system:<process>`. */
  readonly actor: string;
  /** Shared by everything that one request set off. */
  readonly correlationId: string;
  /** The request or event that directly caused this one. */
  readonly causationId: string;
  /** The idempotency key of the command. */
  readonly operationId: string;
  /** SHA-256 of the command's canonical body: the same key with another body is refused. */
  readonly requestHash: string;
  /** The hash chain of the stream, see `hash-chain.ts`. */
  readonly hash: string;
}
