import { z } from 'zod';
import type { Locale } from '@/lib/platform/i18n/locales';
import { CASE_TEMPLATES } from './case-templates';
import { STAFF_TEMPLATES } from './staff-templates';
import { PRIVACY_TEMPLATES } from './privacy-templates';
import type { TemplateTexts } from './template-texts';

const number = z.string().regex(/^\d{12}$/);
const code = z.string().regex(/^\d{6}$/);
/** As the desk writes it; a very long name must not keep the news from being told. */
const unit = z
  .string()
  .min(1)
  .transform((name) => name.slice(0, 200));
const due = z.iso.datetime({ offset: true });
/** The page an e-mail links to: the signed link when the caller has one, else the plain track page. Never in an SMS. */
const trackUrl = z.url({ protocol: /^https?$/ }).optional();
/** Category and district by their names in the catalogue, in the reader's language. */
const matter = z.string().min(1).max(100);
const place = z.string().min(1).max(100);
/** As lib/staff folds it. */
const login = z.string().regex(/^[a-z0-9][a-z0-9._-]{2,63}$/);
/** The page that ends the messages about one case. Never in an SMS. */
const unfollowUrl = z.url({ protocol: /^https?$/ });

/** What each template needs. Ids and variables only: no text of the report and nothing about the person. */
export const TEMPLATE_VARIABLES = {
  'report-received': z.strictObject({ number, code, trackUrl }),
  'report-not-accepted': z.strictObject({ number, trackUrl }),
  'report-signed': z.strictObject({ number, unit, due: due.optional(), trackUrl }),
  'report-handled': z.strictObject({ number, trackUrl }),
  'report-closed': z.strictObject({ number, trackUrl }),
  'desk-question': z.strictObject({ number, trackUrl }),
  extension: z.strictObject({ number, due, trackUrl }),
  'report-withdrawn': z.strictObject({ number, trackUrl }),
  'report-reopened': z.strictObject({ number, trackUrl }),
  /** To the address that was left before. */
  'contact-changed': z.strictObject({ number, trackUrl }),
  /** To the address that is left now. */
  'contact-set': z.strictObject({ number, trackUrl }),
  'my-code': z.strictObject({ code, trackUrl }),
  /** Proves the contact of who follows a case. */
  'follow-code': z.strictObject({ code, trackUrl }),
  /** To who follows a case; trackUrl is its public page. The tracking number is the reporter's and never in these. */
  'case-handled': z.strictObject({ matter, place, trackUrl, unfollowUrl }),
  'case-closed': z.strictObject({ matter, place, trackUrl, unfollowUrl }),
  'case-reopened': z.strictObject({ matter, place, trackUrl, unfollowUrl }),
  /** The reporter took the report back: for the others the problem may still be there. */
  'case-ended': z.strictObject({ matter, place, trackUrl, unfollowUrl }),
  /** To who works here; trackUrl is the one-time link. */
  'staff-invitation': z.strictObject({ login, trackUrl }),
  'staff-reset': z.strictObject({ login, trackUrl }),
  /** To who asked for erasure, last of all. */
  'data-erased': z.strictObject({}),
} as const;

/** What we may tell people; also the id under which a template is registered with a provider, per language. */
export type TemplateId = keyof typeof TEMPLATE_VARIABLES;
/** The variables of one template: number (12 digits), code (6 digits), unit, due (ISO 8601 with zone), matter, place, trackUrl, unfollowUrl. */
export type TemplateVariables<T extends TemplateId = TemplateId> = z.input<(typeof TEMPLATE_VARIABLES)[T]>;

/** Templates that a stranger can cause by naming somebody else's number; they have a cap of their own. */
export const CAUSED_BY_PUBLIC: readonly TemplateId[] = [
  'report-received',
  'contact-set',
  'my-code',
  'follow-code',
];

