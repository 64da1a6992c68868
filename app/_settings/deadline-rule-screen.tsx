import { limitWords } from '@/app/_help/topic-extras';
import { DefinitionList } from '@/app/_ui/content/definition-list';
import type { PageContext } from '@/app/_page/context';
import { DEADLINE_STAGES, TIME_UNITS } from '@/lib/tickets/deadlines';
import {
  AREA_CLASSES,
  CONFIDENCES,
  type DeadlineRuleSetting,
} from '@/lib/tickets/settings/deadline-rule-setting';

import { DeadlineRuleList } from './deadline-rule-list';
import { one, type SettingFieldsProps, type SettingScreen } from './screen';
import { SettingArea, SettingSelect, SettingText } from './setting-field';
import { areaWords, STAGE_NAMES } from './stage-names';

const IDENTITY = ['stage', 'categoryPattern', 'areaClass'] as const;
const FIELDS = [
  ...IDENTITY,
  'amount',
  'unit',
  'openCondition',
  'closeCondition',
  'source',
  'confidence',
] as const;

function identityLines(context: PageContext, value: DeadlineRuleSetting) {
  const { t } = context;
  return [
    { name: t('settings.deadline.stage'), text: t(STAGE_NAMES[value.stage]) },
    { name: t('settings.deadline.pattern'), text: value.categoryPattern },
    { name: t('settings.deadline.areaClass'), text: areaWords(context, value.areaClass) },
  ];
}

function Identity(props: SettingFieldsProps<DeadlineRuleSetting>) {
  const { page, given, value } = props;
  const { t } = page;
  if (value)
    return (
      <>
        <DefinitionList items={identityLines(page, value).map(({ name, text }) => ({ name, value: text }))} />
        {IDENTITY.map((field) => (
          <input key={field} type="hidden" name={field} value={value[field]} />
        ))}
      </>
    );
  return (
    <>
      <SettingSelect given={given} name="stage" label={t('settings.deadline.stage')}>
        {DEADLINE_STAGES.map((stage) => (
          <option key={stage} value={stage}>
            {t(STAGE_NAMES[stage])}
          </option>
        ))}
      </SettingSelect>
      <SettingText
        given={given}
        name="categoryPattern"
        label={t('settings.deadline.pattern')}
        hint={t('settings.deadline.patternHint')}
      />
      <SettingSelect
        given={given}
        name="areaClass"
        label={t('settings.deadline.areaClass')}
        hint={t('settings.deadline.areaHint')}
      >
        {AREA_CLASSES.map((area) => (
          <option key={area} value={area}>
            {areaWords(page, area)}
          </option>
        ))}
      </SettingSelect>
    </>
  );
}

function Fields(props: SettingFieldsProps<DeadlineRuleSetting>) {
  const { page, given } = props;
  const { t } = page;
  return (
    <>
      <Identity {...props} />
      <SettingText
        given={given}
        name="amount"
        label={t('settings.deadline.amount')}
        inputMode="decimal"
        width="code"
      />
      <SettingSelect given={given} name="unit" label={t('settings.deadline.unit')}>
        {TIME_UNITS.map((unit) => (
          <option key={unit} value={unit}>
            {t(`settings.deadline.units.${unit}`)}
          </option>
        ))}
      </SettingSelect>
      <SettingArea
        given={given}
        name="source"
        rows={2}
        label={t('settings.deadline.source')}
        hint={t('settings.deadline.sourceHint')}
      />
      <SettingSelect given={given} name="confidence" label={t('settings.deadline.confidence')}>
        {CONFIDENCES.map((confidence) => (
          <option key={confidence} value={confidence}>
            {t(`help.confidence.${confidence}`)}
          </option>
        ))}
      </SettingSelect>
      <SettingText given={given} name="openCondition" label={t('settings.deadline.openCondition')} />
      <SettingText given={given} name="closeCondition" label={t('settings.deadline.closeCondition')} />
    </>
  );
}

/** How long a stage may take. */
export const deadlineRuleScreen: SettingScreen<DeadlineRuleSetting> = {
  kind: 'deadline-rule',
  name: 'settings.deadline.name',
  about: 'settings.deadline.about',
  add: 'settings.deadline.add',
  title: ({ t }, subject, value) =>
    value ? `${t(STAGE_NAMES[value.stage])} ${value.categoryPattern} (${subject})` : subject,
  describe: (context, value) => {
    const { t } = context;
    return [
      ...identityLines(context, value),
      { name: t('settings.deadline.limit'), text: limitWords(value, context) },
      { name: t('settings.deadline.source'), text: value.source },
      { name: t('settings.deadline.confidence'), text: t(`help.confidence.${value.confidence}`) },
      { name: t('settings.deadline.openCondition'), text: value.openCondition },
      { name: t('settings.deadline.closeCondition'), text: value.closeCondition },
    ];
  },
  toForm: (value) =>
    value
      ? Object.fromEntries(FIELDS.map((field) => [field, [String(value[field])]]))
      : { stage: ['handle'], areaClass: ['*'], unit: ['work_day'], confidence: ['read'] },
  fromForm: (form) => Object.fromEntries(FIELDS.map((field) => [field, one(form, field)])),
  Fields,
  List: DeadlineRuleList,
};
