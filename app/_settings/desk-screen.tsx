import { placeName } from '@/app/_report/place-names';
import { placesByCode } from '@/app/_staff/role-names';
import { Tag } from '@/app/_ui/content/tag';
import { Checkbox } from '@/app/_ui/form/choice';
import { DataTable } from '@/app/_ui/table/data-table';
import { formatDateTime } from '@/lib/platform/i18n/format';
import { listOwnDesks } from '@/lib/routing/console-queries';
import type { DeskSetting } from '@/lib/routing/desk-setting';
import type { DeskSetUp } from '@/lib/routing/list-desks';
import { reference } from '@/lib/tickets/reference';

import type { PageContext } from '../_page/context';
import { openPrefectures } from './prefecture-picker';
import { editPath, one, type SettingScreen, type TypedForm } from './screen';
import { SettingArea, SettingSelect, SettingText } from './setting-field';
import { ticked } from './typed-lists';

/** Where a desk's secrets are, without language. */
export const secretsPath = (code: string) => `/console/settings/desk/${encodeURIComponent(code)}/secrets`;

const yesNo = ({ t }: PageContext, value: boolean) => t(value ? 'settings.desk.yes' : 'settings.desk.no');

/** One pair a line: ours, an equals sign, the desk's. */
const mapText = (map: Record<string, string>) =>
  Object.entries(map)
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([ours, theirs]) => `${ours}=${theirs}`)
    .join('\n');

const pairsOf = (text: string) =>
  text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [ours = '', theirs = ''] = line.split(/[=＝:：,，\s]+/).filter(Boolean);
      return [ours, theirs];
    });

const toForm = (desk: DeskSetting | null): TypedForm => ({
  code: [desk?.code ?? ''],
  jurisdictionCode: [desk?.jurisdictionCode ?? ''],
  nameZh: [desk?.nameZh ?? ''],
  nameEn: [desk?.nameEn ?? ''],
  kind: [desk?.kind ?? 'digital_city_platform'],
  protocol: [desk?.protocol ?? 'desk'],
  baseUrl: [desk?.baseUrl ?? ''],
  digitsOnly: desk?.digitsOnly ? ['1'] : [],
  categoryMap: [desk ? mapText(desk.categoryMap) : ''],
  maxInFlight: [String(desk?.maxInFlight ?? 8)],
  active: (desk?.active ?? true) ? ['1'] : [],
  paused: desk?.paused ? ['1'] : [],
});

/** How a desk fares, in words. */
function Health({ page: { t, locale }, desk }: { page: PageContext; desk: DeskSetUp }) {
  const last = desk.lastSuccessAt
    ? t('settings.desk.lastSuccess', { at: formatDateTime(locale, desk.lastSuccessAt) })
    : t('settings.desk.noSuccess');
  return (
    <ul>
      <li>{t('settings.desk.waiting', { count: desk.waiting })}</li>
      {desk.dead > 0 ? (
        <li>
          <Tag kind="danger">{t('settings.desk.dead', { count: desk.dead })}</Tag>
        </li>
      ) : null}
      {desk.openUntil ? (
        <li>
          <Tag kind="warning">
            {t('settings.desk.circuit', { at: formatDateTime(locale, desk.openUntil) })}
          </Tag>
        </li>
      ) : null}
      <li>{last}</li>
    </ul>
  );
}

function State({ page: { t }, desk }: { page: PageContext; desk: DeskSetUp }) {
  if (!desk.active) return <Tag kind="danger">{t('settings.desk.off')}</Tag>;
  return desk.paused ? (
    <Tag kind="warning">{t('settings.desk.paused')}</Tag>
  ) : (
    <Tag kind="good">{t('settings.desk.on')}</Tag>
  );
}

