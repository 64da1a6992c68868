import type { StaffPage } from '@/app/_staff/staff-page';
import { DefinitionList } from '@/app/_ui/content/definition-list';
import { Notice } from '@/app/_ui/content/notice';
import { Tag } from '@/app/_ui/content/tag';
import { ButtonLink } from '@/app/_ui/form/button';
import { DataTable } from '@/app/_ui/table/data-table';
import { systemClock } from '@/lib/platform/clock';
import { readSetting } from '@/lib/settings/changes';
import { missingCalendarYears } from '@/lib/tickets/check-calendar';
import type { CalendarYearSetting } from '@/lib/tickets/settings/calendar-setting';
import { listCalendarYears } from '@/lib/tickets/settings/lists';
import { dateInChina } from '@/lib/tickets/working-calendar';

import { CalendarMonths } from './calendar-months';
import { editPath } from './screen';

/** The years there are, and one of them month by month. */
export async function CalendarList({
  page,
  query,
}: {
  page: StaffPage;
  query: Record<string, string | string[] | undefined>;
}) {
  const { t, link, identity } = page;
  const now = systemClock.now();
  const [years, missing] = await Promise.all([listCalendarYears(), missingCalendarYears(now)]);
  const wanted = typeof query.year === 'string' ? query.year : dateInChina(now).slice(0, 4);
  const shown = (await readSetting(identity.actor, 'calendar-year', wanted)) as CalendarYearSetting | null;
  const yearLink = (year: number) => (
    <a
      href={link(`/console/settings/calendar-year?year=${String(year)}#months`)}
      className="min-h-target -my-2 inline-flex items-center font-bold"
    >
      {year}
    </a>
  );
  return (
    <>
      {missing.map((year) => (
        <Notice key={year} kind="warning" title={t('settings.calendar.missing', { year: String(year) })} />
      ))}
      <DataTable
        caption={t('settings.calendar.years')}
        columns={[
          t('settings.calendar.year'),
          t('settings.calendar.state'),
          t('settings.calendar.dayCount'),
          t('settings.calendar.source'),
        ]}
        rows={years.map(({ year, provisional, source, days }) => ({
          id: String(year),
          cells: [
            yearLink(year),
            <Tag key="state" kind={provisional ? 'warning' : 'good'}>
              {t(provisional ? 'settings.calendar.provisional' : 'settings.calendar.settled')}
            </Tag>,
            String(days),
            source,
          ],
        }))}
      />
      {shown ? (
        <section aria-labelledby="months">
          <h2 id="months" tabIndex={-1} className="mb-2 text-xl">
            {t('settings.calendar.title', { year: wanted })}
          </h2>
          <DefinitionList items={[{ name: t('settings.calendar.source'), value: shown.source }]} />
          <p className="mb-6">
            <ButtonLink href={link(editPath('calendar-year', wanted))}>
              {t('settings.calendar.change', { year: wanted })}
            </ButtonLink>
          </p>
          <p className="mb-4">{t('settings.calendar.legend')}</p>
          <CalendarMonths page={page} value={shown} />
        </section>
      ) : (
        <p>{t('settings.calendar.noYear', { year: wanted })}</p>
      )}
    </>
  );
}
