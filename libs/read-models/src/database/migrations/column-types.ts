/** Ids and keys are compared byte by byte: faster, and the same order on every server. */
export const KEY = 'text COLLATE "C" NOT NULL';

export const OPTIONAL_AMOUNT = 'numeric(38,6)';
export const AMOUNT = `${OPTIONAL_AMOUNT} NOT NULL`;