/** The desks that reports are routed to. */
export const deskScreen: SettingScreen<DeskSetting> = {
  kind: 'desk',
  name: 'settings.desk.name',
  about: 'settings.desk.about',
  add: 'settings.desk.add',
  title: ({ locale }, subject, desk) =>
    desk ? `${locale === 'en' ? desk.nameEn : desk.nameZh} (${subject})` : subject,
  async describe(page, desk) {
    const { t } = page;
    const places = await placesByCode(page);
    return [
      { name: t('settings.desk.code'), text: desk.code },
      {
        name: t('settings.areas.prefecture'),
        text: places.get(desk.jurisdictionCode) ?? desk.jurisdictionCode,
      },
      { name: t('settings.desk.nameZh'), text: desk.nameZh },
      { name: t('settings.desk.nameEn'), text: desk.nameEn },
      { name: t('settings.desk.kind'), text: desk.kind },
      { name: t('settings.desk.protocol'), text: desk.protocol },
      { name: t('settings.desk.baseUrl'), text: desk.baseUrl },
      { name: t('settings.desk.digitsOnly'), text: yesNo(page, desk.digitsOnly) },
      { name: t('settings.desk.categoryMap'), text: mapText(desk.categoryMap) },
      { name: t('settings.desk.maxInFlight'), text: String(desk.maxInFlight) },
      { name: t('settings.desk.active'), text: yesNo(page, desk.active) },
      { name: t('settings.desk.pause'), text: yesNo(page, desk.paused) },
    ];
  },
  toForm,
  fromForm: (form) => ({
    code: one(form, 'code'),
    jurisdictionCode: one(form, 'jurisdictionCode'),
    nameZh: one(form, 'nameZh'),
    nameEn: one(form, 'nameEn'),
    kind: one(form, 'kind'),
    protocol: one(form, 'protocol'),
    baseUrl: one(form, 'baseUrl').trim(),
    digitsOnly: ticked(form, 'digitsOnly'),
    categoryMap: pairsOf(one(form, 'categoryMap')),
    maxInFlight: one(form, 'maxInFlight') || undefined,
    active: ticked(form, 'active'),
    paused: ticked(form, 'paused'),
  }),
  async Fields({ page, given, value }) {
    const { t, locale, identity } = page;
    const places = openPrefectures(identity.actor, (await reference()).divisions, 'desk');
    const check = (name: 'digitsOnly' | 'active' | 'paused', label: string, hint: string) => (
      <Checkbox
        id={name}
        name={name}
        value="1"
        label={label}
        hint={hint}
        defaultChecked={given.values(name).length > 0}
      />
    );
    return (
      <>
        {value ? (
          <>
            <input type="hidden" name="code" value={value.code} />
            <input type="hidden" name="jurisdictionCode" value={value.jurisdictionCode} />
          </>
        ) : (
          <>
            <SettingText
              given={given}
              name="code"
              label={t('settings.desk.code')}
              hint={t('settings.desk.codeHint')}
              maxLength={50}
            />
            <SettingSelect given={given} name="jurisdictionCode" label={t('settings.areas.prefecture')}>
              {places.map((place) => (
                <option key={place.code} value={place.code}>
                  {placeName(place, locale)}
                </option>
              ))}
            </SettingSelect>
          </>
        )}
        <SettingText given={given} name="nameZh" label={t('settings.desk.nameZh')} maxLength={200} />
        <SettingText given={given} name="nameEn" label={t('settings.desk.nameEn')} maxLength={200} />
        <SettingText
          given={given}
          name="kind"
          label={t('settings.desk.kind')}
          hint={t('settings.desk.kindHint')}
          maxLength={50}
        />
        <SettingText
          given={given}
          name="protocol"
          label={t('settings.desk.protocol')}
          hint={t('settings.desk.protocolHint')}
          maxLength={50}
        />
        <SettingText
          given={given}
          name="baseUrl"
          label={t('settings.desk.baseUrl')}
          hint={t('settings.desk.baseUrlHint')}
          inputMode="url"
          maxLength={500}
        />
        <SettingText
          given={given}
          name="maxInFlight"
          label={t('settings.desk.maxInFlight')}
          hint={t('settings.desk.maxInFlightHint')}
          inputMode="numeric"
          width="code"
        />
        {check('digitsOnly', t('settings.desk.digitsOnly'), t('settings.desk.digitsOnlyHint'))}
        <SettingArea
          given={given}
          name="categoryMap"
          label={t('settings.desk.categoryMap')}
          hint={t('settings.desk.categoryMapHint')}
        />
        {check('active', t('settings.desk.active'), t('settings.desk.activeHint'))}
        {check('paused', t('settings.desk.pause'), t('settings.desk.pauseHint'))}
      </>
    );
  },
  async List({ page }) {
    const { t, link, locale, identity } = page;
    const [desks, places] = await Promise.all([listOwnDesks(identity.actor), placesByCode(page)]);
    if (desks.length === 0) return <p>{t('settings.desk.empty')}</p>;
    const anchor = (href: string, text: string) => (
      <a href={link(href)} className="min-h-target -my-2 inline-flex items-center font-bold">
        {text}
      </a>
    );
    return (
      <DataTable
        caption={t('settings.desk.name')}
        columns={[
          t('settings.desk.one'),
          t('settings.areas.prefecture'),
          t('settings.stateName'),
          t('settings.desk.health'),
          t('settings.desk.rules'),
          t('settings.secret.name'),
        ]}
        rows={desks.map((desk) => ({
          id: desk.code,
          cells: [
            <div key="desk">
              {anchor(editPath('desk', desk.code), locale === 'en' ? desk.nameEn : desk.nameZh)}
              <div className="text-muted text-sm font-normal">{desk.code}</div>
            </div>,
            places.get(desk.jurisdictionCode) ?? desk.jurisdictionCode,
            <State key="state" page={page} desk={desk} />,
            <Health key="health" page={page} desk={desk} />,
            anchor(
              `/console/settings/routing-rule?prefecture=${desk.jurisdictionCode}`,
              t('settings.desk.ruleCount', { count: desk.rules }),
            ),
            anchor(secretsPath(desk.code), t('settings.secret.count', { count: desk.keyIds.length })),
          ],
        }))}
      />
    );
  },
};
