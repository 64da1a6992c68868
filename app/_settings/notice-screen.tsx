import { placeName } from '@/app/_report/place-names';
import { ButtonLink } from '@/app/_ui/form/button';
import { Tag } from '@/app/_ui/content/tag';
import { DataTable } from '@/app/_ui/table/data-table';
import type { PageContext } from '@/app/_page/context';
import type { StaffPage } from '@/app/_staff/staff-page';
import { WHOLE_PROVINCE } from '@/lib/notices/notice-kinds';
import { endedNotice, type NoticeState, type NoticeValue } from '@/lib/notices/notice-rules';
import { listStaffNotices, type StaffNotice } from '@/lib/notices/staff-notices';
import { systemClock } from '@/lib/platform/clock';
import { formatDateTime } from '@/lib/platform/i18n/format';
import type { MessageKey } from '@/lib/platform/i18n/translate';
import { reference, type Reference } from '@/lib/tickets/reference';

import { chinaField, fromChinaField } from './china-time';
import { NoticeFields } from './notice-fields';
import { QuickProposal } from './quick-proposal';
import { editPath, one, type SettingScreen, type TypedForm } from './screen';

const KIND = 'notice';
const STATES: readonly { state: NoticeState; name: MessageKey; kind: 'good' | 'neutral' | 'warning' }[] = [
  { state: 'running', name: 'settings.notice.state.running', kind: 'good' },
  { state: 'planned', name: 'settings.notice.state.planned', kind: 'neutral' },
  { state: 'draft', name: 'settings.notice.state.draft', kind: 'warning' },
  { state: 'ended', name: 'settings.notice.state.ended', kind: 'neutral' },
];

function placesText(
  { t, locale }: PageContext,
  { divisions }: Reference,
  { jurisdictionCode, divisionCodes }: NoticeValue,
): { area: string; counties: string } {
  const nameOf = (code: string) => {
    const division = divisions.get(code);
    return division ? placeName(division, locale) : code;
  };
  return {
    area: jurisdictionCode === WHOLE_PROVINCE ? t('notices.anyPlace') : nameOf(jurisdictionCode),
    counties:
      divisionCodes.length === 0
        ? t('settings.notice.allCounties')
        : divisionCodes.map(nameOf).join(t('notices.and')),
  };
}

function toForm(value: NoticeValue | null): TypedForm {
  const now = `${systemClock.now().toISOString().slice(0, 16)}:00.000Z`;
  return {
    jurisdictionCode: [value?.jurisdictionCode ?? ''],
    county: value?.divisionCodes ?? [],
    kind: [value?.kind ?? 'service'],
    titleZh: [value?.titleZh ?? ''],
    titleEn: [value?.titleEn ?? ''],
    bodyZh: [value?.bodyZh ?? ''],
    bodyEn: [value?.bodyEn ?? ''],
    startsAt: [chinaField(value?.startsAt ?? now)],
    endsAt: [chinaField(value?.endsAt ?? null)],
    pinned: value?.pinned ? ['1'] : [],
    published: (value?.published ?? true) ? ['1'] : [],
  };
}

function fromForm(form: TypedForm): unknown {
  const text = (name: string) => one(form, name);
  const value = {
    jurisdictionCode: text('jurisdictionCode'),
    kind: text('kind'),
    titleZh: text('titleZh'),
    titleEn: text('titleEn'),
    bodyZh: text('bodyZh'),
    bodyEn: text('bodyEn'),
    divisionCodes: form.county ?? [],
    startsAt: fromChinaField(text('startsAt')),
    endsAt: text('endsAt') === '' ? null : fromChinaField(text('endsAt')),
    pinned: one(form, 'pinned') === '1',
    published: one(form, 'published') === '1',
  };
  return form.endNow ? endedNotice(value as NoticeValue, systemClock.now()) : value;
}

function timeText({ t, locale }: PageContext, { startsAt, endsAt }: NoticeValue): string {
  const from = formatDateTime(locale, new Date(startsAt));
  return endsAt === null
    ? t('notices.since', { from })
    : t('notices.between', { from, until: formatDateTime(locale, new Date(endsAt)) });
}

