import { setTimeout as wait } from 'node:timers/promises';
import type { Desk } from '@/bench/lib/desk';

/** Troubles of a desk that is slow, busy, forgets to answer and tells us things twice. Never bad enough to be called dead. */
export function drawTroubles(random: () => number): Record<string, number> {
  return {
    latencyMs: Math.floor(random() * 120),
    failRate: random() * 0.2,
    dropReplies: random() * 0.25,
    duplicate: random() * 0.5,
  };
}

/** People at the desk sign for every tenth work order while `isOpen`; returns the tickets they signed for. */
export async function signSome(desk: Desk, isOpen: () => boolean): Promise<Set<string>> {
  const signed = new Set<string>();
  while (isOpen()) {
    for (const { ticketNumber, externalId } of await desk.orders()) {
      if (!isOpen()) break;
      if (!ticketNumber.endsWith('7') || signed.has(ticketNumber)) continue;
      signed.add(ticketNumber);
      await desk.advance(externalId, 'signed');
    }
    await wait(200);
  }
  return signed;
}
