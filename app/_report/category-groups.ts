import type { Locale } from '@/lib/platform/i18n/locales';
import type { CategoryItem } from '@/lib/tickets/view-schemas';

/** What lists of categories show; both the API's items and the server's rows have it. */
type Listed = Pick<CategoryItem, 'code' | 'majorZh' | 'majorEn' | 'nameZh' | 'nameEn'>;

/** One major class with its categories, in words. */
export interface CategoryGroup {
  /** The beginning that its codes share: `06`, or `L05` of a local extension. */
  id: string;
  text: string;
  options: { code: string; text: string }[];
}

export function groupOf(code: string): string {
  return code.slice(0, -3);
}

/** A category in the reader's language; in English with the Chinese name, which tickets and desks show. */
export function categoryName({ nameZh, nameEn }: Pick<Listed, 'nameZh' | 'nameEn'>, locale: Locale): string {
  return locale === 'en' ? `${nameEn} ${nameZh}` : nameZh;
}

/** A major class in the reader's language, without the note on its source that some names carry in brackets. */
export function majorName({ majorZh, majorEn }: Pick<Listed, 'majorZh' | 'majorEn'>, locale: Locale): string {
  return (locale === 'en' ? majorEn : majorZh).replace(/\s*[（(][^（(]*[）)]$/u, '');
}

/** Categories under their major classes. */
export function categoryGroups(categories: readonly Listed[], locale: Locale): CategoryGroup[] {
  const groups = new Map<string, CategoryGroup>();
  for (const category of categories) {
    const id = groupOf(category.code);
    const group = groups.get(id) ?? { id, text: majorName(category, locale), options: [] };
    group.options.push({ code: category.code, text: categoryName(category, locale) });
    groups.set(id, group);
  }
  return [...groups.values()];
}
