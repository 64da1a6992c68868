import { auditTime } from '@/app/_audit/audit-words';
import { staffForm } from '@/app/_staff/staff-form';
import { AUDIT_FILTER_NAMES, readAuditFilters } from '@/lib/audit/audit-filters';
import { exportAudit } from '@/lib/audit/export-audit';
import { systemClock } from '@/lib/platform/clock';
import { DomainError } from '@/lib/platform/errors';

/** The rows that a search shows, as a file. A form and no link: the export is an act, which the trail keeps. */
export const POST = staffForm(
  'staff.audit-export',
  '/console/audit',
  AUDIT_FILTER_NAMES,
  async ({ actor, form, context: { locale } }) => {
    const { filters, wrong } = readAuditFilters(form);
    // Our page sends what it has read; nothing else may become a file of everything.
    if (wrong.length > 0) throw new DomainError('invalid_input');
    const { csv, cut } = await exportAudit(actor, { filters, locale });
    const made = auditTime(systemClock.now()).replaceAll(/[^0-9]/g, '');
    return new Response(csv, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="audit-${made}${cut ? '-newest-only' : ''}.csv"`,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      },
    });
  },
);
