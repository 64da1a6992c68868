'use client';

import { useCallback, useEffect, useState } from 'react';

import type { Locale } from '@/lib/platform/i18n/locales';
import type { DivisionItem } from '@/lib/tickets/view-schemas';

import type { PlaceOption } from './fields';
import { placeName } from './place-names';

async function load(query: string): Promise<DivisionItem[]> {
  const response = await window.fetch(`/api/v1/divisions${query}`);
  if (!response.ok) throw new Error(`divisions: ${response.status}`);
  return ((await response.json()) as { items: DivisionItem[] }).items;
}

/** The lists of places: cities and districts once, streets for the district chosen. `failed` stays until `again` succeeds. */
export function useDivisions(locale: Locale, divisionCode: string) {
  const [divisions, setDivisions] = useState<DivisionItem[]>([]);
  const [streets, setStreets] = useState<{ of: string; list: DivisionItem[] }>({ of: '', list: [] });
  const [failed, setFailed] = useState(false);

  const again = useCallback(() => {
    load('').then(
      (list) => {
        setDivisions(list.filter(({ selectable }) => selectable));
        setFailed(false);
      },
      () => setFailed(true),
    );
  }, []);
  useEffect(again, [again]);

  useEffect(() => {
    if (!divisionCode) return;
    let current = true;
    // Streets are optional: without their list the address says where.
    load(`?parent=${divisionCode}`).then(
      (list) => current && setStreets({ of: divisionCode, list }),
      () => current && setStreets({ of: divisionCode, list: [] }),
    );
    return () => {
      current = false;
    };
  }, [divisionCode]);

  const option = (division: DivisionItem): PlaceOption => ({
    code: division.code,
    text: placeName(division, locale),
  });
  const prefectures = divisions.filter(({ level }) => level === 'prefecture');
  const streetList = streets.of === divisionCode ? streets.list : [];

  return {
    failed,
    again,
    /** Selectable divisions down to counties. */
    divisions,
    prefectures: prefectures.map(option),
    countiesOf: (prefecture: string): PlaceOption[] => {
      const counties = divisions.filter(
        ({ level, parentCode }) => level === 'county' && parentCode === prefecture,
      );
      return (counties.length > 0 ? counties : prefectures.filter(({ code }) => code === prefecture)).map(
        option,
      );
    },
    streets: streetList.filter(({ level }) => level === 'township').map(option),
    nameOf: (codes: readonly string[]) =>
      codes
        .flatMap((code) => [...divisions, ...streetList].find((division) => division.code === code) ?? [])
        .map((division) => option(division).text)
        .join(' '),
  };
}
