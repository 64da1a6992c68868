/** What a drill can make a peer do wrong. Rates are 0 to 1; `true` is 1. */
export interface FaultSettings {
  /** Pause before the answer, in milliseconds. */
  latencyMs: number;
  /** Share of requests answered with `status` before any work is done. */
  failRate: number;
  status: number;
  /** Share of requests whose work is done and whose connection is then cut without an answer. */
  dropReplies: number;
  /** Share of pushes and callbacks sent twice. */
  duplicate: number;
  /** Pushes and callbacks overtake each other. */
  reorder: boolean;
  /** Connections are cut before anything is read. */
  down: boolean;
}

export const NO_FAULTS: FaultSettings = {
  latencyMs: 0,
  failRate: 0,
  status: 503,
  dropReplies: 0,
  duplicate: 0,
  reorder: false,
  down: false,
};

const RATES = ['failRate', 'dropReplies', 'duplicate'] as const;
const SWITCHES = ['reorder', 'down'] as const;

function rate(value: unknown): number | null {
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'number' && value >= 0 && value <= 1 ? value : null;
}

/** Settings from a drill's JSON; what is not named is off. The string says what is wrong. */
export function parseFaults(input: Record<string, unknown>): FaultSettings | string {
  const settings: FaultSettings = { ...NO_FAULTS };
  for (const [name, value] of Object.entries(input)) {
    if ((RATES as readonly string[]).includes(name)) {
      const share = rate(value);
      if (share === null) return `${name} must be true, false or a number from 0 to 1`;
      settings[name as (typeof RATES)[number]] = share;
    } else if ((SWITCHES as readonly string[]).includes(name)) {
      if (typeof value !== 'boolean') return `${name} must be true or false`;
      settings[name as (typeof SWITCHES)[number]] = value;
    } else if (name === 'latencyMs') {
      if (typeof value !== 'number' || !(value >= 0 && value <= 600_000))
        return 'latencyMs must be 0 to 600000';
      settings.latencyMs = value;
    } else if (name === 'status') {
      if (typeof value !== 'number' || !Number.isInteger(value) || value < 400 || value > 599) {
        return 'status must be 400 to 599';
      }
      settings.status = value;
    } else {
      return `unknown fault ${name}`;
    }
  }
  return settings;
}

/** The faults of one peer. Chance is drawn here, so that a share of 0 or 1 is exact. */
export class Faults {
  settings: FaultSettings = { ...NO_FAULTS };

  hits(name: (typeof RATES)[number]): boolean {
    const share = this.settings[name];
    return share > 0 && (share >= 1 || Math.random() < share);
  }

  clear(): void {
    this.settings = { ...NO_FAULTS };
  }
}
