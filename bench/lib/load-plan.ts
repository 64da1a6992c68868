import type { Spread } from './percentiles';

/** One request of a plan; a plan repeats its list when it is shorter than the count. */
export interface PlannedRequest {
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

/** What a load process does. Closed: each connection asks again as soon as it is answered. Open: a fixed rate, whatever happens. */
export interface LoadPlan {
  /** `http://127.0.0.1:port`; load never leaves the machine. */
  origin: string;
  method: 'GET' | 'POST';
  requests: PlannedRequest[];
  /** Sends a fresh Idempotency-Key with every request. */
  keys?: boolean;
  /** The only status that counts as answered well. */
  expect: number;
  mode:
    { kind: 'closed'; connections: number; count: number } | { kind: 'open'; rate: number; seconds: number };
  /** The run ends after this long, whatever is still open; what is open counts as failed. */
  limitMs: number;
  /** Fields of the JSON answer to hand back with the time of the answer. */
  keep?: string[];
}

export interface KeptAnswer {
  /** Milliseconds since 1970, when the whole answer had arrived. */
  at: number;
  fields: Record<string, string>;
}

export interface LoadResult {
  /** Latencies of the requests answered well, from the intended send time in an open loop. */
  spread: Spread;
  elapsedMs: number;
  failed: number;
  /** Status (0: no answer) to number of answers. */
  statuses: Record<string, number>;
  kept: KeptAnswer[];
}