function Acts({ page, notice: { id, value, state } }: { page: StaffPage; notice: StaffNotice }) {
  const { t, link } = page;
  return (
    <div className="flex flex-wrap items-center gap-x-4">
      {state === 'running' || state === 'planned' ? (
        <QuickProposal
          page={page}
          kind={KIND}
          subject={id}
          form={toForm(value)}
          act="endNow"
          about={value.titleZh}
        >
          {t(state === 'running' ? 'settings.notice.endNow' : 'settings.notice.takeBack')}
        </QuickProposal>
      ) : null}
      <ButtonLink
        look="plain"
        href={link(`/console/settings/${KIND}/edit?copy=${id}`)}
        aria-label={`${t('settings.notice.copy')}: ${value.titleZh}`}
      >
        {t('settings.notice.copy')}
      </ButtonLink>
    </div>
  );
}

/** What the hotline tells everyone for a while. */
export const noticeScreen: SettingScreen<NoticeValue> = {
  kind: KIND,
  name: 'settings.notice.name',
  about: 'settings.notice.about',
  add: 'settings.notice.add',
  title: (_context, subject, value) => value?.titleZh ?? subject,
  async describe(context, value) {
    const { t, locale } = context;
    const { area, counties } = placesText(context, await reference(), value);
    const yes = (on: boolean) => t(on ? 'settings.notice.yes' : 'settings.notice.no');
    const moment = (iso: string | null) => (iso === null ? '' : formatDateTime(locale, new Date(iso)));
    return [
      { name: t('settings.notice.area'), text: area },
      { name: t('settings.notice.counties'), text: counties },
      { name: t('notices.kindLabel'), text: t(`notices.kind.${value.kind}`) },
      { name: t('settings.notice.titleZh'), text: value.titleZh },
      { name: t('settings.notice.bodyZh'), text: value.bodyZh },
      { name: t('settings.notice.titleEn'), text: value.titleEn ?? '' },
      { name: t('settings.notice.bodyEn'), text: value.bodyEn ?? '' },
      { name: t('settings.notice.startsAt'), text: moment(value.startsAt) },
      { name: t('settings.notice.endsAt'), text: moment(value.endsAt) },
      { name: t('settings.notice.pinned'), text: yes(value.pinned) },
      { name: t('settings.notice.published'), text: yes(value.published) },
    ];
  },
  toForm,
  fromForm,
  Fields: NoticeFields,
  async List({ page }) {
    const { t, link, identity } = page;
    const [notices, facts] = await Promise.all([listStaffNotices(identity.actor), reference()]);
    if (notices.length === 0) return <p>{t('settings.notice.none')}</p>;
    return STATES.map(({ state, name, kind }) => {
      const some = notices.filter((notice) => notice.state === state);
      if (some.length === 0) return null;
      return (
        <DataTable
          key={state}
          caption={`${t(name)} (${some.length})`}
          columns={[
            t('settings.notice.titleZh'),
            t('settings.notice.area'),
            t('notices.timeLabel'),
            t('settings.stateName'),
            t('settings.notice.acts'),
          ]}
          rows={some.map((notice) => {
            const { area, counties } = placesText(page, facts, notice.value);
            return {
              id: notice.id,
              cells: [
                <a
                  key="title"
                  href={link(editPath(KIND, notice.id))}
                  className="min-h-target -my-2 inline-flex items-center font-bold"
                >
                  {notice.value.titleZh}
                </a>,
                `${area} · ${counties}`,
                timeText(page, notice.value),
                <span key="state" className="flex flex-wrap gap-2">
                  <Tag kind={kind}>{t(name)}</Tag>
                  {notice.value.pinned ? <Tag>{t('settings.notice.pinnedTag')}</Tag> : null}
                </span>,
                <Acts key="acts" page={page} notice={notice} />,
              ],
            };
          })}
        />
      );
    });
  },
};
