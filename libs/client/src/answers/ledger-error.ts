/** Everything that the client throws by itself; whatever else is thrown comes from the caller's own code. */
export abstract class LedgerError extends Error {}
