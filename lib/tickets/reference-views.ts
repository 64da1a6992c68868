import type { Reference } from './reference';
import type { CategoryItem, DivisionItem } from './view-schemas';

/** All active categories by code. */
export function categoryList(reference: Reference): CategoryItem[] {
  return reference.categoryRows.map(
    ({ code, kind, majorCode, majorZh, majorEn, nameZh, nameEn, matterZh, keywordsZh, standard }) => ({
      code,
      kind,
      majorCode,
      majorZh,
      majorEn,
      nameZh,
      nameEn,
      matterZh,
      keywords: keywordsZh,
      standard,
    }),
  );
}

/** Divisions down to counties, or those right below `parent`. */
export function divisionList(reference: Reference, parent: string | null): DivisionItem[] {
  const all = [...reference.divisions.values()];
  const withStreets = new Set(all.filter((row) => row.level === 'township').map((row) => row.parentCode));
  return all
    .filter((row) => (parent === null ? row.level !== 'township' : row.parentCode === parent))
    .map(({ code, parentCode, level, kind, nameZh, nameEn, selectable, centreLng, centreLat }) => ({
      code,
      parentCode,
      level,
      kind,
      nameZh,
      nameEn,
      selectable,
      centre: centreLng !== null && centreLat !== null ? { lng: centreLng, lat: centreLat } : null,
      hasStreets: withStreets.has(code),
    }));
}
