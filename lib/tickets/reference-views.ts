import { questionsOf } from './category-questions';
import type { CategoryFact, Reference } from './reference';
import type { CategoryDetail, CategoryItem, DivisionItem } from './view-schemas';

function categoryItem(category: CategoryFact): CategoryItem {
  const { code, kind, majorCode, majorZh, majorEn, nameZh, nameEn, matterZh, keywordsZh, standard } =
    category;
  return {
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
  };
}

/** All active categories by code. */
export function categoryList(reference: Reference): CategoryItem[] {
  return reference.categoryRows.map(categoryItem);
}

/** One active category with its questions, or undefined. */
export function categoryWithQuestions(reference: Reference, code: string): CategoryDetail | undefined {
  const category = reference.categories.get(code);
  return category?.active
    ? { ...categoryItem(category), questions: questionsOf(reference.questions, code) }
    : undefined;
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
