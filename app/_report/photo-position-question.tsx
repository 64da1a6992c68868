'use client';

import { useState } from 'react';

import type { Translate } from '@/lib/platform/i18n/translate';

import { Notice } from '../_ui/content/notice';
import { Button } from '../_ui/form/button';
import { metresBetween, type Position } from './photo-position';

/** Nearer than that a photo tells nothing new about the place. */
const SAME_PLACE_METRES = 100;

/** Asks whether the problem is where a photo was taken. Nothing is used, and nothing replaced, without a yes. */
export function PhotoPositionQuestion({
  t,
  found,
  position,
  onAnswer,
}: {
  t: Translate;
  found: readonly Position[];
  /** The position the report has. */
  position: Position | null;
  onAnswer: (use: Position | null) => void;
}) {
  const [used, setUsed] = useState(false);
  const distance = (place: Position) => (position ? metresBetween(position, place) : Infinity);
  const place = found.find((candidate) => distance(candidate) > SAME_PLACE_METRES);

  function answer(use: Position | null) {
    setUsed(use !== null);
    onAnswer(use);
  }

  return (
    <div aria-live="polite">
      {place ? (
        <Notice title={t('report.photos.position')}>
          <p className="mb-3">
            {t('report.place.positionValue', { lng: place.lng.toFixed(5), lat: place.lat.toFixed(5) })}
            {position ? (
              <>
                <br />
                {t('report.photos.positionAway', { metres: distance(place) })}
              </>
            ) : null}
          </p>
          <p className="flex flex-wrap gap-3">
            <Button type="button" look="second" onClick={() => answer(place)}>
              {position ? t('report.photos.positionReplace') : t('report.photos.positionUse')}
            </Button>
            <Button type="button" look="second" onClick={() => answer(null)}>
              {t('report.photos.positionNo')}
            </Button>
          </p>
        </Notice>
      ) : null}
      {used && !place ? <p className="mb-4 font-bold">{t('report.photos.positionUsed')}</p> : null}
    </div>
  );
}
