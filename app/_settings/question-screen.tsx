import { Tag } from '@/app/_ui/content/tag';
import { Button } from '@/app/_ui/form/button';
import { Checkbox } from '@/app/_ui/form/choice';
import { TextField } from '@/app/_ui/form/text-field';
import { DataTable } from '@/app/_ui/table/data-table';
import { DefinitionList } from '@/app/_ui/content/definition-list';
import type { MessageKey } from '@/lib/platform/i18n/translate';
import { patternWeight } from '@/lib/tickets/deadlines';
import { readReference } from '@/lib/tickets/reference';
import { categoryNames } from '@/lib/tickets/settings/lists';
import { QUESTION_TYPES, type QuestionSetting } from '@/lib/tickets/settings/question-setting';

import { editPath, one, type SettingFieldsProps, type SettingScreen } from './screen';
import { SettingArea, SettingSelect, SettingText } from './setting-field';
import { asLines, ticked } from './typed-lists';

const TEXTS = ['labelZh', 'labelEn', 'hintZh', 'hintEn'] as const;
const NAMES: Record<(typeof TEXTS)[number] | 'categoryPattern' | 'key' | 'datatype', MessageKey> = {
  categoryPattern: 'settings.question.pattern',
  key: 'settings.question.key',
  datatype: 'settings.question.datatype',
  labelZh: 'settings.question.labelZh',
  labelEn: 'settings.question.labelEn',
  hintZh: 'settings.question.hintZh',
  hintEn: 'settings.question.hintEn',
};
const STATES = { on: 'settings.category.on', off: 'settings.category.off' } as const;

const optionLines = (value: QuestionSetting | null) =>
  asLines(value?.options.map(({ key, zh, en }) => `${key}|${zh}|${en}`));

function Fields({ page: { t }, given, value }: SettingFieldsProps<QuestionSetting>) {
  return (
    <>
      {value ? (
        <>
          <DefinitionList
            items={(['categoryPattern', 'key'] as const).map((name) => ({
              name: t(NAMES[name]),
              value: value[name],
            }))}
          />
          <input type="hidden" name="categoryPattern" value={value.categoryPattern} />
          <input type="hidden" name="key" value={value.key} />
        </>
      ) : (
        <>
          <SettingText
            given={given}
            name="categoryPattern"
            label={t(NAMES.categoryPattern)}
            hint={t('settings.question.patternHint')}
          />
          <SettingText given={given} name="key" label={t(NAMES.key)} hint={t('settings.question.keyHint')} />
        </>
      )}
      {TEXTS.map((name) => (
        <SettingText key={name} given={given} name={name} label={t(NAMES[name])} />
      ))}
      <SettingSelect given={given} name="datatype" label={t(NAMES.datatype)}>
        {QUESTION_TYPES.map((type) => (
          <option key={type} value={type}>
            {t(`settings.question.types.${type}`)}
          </option>
        ))}
      </SettingSelect>
      <SettingArea
        given={given}
        name="options"
        label={t('settings.question.options')}
        hint={t('settings.question.optionsHint')}
      />
      <SettingText
        given={given}
        name="position"
        label={t('settings.question.position')}
        hint={t('settings.question.positionHint')}
        inputMode="numeric"
        width="code"
      />
      <Checkbox
        id="required"
        name="required"
        value="1"
        label={t('settings.question.required')}
        defaultChecked={given.values('required').includes('1')}
      />
      <Checkbox
        id="active"
        name="active"
        value="1"
        label={t('settings.question.active')}
        hint={t('settings.question.activeHint')}
        defaultChecked={given.values('active').includes('1')}
      />
    </>
  );
}

/** What the report form asks about a category. */
export const questionScreen: SettingScreen<QuestionSetting> = {
  kind: 'category-question',
  name: 'settings.question.name',
  about: 'settings.question.about',
  add: 'settings.question.add',
  title: ({ locale }, subject, value) =>
    value ? `${subject} ${locale === 'en' ? value.labelEn : value.labelZh}` : subject,
  describe: ({ t }, value) => [
    { name: t(NAMES.categoryPattern), text: value.categoryPattern },
    { name: t(NAMES.key), text: value.key },
    ...TEXTS.map((name) => ({ name: t(NAMES[name]), text: value[name] })),
    { name: t(NAMES.datatype), text: t(`settings.question.types.${value.datatype}`) },
    { name: t('settings.question.options'), text: optionLines(value)[0] },
    { name: t('settings.question.position'), text: String(value.position) },
    {
      name: t('settings.question.required'),
      text: t(value.required ? 'settings.question.yes' : 'settings.question.no'),
    },
    { name: t('settings.category.state'), text: t(STATES[value.active ? 'on' : 'off']) },
  ],
  toForm: (value) => ({
    categoryPattern: [value?.categoryPattern ?? ''],
    key: [value?.key ?? ''],
    ...Object.fromEntries(TEXTS.map((name) => [name, [value?.[name] ?? '']])),
    datatype: [value?.datatype ?? 'singlevaluelist'],
    options: optionLines(value),
    position: [String(value?.position ?? 1)],
    required: value?.required ? ['1'] : [],
    active: value && !value.active ? [] : ['1'],
  }),
  fromForm: (form) => ({
    ...Object.fromEntries(
      ['categoryPattern', 'key', 'datatype', 'options', 'position', ...TEXTS].map((name) => [
        name,
        one(form, name),
      ]),
    ),
    required: ticked(form, 'required'),
    active: ticked(form, 'active'),
  }),
  Fields,
  async List({ page, query }) {
    const { t, link, locale } = page;
    const [{ questions }, nameOf] = await Promise.all([readReference(), categoryNames()]);
    const category = typeof query.category === 'string' ? query.category.trim() : '';
    const language = locale === 'en' ? 'en' : 'zh';
    const rows = questions.filter(
      ({ categoryPattern }) => category === '' || patternWeight(categoryPattern, category) >= 0,
    );
    return (
      <>
        <form
          action={link('/console/settings/category-question')}
          className="flex flex-wrap items-end gap-x-4"
        >
          <TextField
            id="category"
            name="category"
            label={t('settings.question.filter')}
            defaultValue={category}
            maxLength={5}
            width="code"
            autoComplete="off"
          />
          <Button look="second" className="mb-6">
            {t('settings.show')}
          </Button>
        </form>
        {rows.length === 0 ? <p>{t('settings.question.none')}</p> : null}
        <DataTable
          caption={t('settings.question.name')}
          columns={[
            t('settings.question.what'),
            t(NAMES.categoryPattern),
            t(NAMES.datatype),
            t('settings.category.state'),
          ]}
          rows={rows.map(({ categoryPattern, active, question: { key, label, datatype, required } }) => ({
            id: `${categoryPattern}/${key}`,
            cells: [
              <a
                key="label"
                href={link(editPath('category-question', `${categoryPattern}/${key}`))}
                className="min-h-target -my-2 inline-flex items-center font-bold"
              >
                {label[locale]}
              </a>,
              `${categoryPattern} ${nameOf(categoryPattern)[language]}`,
              `${t(`settings.question.types.${datatype}`)}${required ? t('settings.question.must') : ''}`,
              <Tag key="state" kind={active ? 'good' : 'warning'}>
                {t(STATES[active ? 'on' : 'off'])}
              </Tag>,
            ],
          }))}
        />
      </>
    );
  },
};
