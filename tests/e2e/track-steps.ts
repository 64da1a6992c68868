import { expect, inject, vi } from 'vitest';
import { sandboxUrl } from './steps';

/** What the reporter keeps. */
interface Reported {
  trackingNumber: string;
  trackUrl: string;
  phone: string;
}

let count = 0;

/** A report as a phone's app would make it. */
export async function report(more: Record<string, unknown> = {}): Promise<Reported> {
  const phone = `137${String(Date.now() + ++count).slice(-8)}`;
  const answer = await fetch(`${inject('product').publicBaseUrl}/api/v1/reports`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      description: `路灯不亮 ${crypto.randomUUID()}`,
      divisionCode: '230102',
      address: '中央大街 100 号门前',
      reporter: { phone },
      ...more,
    }),
  });
  return { ...((await answer.json()) as Omit<Reported, 'phone'>), phone };
}

/** A work order as the sandbox's desk has it. */
interface Order {
  externalId: string;
  status: string;
  messages: { message: { type: string; text?: string; attachments?: unknown[] } }[];
}

/** The work order of a ticket, once the desk has it. */
export async function orderOf(number: string): Promise<Order | undefined> {
  const reply = await fetch(sandboxUrl(`/city-desk/work-orders?ticketNumber=${number}`));
  return ((await reply.json()) as { items: Order[] }).items[0];
}

/** What the desk's clerk does, once the desk has the work order. */
export async function desk(number: string, event: { type: string; text?: string }): Promise<void> {
  // also called where no test runs yet, so not `expect.poll`
  const order = await vi.waitFor(
    async () => (await orderOf(number)) ?? Promise.reject(new Error(`no work order of ${number}`)),
    { timeout: 30_000, interval: 100 },
  );
  const answer = await fetch(sandboxUrl(`/city-desk/work-orders/${order.externalId}/advance`), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ unit: '道里区路灯管理所', ...event }),
  });
  expect(answer.status, await answer.clone().text()).toBe(200);
}

/** The kinds of messages the desk has taken about a ticket, in order. */
export async function heardByDesk(number: string): Promise<string[]> {
  return ((await orderOf(number))?.messages ?? []).map(({ message }) => message.type);
}
