import type { PageContext } from '@/app/_page/context';
import type { ReportAnswers } from '@/lib/intake/draft-answers';
import { suggest } from '@/lib/intake/suggest/suggest';
import type { Reference } from '@/lib/tickets/reference';

import { Button, ButtonLink } from '../_ui/form/button';
import { Choices } from '../_ui/form/choice';
import { SelectField } from '../_ui/form/text-field';
import { categoryGroups, categoryName, groupOf } from './category-groups';
import { ElsewhereNotice } from './elsewhere-notice';
import { suggestedOptions } from './suggested-options';

/** Where the person is in choosing: at the suggestions, at the major classes, or at the categories of one. */
export interface CategoryPick {
  own: boolean;
  major: string;
  fault: string | undefined;
}

interface Props {
  context: PageContext;
  id: string;
  answers: ReportAnswers;
  reference: Reference;
  pick: CategoryPick;
  /** `review` when the person came from there. */
  to: string;
  /** The address of the step before. */
  previous: string;
}

/**
 * The category without script: suggestions first; who chooses none of them is led from the major classes to the
 * categories of one, a short list at a time.
 */
export function CategoryStep({ context, id, answers, reference, pick, to, previous }: Props) {
  const { t, link, locale } = context;
  const here = link(`/report/${id}/category`);
  const groups = categoryGroups(reference.categoryRows, locale);
  const group = groups.find((known) => known.id === pick.major);
  const buttons = (back: string, text: string) => (
    <p className="flex flex-wrap gap-3">
      <Button>{t('form.next')}</Button>
      <ButtonLink look="second" href={back}>
        {text}
      </ButtonLink>
    </p>
  );

  if (pick.own && !group)
    return (
      <form action={here} method="get">
        <input type="hidden" name="own" value="again" />
        {to ? <input type="hidden" name="from" value={to} /> : null}
        <Choices
          id="categoryCode"
          name="major"
          label={t('report.category.major')}
          error={pick.fault}
          options={groups.map((known) => ({ value: known.id, label: known.text }))}
          chosen={[groupOf(answers.categoryCode)]}
        />
        {buttons(to ? `${here}?from=${to}` : here, t('report.category.back'))}
      </form>
    );

  const kept = group?.options.some(({ code }) => code === answers.categoryCode) ? answers.categoryCode : '';
  const { suggestions, outOfScope } = suggest(answers.description, reference);
  const category = reference.categories.get(answers.categoryCode);
  const chosen = { code: answers.categoryCode, name: category ? categoryName(category, locale) : '' };
  return (
    <>
      {outOfScope && !group ? <ElsewhereNotice t={t} locale={locale} advice={outOfScope} /> : null}
      <form action={link('/report/save')} method="post">
        <input type="hidden" name="draft" value={id} />
        <input type="hidden" name="step" value="category" />
        <input type="hidden" name="to" value={to} />
        <input type="hidden" name="major" value={group?.id ?? ''} />
        {group ? (
          <SelectField
            id="categoryCode"
            name="categoryCode"
            label={group.text}
            error={pick.fault}
            defaultValue={kept}
          >
            <option value="">{t('form.choose')}</option>
            {group.options.map(({ code, text }) => (
              <option key={code} value={code}>
                {text}
              </option>
            ))}
          </SelectField>
        ) : (
          <Choices
            id="categoryCode"
            name="categoryCode"
            label={t('report.category.label')}
            hint={t(suggestions.length > 0 ? 'report.category.hint' : 'report.category.none')}
            error={pick.fault}
            options={suggestedOptions(t, locale, suggestions, chosen)}
            chosen={[answers.categoryCode]}
          />
        )}
        {group
          ? buttons(`${here}?own=1${to ? `&from=${to}` : ''}`, t('form.back'))
          : buttons(previous, t('form.back'))}
      </form>
    </>
  );
}
