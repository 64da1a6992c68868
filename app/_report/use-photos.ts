'use client';

import { useCallback, useRef, useState } from 'react';

import { MAX_PHOTOS } from '@/lib/intake/draft-answers';
import type { Locale } from '@/lib/platform/i18n/locales';

import { readProblem } from './problem';

/** A photo on its way or there. One restored from a kept draft has no file and no picture. */
export interface Photo {
  id: string;
  file?: File;
  picture?: string;
  state: 'sending' | 'done' | 'failed';
  percent: number;
  uploadId?: string;
  fault?: string;
}

/** XMLHttpRequest, since fetch tells nothing about how much of a body has gone. */
function send(
  file: File,
  on: {
    progress: (percent: number) => void;
    done: (uploadId: string) => void;
    failed: (body: string) => void;
  },
): XMLHttpRequest {
  const request = new XMLHttpRequest();
  const body = new FormData();
  body.append('file', file);
  request.upload.addEventListener('progress', (event) => {
    if (event.lengthComputable) on.progress(Math.floor((event.loaded / event.total) * 100));
  });
  request.addEventListener('load', () => {
    if (request.status === 201) on.done((JSON.parse(request.responseText) as { uploadId: string }).uploadId);
    else on.failed(request.responseText);
  });
  request.addEventListener('error', () => on.failed(''));
  request.open('POST', '/api/v1/uploads');
  request.send(body);
  return request;
}

/**
 * The photos of a report: chosen, uploaded at once, tried again, removed.
 * @param failed the text when no reason came
 */
export function usePhotos(locale: Locale, failed: string) {
  const [photos, setPhotos] = useState<readonly Photo[]>([]);
  const requests = useRef(new Map<string, XMLHttpRequest>());
  const counter = useRef(0);

  function change(id: string, part: Partial<Photo>) {
    setPhotos((all) => all.map((photo) => (photo.id === id ? { ...photo, ...part } : photo)));
  }

  function start(id: string, file: File) {
    const request = send(file, {
      progress: (percent) => change(id, { percent }),
      done: (uploadId) => change(id, { state: 'done', percent: 100, uploadId }),
      failed: (body) => change(id, { state: 'failed', fault: readProblem(body, locale, failed).text }),
    });
    requests.current.set(id, request);
  }

  function add(files: readonly File[]) {
    for (const file of files.slice(0, MAX_PHOTOS - photos.length)) {
      const id = `photo-${(counter.current += 1)}`;
      const photo: Photo = { id, file, picture: URL.createObjectURL(file), state: 'sending', percent: 0 };
      setPhotos((all) => [...all, photo]);
      start(id, file);
    }
  }

  function retry({ id, file }: Photo) {
    if (!file) return;
    change(id, { state: 'sending', percent: 0, fault: '' });
    start(id, file);
  }

  function remove({ id, picture }: Photo) {
    requests.current.get(id)?.abort();
    if (picture) URL.revokeObjectURL(picture);
    setPhotos((all) => all.filter((photo) => photo.id !== id));
  }

  /** Shows the photos of a kept draft: uploaded before, known by their ids only. */
  const restore = useCallback((uploadIds: readonly string[]) => {
    setPhotos(uploadIds.map((uploadId) => ({ id: uploadId, uploadId, state: 'done', percent: 100 })));
  }, []);

  return {
    photos,
    uploadIds: photos.flatMap(({ uploadId }) => uploadId ?? []),
    settled: photos.every(({ state }) => state === 'done'),
    add,
    retry,
    remove,
    restore,
  };
}
