/** Filled by a rebuild. */
export const NEXT_SCHEMA = 'read_models_next';
/** What served before the swap, until it is dropped. */
export const PREVIOUS_SCHEMA = 'read_models_previous';
