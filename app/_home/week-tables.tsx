import type { PageContext } from '@/app/_page/context';
import { prefecturesOf } from '@/app/_page/prefecture';
import { BarTable } from '@/app/_ui/chart/bar-table';
import { formatDay, formatDuration } from '@/lib/platform/i18n/format';
import { LEAST_CASES, type ClosedGroup, type WeekFigures } from '@/lib/statistics/week-figures';
import { filterQuery } from '@/lib/tickets/cases/case-filters';

import type { WeekPlace } from './read-home';

/** Rows of a table of kinds or counties; the prefectures are always all there, since they are the choice. */
const MOST = 8;
const MATTERS = 5;

interface Props {
  week: WeekFigures;
  place: WeekPlace;
  context: PageContext;
}

/** Reports and closings of each day. */
export function DayTable({ week, context: { t, locale } }: Props) {
  const most = Math.max(1, ...week.days.flatMap(({ received, closed }) => [received, closed]));
  return (
    <BarTable
      caption={t('home.weekByDay')}
      columns={[t('home.weekDay'), t('home.weekReceived'), t('home.weekClosed')]}
      rows={week.days.map(({ date, received, closed }) => ({
        id: date,
        name: formatDay(locale, date),
        cells: [received, closed].map((count) => ({ text: String(count), share: count / most })),
      }))}
    />
  );
}

function ClosedTable({
  caption,
  first,
  groups,
  context: { t },
}: {
  caption: string;
  first: string;
  groups: readonly (ClosedGroup & { name: string; href: string })[];
  context: PageContext;
}) {
  const most = Math.max(1, ...groups.map(({ closed }) => closed));
  return (
    <BarTable
      caption={caption}
      columns={[first, t('home.weekClosed'), t('home.weekHalf')]}
      rows={groups.map(({ code, name, href, closed, medianMs }) => ({
        id: code,
        name: <a href={href}>{name}</a>,
        cells: [
          { text: String(closed), share: closed / most },
          { text: medianMs === null ? '–' : formatDuration(t, medianMs) },
        ],
      }))}
    />
  );
}

/** What was closed most, by major class. */
export function MatterTable({ week, place, context }: Props) {
  const { t, link, locale } = context;
  const majors = new Map(
    place.facts.categoryRows.map((row) => [row.majorCode, locale === 'en' ? row.majorEn : row.majorZh]),
  );
  const district = place.prefecture?.code;
  return (
    <ClosedTable
      caption={t('home.weekByMatter')}
      first={t('home.weekMatter')}
      groups={week.majors.slice(0, MATTERS).map((group) => ({
        ...group,
        name: majors.get(group.code) ?? group.code,
        href: link(`/cases${filterQuery({ category: group.code, district, state: 'closed' })}`),
      }))}
      context={context}
    />
  );
}

/** All prefectures, each leading to its own week; or the counties of the chosen one, leading to their closed cases. */
export function PlaceTable({ week, place: { facts, prefecture }, context }: Props) {
  const { t, link, locale } = context;
  const nameOf = (code: string) => {
    const division = facts.divisions.get(code);
    return (locale === 'en' ? division?.nameEn : division?.nameZh) ?? code;
  };
  if (prefecture)
    return (
      <ClosedTable
        caption={t('home.weekByDistrict')}
        first={t('home.weekPlace')}
        groups={week.places.slice(0, MOST).map((group) => ({
          ...group,
          name: nameOf(group.code),
          href: link(`/cases${filterQuery({ district: group.code, state: 'closed' })}`),
        }))}
        context={context}
      />
    );
  const counted = new Map(week.places.map((group) => [group.code, group]));
  return (
    <ClosedTable
      caption={t('home.weekByPlace')}
      first={t('home.weekPlace')}
      groups={prefecturesOf(facts).map(({ code }) => ({
        ...(counted.get(code) ?? { code, closed: 0, medianMs: null }),
        name: nameOf(code),
        href: link(`/?district=${code}#week`),
      }))}
      context={context}
    />
  );
}

/** "87 % (13 of 15)", or only the numbers where they are few. */
export function inTimeWords({ withDue, inTime }: WeekFigures, { t }: PageContext): string {
  if (withDue === 0) return t('home.weekNoDue');
  const numbers = { count: inTime, total: withDue };
  if (withDue < LEAST_CASES) return t('home.weekFew', numbers);
  return t('home.weekShare', { ...numbers, percent: Math.floor((inTime / withDue) * 100) });
}
