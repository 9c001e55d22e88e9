/** What the operator chose, by flag or by variable. */
export interface UpOptions {
  readonly data: string;
  readonly port: number;
  readonly eventStorePort: number;
  readonly projectorPort: number;
  readonly workerPort: number;
  /** 0: any free port. */
  readonly postgresPort: number;
  /** Null: where the database is the embedded one. */
  readonly seed: boolean | null;
}
