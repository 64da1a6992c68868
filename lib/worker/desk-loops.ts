import { logger } from '@/lib/platform/log';
import { Bell } from '@/lib/routing/bell';
import { deliverDue, desksWithDueDeliveries } from '@/lib/routing/deliver-due';
import { deliverDeps, type DeliverDeps } from '@/lib/routing/deliver';
import { every, type Periodic } from './periodic';

const TICK_MS = 1_000;

/**
 * One loop per desk, each for itself: a desk that hangs holds up nothing but its own. A job wakes a loop at once; a look
 * each second finds retries whose time has come and wakes that were lost.
 */
export class DeskLoops {
  readonly #running = new Map<string, { bell: Bell; ended: Promise<void> }>();
  readonly #stop = new AbortController();
  #ticker: Periodic | undefined;

  constructor(private readonly deps: DeliverDeps = deliverDeps) {}

  start(): void {
    this.#ticker = every(TICK_MS, 'desk-loops', async () => {
      for (const code of await desksWithDueDeliveries(this.deps.clock.now())) this.wake(code);
    });
  }

  /** Says that a desk may have something to send. Returns at once. */
  wake(deskCode: string): void {
    if (this.#stop.signal.aborted) return;
    const running = this.#running.get(deskCode);
    if (running) return running.bell.ring();
    const bell = new Bell();
    const ended = this.#run(deskCode, bell);
    this.#running.set(deskCode, { bell, ended });
  }

  async #run(deskCode: string, bell: Bell): Promise<void> {
    try {
      await deliverDue(deskCode, { deps: this.deps, bell, signal: this.#stop.signal });
    } catch (error) {
      logger('desk-loops').error({ err: error, deskCode }, 'delivery loop failed');
    } finally {
      this.#running.delete(deskCode);
    }
    if (bell.rung) this.wake(deskCode);
  }

  /** Claims nothing more and waits for what is under way. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#ticker?.stop();
    const running = [...this.#running.values()];
    for (const { bell } of running) bell.ring();
    await Promise.all(running.map(({ ended }) => ended));
  }
}
