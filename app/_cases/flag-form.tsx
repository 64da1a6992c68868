import type { PageContext } from '@/app/_page/context';
import { Button } from '@/app/_ui/form/button';
import { Choices } from '@/app/_ui/form/choice';
import { FLAG_REASONS } from '@/lib/tickets/cases/flag-reasons';

/** "This should not stand here": a folded form, so that it is no invitation. */
export function FlagForm({ caseId, context: { t, link } }: { caseId: string; context: PageContext }) {
  return (
    <details className="no-print border-line mb-6 border-t pt-3">
      <summary className="min-h-target text-accent inline-flex cursor-pointer items-center font-bold">
        {t('cases.flag')}
      </summary>
      <form action={link(`/cases/${caseId}/flag`)} method="post" className="mt-3">
        <Choices
          id="reason"
          name="reason"
          label={t('cases.flagReason')}
          hint={t('cases.flagHint')}
          required
          options={FLAG_REASONS.map((value) => ({ value, label: t(`cases.flag_${value}`) }))}
        />
        <Button look="second">{t('cases.flagSend')}</Button>
      </form>
    </details>
  );
}
