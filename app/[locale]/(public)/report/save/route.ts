import { formRoute, seeOther } from '@/app/_forms/form-route';
import { isDraftStep, mergeStep, nextStep } from '@/lib/intake/draft-answers';
import { answerErrors, stepErrors } from '@/lib/intake/draft-errors';
import { fillFromComponent } from '@/lib/intake/fill-from-component';
import { saveDraft } from '@/lib/intake/save-draft';
import { DomainError } from '@/lib/platform/errors';
import { limit } from '@/lib/platform/rate-limit';
import { findComponent } from '@/lib/tickets/components/find-component';

/** Keeps one step's answers, right or wrong, and leads on: to the next step, back to the review, or to what is wrong. */
export const POST = formRoute('report.save', '/report', async (form, { address, locale }) => {
  await limit('draft-address', address);
  const step = form.get('step') ?? undefined;
  if (!isDraftStep(step)) throw new DomainError('invalid_input');
  const removed = form.get('remove');
  const component = step === 'place' ? await findComponent(form.get('assetCode') ?? '') : null;
  const { id, draft } = await saveDraft(
    { kind: 'public', address },
    {
      id: form.get('draft') || null,
      change: (answers) => {
        const merged = mergeStep(answers, step, form);
        return {
          ...merged,
          ...(component && fillFromComponent(merged, component)),
          attachments: answers.attachments.filter((upload) => upload !== removed),
        };
      },
    },
  );
  if (draft.receipt) return seeOther(locale, `/report/${id}/done`);
  if (removed !== null) return seeOther(locale, `/report/${id}/photos`);
  const wrong = stepErrors(answerErrors(draft.answers, new Date()), step).length > 0;
  if (wrong) return seeOther(locale, `/report/${id}/${step}?check=1#error-summary`);
  return seeOther(locale, `/report/${id}/${form.get('to') === 'review' ? 'review' : nextStep(step)}`);
});
