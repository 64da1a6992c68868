/** Wakes one waiter. Ringing before the wait counts; ringing many times wakes once. */
export class Bell {
  #rung = false;
  #wake: (() => void) | undefined;

  get rung(): boolean {
    return this.#rung;
  }

  ring(): void {
    this.#rung = true;
    this.#wake?.();
    this.#wake = undefined;
  }

  /** Forgets earlier rings. */
  reset(): void {
    this.#rung = false;
  }

  async wait(): Promise<void> {
    if (!this.#rung) await new Promise<void>((resolve) => (this.#wake = resolve));
  }
}
