/** Worded as 23.10 answers, which says no more. */
export class ProjectionNotFound extends Error {
  override readonly name = 'ProjectionNotFound';

  constructor(asked: 'Updated' | 'Statistics' | 'ProjectionState' | 'ProjectionResult') {
    super(`Envelope callback expected ${asked}, received NotFound instead`);
  }
}

/** Projections are native here: what users write in JavaScript is not run. */
export class UnsupportedProjection extends Error {
  override readonly name = 'UnsupportedProjection';
}

export class InvalidQuery extends Error {
  override readonly name = 'InvalidQuery';
}

/** The projection cannot go on by itself: somebody has to look. */
export class ProjectionFault extends Error {
  override readonly name = 'ProjectionFault';
}
