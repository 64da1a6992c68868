import { isLocalCategory, type CategorySetting } from '@/lib/tickets/settings/category-setting';
import { Checkbox } from '@/app/_ui/form/choice';
import { DefinitionList } from '@/app/_ui/content/definition-list';
import type { MessageKey } from '@/lib/platform/i18n/translate';

import { CategoryList } from './category-list';
import { one, type SettingFieldsProps, type SettingScreen } from './screen';
import { SettingArea, SettingSelect, SettingText } from './setting-field';
import { asLines, ticked, wordsIn } from './typed-lists';

/** Official words of the standard: shown, and carried along unchanged. */
const OFFICIAL = ['nameZh', 'nameEn', 'kind', 'matterCode', 'matterZh'] as const;
const NAMES: Record<(typeof OFFICIAL)[number] | 'code', MessageKey> = {
  code: 'settings.category.code',
  nameZh: 'settings.category.nameZh',
  nameEn: 'settings.category.nameEn',
  kind: 'settings.category.kind',
  matterCode: 'settings.category.matterCode',
  matterZh: 'settings.category.matterZh',
};
const KINDS: Record<CategorySetting['kind'], MessageKey> = {
  event: 'settings.category.event',
  component: 'settings.category.component',
};

function OwnNames({ page: { t }, given, value }: SettingFieldsProps<CategorySetting>) {
  const text = (name: Exclude<(typeof OFFICIAL)[number], 'kind'>) => (
    <SettingText given={given} name={name} label={t(NAMES[name])} />
  );
  return (
    <>
      {value ? (
        <>
          <DefinitionList items={[{ name: t(NAMES.code), value: value.code }]} />
          <input type="hidden" name="code" value={value.code} />
        </>
      ) : (
        <SettingText given={given} name="code" label={t(NAMES.code)} hint={t('settings.category.codeHint')} />
      )}
      {text('nameZh')}
      {text('nameEn')}
      <SettingSelect given={given} name="kind" label={t(NAMES.kind)}>
        {(['event', 'component'] as const).map((kind) => (
          <option key={kind} value={kind}>
            {t(KINDS[kind])}
          </option>
        ))}
      </SettingSelect>
      {text('matterCode')}
      {text('matterZh')}
    </>
  );
}

function OfficialNames({
  page: { t },
  value,
}: SettingFieldsProps<CategorySetting> & { value: CategorySetting }) {
  const shown = (field: (typeof OFFICIAL)[number]) =>
    field === 'kind' ? t(KINDS[value.kind]) : value[field] || t('settings.none');
  return (
    <>
      <p className="mb-4">{t('settings.category.official')}</p>
      <DefinitionList
        items={[
          { name: t(NAMES.code), value: value.code },
          ...OFFICIAL.map((field) => ({ name: t(NAMES[field]), value: shown(field) })),
        ]}
      />
      {(['code', ...OFFICIAL] as const).map((field) => (
        <input key={field} type="hidden" name={field} value={value[field]} />
      ))}
    </>
  );
}

/** What can be reported. */
export const categoryScreen: SettingScreen<CategorySetting> = {
  kind: 'category',
  name: 'settings.category.name',
  about: 'settings.category.about',
  add: 'settings.category.add',
  title: ({ locale }, subject, value) =>
    value ? `${subject} ${locale === 'en' ? value.nameEn : value.nameZh}` : subject,
  describe: ({ t }, value) => [
    { name: t(NAMES.code), text: value.code },
    ...OFFICIAL.map((field) => ({
      name: t(NAMES[field]),
      text: field === 'kind' ? t(KINDS[value.kind]) : value[field],
    })),
    { name: t('settings.category.keywords'), text: value.keywordsZh.join('\n') },
    {
      name: t('settings.category.state'),
      text: t(value.active ? 'settings.category.on' : 'settings.category.off'),
    },
  ],
  toForm: (value) => ({
    code: [value?.code ?? ''],
    ...Object.fromEntries(OFFICIAL.map((field) => [field, [value?.[field] ?? '']])),
    keywordsZh: asLines(value?.keywordsZh),
    active: value && !value.active ? [] : ['1'],
  }),
  fromForm: (form) => ({
    code: one(form, 'code'),
    ...Object.fromEntries(OFFICIAL.map((field) => [field, one(form, field)])),
    keywordsZh: wordsIn(form, 'keywordsZh'),
    active: ticked(form, 'active'),
  }),
  Fields(props) {
    const { page, given, value } = props;
    const { t } = page;
    return (
      <>
        {value && !isLocalCategory(value.code) ? (
          <OfficialNames {...props} value={value} />
        ) : (
          <OwnNames {...props} />
        )}
        <SettingArea
          given={given}
          name="keywordsZh"
          label={t('settings.category.keywords')}
          hint={t('settings.category.keywordsHint')}
        />
        <Checkbox
          id="active"
          name="active"
          value="1"
          label={t('settings.category.active')}
          hint={t('settings.category.activeHint')}
          defaultChecked={given.values('active').includes('1')}
        />
      </>
    );
  },
  List: CategoryList,
};
