import type { Locale } from '@/lib/platform/i18n/locales';
import type { TemplateTexts } from './template-texts';

/** The last message to a contact whose owner has asked for erasure. */
export const PRIVACY_TEMPLATES = {
  'data-erased': {
    'zh-CN': {
      sms: '【12319】已按您的要求删除个人信息，未办结的上报办结后删除。如非本人操作请拨12319。',
      subject: '【12319】已按您的要求删除个人信息',
      mail: [
        '已按您的要求删除已办结上报中的个人信息，并取消全部关注。未办结的上报在办结后的当晚删除。',
        '这是最后一封通知，发送后其中的邮箱地址也会删除。如非本人操作，请拨打 12319。',
      ],
    },
    en: {
      sms: '[12319] Your data was erased as you asked. Not you? Call.',
      subject: '[12319] Your data was erased as you asked',
      mail: [
        'As you asked, we have erased your personal data from your closed reports and ended all following. Open reports follow in the night after they are closed.',
        'This is the last message; your address in it is erased once it is sent. If this was not you, please call 12319.',
      ],
    },
  },
} as const satisfies Record<string, Record<Locale, TemplateTexts>>;
