import type { Locale } from '@/lib/platform/i18n/locales';
import type { ComponentView } from '@/lib/tickets/components/component-schema';
import type { DivisionFact, Reference } from '@/lib/tickets/reference';

import type { PlaceOption } from './fields';

/** A place in the reader's language; in English the Chinese name stays beside it, since that is what signs show. */
export function placeName(division: Pick<DivisionFact, 'nameZh' | 'nameEn'>, locale: Locale): string {
  return locale === 'en' ? `${division.nameEn} ${division.nameZh}` : division.nameZh;
}

const option = (locale: Locale) => (division: DivisionFact) => ({
  code: division.code,
  text: placeName(division, locale),
});

/** Districts and counties under their cities. A city without districts stands for itself. */
export function divisionGroups(
  { divisions }: Reference,
  locale: Locale,
): { text: string; options: PlaceOption[] }[] {
  const all = [...divisions.values()].filter(({ selectable }) => selectable);
  return all
    .filter(({ level }) => level === 'prefecture')
    .map((prefecture) => {
      const counties = all.filter(
        ({ level, parentCode }) => level === 'county' && parentCode === prefecture.code,
      );
      return {
        text: placeName(prefecture, locale),
        options: (counties.length > 0 ? counties : [prefecture]).map(option(locale)),
      };
    });
}

/** The streets and townships of a district; empty where the list is not known. */
export function streetOptions({ divisions }: Reference, divisionCode: string, locale: Locale): PlaceOption[] {
  return [...divisions.values()]
    .filter(({ level, parentCode }) => level === 'township' && parentCode === divisionCode)
    .map(option(locale));
}

/** City, district and street in words; unknown codes are left out. */
export function fullPlaceName({ divisions }: Reference, codes: readonly string[], locale: Locale): string {
  return codes
    .flatMap((code) => divisions.get(code) ?? [])
    .map((division) => placeName(division, locale))
    .join(' ');
}

/** A thing with a number in words: what it is, and where it stands. */
export function componentText(
  { name, category, division, street, address }: ComponentView,
  locale: Locale,
): string {
  const what = locale === 'en' ? category.name.en : (name ?? category.name['zh-CN']);
  const parts = [what, division.name[locale], street?.name[locale], address];
  return parts.filter(Boolean).join(locale === 'en' ? ', ' : '，');
}
