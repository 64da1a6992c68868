import type { ReceiptData } from '../receipt';
import type { Kv, KvTx } from './kv';
import {
  hasContent,
  step,
  type KeptPhoto,
  type OutboxEvent,
  type OutboxItem,
  type WrittenReport,
} from './machine';

/** The report being written. One for the browser: the tab that owns it may save it. */
export interface Draft extends WrittenReport {
  /** The tab that writes it. */
  owner: string;
  /** When it was last saved, in milliseconds. */
  at: number;
  /** It came back from the outbox, so it does not expire. */
  queued?: boolean;
}

/** What a report gave that was sent from the outbox, kept until the person puts it away. */
export interface KeptReceipt {
  key: string;
  receipt: ReceiptData;
  /** Its first words, to tell it from others. */
  about: string;
  at: number;
}

const CURRENT = 'current';
const DRAFT_DAYS = 7;
/** A photo nobody names may belong to a draft that is being saved. */
const LOOSE_PHOTO_MS = 3_600_000;
/** Characters of a description by which a person knows the report again. */
const ABOUT = 40;

interface StoredPhoto {
  blob: Blob;
  at: number;
}

/** The first words of a report. */
export function aboutOf({ answers }: WrittenReport): string {
  const text = Array.from(answers.description.trim());
  return text.slice(0, ABOUT).join('') + (text.length > ABOUT ? '…' : '');
}

async function dropPhotos(tx: KvTx, photos: readonly KeptPhoto[]): Promise<void> {
  for (const { id } of photos) await tx.delete('photos', id);
}

/**
 * Draft, photos, outbox and receipts of this device. Every verb is one transaction, so tabs and the service worker never
 * see half of it, and whatever has left the outbox cannot be written back.
 * @param changed called after a change that others may show
 */
export function deviceStore(kv: Kv, changed: () => void, clock: () => number = Date.now) {
  const { durable } = kv;
  const run: Kv['run'] = (mode, work) => kv.run(mode, work);
  const write = async <T>(work: (tx: KvTx) => Promise<T>): Promise<T> => {
    const result = await run('readwrite', work);
    changed();
    return result;
  };
  const currentDraft = (tx: KvTx) => tx.get<Draft>('drafts', CURRENT);
  /** Photos that no database takes (some refuse pictures in private windows) stay in this page's memory. */
  const loose = new Map<string, Blob>();

  return {
    durable,

    /** Makes the draft this tab's own. One older than seven days is gone. */
    takeDraft: (owner: string) =>
      run('readwrite', async (tx) => {
        const draft = await currentDraft(tx);
        if (!draft) return undefined;
        if (!draft.queued && clock() - draft.at > DRAFT_DAYS * 86_400_000) {
          await tx.delete('drafts', CURRENT);
          return undefined;
        }
        const taken = { ...draft, owner };
        await tx.put('drafts', CURRENT, taken);
        return taken;
      }),

    /** @returns false when another tab has taken the draft over: nothing is written then */
    saveDraft: (draft: Omit<Draft, 'at'>) =>
      run('readwrite', async (tx) => {
        const current = await currentDraft(tx);
        if (current && current.owner !== draft.owner) return false;
        await tx.put('drafts', CURRENT, { ...draft, at: clock() });
        return true;
      }),

    dropDraft: (owner: string) =>
      run('readwrite', async (tx) => {
        const draft = await currentDraft(tx);
        if (draft?.owner !== owner) return;
        await dropPhotos(tx, draft.photos);
        await tx.delete('drafts', CURRENT);
      }),

    /** Moves the report from the form to the outbox. @returns false when another tab has taken it over */
    queue: (item: OutboxItem, owner: string) =>
      write(async (tx) => {
        const draft = await currentDraft(tx);
        if (draft && draft.owner !== owner) return false;
        await tx.delete('drafts', CURRENT);
        await tx.put('items', item.key, item);
        return true;
      }),

    /**
     * Moves a report from the outbox back to the form.
     * @returns the draft; `busy` when another one is being written; undefined when it is there no more
     */
    reopen: (key: string, owner: string) =>
      write(async (tx): Promise<Draft | 'busy' | undefined> => {
        const [item, current] = [await tx.get<OutboxItem>('items', key), await currentDraft(tx)];
        if (!item) return undefined;
        if (current && (current.owner !== owner || hasContent(current))) return 'busy';
        const { answers, photos, sent } = item;
        const draft: Draft = { key, answers, photos, sent, owner, at: clock(), queued: true };
        await tx.put('drafts', CURRENT, draft);
        await tx.delete('items', key);
        return draft;
      }),

    /** What waits, the oldest first. */
    items: () =>
      run('readonly', async (tx) =>
        (await tx.all<OutboxItem>('items')).sort((left, right) => left.writtenAt - right.writtenAt),
      ),

    /** @returns the item after the event; undefined when it is there no more */
    change: (key: string, event: OutboxEvent) =>
      write(async (tx) => {
        const item = await tx.get<OutboxItem>('items', key);
        if (!item) return undefined;
        const next = step(item, event);
        await tx.put('items', key, next);
        return next;
      }),

    /** The report has its number: nothing else of it stays. */
    settle: (item: OutboxItem, receipt: ReceiptData) =>
      write(async (tx) => {
        await tx.delete('items', item.key);
        await dropPhotos(tx, item.photos);
        const kept: KeptReceipt = { key: item.key, receipt, about: aboutOf(item), at: clock() };
        await tx.put('receipts', item.key, kept);
      }),

    discard: (key: string) =>
      write(async (tx) => {
        const item = await tx.get<OutboxItem>('items', key);
        await dropPhotos(tx, item?.photos ?? []);
        await tx.delete('items', key);
      }),

    receipts: () =>
      run('readonly', async (tx) =>
        (await tx.all<KeptReceipt>('receipts')).sort((left, right) => left.at - right.at),
      ),

    dismiss: (key: string) => write((tx) => tx.delete('receipts', key)),

    async putPhoto(id: string, blob: Blob): Promise<void> {
      try {
        await run('readwrite', (tx) => tx.put('photos', id, { blob, at: clock() } satisfies StoredPhoto));
      } catch {
        loose.set(id, blob);
      }
    },

    photo: async (id: string) =>
      loose.get(id) ?? (await run('readonly', (tx) => tx.get<StoredPhoto>('photos', id)))?.blob,

    dropPhoto: (id: string) => run('readwrite', (tx) => tx.delete('photos', id)),

    /** Removes photos that neither the draft nor the outbox names. */
    sweepPhotos: () =>
      run('readwrite', async (tx) => {
        const draft = await currentDraft(tx);
        const reports = [...(draft ? [draft] : []), ...(await tx.all<OutboxItem>('items'))];
        const named = new Set(reports.flatMap(({ photos }) => photos.map(({ id }) => id)));
        for (const id of await tx.keys('photos')) {
          if (named.has(id)) continue;
          const photo = await tx.get<StoredPhoto>('photos', id);
          if (photo && clock() - photo.at > LOOSE_PHOTO_MS) await tx.delete('photos', id);
        }
      }),
  };
}

export type DeviceStore = ReturnType<typeof deviceStore>;
