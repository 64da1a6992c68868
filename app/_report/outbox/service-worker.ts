import type { Fetch } from '../send-report';
import { flush } from './deliver';
import { deviceStore, type KeptReceipt } from './device-store';
import { answerForForm, dropCaches, FORM_PAGES, keepForm, refreshPages } from './form-cache';
import { openIndexedDb } from './kv';
import { CHANNEL, DATABASE, SCRIPT, SYNC_TAG, type Opened } from './names';
import type { WorkerScope } from './worker-scope';

// The service worker of the site: opens the report form without a network and sends what waits in the outbox, also
// with every tab closed. Built by lib/launch/bundle.mjs and served as /service-worker.js.

const worker = globalThis as unknown as WorkerScope;
const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(CHANNEL) : undefined;

/** A display mode was chosen; the copies are still in the old one. */
let modeChanged = false;

const windows = () => worker.clients.matchAll({ type: 'window', includeUncontrolled: true });

/** Tells about a report that went out, where the person allowed it and no page of ours is in sight. */
async function notify({ key, receipt }: KeptReceipt, words: { sentTitle: string; sentBody: string }) {
  if (!('Notification' in globalThis) || Notification.permission !== 'granted') return;
  if ((await windows()).some(({ visibilityState }) => visibilityState === 'visible')) return;
  const body = words.sentBody.replace('{number}', receipt.trackingNumber);
  await worker.registration.showNotification(words.sentTitle, { body, tag: key });
}

/** @returns how many reports still wait for a connection */
async function sendWaiting(): Promise<number> {
  const store = deviceStore(await openIndexedDb(DATABASE), () => channel?.postMessage('changed'));
  const before = await store.items();
  if (before.length === 0) return 0;
  const fetch: Fetch = (url, init) => globalThis.fetch(url, init);
  await flush({ store, fetch, now: Date.now }, { before: { kind: 'online' } });
  const receipts = await store.receipts();
  for (const item of before) {
    const receipt = receipts.find(({ key }) => key === item.key);
    if (receipt) await notify(receipt, item.words);
  }
  return (await store.items()).filter(({ state }) => state === 'waiting').length;
}

/** A form was opened: it may have been loaded before this worker was there. */
async function welcome({ assets }: Opened): Promise<void> {
  const open = new Set((await windows()).map(({ url }) => new URL(url).pathname));
  const pages = FORM_PAGES.filter((path) => open.has(path));
  await gently(keepForm(pages, assets));
  await gently(sendWaiting());
}

/** The way to take this worker back: once its script is gone from the server, it removes itself and its copies. */
async function leaveIfWithdrawn(): Promise<void> {
  const { status } = await globalThis.fetch(SCRIPT, { method: 'HEAD', cache: 'no-store' });
  if (status !== 404 && status !== 410) return;
  await dropCaches({ all: true });
  await worker.registration.unregister();
}

/** Work that may fail for want of a network, and then is done another time. */
const gently = (work: Promise<unknown>) => work.catch(() => undefined);

worker.addEventListener('install', (event) => {
  event.waitUntil(worker.skipWaiting());
});

worker.addEventListener('activate', (event) => {
  const work = async () => {
    await dropCaches();
    await worker.clients.claim();
  };
  event.waitUntil(work());
});

// Not part of activation: requests of the pages would wait for it.
worker.addEventListener('message', (event) => {
  const said = event.data as Opened;
  if (said.kind === 'opened') event.waitUntil(welcome(said));
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const navigates = request.mode === 'navigate';
  if (navigates && request.method === 'POST' && new URL(request.url).pathname.endsWith('/preferences'))
    modeChanged = true;
  const meanwhile: Promise<unknown>[] = [];
  const answer = answerForForm(request, (work) => {
    meanwhile.push(gently(work));
    event.waitUntil(gently(work));
  });
  if (answer) {
    event.respondWith(answer);
    // After the copy is written, or leaving would not remove it.
    if (navigates) event.waitUntil(gently(answer.then(() => Promise.all(meanwhile)).then(leaveIfWithdrawn)));
  }
  if (navigates && request.method === 'GET' && modeChanged) {
    modeChanged = false;
    event.waitUntil(gently(refreshPages()));
  }
});

worker.addEventListener('sync', (event) => {
  if (event.tag !== SYNC_TAG) return;
  const work = async () => {
    // A failure asks the browser to fire the event again, later each time.
    if ((await sendWaiting()) > 0 && !event.lastChance) throw new Error('reports still wait');
  };
  event.waitUntil(work());
});

worker.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const show = async () => {
    const open = (await windows()).find(({ url }) => FORM_PAGES.includes(new URL(url).pathname));
    await (open ? open.focus() : worker.clients.openWindow('/report'));
  };
  event.waitUntil(show());
});
