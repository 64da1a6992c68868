import { formRoute, seeOther } from '@/app/_forms/form-route';
import { isDraftStep, mergeStep, nextStep } from '@/lib/intake/draft-answers';
import { answerErrors, stepErrors } from '@/lib/intake/draft-errors';
import { saveDraft } from '@/lib/intake/save-draft';
import { DomainError } from '@/lib/platform/errors';
import { limit } from '@/lib/platform/rate-limit';

/** Keeps one step's answers, right or wrong, and leads on: to the next step, back to the review, or to what is wrong. */
export const POST = formRoute('report.save', '/report', async (form, { address, locale }) => {
  await limit('draft-address', address);
  const step = form.get('step') ?? undefined;
  if (!isDraftStep(step)) throw new DomainError('invalid_input');
  const removed = form.get('remove');
  const { id, draft } = await saveDraft(
    { kind: 'public', address },
    {
      id: form.get('draft') || null,
      change: (answers) => ({
        ...mergeStep(answers, step, form),
        attachments: answers.attachments.filter((upload) => upload !== removed),
      }),
    },
  );
  if (draft.receipt) return seeOther(locale, `/report/${id}/done`);
  if (removed !== null) return seeOther(locale, `/report/${id}/photos`);
  const wrong = stepErrors(answerErrors(draft.answers, new Date()), step).length > 0;
  if (wrong) return seeOther(locale, `/report/${id}/${step}?check=1#error-summary`);
  return seeOther(locale, `/report/${id}/${form.get('to') === 'review' ? 'review' : nextStep(step)}`);
});
