import type { Actor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import { CSV_START, csvLine } from '@/lib/platform/csv';
import type { Locale } from '@/lib/platform/i18n/locales';
import { assertSomewhere } from '@/lib/staff/assert-permission';
import { actionName } from './action-names';
import type { AuditFilters } from './audit-filters';
import { conditionsFor, findRows, searching, type AuditRowView } from './audit-rows';
import { filtersOnRecord, placeOfAuditor } from './record-look';

/** A file has no more rows: who needs more narrows the time. */
export const EXPORT_MOST = 10_000;

const HEADINGS = {
  'zh-CN':
    '时间（北京时间）,管辖,编号,主体类别,主体,登录名,操作代码,操作,结果,对象类别,对象,请求编号,内容,链上位置',
  en: 'Time (China),Jurisdiction,Row,Actor kind,Actor,Login,Action code,Action,Outcome,Subject kind,Subject,Request,Data,Place in chain',
} as const satisfies Record<Locale, string>;

/** A moment in China, ISO 8601 with its offset. */
const inChina = (at: Date) => `${new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, -1)}+08:00`;

function cellsOf(row: AuditRowView, locale: Locale): string[] {
  return [
    inChina(row.at),
    row.jurisdictionCode,
    row.reference,
    row.actorKind,
    row.actorId,
    row.actorLogin ?? '',
    row.action,
    actionName(row.action, locale),
    row.outcome,
    row.subjectKind,
    row.subjectId,
    row.requestId ?? '',
    JSON.stringify(row.data),
    row.position ?? '',
  ];
}

/**
 * The rows that match as a CSV file, newest first, at most EXPORT_MOST. The export is an act of its own in the trail, with
 * its filters and how many rows it took.
 * @returns the file's text, how many rows it has, and whether older ones were left out
 * @throws DomainError forbidden, search_too_wide
 */
export async function exportAudit(
  actor: Actor,
  input: { filters: AuditFilters; locale: Locale },
): Promise<{ csv: string; rows: number; cut: boolean }> {
  const staff = await assertSomewhere(actor, 'audit.read');
  const { filters, locale } = input;
  return searching(async (tx) => {
    const { actorIds, ...condition } = await conditionsFor(tx, staff, filters, null);
    const found = await findRows(tx, condition, EXPORT_MOST + 1);
    const cut = found.length > EXPORT_MOST;
    const rows = found.slice(0, EXPORT_MOST);
    await audit(tx, {
      jurisdictionCode: placeOfAuditor(staff),
      actor,
      action: 'audit.export',
      subjectKind: 'audit-trail',
      subjectId: 'rows',
      data: { filters: filtersOnRecord(filters, actorIds, rows.length > 0), rows: rows.length, cut },
    });
    const lines = rows.map((row) => csvLine(cellsOf(row, locale)));
    return { csv: CSV_START + csvLine(HEADINGS[locale].split(',')) + lines.join(''), rows: rows.length, cut };
  });
}
