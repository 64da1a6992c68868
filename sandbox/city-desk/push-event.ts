import type { SandboxConfig } from '../config';
import type { Faults } from '../faults';
import { ask } from '../http';
import { Overtaking } from '../overtaking';
import type { PeerLog } from '../peer-log';
import type { Timers } from '../timers';
import { signedHeaders } from './signature';
import type { EventRecord, WorkOrder, WorkOrderStore } from './store';

/** Answers after which the same bytes cannot succeed (docs/contracts/desk.openapi.yaml, Answers). */
const FINAL = new Set([400, 401, 405, 409, 410, 413, 415, 422]);
const MAX_ATTEMPTS = 60;
const LONGEST_PAUSE_MS = 60_000;

function readable(body: Buffer): unknown {
  const text = body.toString('utf8').slice(0, 4000);
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Carries the desk's events to the portal, signed, until each is acknowledged, refused, or 60 times unanswered. */
export class EventPusher {
  readonly #overtaking: Overtaking;

  constructor(
    private readonly config: SandboxConfig,
    private readonly store: WorkOrderStore,
    faults: Faults,
    private readonly log: PeerLog,
    private readonly timers: Timers,
  ) {
    this.#overtaking = new Overtaking(faults, timers);
  }

  /** Pushes once now; what fails is repeated later. The outcome stands in `record.push`. */
  async push(order: WorkOrder, record: EventRecord): Promise<void> {
    record.push = { ...record.push, state: 'held' };
    await this.#overtaking.run(() => this.#attempt(order, record));
    this.store.keep(order);
  }

  clear(): void {
    this.#overtaking.clear();
  }

  async #attempt(order: WorkOrder, record: EventRecord): Promise<void> {
    const path = `/api/hooks/desk/${order.deskCode}`;
    const body = JSON.stringify(record.event);
    const attempts = record.push.attempts + 1;
    const line = {
      direction: 'out',
      method: 'POST',
      path,
      eventId: record.event.eventId,
      type: record.event.type,
    } as const;
    record.push.attempts = attempts;
    try {
      const answer = await ask(`${this.config.publicBaseUrl}${path}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...signedHeaders(order.deskCode, this.config.deskSecrets[0] ?? '', body),
        },
        body,
      });
      const settled = answer.status >= 200 && answer.status < 300;
      this.log.write({
        ...line,
        status: answer.status,
        outcome: settled ? 'acknowledged' : 'not_acknowledged',
      });
      const result = { attempts, status: answer.status, body: readable(answer.body) };
      if (settled) record.push = { state: 'acknowledged', ...result };
      else if (FINAL.has(answer.status)) record.push = { state: 'refused', ...result };
      else this.#repeatLater(order, record, result);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.log.write({ ...line, status: null, outcome: 'no_answer', reason });
      this.#repeatLater(order, record, { attempts, error: reason });
    }
  }

  #repeatLater(
    order: WorkOrder,
    record: EventRecord,
    result: { attempts: number; status?: number; body?: unknown; error?: string },
  ): void {
    // After a reset the order is nobody's any more.
    if (this.store.get(order.externalId) !== order) return;
    if (result.attempts >= MAX_ATTEMPTS) {
      record.push = { state: 'gave_up', ...result };
      return;
    }
    const pauseMs = Math.min(LONGEST_PAUSE_MS, 250 * 2 ** result.attempts) * (0.75 + Math.random() / 2);
    record.push = {
      state: 'waiting',
      ...result,
      nextAttemptAt: new Date(Date.now() + pauseMs).toISOString(),
    };
    this.timers.after(pauseMs, () => {
      if (record.push.state !== 'waiting') return;
      void this.#attempt(order, record).then(() => this.store.keep(order));
    });
  }
}
