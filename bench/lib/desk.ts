/** A work order as the desk's list of numbers has it. */
export interface ReceivedOrder {
  ticketNumber: string;
  deliveryId: string;
  externalId: string;
  deskCode: string;
  receivedAt: string;
  /** How many times the same delivery came. */
  received: number;
  doubled: boolean;
}

/** What the desk keeps of one work order, as far as drills look at it. */
export interface DeskOrder {
  externalId: string;
  ticketNumber: string;
  receivedAt: string;
  events: { event: { eventId: string; type: string }; push: { state: string } }[];
  messages: { messageId: string; receivedAt: string; message: { type: string } }[];
}

/** The desks of the sandbox, seen and steered from outside. */
export class Desk {
  constructor(private readonly origin: string) {}

  /** Replaces all faults; without any the desk is well. */
  async faults(settings: Record<string, number | boolean> = {}): Promise<void> {
    await this.#ask('PUT', '_faults', settings);
  }

  /** Work orders of tickets that already had a live one under another delivery id. */
  async doubled(): Promise<number> {
    return (await this.#stats()).doubled;
  }

  /** Events we have not acknowledged yet. */
  async unacknowledged(): Promise<number> {
    const { acknowledged: _settled, ...open } = (await this.#stats()).pushes;
    return Object.values(open).reduce((sum, count) => sum + count, 0);
  }

  /** Every work order the desks have received. */
  async orders(): Promise<ReceivedOrder[]> {
    const text = await (await this.#ask('GET', '_numbers')).text();
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as ReceivedOrder);
  }

  /** Every work order with its events and messages, newest first. */
  async *details(): AsyncGenerator<DeskOrder> {
    for (let offset = 0; ;) {
      const answer = await this.#ask('GET', `work-orders?offset=${offset}`);
      const { items, total } = (await answer.json()) as { items: DeskOrder[]; total: number };
      yield* items;
      offset += items.length;
      if (items.length === 0 || offset >= total) return;
    }
  }

  /** The desk's people do something; the event is pushed to us, and repeated until we acknowledge it. */
  async advance(externalId: string, type: string): Promise<void> {
    await this.#ask('POST', `work-orders/${externalId}/advance`, { type });
  }

  async #stats(): Promise<{ doubled: number; pushes: Record<string, number> }> {
    return (await (await this.#ask('GET', '_stats')).json()) as {
      doubled: number;
      pushes: Record<string, number>;
    };
  }

  async #ask(method: string, path: string, body?: unknown): Promise<Response> {
    const response = await fetch(`${this.origin}/city-desk/${path}`, {
      method,
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    if (!response.ok) throw new Error(`the desk answered ${response.status} to ${method} ${path}`);
    return response;
  }
}