export const TEMPLATES: Record<TemplateId, Record<Locale, TemplateTexts>> = {
  'report-received': {
    'zh-CN': {
      sms: '【12319】已收到上报，编号{number}，查询码{code}，可登录网站或拨12319查询。',
      subject: '【12319】已收到您的上报 {number}',
      mail: [
        '您的上报已收到，编号 {number}，查询码 {code}。',
        '请妥善保存编号和查询码：查询进度时两项都要填写。请勿转告他人。',
      ],
    },
    en: {
      sms: '[12319] Report {number} received. Code {code}.',
      subject: '[12319] We have received your report {number}',
      mail: [
        'We have received your report. Its number is {number} and its query code is {code}.',
        'Keep both: you need them to follow the report. Do not pass the code on.',
      ],
    },
  },
  'report-not-accepted': {
    'zh-CN': {
      sms: '【12319】{number}号上报不予受理，原因和去向请凭编号和查询码查看。',
      subject: '【12319】上报 {number} 不予受理',
      mail: [
        '您的上报 {number} 不予受理。',
        '原因、应向哪里反映，以及您可以采取的救济途径，请在查询页查看。',
      ],
    },
    en: {
      sms: '[12319] {number} was not accepted. See why online.',
      subject: '[12319] Your report {number} was not accepted',
      mail: [
        'Your report {number} was not accepted.',
        'The reason, who to turn to instead and your remedies are on the tracking page.',
      ],
    },
  },
  'report-signed': {
    'zh-CN': {
      sms: '【12319】{number}号上报已由{unit}接收{due?，应于{due}前办结}。',
      subject: '【12319】上报 {number} 已有单位接收',
      mail: ['您的上报 {number} 已由{unit}接收{due?，应于{due}前办结}。'],
    },
    en: {
      sms: '[12319] {number} is with {unit}{due?, due {due}}.',
      subject: '[12319] Your report {number} is with the unit in charge',
      mail: ['Your report {number} was received by {unit}{due? and is due by {due}}.'],
    },
  },
  'report-handled': {
    'zh-CN': {
      sms: '【12319】{number}号上报已处理，正在核查结果。',
      subject: '【12319】上报 {number} 已处理',
      mail: ['您的上报 {number} 已处理，正在核查结果。'],
    },
    en: {
      sms: '[12319] {number} was dealt with, now being checked.',
      subject: '[12319] Your report {number} was dealt with',
      mail: ['Your report {number} was dealt with. The result is now being checked.'],
    },
  },
  'report-closed': {
    'zh-CN': {
      sms: '【12319】{number}号上报已办结，结果请凭编号和查询码查看。',
      subject: '【12319】上报 {number} 已办结',
      mail: ['您的上报 {number} 已办结。', '办理结果，以及您不满意时的救济途径，请在查询页查看。'],
    },
    en: {
      sms: '[12319] {number} is closed. See the result online.',
      subject: '[12319] Your report {number} is closed',
      mail: [
        'Your report {number} is closed.',
        'The result, and your remedies if you are not satisfied, are on the tracking page.',
      ],
    },
  },
  'desk-question': {
    'zh-CN': {
      sms: '【12319】承办单位对{number}号上报有疑问，请凭编号和查询码查看。',
      subject: '【12319】承办单位对上报 {number} 有疑问',
      mail: ['承办单位对您的上报 {number} 有一个问题，请在查询页查看。'],
    },
    en: {
      sms: '[12319] Question about {number}. See it online.',
      subject: '[12319] A question about your report {number}',
      mail: ['The unit in charge has a question about your report {number}. It is on the tracking page.'],
    },
  },
  extension: {
    'zh-CN': {
      sms: '【12319】{number}号上报的办理时限延至{due}。',
      subject: '【12319】上报 {number} 办理时限延长',
      mail: ['您的上报 {number} 的办理时限延至{due}。理由请在查询页查看。'],
    },
    en: {
      sms: '[12319] {number} has a new due date: {due}.',
      subject: '[12319] More time for your report {number}',
      mail: ['Your report {number} is now due by {due}. The reason is on the tracking page.'],
    },
  },
  'report-withdrawn': {
    'zh-CN': {
      sms: '【12319】{number}号上报已按您的要求撤回。',
      subject: '【12319】上报 {number} 已撤回',
      mail: ['您的上报 {number} 已按您的要求撤回。如非本人操作，请拨打 12319。'],
    },
    en: {
      sms: '[12319] {number} was withdrawn as you asked.',
      subject: '[12319] Your report {number} was withdrawn',
      mail: ['Your report {number} was withdrawn as you asked. If this was not you, please call 12319.'],
    },
  },
  'report-reopened': {
    'zh-CN': {
      sms: '【12319】{number}号上报已重新办理，进度可随时查询。',
      subject: '【12319】上报 {number} 已重新办理',
      mail: ['您的上报 {number} 已按您的要求重新办理。'],
    },
    en: {
      sms: '[12319] {number} is being dealt with again.',
      subject: '[12319] Your report {number} was reopened',
      mail: ['Your report {number} was reopened as you asked and is being dealt with again.'],
    },
  },
  'contact-changed': {
    'zh-CN': {
      sms: '【12319】{number}号上报的联系方式已更改。如非本人操作请拨12319。',
      subject: '【12319】上报 {number} 的联系方式已更改',
      mail: ['上报 {number} 的联系方式已更改，此邮箱不再收到其进展。', '如非本人操作，请拨打 12319。'],
    },
    en: {
      sms: '[12319] Contact of {number} changed. Not you? Call.',
      subject: '[12319] The contact of report {number} was changed',
      mail: [
        'The contact of report {number} was changed; this address will not hear of it any more.',
        'If this was not you, please call 12319.',
      ],
    },
  },
  'contact-set': {
    'zh-CN': {
      sms: '【12319】此号码已设为{number}号上报的联系方式。如有误请拨12319。',
      subject: '【12319】此邮箱已设为上报 {number} 的联系方式',
      mail: ['此邮箱已设为上报 {number} 的联系方式，将收到其进展。', '如与您无关，请拨打 12319。'],
    },
    en: {
      sms: '[12319] You will now hear about {number}.',
      subject: '[12319] You will now hear about report {number}',
      mail: [
        'This address was given as the contact of report {number} and will hear how it goes.',
        'If this has nothing to do with you, please call 12319.',
      ],
    },
  },
  'my-code': {
    'zh-CN': {
      sms: '【12319】验证码{code}，用于查看我的上报，10分钟内有效，请勿转告他人。',
      subject: '【12319】查看我的上报：验证码',
      mail: [
        '您的验证码是 {code}，用于查看您的全部上报，10 分钟内有效。',
        '请勿转告他人，工作人员不会向您索要。',
      ],
    },
    en: {
      sms: '[12319] {code} is your code, for 10 minutes.',
      subject: '[12319] Your code to see your reports',
      mail: [
        'Your code is {code}. It opens the list of your reports and is valid for 10 minutes.',
        'Do not pass it on; our staff will never ask for it.',
      ],
    },
  },
  'follow-code': {
    'zh-CN': {
      sms: '【12319】验证码{code}，用于接收您关注案件的进展，10分钟内有效，请勿转告他人。',
      subject: '【12319】关注案件：验证码',
      mail: [
        '您的验证码是 {code}，填写后，您关注的案件有进展时会通知此邮箱，10 分钟内有效。',
        '如与您无关，请忽略，不会再有通知。',
      ],
      link: '填写验证码',
    },
    en: {
      sms: '[12319] {code} confirms your number, for 10 minutes.',
      subject: '[12319] Your code to follow a case',
      mail: [
        'Your code is {code}. With it this address will hear how the case you follow goes. It is valid for 10 minutes.',
        'If this has nothing to do with you, ignore it; nothing more will come.',
      ],
      link: 'Enter the code',
    },
  },
  ...CASE_TEMPLATES,
  ...STAFF_TEMPLATES,
  ...PRIVACY_TEMPLATES,
};
