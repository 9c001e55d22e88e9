/** An event as the engine keeps it: data and metadata are the bytes that came. */
export interface LogEntry extends ProposedEvent {
  readonly position: bigint;
  readonly streamName: string;
  readonly revision: bigint;
  readonly createdAt: Date;
}

/** As a reader gets it. */
export interface ReadEntry extends LogEntry {
  /** What a link leads to, for who asked; null: nothing that is there or may be seen. */
  readonly target?: LogEntry | null;
}

export interface ProposedEvent {
  /** UUID in lower case, with dashes. */
  readonly id: string;
  readonly type: string;
  readonly isJson: boolean;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}
