import type { Decider, StreamKind } from '#libs/ledger';

/** What the write side needs to know of one kind of aggregate. */
export interface AggregateKind<State, Command, Event extends DomainEvent> {
  readonly kind: StreamKind;
  readonly decider: Decider<State, Command, Event>;
  /** Raise it when `evolve` or the state's shape changes: older snapshots are then ignored. */
  readonly stateVersion: number;
}

export interface DomainEvent {
  readonly type: string;
  readonly data: object;
}
