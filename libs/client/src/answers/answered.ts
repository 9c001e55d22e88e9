/** What a command answers, and whether it had been carried out before: then this is the original answer. */
export type Answered<Body> = Body & { readonly replayed: boolean };
