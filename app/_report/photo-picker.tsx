'use client';

import type { ChangeEvent } from 'react';

import { MAX_PHOTOS } from '@/lib/intake/draft-answers';
import type { Translate } from '@/lib/platform/i18n/translate';

import { Button } from '../_ui/form/button';
import { FileField } from '../_ui/form/text-field';
import type { Position } from './photo-position';
import { PhotoPositionQuestion } from './photo-position-question';
import type { Photo, usePhotos } from './use-photos';

function stateText(t: Translate, { state, percent, fault }: Photo): string {
  switch (state) {
    case 'preparing':
      return t('report.photos.preparing');
    case 'sending':
      return t('report.photos.sending', { percent });
    case 'done':
      return t('report.photos.done');
    case 'waiting':
      return fault || t('report.photos.waiting');
    case 'refused':
      return fault || t('report.photos.failed');
  }
}

/** Photos with script: the camera first, each on its way at once, with progress, retry and removal. */
export function PhotoPicker({
  t,
  use,
  error,
  position,
  setPosition,
}: {
  t: Translate;
  use: ReturnType<typeof usePhotos>;
  error?: string | undefined;
  /** The position the report has. */
  position: Position | null;
  setPosition: (position: Position) => void;
}) {
  const { photos, notes, add, retry, remove } = use;

  function chosen(event: ChangeEvent<HTMLInputElement>) {
    add([...(event.target.files ?? [])]);
    event.target.value = '';
  }

  return (
    <>
      {photos.length < MAX_PHOTOS ? (
        <>
          <p className="text-muted mb-4">{t('report.photos.hint')}</p>
          <FileField
            id="camera"
            label={t('report.photos.take')}
            accept="image/jpeg,image/png,image/webp"
            capture="environment"
            onChange={chosen}
          />
          <FileField
            id="attachments"
            label={t('report.photos.pick')}
            hint={t('report.photos.label', { max: MAX_PHOTOS })}
            error={error}
            accept="image/jpeg,image/png,image/webp"
            multiple
            onChange={chosen}
          />
        </>
      ) : (
        <p className="mb-6">{t('report.photos.full', { max: MAX_PHOTOS })}</p>
      )}
      <div role="alert">
        {notes.map((note) => (
          <p key={note} className="text-danger mb-2 font-bold">
            {note}
          </p>
        ))}
      </div>
      <PhotoPositionQuestion
        t={t}
        found={use.found}
        position={position}
        onAnswer={(place) => {
          use.asked(place !== null);
          if (place) setPosition(place);
        }}
      />
      <ul aria-label={t('report.photos.list')} className="mb-6">
        {photos.map((photo, index) => {
          const number = index + 1;
          const { state, fault } = photo;
          return (
            <li key={photo.id} className="border-line flex flex-wrap items-center gap-4 border-b py-3">
              {photo.picture ? (
                <img
                  src={photo.picture}
                  alt={t('report.photos.name', { number })}
                  width={96}
                  height={96}
                  className="size-24 rounded-sm object-cover"
                />
              ) : (
                <span>{t('report.photos.name', { number })}</span>
              )}
              <span
                role="status"
                className={state === 'refused' ? 'text-danger min-w-40 flex-1 font-bold' : 'min-w-40 flex-1'}
              >
                {stateText(t, photo)}
                {state === 'sending' ? (
                  <progress
                    aria-label={t('report.photos.name', { number })}
                    max={100}
                    value={photo.percent}
                    className="mt-1 block w-full"
                  />
                ) : null}
              </span>
              {photo.blob && fault && (state === 'refused' || state === 'waiting') ? (
                <Button type="button" look="second" onClick={() => retry(photo)}>
                  {t('report.photos.retry', { number })}
                </Button>
              ) : null}
              <Button type="button" look="plain" onClick={() => remove(photo)}>
                {t('report.photos.remove', { number })}
              </Button>
            </li>
          );
        })}
      </ul>
    </>
  );
}
