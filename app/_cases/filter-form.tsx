import type { PageContext } from '@/app/_page/context';
import { placeName } from '@/app/_report/place-names';
import { Button, ButtonLink } from '@/app/_ui/form/button';
import { Options, type Option } from '@/app/_ui/form/options';
import { SelectField, TextField } from '@/app/_ui/form/text-field';
import { formatMonth } from '@/lib/platform/i18n/format';
import { CASE_STATES, type CaseFilters } from '@/lib/tickets/cases/case-filters';
import type { CaseList } from '@/lib/tickets/cases/case-schemas';
import type { DivisionFact, Reference } from '@/lib/tickets/reference';

interface Props {
  filters: CaseFilters;
  list: CaseList;
  reference: Reference;
  context: PageContext;
}

/** Prefectures, and below the chosen one its districts and the streets of the chosen district: never a list of thousands. */
function districtOptions({ filters, reference, context: { locale } }: Props): Option[] {
  const all = [...reference.divisions.values()];
  const chosen = filters.district ?? '';
  const option =
    (indent: string) =>
    (division: DivisionFact): Option => [division.code, indent + placeName(division, locale)];
  const below = (parent: string) => all.filter(({ parentCode }) => parentCode === parent);
  return all
    .filter(({ level }) => level === 'prefecture')
    .flatMap((prefecture) => [
      option('')(prefecture),
      ...(chosen.slice(0, 4) === prefecture.code.slice(0, 4)
        ? below(prefecture.code).flatMap((county) => [
            option('　')(county),
            ...(chosen.slice(0, 6) === county.code ? below(county.code).map(option('　　')) : []),
          ])
        : []),
    ]);
}

function categoryOptions({ filters, list, reference, context: { locale } }: Props): Option[] {
  const majors = new Map<string, string>();
  for (const row of reference.categoryRows)
    if (!majors.has(row.majorCode)) majors.set(row.majorCode, locale === 'en' ? row.majorEn : row.majorZh);
  const counts = new Map(list.facets.major.map(({ value, count }) => [value, count]));
  const chosen = filters.category;
  const chosenMajor = chosen && chosen.length > 2 ? reference.categories.get(chosen)?.majorCode : chosen;
  return [...majors].flatMap(([code, name]): Option[] => [
    [code, counts.has(code) ? `${name} (${counts.get(code)})` : name],
    ...(code === chosenMajor
      ? reference.categoryRows
          .filter(({ majorCode }) => majorCode === code)
          .map((row): Option => [row.code, `　${locale === 'en' ? row.nameEn : row.nameZh}`])
      : []),
  ]);
}

/** The filters as a plain form: every choice is part of the address. */
export function FilterForm(props: Props) {
  const { filters, list } = props;
  const { t, link, locale } = props.context;
  const states = new Map(list.facets.state.map(({ value, count }) => [value, count]));
  const withCount = (text: string, count: number | undefined) =>
    count === undefined ? text : `${text} (${count})`;
  const { q: _words, ...others } = filters;
  const narrowed = Object.values(others).some(Boolean);
  const months = new Map(list.facets.month.map(({ value, count }) => [value, count]));
  if (filters.month && !months.has(filters.month)) months.set(filters.month, 0);
  return (
    <form action={link('/cases')} method="get" role="search" aria-label={t('cases.search')}>
      <TextField
        id="q"
        name="q"
        label={t('cases.words')}
        hint={t('cases.wordsHint')}
        defaultValue={filters.q}
        maxLength={60}
        autoComplete="off"
      />
      <details className="mb-6" open={narrowed}>
        <summary className="min-h-target text-accent mb-2 flex w-fit cursor-pointer items-center font-bold">
          {t('cases.more')}
        </summary>
        <div className="grid gap-x-4 sm:grid-cols-2">
          <SelectField
            id="district"
            name="district"
            label={t('cases.district')}
            defaultValue={filters.district}
          >
            <Options any={t('cases.anyDistrict')} options={districtOptions(props)} />
          </SelectField>
          <SelectField
            id="category"
            name="category"
            label={t('cases.category')}
            defaultValue={filters.category}
          >
            <Options any={t('cases.anyCategory')} options={categoryOptions(props)} />
          </SelectField>
          <SelectField id="state" name="state" label={t('cases.state')} defaultValue={filters.state}>
            <Options
              any={t('cases.anyState')}
              options={CASE_STATES.map((value) => [
                value,
                withCount(t(`cases.state_${value}`), states.get(value)),
              ])}
            />
          </SelectField>
          <SelectField id="overdue" name="overdue" label={t('cases.time')} defaultValue={filters.overdue}>
            <Options
              any={t('cases.anyTime')}
              options={[['1', withCount(t('cases.onlyOverdue'), list.facets.overdue[0]?.count ?? 0)]]}
            />
          </SelectField>
          <SelectField id="month" name="month" label={t('cases.month')} defaultValue={filters.month}>
            <Options
              any={t('cases.anyMonth')}
              options={[...months]
                .sort(([one], [other]) => (one < other ? 1 : -1))
                .map(([value, count]) => [value, withCount(formatMonth(locale, value), count || undefined)])}
            />
          </SelectField>
        </div>
      </details>
      <p className="mb-8 flex flex-wrap gap-3">
        <Button>{t('cases.submit')}</Button>
        <ButtonLink look="second" href={link('/cases')}>
          {t('cases.reset')}
        </ButtonLink>
      </p>
    </form>
  );
}
