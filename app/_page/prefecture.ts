import type { DivisionFact, Reference } from '@/lib/tickets/reference';

/** The prefectures, in the order of their codes. */
export function prefecturesOf({ divisions }: Reference): DivisionFact[] {
  return [...divisions.values()].filter(({ level }) => level === 'prefecture');
}

/** The prefecture that an address names by `district`; null for the whole province and for what is none. */
export function chosenPrefecture(given: unknown, reference: Reference): DivisionFact | null {
  return prefecturesOf(reference).find(({ code }) => code === given) ?? null;
}
