import { canonicalJson, type Json } from '#libs/event-store';
import type { Refusal } from '#libs/ledger';
import { createHash } from 'node:crypto';
import type { DomainEvent } from './aggregate-kind.js';

export interface CommandRequest<Command> {
  readonly aggregateId: string;
  readonly command: Command;
  readonly operation: Operation;
}

/** Who asked, and the key under which the command is carried out once and never again. */
export interface Operation {
  readonly operationId: string;
  readonly requestHash: string;
  /** `user:<id>`, `service:<API key id>` or `system:<process>`. */
  readonly actor: string;
  readonly correlationId: string;
  readonly causationId: string;
}

export type CommandOutcome<Event extends DomainEvent> = Completed<Event> | Refused;

export interface Completed<Event extends DomainEvent> {
  readonly refusal: null;
  readonly events: readonly CommittedEvent<Event>[];
  /** True when an earlier request with the same operation id did it. */
  readonly replayed: boolean;
}

export interface CommittedEvent<Event extends DomainEvent> {
  readonly event: Event;
  readonly revision: bigint;
  readonly position: bigint;
}

export interface Refused {
  readonly refusal: Refusal;
}

/** The same body gives the same hash, however its members are ordered. */
export function requestHash(body: Json): string {
  return createHash('sha256').update(canonicalJson(body)).digest('hex');
}

/** The operation id was used before for another request. */
export class OperationIdReused extends Error {
  override readonly name = 'OperationIdReused';

  constructor(readonly operationId: string) {
    super(`Operation ${operationId} was carried out before with another body.`);
  }
}

/** More commands wait for one aggregate than are accepted. Nothing was done. */
export class MailboxFull extends Error {
  override readonly name = 'MailboxFull';
}

/** Whether the operation was carried out before cannot be said yet. Nothing was done. */
export class HistoryBehind extends Error {
  override readonly name = 'HistoryBehind';
}
