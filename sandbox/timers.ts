/** Later work that ends with the sandbox: nothing fires after `stop`, and no timer keeps the process alive. */
export class Timers {
  readonly #pending = new Set<NodeJS.Timeout>();
  #stopped = false;

  /** Runs `work` after `delayMs`; its failure is the caller's to catch. */
  after(delayMs: number, work: () => void): void {
    if (this.#stopped) return;
    const timer = setTimeout(() => {
      this.#pending.delete(timer);
      work();
    }, delayMs);
    timer.unref();
    this.#pending.add(timer);
  }

  cancelAll(): void {
    for (const timer of this.#pending) clearTimeout(timer);
    this.#pending.clear();
  }

  stop(): void {
    this.#stopped = true;
    this.cancelAll();
  }
}

export const pause = (ms: number): Promise<void> =>
  ms > 0 ? new Promise((resolve) => setTimeout(resolve, ms)) : Promise.resolve();
