'use client';

import { useEffect, useRef, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';

import type { ReportAnswers } from '@/lib/intake/draft-answers';
import { fillFromComponent, type KnownComponent } from '@/lib/intake/fill-from-component';
import type { Locale } from '@/lib/platform/i18n/locales';
import type { Translate } from '@/lib/platform/i18n/translate';
import type { NearPlaces } from '@/lib/tickets/near-places';

import { useComponent } from './use-component';
import { useDivisions } from './use-divisions';
import { useNear, type Position } from './use-near';

/** Everything that says where: lists, positions and numbers of objects, and what they fill in. A person's own choice stands. */
export function usePlace(
  locale: Locale,
  t: Translate,
  form: UseFormReturn<ReportAnswers>,
  answers: ReportAnswers,
) {
  const lists = useDivisions(locale, answers.divisionCode);
  const component = useComponent(locale, t('report.place.assetFailed'));
  const filled = useRef<KnownComponent | null>(null);
  /** A district that was filled in and not touched since: the only one that another position may change. */
  const proposed = useRef('');
  useEffect(() => {
    if (answers.divisionCode !== proposed.current) proposed.current = '';
  }, [answers.divisionCode]);

  function set(patch: Partial<ReportAnswers>) {
    for (const [name, value] of Object.entries(patch) as [keyof ReportAnswers, never][]) {
      form.setValue(name, value);
      form.clearErrors(name);
    }
    // One of the three is enough: the fault "say where" goes with any of them.
    if (patch.lng || patch.assetCode) form.clearErrors('address');
  }

  function setDivision(code: string, streetCode = '') {
    set({ divisionCode: code, streetCode });
  }

  function take(position: Position | null, places: NearPlaces | null) {
    if (position) set(position);
    const first = places?.items[0]?.division.code;
    if (!first) return;
    const { divisionCode, streetCode } = form.getValues();
    const street = places.street?.code ?? '';
    if (divisionCode === '' || divisionCode === proposed.current) {
      proposed.current = first;
      setDivision(first, divisionCode === first && streetCode ? streetCode : street);
    } else if (divisionCode === first && streetCode === '') set({ streetCode: street });
  }

  const near = useNear(locale, take);

  // The plan of the province and the way to the map come after the form itself: without them the lists still say where.
  const [plan, setPlan] = useState<typeof import('./place-plan') | null>(null);
  useEffect(() => {
    import('./place-plan').then(
      ({ MapOnDemand, PlaceTiles }) => setPlan({ MapOnDemand, PlaceTiles }),
      () => setPlan(null),
    );
  }, []);

  return {
    ...lists,
    component,
    near,
    plan,
    setDivision,
    /** Looks a number up and fills in what is still blank. `again`: also when it was looked up before. */
    async fillByNumber(typed: string, again = false) {
      const found = (await component.lookUp(typed)) ?? (again ? component.found : null);
      if (!found) return;
      set(fillFromComponent(form.getValues(), found, filled.current));
      filled.current = found;
    },
    /** The thing itself is what is wrong. */
    chooseCategory: (categoryCode: string) => set({ categoryCode }),
    dropPosition: () => {
      near.forget();
      set({ lng: null, lat: null });
    },
  };
}

export type Place = ReturnType<typeof usePlace>;
