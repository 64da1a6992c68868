import { casePlace } from '@/app/_cases/case-words';
import type { PageContext } from '@/app/_page/context';
import { formatDay, formatDuration } from '@/lib/platform/i18n/format';
import type { WeekFigures } from '@/lib/statistics/week-figures';
import { filterQuery } from '@/lib/tickets/cases/case-filters';
import type { CaseSummary } from '@/lib/tickets/cases/case-schemas';

import type { HomePlace } from './read-home';
import { DayTable, inTimeWords, MatterTable, PlaceTable } from './week-tables';

/** The four numbers of the week. */
function Numbers({ week, context }: { week: WeekFigures; context: PageContext }) {
  const { t } = context;
  const half = week.medianMs === null ? t('home.weekNoMedian') : formatDuration(t, week.medianMs);
  const numbers = [
    { name: t('home.weekReceived'), value: String(week.received), short: true },
    { name: t('home.weekClosed'), value: String(week.closed), short: true },
    { name: t('home.weekInTime'), value: inTimeWords(week, context), short: false },
    { name: t('home.weekMedian'), value: half, short: false },
  ];
  return (
    <dl className="mb-6 grid gap-3 sm:grid-cols-2 md:grid-cols-4">
      {numbers.map(({ name, value, short }) => (
        <div key={name} className="bg-surface border-line rounded-md border p-4">
          <dt className="text-muted text-sm">{name}</dt>
          <dd className={short ? 'text-2xl font-bold tabular-nums' : 'text-lg font-bold tabular-nums'}>
            {value}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Solved({ solved, context }: { solved: readonly CaseSummary[]; context: PageContext }) {
  const { t, link, locale } = context;
  return (
    <>
      <h3 className="mb-2 text-lg">{t('home.solved')}</h3>
      <ul className="mb-2 grid gap-x-6 md:grid-cols-2">
        {solved.map((item) => (
          <li key={item.id} className="border-line border-b py-1">
            <a href={link(`/cases/${item.id}`)} className="min-h-target inline-flex items-center">
              {item.category.name[locale]}
            </a>
            <span className="text-muted block text-sm">
              {casePlace(item, locale)} ·{' '}
              {formatDuration(t, Date.parse(item.closedAt ?? '') - Date.parse(item.submittedAt))}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The last seven full days in numbers, and what was closed last. */
export function WeekSection({ home, context }: { home: HomePlace | null; context: PageContext }) {
  const { t, link, locale } = context;
  const { week, prefecture } = home ?? { week: null, prefecture: null };
  const name = prefecture && (locale === 'en' ? prefecture.nameEn : prefecture.nameZh);
  const [first, last] = [week?.days[0], week?.days.at(-1)];
  return (
    <section aria-labelledby="week" className="mb-10">
      <h2 id="week" className="mb-1 text-xl">
        {t('home.weekTitle')}
      </h2>
      {home && week && first && last ? (
        <>
          <p className="mb-1 font-bold">
            {t('home.weekOf', {
              place: name ?? t('home.weekProvince'),
              from: formatDay(locale, first.date),
              until: formatDay(locale, last.date),
            })}
          </p>
          <p className="text-muted mb-4 text-sm">{t('home.weekScope')}</p>
          {prefecture ? (
            <p className="mb-2">
              <a href={`${link('/')}#week`} className="min-h-target inline-flex items-center font-bold">
                {t('home.weekBack')}
              </a>
            </p>
          ) : null}
          {week.received + week.closed === 0 ? (
            <p className="mb-4">{t('home.weekNone')}</p>
          ) : (
            <Numbers week={week} context={context} />
          )}
          <div className="grid gap-x-8 md:grid-cols-2">
            <div>
              {week.received + week.closed > 0 ? (
                <DayTable week={week} place={home} context={context} />
              ) : null}
              {week.majors.length > 0 ? <MatterTable week={week} place={home} context={context} /> : null}
            </div>
            {!prefecture || week.places.length > 0 ? (
              <PlaceTable week={week} place={home} context={context} />
            ) : null}
          </div>
          {[...week.majors, ...week.places].some(({ medianMs }) => medianMs === null) ? (
            <p className="text-muted mb-4 text-sm">{t('home.weekDash')}</p>
          ) : null}
        </>
      ) : (
        <p className="mb-4">{t('home.weekAway')}</p>
      )}
      {home?.solved && home.solved.length > 0 ? <Solved solved={home.solved} context={context} /> : null}
      <p>
        <a
          href={link(`/cases${filterQuery({ state: 'closed', district: prefecture?.code })}`)}
          className="min-h-target inline-flex items-center font-bold"
        >
          {t('home.solvedAll')}
        </a>
      </p>
    </section>
  );
}
