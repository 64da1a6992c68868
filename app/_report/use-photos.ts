'use client';

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';

import { MAX_PHOTOS } from '@/lib/intake/draft-answers';
import type { Locale } from '@/lib/platform/i18n/locales';
import type { Translate } from '@/lib/platform/i18n/translate';

import { newKey } from './kept-draft';
import { isFresh, type KeptPhoto } from './outbox/machine';
import { deviceParts, pageStore } from './outbox/page-store';
import type { Position } from './photo-position';
import { uploadPhoto, type Upload } from './upload-photo';

/**
 * A photo of the report. `waiting` lies on the device and goes up as soon as it can, at the latest with the report; only
 * `preparing` and `refused` stand in the way of sending.
 */
export interface Photo extends KeptPhoto {
  blob?: Blob;
  picture?: string;
  state: 'preparing' | 'waiting' | 'sending' | 'done' | 'refused';
  percent: number;
  /** Why it was refused, or that the last try failed. */
  fault?: string;
}

/** 20 MB each in (experience.md). */
const MAX_BYTES = 20 * 1024 * 1024;

/** A file chosen twice has the same name, size and date. */
const printOf = ({ name, size, lastModified }: File) => `${name}:${size}:${lastModified}`;

/** Files without a type are judged by the server. */
const isPicture = ({ type }: File) => type === '' || type.startsWith('image/');

const keptOf = ({ id, print, uploadId, uploadedAt }: Photo): KeptPhoto => ({
  id,
  print,
  ...(uploadId === undefined ? {} : { uploadId, uploadedAt: uploadedAt ?? 0 }),
});

/** The photos of a report: chosen, made smaller, kept on the device, uploaded one after the other, tried again, removed. */
export function usePhotos(locale: Locale, t: Translate) {
  const [photos, setPhotos] = useState<readonly Photo[]>([]);
  const [notes, setNotes] = useState<readonly string[]>([]);
  const [found, setFound] = useState<readonly Position[]>([]);
  const list = useRef<readonly Photo[]>([]);
  const current = useRef<{ id: string; upload: Upload } | null>(null);
  const work = useRef<Promise<unknown>>(Promise.resolve());
  const parked = useRef(false);
  const declined = useRef(false);

  const update = useCallback((next: readonly Photo[]) => {
    list.current = next;
    setPhotos(next);
  }, []);
  const change = useCallback(
    (id: string, part: Partial<Photo>) =>
      update(list.current.map((photo) => (photo.id === id ? { ...photo, ...part } : photo))),
    [update],
  );

  /** Uploads what waits, one photo at a time: on a slow line the first is then there soon. */
  const pump = useCallback(async () => {
    const waits = () => list.current.find(({ state, fault, blob }) => state === 'waiting' && !fault && blob);
    if (current.current) return;
    for (let next = waits(); next?.blob && !parked.current; next = waits()) {
      const { id } = next;
      change(id, { state: 'sending', percent: 0 });
      const upload = uploadPhoto(next.blob, locale, (percent) => change(id, { percent }));
      current.current = { id, upload };
      const outcome = await upload.outcome;
      current.current = null;
      if (outcome.kind === 'received')
        change(id, { state: 'done', percent: 100, uploadId: outcome.value.uploadId, uploadedAt: Date.now() });
      else if (outcome.kind === 'refused') change(id, { state: 'refused', fault: outcome.problem.text });
      else change(id, { state: 'waiting', fault: parked.current ? '' : t('report.photos.later') });
    }
  }, [change, locale, t]);

  const tryAgain = useCallback(() => {
    parked.current = false;
    update(list.current.map((photo) => (photo.state === 'waiting' ? { ...photo, fault: '' } : photo)));
    void pump();
  }, [pump, update]);

  useEffect(() => {
    window.addEventListener('online', tryAgain);
    return () => window.removeEventListener('online', tryAgain);
  }, [tryAgain]);

  async function prepare(id: string, file: File) {
    const { positionOfPhoto, shrinkPhoto } = await deviceParts();
    const position = declined.current ? null : await positionOfPhoto(file);
    if (position) setFound((all) => [...all, position]);
    const blob = await shrinkPhoto(file);
    await (await pageStore()).putPhoto(id, blob);
    if (!list.current.some((photo) => photo.id === id)) return;
    change(id, { blob, picture: URL.createObjectURL(blob), state: 'waiting' });
    void pump();
  }

  function add(files: readonly File[]) {
    const told: string[] = [];
    for (const file of files) {
      const print = printOf(file);
      if (list.current.some((photo) => photo.print === print)) {
        told.push(t('report.photos.twice', { name: file.name }));
      } else if (!isPicture(file)) {
        told.push(t('report.photos.noPicture', { name: file.name }));
      } else if (file.size > MAX_BYTES) {
        told.push(t('report.photos.tooLarge', { name: file.name }));
      } else if (list.current.length >= MAX_PHOTOS) {
        told.push(t('report.photos.tooMany', { name: file.name, max: MAX_PHOTOS }));
      } else {
        const id = newKey();
        update([...list.current, { id, print, state: 'preparing', percent: 0 }]);
        // One after the other: six photos of a good camera at once are more than a phone's memory holds.
        work.current = work.current.then(() => prepare(id, file));
      }
    }
    setNotes(told);
  }

  function retry({ id }: Photo) {
    change(id, { state: 'waiting', fault: '' });
    void pump();
  }

  function remove({ id, picture }: Photo) {
    update(list.current.filter((photo) => photo.id !== id));
    if (current.current?.id === id) current.current.upload.abort();
    if (picture) URL.revokeObjectURL(picture);
    void pageStore().then((store) => store.dropPhoto(id));
  }

  /** Shows the photos of a kept report in place of what is there. */
  const restore = useCallback(
    async (kept: readonly KeptPhoto[]) => {
      const store = await pageStore();
      current.current?.upload.abort();
      for (const { picture } of list.current) if (picture) URL.revokeObjectURL(picture);
      const restored = kept.map(async (photo): Promise<Photo> => {
        const blob = await store.photo(photo.id);
        const shown = blob ? { blob, picture: URL.createObjectURL(blob) } : {};
        if (isFresh(photo, Date.now())) return { ...photo, ...shown, state: 'done', percent: 100 };
        if (blob) return { id: photo.id, print: photo.print, ...shown, state: 'waiting', percent: 0 };
        return { ...photo, state: 'refused', percent: 0, fault: t('report.photos.gone') };
      });
      update(await Promise.all(restored));
      [parked.current, declined.current] = [false, false];
      void pump();
    },
    [pump, t, update],
  );

  /** The report is about to go out and takes its photos with it. */
  function park(): readonly KeptPhoto[] {
    parked.current = true;
    current.current?.upload.abort();
    return list.current.map(keptOf);
  }

  const kept = useMemo(() => photos.filter(({ state }) => state !== 'preparing').map(keptOf), [photos]);

  return {
    photos,
    notes,
    kept,
    ids: photos.map(({ id }) => id),
    /** Every photo can go out with the report. */
    sendable: photos.every(({ state }) => state !== 'preparing' && state !== 'refused'),
    /** Places that chosen photos were taken at, not yet asked about. */
    found,
    /** The person answered; after a no this report asks no more. */
    asked(yes: boolean) {
      declined.current ||= !yes;
      setFound([]);
    },
    add,
    retry,
    remove,
    restore,
    park,
  };
}
