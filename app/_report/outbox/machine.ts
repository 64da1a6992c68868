import { toSubmission, type ReportAnswers } from '@/lib/intake/draft-answers';
import type { Locale } from '@/lib/platform/i18n/locales';

import type { Problem } from '../problem';

/** A photo of a report. Its picture lies in the device's store under the same id, which is 32 hex digits as upload ids are. */
export interface KeptPhoto {
  id: string;
  /** Tells a file chosen twice. */
  print: string;
  uploadId?: string;
  /** Milliseconds; an upload no report has named is dropped by the server after 24 hours. */
  uploadedAt?: number;
}

/** What the draft and the outbox have in common. The attachments of `answers` are ids of `photos`. */
export interface WrittenReport {
  /** The idempotency key: one for the report, however often it is sent and wherever it waits. */
  key: string;
  answers: ReportAnswers;
  photos: readonly KeptPhoto[];
  /** Bodies that went out, oldest first. Any of them may have arrived, and then only it gives the number. */
  sent: readonly string[];
}

/** Whether there is anything to lose in a report. */
export function hasContent({ answers, photos }: Pick<WrittenReport, 'answers' | 'photos'>): boolean {
  const { description, address, assetCode } = answers;
  return photos.length > 0 || [description, address, assetCode].some((text) => text.trim() !== '');
}

export type ReviewReason = { kind: 'form' } | { kind: 'refused'; problem: Problem };

/** A report that the person has pressed "send" for. It leaves the outbox sent, discarded by the person, or opened in the form again. */
export interface OutboxItem extends WrittenReport {
  locale: Locale;
  /** The form it was written in. */
  formVersion: string;
  writtenAt: number;
  /** Texts the service worker may need, which has no catalogue; `{number}` is left to fill in. */
  words: { sentTitle: string; sentBody: string; photoGone: string };
  state: 'waiting' | 'review';
  reason?: ReviewReason;
  /** Tries in a row that settled nothing. */
  tries: number;
  /** Not before this moment, in milliseconds. */
  notBefore: number;
  /** The server named that moment, so a new connection does not shorten it. */
  imposed: boolean;
}

/** What happens to an item of the outbox. */
export type OutboxEvent =
  | { kind: 'form_changed' }
  | { kind: 'uploaded'; photo: string; uploadId: string; now: number }
  /** The server no longer knows the uploads, so none of the bodies that name them had arrived. */
  | { kind: 'uploads_gone' }
  /** Noted before a body goes out. */
  | { kind: 'sending'; body: string }
  /** No answer that settles it: it may have arrived or not. */
  | { kind: 'lost'; now: number; retryAfterMs?: number }
  | { kind: 'refused'; problem: Problem }
  /** The connection is back. */
  | { kind: 'online' }
  /** The person pressed "send now". */
  | { kind: 'pressed' };

const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 15 * 60_000;
const UPLOAD_LIFE_MS = 23 * 3_600_000;

/** 5 s, doubled with every try up to 15 min. */
export function pauseAfter(tries: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(tries - 1, 20));
}

function review(item: OutboxItem, reason: ReviewReason): OutboxItem {
  return { ...item, state: 'review', reason };
}

/** The item after an event. Pure. Nothing but the person moves an item on that waits for review. */
export function step(item: OutboxItem, event: OutboxEvent): OutboxItem {
  switch (event.kind) {
    case 'form_changed':
      return review(item, { kind: 'form' });
    case 'refused':
      return review(item, { kind: 'refused', problem: event.problem });
    case 'uploaded':
      return {
        ...item,
        photos: item.photos.map((photo) =>
          photo.id === event.photo ? { ...photo, uploadId: event.uploadId, uploadedAt: event.now } : photo,
        ),
      };
    case 'uploads_gone':
      return { ...item, photos: item.photos.map(({ id, print }) => ({ id, print })) };
    case 'sending':
      return item.sent.includes(event.body) ? item : { ...item, sent: [...item.sent, event.body] };
    case 'lost': {
      const tries = item.tries + 1;
      const imposed = event.retryAfterMs !== undefined;
      return { ...item, tries, imposed, notBefore: event.now + (event.retryAfterMs ?? pauseAfter(tries)) };
    }
    case 'online':
      return item.imposed ? item : { ...item, notBefore: 0 };
    case 'pressed':
      return { ...item, notBefore: 0, imposed: false };
  }
}

/** Whether an item may be tried now. */
export function isDue(item: OutboxItem, now: number): boolean {
  return item.state === 'waiting' && item.notBefore <= now;
}

/** Whether an upload made at a moment still stands for sure. */
export function isFresh({ uploadId, uploadedAt = 0 }: KeptPhoto, now: number): boolean {
  return uploadId !== undefined && now - uploadedAt <= UPLOAD_LIFE_MS;
}

/**
 * The photos to upload before the report goes out: those never uploaded, and those whose upload is about to end. Once a
 * body went out its uploads stay: they may be bound by now, and the same report needs the same body.
 */
export function missingPhotos(item: OutboxItem, now: number): readonly KeptPhoto[] {
  return item.photos.filter((photo) =>
    item.sent.length === 0 ? !isFresh(photo, now) : photo.uploadId === undefined,
  );
}

/** The body of a report: the same text for the same answers and uploads. */
export function bodyOf({ answers, photos }: WrittenReport): string {
  const attachments = photos.flatMap(({ uploadId }) => uploadId ?? []);
  return JSON.stringify(toSubmission({ ...answers, attachments }));
}
