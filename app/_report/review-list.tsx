import type { ReactNode } from 'react';

import type { ReportAnswers } from '@/lib/intake/draft-answers';
import { isElsewhere } from '@/lib/intake/fill-from-component';
import type { Locale } from '@/lib/platform/i18n/locales';
import type { Translate } from '@/lib/platform/i18n/translate';
import type { ComponentView } from '@/lib/tickets/components/component-schema';

import { DefinitionList } from '../_ui/content/definition-list';
import { componentText } from './place-names';

/** All answers before sending. `change` makes the control that leads back to a step. */
export function ReviewList({
  t,
  locale,
  answers,
  placeName,
  component,
  change,
}: {
  t: Translate;
  locale: Locale;
  answers: ReportAnswers;
  /** City, district and street in words. */
  placeName: string;
  /** What the number on the object belongs to: null when no list knows it, undefined while that is open. */
  component: ComponentView | null | undefined;
  change: (step: 'what' | 'place' | 'photos' | 'contact', what: string) => ReactNode;
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
  const what = t('report.steps.what');
  const where = t('report.review.place');
  const photos = t('report.steps.photos');
  const contactName = t('report.steps.contact');
  return (
    <DefinitionList
      items={[
        { name: what, value: answers.description || t('form.none'), action: change('what', what) },
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
