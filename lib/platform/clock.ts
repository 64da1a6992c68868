/** The only source of "now" for commands and jobs, so that tests can choose the time. */
export interface Clock {
  now(): Date;
}

/** The machine's own clock. */
export const systemClock: Clock = { now: () => new Date() };
