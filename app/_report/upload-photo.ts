import type { Locale } from '@/lib/platform/i18n/locales';

import { outcomeOf, type Outcome } from './send-report';

const LONGEST_MS = 180_000;

/** An upload under way. */
export interface Upload {
  outcome: Promise<Outcome<{ uploadId: string }>>;
  /** Ends it: the outcome is `lost`. */
  abort: () => void;
}

/** Uploads a photo and tells how much has gone: XMLHttpRequest, since fetch tells nothing of that. */
export function uploadPhoto(photo: Blob, locale: Locale, progress: (percent: number) => void): Upload {
  const request = new XMLHttpRequest();
  const outcome = new Promise<Outcome<{ uploadId: string }>>((resolve) => {
    const body = new FormData();
    body.append('file', photo, 'photo.jpg');
    request.upload.addEventListener('progress', ({ lengthComputable, loaded, total }) => {
      if (lengthComputable) progress(Math.floor((loaded / total) * 100));
    });
    request.addEventListener('load', () =>
      resolve(outcomeOf({ status: request.status, text: request.responseText }, locale)),
    );
    for (const end of ['error', 'abort', 'timeout'] as const)
      request.addEventListener(end, () => resolve({ kind: 'lost' }));
    request.open('POST', '/api/v1/uploads');
    request.setRequestHeader('accept-language', locale);
    request.timeout = LONGEST_MS;
    request.send(body);
  });
  return { outcome, abort: () => request.abort() };
}
