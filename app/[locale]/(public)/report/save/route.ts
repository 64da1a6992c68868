import { formRoute, seeOther } from '@/app/_forms/form-route';
import { OWN_CHOICE } from '@/app/_report/suggested-options';
import { isDraftStep, mergeStep, nextStep } from '@/lib/intake/draft-answers';
import { answerErrors, stepErrors } from '@/lib/intake/draft-errors';
import { isDraftId } from '@/lib/intake/draft-store';
import { fillFromComponent } from '@/lib/intake/fill-from-component';
import { saveDraft } from '@/lib/intake/save-draft';
import { DomainError } from '@/lib/platform/errors';
import type { Locale } from '@/lib/platform/i18n/locales';
import { limit } from '@/lib/platform/rate-limit';
import { findComponent } from '@/lib/tickets/components/find-component';
import { questionsOf } from '@/lib/tickets/category-questions';
import { reference } from '@/lib/tickets/reference';

/**
 * Leads who chose none of the suggested categories through the list of all, where something must be chosen; null when
 * a category was chosen, or "not sure" among the suggestions.
 */
function toOwnChoice(form: URLSearchParams, locale: Locale): Response | null {
  const choice = form.get('categoryCode');
  const major = form.get('major') ?? '';
  const open = choice === null || (choice === '' && major !== '');
  if (form.get('step') !== 'category' || (!open && choice !== OWN_CHOICE)) return null;
  const id = form.get('draft') ?? '';
  if (!isDraftId(id)) throw new DomainError('invalid_input');
  const query = new URLSearchParams(open ? { major, check: '1' } : { own: '1' });
  if (form.get('to') === 'review') query.set('from', 'review');
  return seeOther(locale, `/report/${id}/category?${query.toString()}`);
}

/** Keeps one step's answers, right or wrong, and leads on: to the next step, back to the review, or to what is wrong. */
export const POST = formRoute('report.save', '/report', async (form, { address, locale }) => {
  await limit('draft-address', address);
  const step = form.get('step') ?? undefined;
  if (!isDraftStep(step)) throw new DomainError('invalid_input');
  const ownChoice = toOwnChoice(form, locale);
  if (ownChoice) return ownChoice;
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
  const { answers } = draft;
  const questions = questionsOf((await reference()).questions, answers.categoryCode);
  const toReview = form.get('to') === 'review';
  const from = toReview ? '&from=review' : '';
  const wrong = stepErrors(answerErrors(answers, new Date(), questions), step).length > 0;
  if (wrong) return seeOther(locale, `/report/${id}/${step}?check=1${from}#error-summary`);
  // Another category asks something else, also of who came only to change it.
  if (toReview && step === 'category' && questions.length > 0)
    return seeOther(locale, `/report/${id}/questions?from=review`);
  return seeOther(locale, `/report/${id}/${toReview ? 'review' : nextStep(step, questions.length > 0)}`);
});
