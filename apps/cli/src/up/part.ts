/** Something that `ledger up` starts, watches and stops: Postgres, or one of our processes. */
export interface Part {
  readonly name: string;
  /**
   * Resolves when the part is ready to work.
   * @param signal gives up a launch under way.
   */
  launch(signal: AbortSignal): Promise<RunningPart>;
}

export interface RunningPart {
  readonly pid: number;
  /** Resolves with a description when it ends, for whatever reason. */
  readonly exited: Promise<string>;
  stop(): Promise<void>;
  /** Ends it at once. What it keeps is safe against that. */
  kill(): void;
}
