/** Why embedded Postgres cannot be had. The message is one paragraph for an operator and says what to do. */
export type EmbeddedPostgresFailure =
  | 'no-binaries'
  | 'data-folder-broken'
  | 'other-major-version'
  | 'not-permitted'
  | 'no-space'
  | 'port-in-use'
  | 'server-ended';

export class EmbeddedPostgresFailed extends Error {
  override readonly name = 'EmbeddedPostgresFailed';

  constructor(
    readonly failure: EmbeddedPostgresFailure,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Reads from what Postgres itself said what kind of failure it was. */
export function failureFrom(lastWords: string, place: string, how: string): EmbeddedPostgresFailed {
  const words = lastWords.trim().split('\n').slice(-8).join('\n');
  if (/No space left on device|disk quota exceeded/i.test(lastWords)) {
    return new EmbeddedPostgresFailed(
      'no-space',
      `The disk that holds ${place} is full. Nothing was damaged: free some space and start again.`,
    );
  }
  if (/Address already in use|could not bind/i.test(lastWords)) {
    return new EmbeddedPostgresFailed('port-in-use', `The port chosen for Postgres is in use.\n${words}`);
  }
  if (/Permission denied|has wrong ownership|invalid permissions/i.test(lastWords)) {
    return new EmbeddedPostgresFailed(
      'not-permitted',
      `Postgres may not use its data folder ${place}: start as the user who created it, or as root.\n${words}`,
    );
  }
  return new EmbeddedPostgresFailed(
    'server-ended',
    `Postgres on ${place} did not start (${how}). Its last words:\n${words}`,
  );
}
