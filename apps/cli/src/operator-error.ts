export const EXIT_REFUSED = 1;
export const EXIT_CANNOT_RUN = 2;
/** 128 and the number of SIGINT, as shells have it. */
export const EXIT_INTERRUPTED = 130;

/** Something that the operator can put right: shown as one paragraph, without a stack. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';

  constructor(
    message: string,
    readonly exitCode = EXIT_CANNOT_RUN,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
