import { formatDate } from '@/lib/platform/i18n/format';
import { localePath, type Locale } from '@/lib/platform/i18n/locales';
import type { Translate } from '@/lib/platform/i18n/translate';
import type { NearbyCases } from '@/lib/tickets/cases/case-schemas';

import { casePlace } from '../_cases/case-words';
import { Tag } from '../_ui/content/tag';
import { ButtonLink } from '../_ui/form/button';

type NearCase = NearbyCases['items'][number];

/** More would be a list to study; the nearest come first. */
const SHOWN = 5;

function distance(t: Translate, { metres, sameAsset }: NearCase): string {
  if (sameAsset) return t('report.near.asset');
  return metres === null || metres === 0 ? t('report.near.here') : t('report.near.within', { metres });
}

function lines(item: NearCase, t: Translate, locale: Locale): string[] {
  const date = (value: string) => formatDate(locale, new Date(value));
  return [
    [casePlace(item, locale), distance(t, item)].join(' · '),
    [
      t('report.near.submitted', { date: date(item.submittedAt) }),
      ...(item.dueAt ? [t('report.near.due', { date: date(item.dueAt) })] : []),
      ...(item.followers > 0 ? [t('report.near.followers', { count: item.followers })] : []),
    ].join(' · '),
    ...(item.desk ? [t('report.near.desk', { desk: item.desk.name[locale] })] : []),
  ];
}

/**
 * Open cases that may be the one being reported, each with a way to follow it. Without any, nothing.
 * @param draft what the page of a case leads back with: a draft's id, or `form` for one kept in the browser
 */
export function NearList({
  t,
  locale,
  items,
  draft,
}: {
  t: Translate;
  locale: Locale;
  items: readonly NearCase[];
  draft: string;
}) {
  if (items.length === 0) return null;
  return (
    <section
      aria-labelledby="near"
      className="border-accent bg-accent-soft mb-6 rounded-sm border-l-8 p-4 [overflow-wrap:anywhere]"
    >
      <h3 id="near" className="text-lg">
        {t('report.near.title')}
      </h3>
      <p className="mt-1">{t('report.near.lead')}</p>
      <ul className="mt-3 grid gap-3">
        {items.slice(0, SHOWN).map((item) => {
          const name = item.category.name[locale];
          return (
            <li key={item.id} className="bg-surface border-line rounded-md border p-4">
              <h4 className="flex flex-wrap items-center gap-2 font-bold">
                {name}
                <Tag kind="neutral">{item.statusText[locale]}</Tag>
                {item.overdue ? <Tag kind="danger">{t('report.near.overdue')}</Tag> : null}
              </h4>
              {lines(item, t, locale).map((line) => (
                <p key={line} className="text-sm">
                  {line}
                </p>
              ))}
              {item.description ? <p lang="zh-CN">{item.description}</p> : null}
              <p className="mt-3">
                <ButtonLink
                  look="second"
                  href={`${localePath(locale, `/cases/${item.id}/follow`)}?report=${draft}`}
                  aria-label={t('report.near.followWhat', {
                    what: [name, casePlace(item, locale), distance(t, item)].join(' '),
                  })}
                >
                  {t('report.near.follow')}
                </ButtonLink>
              </p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
