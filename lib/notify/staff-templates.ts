import type { Locale } from '@/lib/platform/i18n/locales';
import type { TemplateTexts } from './template-texts';

/** What who works here is told about their account. The link is in the e-mail only. */
export const STAFF_TEMPLATES = {
  'staff-invitation': {
    'zh-CN': {
      sms: '【12319】工作台账户的邀请已发至您的电子邮箱，三天内有效。',
      subject: '【12319】邀请您启用工作台账户',
      mail: [
        '安全管理员为您开设了 12319 工作台账户，登录名 {login}。',
        '请点击下面的链接设置口令和验证器。链接三天内有效，只能使用一次，请勿转发：谁拿到都能启用账户。',
      ],
      link: '启用账户',
    },
    en: {
      sms: '[12319] Your console invitation is in your e-mail.',
      subject: '[12319] Set up your console account',
      mail: [
        'A security administrator has made a 12319 console account for you. Your login name is {login}.',
        'Follow the link to set a password and an authenticator. It is good for three days and one use. Do not pass it on: whoever has it can set up the account.',
      ],
      link: 'Set up the account',
    },
  },
  'staff-reset': {
    'zh-CN': {
      sms: '【12319】工作台登录方式已重置，新的链接已发至您的电子邮箱。',
      subject: '【12319】请重新设置工作台登录方式',
      mail: [
        '您的 12319 工作台账户 {login} 的登录方式已由安全管理员重置，原来的口令和验证器不能再用。',
        '请点击下面的链接重新设置口令和验证器。链接三天内有效，只能使用一次，请勿转发。如非您要求，请立即联系安全管理员。',
      ],
      link: '重新设置',
    },
    en: {
      sms: '[12319] Sign-in reset: see the link in your e-mail.',
      subject: '[12319] Set up your console sign-in again',
      mail: [
        'A security administrator has reset the sign-in of your 12319 console account {login}; its former password and authenticator no longer work.',
        'Follow the link to set new ones. It is good for three days and one use; do not pass it on. If you did not ask for this, tell your security administrator at once.',
      ],
      link: 'Set them up again',
    },
  },
} as const satisfies Record<string, Record<Locale, TemplateTexts>>;
