import type { Faults } from './faults';
import type { Timers } from './timers';

const HOLD_MS = 1500;

/**
 * Sends pushes in order, or as the peer's faults ask: twice at once, or held back until the next one has
 * overtaken it (or 1.5 s have passed).
 */
export class Overtaking {
  #held: (() => Promise<unknown>) | null = null;

  constructor(
    private readonly faults: Faults,
    private readonly timers: Timers,
  ) {}

  /** `send` must not reject. */
  async run(send: () => Promise<unknown>): Promise<'sent' | 'held'> {
    const once = this.faults.hits('duplicate') ? () => Promise.all([send(), send()]) : send;
    const held = this.#held;
    if (this.faults.settings.reorder && held === null) {
      this.#held = once;
      this.timers.after(HOLD_MS, () => {
        if (this.#held !== once) return;
        this.#held = null;
        void once();
      });
      return 'held';
    }
    this.#held = null;
    await once();
    if (held !== null) await held();
    return 'sent';
  }

  clear(): void {
    this.#held = null;
  }
}
