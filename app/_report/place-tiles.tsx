'use client';

import { useState } from 'react';

import type { Locale } from '@/lib/platform/i18n/locales';
import type { Translate } from '@/lib/platform/i18n/translate';

import { PREFECTURE_TILES } from '../_page/prefecture-tiles';
import { TileChoice } from '../_ui/map/tile-choice';
import type { Place } from './use-place';

/** City and district as shapes: the same choice as the two lists, which stay in step with it. */
export function PlaceTiles({
  t,
  locale,
  place,
  prefecture,
  division,
  choosePrefecture,
  chooseDivision,
}: {
  t: Translate;
  locale: Locale;
  place: Place;
  prefecture: string;
  division: string;
  choosePrefecture: (code: string) => void;
  chooseDivision: (code: string) => void;
}) {
  // Open for whoever still has to choose; later only the reader opens and closes it.
  const [open] = useState(division === '');
  const prefectures = place.divisions.filter(({ level }) => level === 'prefecture');
  const counties = place.countiesOf(prefecture);
  if (prefectures.length === 0) return null;
  return (
    <details open={open} className="mb-4">
      <summary className="min-h-target text-accent flex cursor-pointer items-center font-bold underline underline-offset-4">
        {t('report.place.tiles')}
      </summary>
      <TileChoice
        name="prefecture-tile"
        label={t('report.place.prefecture')}
        tiles={prefectures.map(({ code, nameZh, nameEn }) => ({
          id: code,
          label:
            locale === 'en' ? nameEn.replace(/ (City|Prefecture)$/, '') : nameZh.replace(/(市|地区)$/, ''),
          place: PREFECTURE_TILES[code],
        }))}
        value={prefecture}
        onChoose={choosePrefecture}
      />
      {counties.length > 0 ? (
        <TileChoice
          name="division-tile"
          label={t('report.place.division')}
          tiles={counties.map(({ code, text }) => ({ id: code, label: text }))}
          value={division}
          onChoose={chooseDivision}
        />
      ) : null}
    </details>
  );
}
