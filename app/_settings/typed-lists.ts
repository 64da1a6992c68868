import type { TypedForm } from './screen';

/** A field that is typed one entry a line, as a value's list fills it. */
export function asLines(entries: readonly string[] | undefined): [string] {
  return [(entries ?? []).join('\n')];
}

/** Words that are typed one a line or with a comma between them; each once. */
export function wordsIn(form: TypedForm, field: string): string[] {
  const typed = (form[field]?.[0] ?? '').split(/[\r\n,，、;；]+/).map((word) => word.trim());
  return [...new Set(typed)].filter((word) => word !== '');
}

/** True when a box is ticked. */
export function ticked(form: TypedForm, field: string): boolean {
  return form[field]?.includes('1') ?? false;
}
