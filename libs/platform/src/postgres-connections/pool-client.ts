import pg from 'pg';

/**
 * A connection whose breaking never ends the process. The pool takes its listener off when it hands a connection
 * out, and TypeORM adds its own a moment later; one that Postgres cuts in between, or that breaks twice, would be an
 * error that nobody hears. Nothing is lost: the statement under way, or else the next one, is rejected.
 */
export class PoolClient extends pg.Client {
  constructor(options?: string | pg.ClientConfig) {
    super(options);
    this.on('error', () => undefined);
  }
}
