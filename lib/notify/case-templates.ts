import type { Locale } from '@/lib/platform/i18n/locales';
import type { TemplateTexts } from './template-texts';

/** What who follows a case is told of it. */
export const CASE_TEMPLATES = {
  'case-handled': {
    'zh-CN': {
      sms: '【12319】您关注的{place}“{matter}”案件已处理，正在核查结果。',
      subject: '【12319】您关注的案件已处理：{matter}',
      mail: ['您关注的案件（{place}，{matter}）已处理，正在核查结果。'],
      link: '查看案件',
    },
    en: {
      sms: '[12319] Followed case ({matter}): dealt with.',
      subject: '[12319] A case you follow was dealt with',
      mail: ['The case you follow ({matter}, {place}) was dealt with. The result is now being checked.'],
      link: 'See the case',
    },
  },
  'case-closed': {
    'zh-CN': {
      sms: '【12319】您关注的{place}“{matter}”案件已办结，结果见网站案件页。',
      subject: '【12319】您关注的案件已办结：{matter}',
      mail: ['您关注的案件（{place}，{matter}）已办结。如果问题仍在，请重新上报。'],
      link: '查看案件',
    },
    en: {
      sms: '[12319] Followed case ({matter}): closed. See the site.',
      subject: '[12319] A case you follow is closed',
      mail: [
        'The case you follow ({matter}, {place}) is closed. If the problem is still there, please report it anew.',
      ],
      link: 'See the case',
    },
  },
  'case-reopened': {
    'zh-CN': {
      sms: '【12319】您关注的{place}“{matter}”案件已重新办理。',
      subject: '【12319】您关注的案件已重新办理：{matter}',
      mail: ['您关注的案件（{place}，{matter}）已重新办理。'],
      link: '查看案件',
    },
    en: {
      sms: '[12319] Followed case ({matter}): reopened.',
      subject: '[12319] A case you follow was reopened',
      mail: ['The case you follow ({matter}, {place}) was reopened and is being dealt with again.'],
      link: 'See the case',
    },
  },
  'case-ended': {
    'zh-CN': {
      sms: '【12319】您关注的{place}“{matter}”案件已撤回，如问题仍在请重新上报。',
      subject: '【12319】您关注的案件已撤回：{matter}',
      mail: ['您关注的案件（{place}，{matter}）已撤回，不再办理。如果问题仍在，请重新上报。'],
      link: '我要上报',
    },
    en: {
      sms: '[12319] Followed case ({matter}): taken back.',
      subject: '[12319] A case you follow was taken back',
      mail: [
        'The case you follow ({matter}, {place}) was taken back and ends here. If the problem is still there, please report it anew.',
      ],
      link: 'Report it',
    },
  },
} satisfies Record<string, Record<Locale, TemplateTexts>>;
