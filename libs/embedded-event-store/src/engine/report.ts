/** Told of trouble that is dealt with without whoever opened the log. */
export type Report = (message: string, error: unknown) => void;
