import type { ReactNode } from 'react';

import type { ReportAnswers } from '@/lib/intake/draft-answers';
import { isElsewhere } from '@/lib/intake/fill-from-component';
import type { Locale } from '@/lib/platform/i18n/locales';
import type { Translate } from '@/lib/platform/i18n/translate';
import { answeredQuestions } from '@/lib/tickets/answered-questions';
import type { ComponentView } from '@/lib/tickets/components/component-schema';
import type { CategoryDetail } from '@/lib/tickets/view-schemas';

import { DefinitionList } from '../_ui/content/definition-list';
import { categoryName } from './category-groups';
import { componentText } from './place-names';

/** All answers before sending. `change` makes the control that leads back to a step. */
export function ReviewList({
  t,
  locale,
  answers,
  category,
  placeName,
  component,
  change,
}: {
  t: Translate;
  locale: Locale;
  answers: ReportAnswers;
  /** The category chosen, as far as it is known. */
  category: Pick<CategoryDetail, 'nameZh' | 'nameEn' | 'questions'> | null;
  /** City, district and street in words. */
  placeName: string;
  /** What the number on the object belongs to: null when no list knows it, undefined while that is open. */
  component: ComponentView | null | undefined;
  change: (
    step: 'what' | 'category' | 'questions' | 'place' | 'photos' | 'contact',
    what: string,
  ) => ReactNode;
}) {
  const { lng, lat, reporter } = answers;
  const position =
    lng === null || lat === null
      ? ''
      : t('report.place.positionValue', { lng: lng.toFixed(5), lat: lat.toFixed(5) });
  const place = [
    placeName,
    answers.address,
    answers.assetCode && t('report.place.assetValue', { code: answers.assetCode }),
    answers.assetCode && component === null && t('report.place.assetUnknown'),
    component && t('report.place.assetFound', { text: componentText(component, locale) }),
    component &&
      isElsewhere(answers, component) &&
      t('report.place.assetElsewhere', { name: component.division.name[locale] }),
    position,
  ];
  const contact = [
    reporter.name,
    reporter.phone,
    reporter.email,
    answers.keepSecret && t('report.contact.secret'),
  ];
  const lines = (parts: readonly (string | false | null | undefined)[]) =>
    parts.filter(Boolean).join('\n') || t('form.none');
  const questions = category?.questions ?? [];
  const answered = answeredQuestions(questions, answers.attributes).map(({ label, value }) =>
    t('report.questions.answered', { label: label[locale], value: value[locale] }),
  );
  const what = t('report.steps.what');
  const categoryLabel = t('report.steps.category');
  const questionsLabel = t('report.steps.questions');
  const where = t('report.review.place');
  const photos = t('report.steps.photos');
  const contactName = t('report.steps.contact');
  return (
    <DefinitionList
      items={[
        { name: what, value: answers.description || t('form.none'), action: change('what', what) },
        {
          name: categoryLabel,
          value: category
            ? categoryName(category, locale)
            : answers.categoryCode || t('report.category.unsure'),
          action: change('category', categoryLabel),
        },
        ...(questions.length > 0
          ? [
              {
                name: questionsLabel,
                value: lines(answered),
                action: change('questions', questionsLabel),
              },
            ]
          : []),
        { name: where, value: lines(place), action: change('place', where) },
        {
          name: photos,
          value: t('report.photos.count', { count: answers.attachments.length }),
          action: change('photos', photos),
        },
        { name: contactName, value: lines(contact), action: change('contact', contactName) },
      ]}
    />
  );
}
