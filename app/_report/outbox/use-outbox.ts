'use client';

import { useCallback, useEffect, useState } from 'react';

import type { FlushOptions } from './deliver';
import type { KeptReceipt } from './device-store';
import type { OutboxItem } from './machine';
import { continueInMemory, deviceParts, onOutboxChange, pageDeps, pageStore } from './page-store';
import { askForSync, registerWorker, sendsWhenClosed } from './register-worker';

/** What became of a report right after it was sent. */
export type Sent =
  { kind: 'received'; kept: KeptReceipt } | { kind: 'review'; item: OutboxItem } | { kind: 'waiting' };

/** A pause longer than that ends with the tab. */
const LONGEST_TIMER_MS = 20 * 60_000;

/** The reports that wait on this device, and the receipts of those that went out; sends what is due while the page is open. */
export function useOutbox() {
  const [items, setItems] = useState<readonly OutboxItem[]>([]);
  const [receipts, setReceipts] = useState<readonly KeptReceipt[]>([]);
  const [kept, setKept] = useState({ durable: true, whenClosed: false });
  const [busy, setBusy] = useState(false);

  const refresh = useCallback(async () => {
    const store = await pageStore();
    setItems(await store.items());
    setReceipts(await store.receipts());
  }, []);

  const run = useCallback(async (options: FlushOptions = {}) => {
    setBusy(true);
    // What the database refuses to note down has not left the outbox: the next try begins anew.
    const work = async () => (await deviceParts()).flush(await pageDeps(), options);
    await work().catch(() => undefined);
    setBusy(false);
  }, []);

  useEffect(() => registerWorker(deviceParts), []);
  useEffect(() => {
    const stop = onOutboxChange(() => void refresh());
    const online = () => void run({ before: { kind: 'online' } });
    window.addEventListener('online', online);
    refresh().catch(() => undefined);
    online();
    return () => {
      stop();
      window.removeEventListener('online', online);
    };
  }, [refresh, run]);

  const next = Math.min(...items.flatMap(({ state, notBefore }) => (state === 'waiting' ? notBefore : [])));
  useEffect(() => {
    if (next === Infinity) return;
    const pause = Math.min(LONGEST_TIMER_MS, Math.max(0, next - Date.now()));
    const timer = window.setTimeout(() => void run(), pause);
    return () => window.clearTimeout(timer);
  }, [next, run]);

  return {
    items,
    receipts,
    /** Whether what waits outlives the page, and goes out with the page closed. */
    kept,
    busy,

    /** Puts a report into the outbox and sends it. @returns null when another tab has taken it over */
    async send(item: OutboxItem, owner: string): Promise<Sent | null> {
      let store = await pageStore();
      const taken = await store.queue(item, owner).catch(async () => {
        store = await continueInMemory(item.photos);
        return store.queue(item, owner);
      });
      if (!taken) return null;
      void askForSync();
      setKept({ durable: store.durable, whenClosed: await sendsWhenClosed() });
      await run({ only: item.key, before: { kind: 'pressed' } });
      const settled = (await store.receipts()).find(({ key }) => key === item.key);
      if (settled) return { kind: 'received', kept: settled };
      const left = (await store.items()).find(({ key }) => key === item.key);
      return left?.state === 'review' ? { kind: 'review', item: left } : { kind: 'waiting' };
    },

    sendNow: (key: string) => run({ only: key, before: { kind: 'pressed' } }),
    discard: async (key: string) => (await pageStore()).discard(key),
    dismiss: async (key: string) => (await pageStore()).dismiss(key),
    reopen: async (key: string, owner: string) => (await pageStore()).reopen(key, owner),
  };
}
