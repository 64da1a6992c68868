import { formRoute, seeOther } from '@/app/_forms/form-route';
import { stepOfField } from '@/lib/intake/draft-answers';
import { answerErrors } from '@/lib/intake/draft-errors';
import { readDraft } from '@/lib/intake/read-draft';
import { sendDraft } from '@/lib/intake/send-draft';
import { DomainError } from '@/lib/platform/errors';
import { limit } from '@/lib/platform/rate-limit';
import { questionsOf } from '@/lib/tickets/category-questions';
import { reference } from '@/lib/tickets/reference';

/** Sends a draft. All answers are checked again; what is wrong leads to the step that asks it. */
export const POST = formRoute('report.send', '/report', async (form, { address, locale }) => {
  await limit('submit-address', address);
  const id = form.get('draft') ?? '';
  const { answers, sending } = await readDraft(id);
  const questions = questionsOf((await reference()).questions, answers.categoryCode);
  const [wrong] = sending ? [] : answerErrors(answers, new Date(), questions);
  if (wrong) return seeOther(locale, `/report/${id}/${stepOfField(wrong.field)}?check=1#error-summary`);
  try {
    await sendDraft({ kind: 'public', address }, { id, locale });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const field = error.code === 'upload_unavailable' ? 'attachments' : error.options.fields?.[0]?.field;
    if (field === undefined) throw error;
    return seeOther(locale, `/report/${id}/${stepOfField(field)}?problem=${error.code}#error-summary`);
  }
  return seeOther(locale, `/report/${id}/done`);
});
