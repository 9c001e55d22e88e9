/** What is wrong with a reason that is empty. */
export const NO_REASON = $localize`Say why: it stays in the log.`;
