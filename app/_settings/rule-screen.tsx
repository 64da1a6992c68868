import { placeName } from '@/app/_report/place-names';
import { placesByCode } from '@/app/_staff/role-names';
import type { MessageKey } from '@/lib/platform/i18n/translate';
import { listDeskChoices, readRouting, type DeskChoice } from '@/lib/routing/console-queries';
import type { RoutingRule } from '@/lib/routing/decide';
import { deskDirectory } from '@/lib/routing/desks';
import type { RuleSetting } from '@/lib/routing/rule-setting';
import { reference } from '@/lib/tickets/reference';

import type { PageContext } from '../_page/context';
import { PrefecturePicker, pickedPrefecture } from './prefecture-picker';
import { ruleWords, TYPES, URGENCIES } from './rule-names';
import { RuleTable } from './rule-table';
import { one, type SettingScreen, type TypedForm } from './screen';
import { SettingSelect, SettingText } from './setting-field';

const toForm = (rule: RoutingRule | null): TypedForm => ({
  ...(rule && { id: [rule.id] }),
  desk: [rule ? `${rule.jurisdictionCode}/${rule.deskCode}` : ''],
  categoryPattern: [rule?.categoryPattern ?? '*'],
  divisionPattern: [rule?.divisionPattern ?? '*'],
  urgency: [rule?.urgency ?? ''],
  requestType: [rule?.requestType ?? ''],
  priority: [String(rule?.priority ?? 100)],
});

const nameOf = ({ locale }: Pick<PageContext, 'locale'>, desk: Pick<DeskChoice, 'nameZh' | 'nameEn'>) =>
  locale === 'en' ? desk.nameEn : desk.nameZh;

/** Which desk handles which reports. */
export const ruleScreen: SettingScreen<RuleSetting> = {
  kind: 'routing-rule',
  name: 'settings.routing.name',
  about: 'settings.routing.about',
  add: 'settings.routing.add',
  title: (_context, subject, rule) =>
    rule ? `${rule.categoryPattern} · ${rule.divisionPattern} → ${rule.deskCode}` : subject,
  async describe(page, rule) {
    const { t } = page;
    const [words, directory] = await Promise.all([ruleWords(page), deskDirectory(rule.jurisdictionCode)]);
    const desk = directory.nameOf(rule.deskCode);
    const { category, division, urgency, requestType } = words(rule);
    return [
      {
        name: t('settings.routing.desk'),
        text: desk ? `${nameOf(page, desk)} (${rule.deskCode})` : rule.deskCode,
      },
      { name: t('settings.routing.category'), text: category },
      { name: t('settings.routing.division'), text: division },
      { name: t('settings.routing.urgency'), text: urgency },
      { name: t('settings.routing.type'), text: requestType },
      { name: t('settings.routing.priority'), text: String(rule.priority) },
    ];
  },
  toForm,
  fromForm: (form) => ({
    ...(one(form, 'id') && { id: one(form, 'id') }),
    desk: one(form, 'desk'),
    categoryPattern: one(form, 'categoryPattern'),
    divisionPattern: one(form, 'divisionPattern'),
    urgency: one(form, 'urgency') || null,
    requestType: one(form, 'requestType') || null,
    priority: one(form, 'priority').trim() || undefined,
  }),
  async Fields({ page, given, value }) {
    const { t, identity } = page;
    const [choices, places] = await Promise.all([listDeskChoices(identity.actor), placesByCode(page)]);
    const offered = value
      ? choices.filter(({ jurisdictionCode }) => jurisdictionCode === value.jurisdictionCode)
      : choices;
    const options = (names: Record<string, MessageKey>) => [
      <option key="" value="">
        {t('settings.routing.any')}
      </option>,
      ...Object.entries(names).map(([code, key]) => (
        <option key={code} value={code}>
          {t(key)}
        </option>
      )),
    ];
    return (
      <>
        {value ? <input type="hidden" name="id" value={value.id} /> : null}
        <SettingText
          given={given}
          name="categoryPattern"
          label={t('settings.routing.category')}
          hint={t('settings.routing.categoryHint')}
          maxLength={6}
          width="code"
        />
        <SettingText
          given={given}
          name="divisionPattern"
          label={t('settings.routing.division')}
          hint={t('settings.routing.divisionHint')}
          maxLength={7}
          width="code"
        />
        <SettingSelect given={given} name="urgency" label={t('settings.routing.urgency')}>
          {options(URGENCIES)}
        </SettingSelect>
        <SettingSelect given={given} name="requestType" label={t('settings.routing.type')}>
          {options(TYPES)}
        </SettingSelect>
        <SettingSelect
          given={given}
          name="desk"
          label={t('settings.routing.desk')}
          hint={t('settings.routing.deskHint')}
        >
          <option value="">{t('settings.routing.choose')}</option>
          {[...new Set(offered.map(({ jurisdictionCode }) => jurisdictionCode))].map((place) => (
            <optgroup key={place} label={places.get(place) ?? place}>
              {offered
                .filter(({ jurisdictionCode }) => jurisdictionCode === place)
                .map((desk) => (
                  <option key={desk.code} value={`${place}/${desk.code}`}>
                    {desk.active
                      ? nameOf(page, desk)
                      : t('settings.routing.offDesk', { name: nameOf(page, desk) })}
                  </option>
                ))}
            </optgroup>
          ))}
        </SettingSelect>
        <SettingText
          given={given}
          name="priority"
          label={t('settings.routing.priority')}
          hint={t('settings.routing.priorityHint')}
          inputMode="numeric"
          maxLength={4}
          width="code"
        />
      </>
    );
  },
  async List({ page, query }) {
    const { t, locale, identity } = page;
    const { divisions } = await reference();
    const place = pickedPrefecture(identity.actor, divisions, 'routing-rule', query);
    const { rules, desks } = await readRouting(identity.actor, place);
    const names = new Map(desks.map((desk) => [desk.code, nameOf(page, desk)]));
    const prefecture = divisions.get(place);
    return (
      <>
        <PrefecturePicker page={page} kind="routing-rule" divisions={divisions} picked={place} />
        <p className="mb-4">{t('settings.routing.order')}</p>
        {rules.length === 0 ? <p>{t('settings.routing.empty')}</p> : null}
        {rules.length > 0 ? (
          <RuleTable
            page={page}
            caption={t('settings.routing.of', { place: prefecture ? placeName(prefecture, locale) : place })}
            rules={rules}
            deskName={(code) => names.get(code) ?? code}
            toForm={toForm}
          />
        ) : null}
      </>
    );
  },
};
