import type { PageContext } from '@/app/_page/context';
import { ACTOR_KINDS } from '@/lib/audit/audit-filters';
import type { AuditRowView } from '@/lib/audit/audit-rows';
import { subjectName } from '@/lib/audit/subject-names';

type Words = Pick<PageContext, 't' | 'locale'>;

/** A moment in China to the second, the same in every language: rows are compared by it. */
export function auditTime(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}

/** Ids are for programs: a table shows their beginning, the row's own page the whole. */
export function shortId(id: string): string {
  return /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(id) ? `${id.slice(0, 8)}…${id.slice(-4)}` : id;
}

function actorKindName({ t }: Words, kind: string): string {
  const known = ACTOR_KINDS.find((of) => of === kind);
  return known ? t(`console.audit.kind.${known}`) : kind;
}

/** Who acted, in words: a login name, or what kind of actor it was and its code. */
export function actorText(
  words: Words,
  row: Pick<AuditRowView, 'actorKind' | 'actorId' | 'actorLogin'>,
): string {
  if (row.actorLogin) return row.actorLogin;
  const kind = actorKindName(words, row.actorKind);
  return row.actorKind === 'public' ? kind : `${kind} · ${shortId(row.actorId)}`;
}

/** What an act was about, in words. */
export function subjectText(
  { locale }: Words,
  row: Pick<AuditRowView, 'subjectKind' | 'subjectId' | 'subjectLogin'>,
): string {
  return `${subjectName(row.subjectKind, locale)} · ${row.subjectLogin ?? shortId(row.subjectId)}`;
}

/** The place of a row: one of no prefecture belongs to the province. */
export function placeText({ t }: Words, places: ReadonlyMap<string, string>, code: string): string {
  return code === '000000' ? t('console.audit.noPlace') : (places.get(code) ?? code);
}
