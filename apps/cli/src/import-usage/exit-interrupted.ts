/** 128 and the number of SIGINT, as shells have it. */
export const EXIT_INTERRUPTED = 130;
