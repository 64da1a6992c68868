'use client';

import { SCRIPT, SYNC_TAG, type Opened } from './names';

/** Background Sync is not in TypeScript's types: Chromium alone has it. */
interface SyncRegistration extends ServiceWorkerRegistration {
  sync?: { register(tag: string): Promise<void> };
}

/** Built files this page has loaded; not all are named in its HTML. */
function loadedAssets(): string[] {
  return performance
    .getEntriesByType('resource')
    .map(({ name }) => new URL(name))
    .filter(
      ({ origin, pathname }) => origin === window.location.origin && pathname.startsWith('/_next/static/'),
    )
    .map(({ pathname }) => pathname);
}

/** Registers the service worker, or removes it where its file is withdrawn: registering alone would keep the old one. */
async function register(loaded: () => Promise<unknown>): Promise<void> {
  const { ok, status } = await window.fetch(SCRIPT, { method: 'HEAD', cache: 'no-store' });
  if (ok) {
    await navigator.serviceWorker.register(SCRIPT, { scope: '/', updateViaCache: 'none' });
    await loaded();
    (await navigator.serviceWorker.ready).active?.postMessage({
      kind: 'opened',
      assets: loadedAssets(),
    } satisfies Opened);
  }
  if (status === 404 || status === 410)
    await (await navigator.serviceWorker.getRegistration('/'))?.unregister();
}

/**
 * Sees to the service worker once the page has loaded. Where there is none the form works all the same.
 * @param loaded resolves when all parts of the form are there, for the worker to keep
 */
export function registerWorker(loaded: () => Promise<unknown>): () => void {
  if (!('serviceWorker' in navigator)) return () => undefined;
  const start = () => void register(loaded).catch(() => undefined);
  if (document.readyState === 'complete') start();
  else window.addEventListener('load', start, { once: true });
  return () => window.removeEventListener('load', start);
}

/** Asks the browser to wake the service worker as soon as there is a connection, also with this tab closed. */
export async function askForSync(): Promise<void> {
  try {
    const registration = (await navigator.serviceWorker.getRegistration()) as SyncRegistration | undefined;
    await registration?.sync?.register(SYNC_TAG);
  } catch {
    // Not allowed here: the outbox is sent when the page is open.
    return;
  }
}

/** Whether a report can go out with every tab closed. */
export async function sendsWhenClosed(): Promise<boolean> {
  if (!('serviceWorker' in navigator)) return false;
  const registration = (await navigator.serviceWorker.getRegistration()) as SyncRegistration | undefined;
  return registration?.sync !== undefined;
}
