/** The time comes from outside, so that expiry can be tested without waiting for it. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();
