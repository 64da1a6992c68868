import { z } from 'zod';
import type { Locale } from '@/lib/platform/i18n/locales';

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

/** What each template needs. Ids and variables only: no text of the report and nothing about the person. */
export const TEMPLATE_VARIABLES = {
  'report-received': z.strictObject({ number, code, trackUrl }),
  'report-not-accepted': z.strictObject({ number, trackUrl }),
  'report-signed': z.strictObject({ number, unit, due: due.optional(), trackUrl }),
  'report-handled': z.strictObject({ number, trackUrl }),
  'report-closed': z.strictObject({ number, trackUrl }),
  'desk-question': z.strictObject({ number, trackUrl }),
  extension: z.strictObject({ number, due, trackUrl }),
} as const;

/** What we may tell people; also the id under which a template is registered with a provider, per language. */
export type TemplateId = keyof typeof TEMPLATE_VARIABLES;
/** The variables of one template: number (12 digits), code (6 digits), unit, due (ISO 8601 with zone), trackUrl. */
export type TemplateVariables<T extends TemplateId = TemplateId> = z.input<(typeof TEMPLATE_VARIABLES)[T]>;

/** All variables as a template reads them: present ones safe to print, absent ones empty. */
export interface PrintedVariables {
  number: string;
  code: string;
  unit: string;
  due: string;
}

interface TemplateTexts {
  /** At most 60 characters: a Chinese SMS part holds 70, then 67, and providers add a signature (interfaces.md 5). */
  sms(v: PrintedVariables): string;
  subject(v: PrintedVariables): string;
  /** The paragraphs of the e-mail, without link and footer. */
  mail(v: PrintedVariables): string[];
}

/** Templates that a stranger can cause by naming somebody else's number; they have a cap of their own. */
export const CAUSED_BY_PUBLIC: readonly TemplateId[] = ['report-received'];

export const TEMPLATES: Record<TemplateId, Record<Locale, TemplateTexts>> = {
  'report-received': {
    'zh-CN': {
      sms: (v) => `【12319】已收到上报，编号${v.number}，查询码${v.code}，可登录网站或拨12319查询。`,
      subject: (v) => `【12319】已收到您的上报 ${v.number}`,
      mail: (v) => [
        `您的上报已收到，编号 ${v.number}，查询码 ${v.code}。`,
        '请妥善保存编号和查询码：查询进度时两项都要填写。请勿转告他人。',
      ],
    },
    en: {
      sms: (v) => `[12319] Report ${v.number} received. Code ${v.code}.`,
      subject: (v) => `[12319] We have received your report ${v.number}`,
      mail: (v) => [
        `We have received your report. Its number is ${v.number} and its query code is ${v.code}.`,
        'Keep both: you need them to follow the report. Do not pass the code on.',
      ],
    },
  },
  'report-not-accepted': {
    'zh-CN': {
      sms: (v) => `【12319】${v.number}号上报不予受理，原因和去向请凭编号和查询码查看。`,
      subject: (v) => `【12319】上报 ${v.number} 不予受理`,
      mail: (v) => [
        `您的上报 ${v.number} 不予受理。`,
        '原因、应向哪里反映，以及您可以采取的救济途径，请在查询页查看。',
      ],
    },
    en: {
      sms: (v) => `[12319] ${v.number} was not accepted. See why online.`,
      subject: (v) => `[12319] Your report ${v.number} was not accepted`,
      mail: (v) => [
        `Your report ${v.number} was not accepted.`,
        'The reason, who to turn to instead and your remedies are on the tracking page.',
      ],
    },
  },
  'report-signed': {
    'zh-CN': {
      sms: (v) => `【12319】${v.number}号上报已由${v.unit}接收${v.due && `，应于${v.due}前办结`}。`,
      subject: (v) => `【12319】上报 ${v.number} 已有单位接收`,
      mail: (v) => [`您的上报 ${v.number} 已由${v.unit}接收${v.due && `，应于${v.due}前办结`}。`],
    },
    en: {
      sms: (v) => `[12319] ${v.number} is with ${v.unit}${v.due && `, due ${v.due}`}.`,
      subject: (v) => `[12319] Your report ${v.number} is with the unit in charge`,
      mail: (v) => [
        `Your report ${v.number} was received by ${v.unit}${v.due && ` and is due by ${v.due}`}.`,
      ],
    },
  },
  'report-handled': {
    'zh-CN': {
      sms: (v) => `【12319】${v.number}号上报已处理，正在核查结果。`,
      subject: (v) => `【12319】上报 ${v.number} 已处理`,
      mail: (v) => [`您的上报 ${v.number} 已处理，正在核查结果。`],
    },
    en: {
      sms: (v) => `[12319] ${v.number} was dealt with, now being checked.`,
      subject: (v) => `[12319] Your report ${v.number} was dealt with`,
      mail: (v) => [`Your report ${v.number} was dealt with. The result is now being checked.`],
    },
  },
  'report-closed': {
    'zh-CN': {
      sms: (v) => `【12319】${v.number}号上报已办结，结果请凭编号和查询码查看。`,
      subject: (v) => `【12319】上报 ${v.number} 已办结`,
      mail: (v) => [`您的上报 ${v.number} 已办结。`, '办理结果，以及您不满意时的救济途径，请在查询页查看。'],
    },
    en: {
      sms: (v) => `[12319] ${v.number} is closed. See the result online.`,
      subject: (v) => `[12319] Your report ${v.number} is closed`,
      mail: (v) => [
        `Your report ${v.number} is closed.`,
        'The result, and your remedies if you are not satisfied, are on the tracking page.',
      ],
    },
  },
  'desk-question': {
    'zh-CN': {
      sms: (v) => `【12319】承办单位对${v.number}号上报有疑问，请凭编号和查询码查看。`,
      subject: (v) => `【12319】承办单位对上报 ${v.number} 有疑问`,
      mail: (v) => [`承办单位对您的上报 ${v.number} 有一个问题，请在查询页查看。`],
    },
    en: {
      sms: (v) => `[12319] Question about ${v.number}. See it online.`,
      subject: (v) => `[12319] A question about your report ${v.number}`,
      mail: (v) => [
        `The unit in charge has a question about your report ${v.number}. It is on the tracking page.`,
      ],
    },
  },
  extension: {
    'zh-CN': {
      sms: (v) => `【12319】${v.number}号上报的办理时限延至${v.due}。`,
      subject: (v) => `【12319】上报 ${v.number} 办理时限延长`,
      mail: (v) => [`您的上报 ${v.number} 的办理时限延至${v.due}。理由请在查询页查看。`],
    },
    en: {
      sms: (v) => `[12319] ${v.number} has a new due date: ${v.due}.`,
      subject: (v) => `[12319] More time for your report ${v.number}`,
      mail: (v) => [`Your report ${v.number} is now due by ${v.due}. The reason is on the tracking page.`],
    },
  },
};
