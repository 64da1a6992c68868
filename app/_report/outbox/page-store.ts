'use client';

import type { DeliverDeps } from './deliver';
import type { DeviceStore } from './device-store';
import type { KeptPhoto } from './machine';
import { CHANNEL, DATABASE } from './names';

const listeners = new Set<() => void>();
let channel: BroadcastChannel | undefined;
let opened: Promise<DeviceStore> | undefined;

type DeviceParts = typeof import('./device-parts');
let parts: Promise<DeviceParts> | undefined;

/** The parts of the form that come after it; asked for again when they did not arrive. */
export function deviceParts(): Promise<DeviceParts> {
  return (parts ??= import('./device-parts').catch((error: unknown) => {
    parts = undefined;
    throw error;
  }));
}

function tellListeners(): void {
  for (const listener of listeners) listener();
}

/** Tells this page, the other tabs and the service worker that outbox or receipts have changed. */
function announce(): void {
  tellListeners();
  channel?.postMessage('changed');
}

async function open(): Promise<DeviceStore> {
  const { deviceStore, memoryKv, openIndexedDb } = await deviceParts();
  if ('BroadcastChannel' in window) {
    channel = new BroadcastChannel(CHANNEL);
    channel.addEventListener('message', tellListeners);
  }
  const kv = await openIndexedDb(DATABASE).catch(memoryKv);
  return deviceStore(kv, announce);
}

/** What this device keeps. A browser without a database, or one that refuses it, keeps it as long as the page is open. */
export function pageStore(): Promise<DeviceStore> {
  return (opened ??= open().catch((error: unknown) => {
    opened = undefined;
    throw error;
  }));
}

/** The database takes nothing more, as with a full disk: goes on in memory, with the pictures of the report to be sent. */
export async function continueInMemory(photos: readonly KeptPhoto[]): Promise<DeviceStore> {
  const { deviceStore, memoryKv } = await deviceParts();
  const former = await pageStore();
  const store = deviceStore(memoryKv(), announce);
  for (const { id } of photos) {
    const picture = await former.photo(id);
    if (picture) await store.putPhoto(id, picture);
  }
  opened = Promise.resolve(store);
  return store;
}

/** Calls back when outbox or receipts have changed, here, in another tab or in the service worker. */
export function onOutboxChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What sending from a page needs. */
export async function pageDeps(): Promise<DeliverDeps> {
  return { store: await pageStore(), fetch: (url, init) => window.fetch(url, init), now: Date.now };
}
