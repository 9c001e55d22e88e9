/** What clients make the node hold right now. Every figure has its limit. */
export interface Load {
  readonly connections: number;
  readonly openCalls: number;
  /** Of appends that are not answered yet. */
  readonly arrivingBytes: number;
}
