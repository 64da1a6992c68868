'use client';

import { useState, type ComponentType } from 'react';

import type { ReportAnswers } from '@/lib/intake/draft-answers';
import type { Locale } from '@/lib/platform/i18n/locales';
import type { Translate } from '@/lib/platform/i18n/translate';

import { Button } from '../_ui/form/button';
import type { Place } from './use-place';

/** The map as it is set up, for the browser. */
export interface MapChoice {
  styleUrl: string;
  coordinates: 'wgs84' | 'gcj02';
}

export interface PlaceMapProps {
  t: Translate;
  locale: Locale;
  map: MapChoice;
  answers: ReportAnswers;
  place: Place;
  /** Of the lists; blank when none is chosen. */
  prefecture: string;
}

/** The button that brings the map. Only then is its script loaded, which is many times heavier than the whole form. */
export function MapOnDemand(props: PlaceMapProps) {
  const { t } = props;
  const [state, setState] = useState<'closed' | 'busy' | 'open' | 'failed'>('closed');
  const [PlaceMap, setPlaceMap] = useState<ComponentType<PlaceMapProps> | null>(null);

  function toggle() {
    // Not disabled meanwhile, or the focus would be lost.
    if (state === 'busy') return;
    if (state === 'open') return setState('closed');
    if (PlaceMap) return setState('open');
    setState('busy');
    import('./place-map').then(
      ({ PlaceMap: part }) => {
        setPlaceMap(() => part);
        setState('open');
      },
      () => setState('failed'),
    );
  }

  return (
    <div className="mb-6">
      <Button type="button" look="second" aria-expanded={state === 'open'} onClick={toggle}>
        {t(state === 'open' ? 'report.map.close' : 'report.map.open')}
      </Button>
      <p role="status" className={state === 'busy' || state === 'failed' ? 'mt-2' : undefined}>
        {state === 'busy' ? t('form.loading') : null}
        {state === 'failed' ? t('report.map.failed') : null}
      </p>
      {state === 'open' && PlaceMap ? <PlaceMap {...props} /> : null}
    </div>
  );
}
