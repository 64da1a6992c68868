import { askFormVersion, sendPhoto, sendReport, type Fetch, type Outcome } from '../send-report';
import type { DeviceStore } from './device-store';
import { bodyOf, isDue, missingPhotos, type OutboxEvent, type OutboxItem } from './machine';

export interface DeliverDeps {
  store: DeviceStore;
  fetch: Fetch;
  now: () => number;
}

/** The lock that every sender holds: one at a time among all tabs and the service worker. */
const LOCK = 'report-outbox';

let queue: Promise<unknown> = Promise.resolve();

/**
 * Runs `work` while no other tab and no service worker of this site does so. Without Web Locks (a site without HTTPS) only this
 * page's own calls wait for each other; the idempotency key keeps two senders from making two tickets.
 */
export function alone<T>(work: () => Promise<T>): Promise<T> {
  const { locks } = (globalThis as { navigator?: { locks?: LockManager } }).navigator ?? {};
  if (locks) return locks.request(LOCK, work) as Promise<T>;
  const mine = queue.then(work, work);
  queue = mine.catch(() => undefined);
  return mine;
}

/** What an outcome that is no success means for the item. */
function eventOf(outcome: Exclude<Outcome<unknown>, { kind: 'received' }>, now: number): OutboxEvent {
  return outcome.kind === 'lost' ? { ...outcome, now } : { kind: 'refused', problem: outcome.problem };
}

/** Uploads what is missing. @returns the item, or undefined once it cannot go out now */
async function withPhotos(item: OutboxItem, deps: DeliverDeps): Promise<OutboxItem | undefined> {
  const { store, fetch, now } = deps;
  let current: OutboxItem | undefined = item;
  for (const { id } of missingPhotos(item, now())) {
    const blob = await store.photo(id);
    const outcome: Outcome<{ uploadId: string }> = blob
      ? await sendPhoto(fetch, blob, item.locale)
      : { kind: 'refused', problem: { code: 'upload_unavailable', text: item.words.photoGone, fields: [] } };
    if (outcome.kind !== 'received') {
      await store.change(item.key, eventOf(outcome, now()));
      return undefined;
    }
    const { uploadId } = outcome.value;
    current = await store.change(item.key, { kind: 'uploaded', photo: id, uploadId, now: now() });
    if (!current) return undefined;
  }
  return current;
}

/** One try: is the form still the same, then the photos, then the report. Every step is written down before the next. */
async function deliver(key: string, deps: DeliverDeps): Promise<void> {
  const { store, fetch, now } = deps;
  const waiting = (await store.items()).find((item) => item.key === key);
  if (!waiting || !isDue(waiting, now())) return;

  const form = await askFormVersion(fetch);
  const changed = form.kind === 'received' && form.value !== null && form.value !== waiting.formVersion;
  if (form.kind !== 'received' || changed) {
    await store.change(key, form.kind === 'received' ? { kind: 'form_changed' } : eventOf(form, now()));
    return;
  }

  let item: OutboxItem | undefined = waiting;
  // A second round when the uploads of a body that never arrived have expired.
  for (let round = 0; round < 2; round += 1) {
    item = await withPhotos(item, deps);
    if (!item) return;
    const { locale, sent: earlier } = item;
    const body = bodyOf(item);
    if (!(await store.change(key, { kind: 'sending', body }))) return;
    const outcome = await sendReport(fetch, body, { key, earlier, locale });
    if (outcome.kind === 'received') return store.settle(item, outcome.value);
    const gone = outcome.kind === 'refused' && outcome.problem.code === 'upload_unavailable' && round === 0;
    item = await store.change(key, gone ? { kind: 'uploads_gone' } : eventOf(outcome, now()));
    if (!gone || !item) return;
  }
}

export interface FlushOptions {
  /** What happened that makes reports due again. */
  before?: Extract<OutboxEvent, { kind: 'online' | 'pressed' }>;
  /** The one report to send. */
  only?: string;
}

/** Sends what is due. Whoever calls, one report after the other goes out, each under its own key. */
export function flush(deps: DeliverDeps, { before, only }: FlushOptions = {}): Promise<void> {
  return alone(async () => {
    for (const { key, state } of await deps.store.items()) {
      if (state !== 'waiting' || (only !== undefined && key !== only)) continue;
      if (before) await deps.store.change(key, before);
      await deliver(key, deps);
    }
  });
}
