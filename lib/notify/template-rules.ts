import { z } from 'zod';
import type { Locale } from '@/lib/platform/i18n/locales';
import { say } from '@/lib/platform/field-errors';
import { providerTemplateId, templateOf } from './render';
import { TEMPLATE_VARIABLES, TEMPLATES, type TemplateId } from './templates';
import { readVariables } from './text-template';

/** Every text there is, as providers name it. */
export const TEMPLATE_REFERENCES: readonly string[] = (Object.keys(TEMPLATES) as TemplateId[]).flatMap((id) =>
  (['zh-CN', 'en'] as const).map((locale) => providerTemplateId(id, locale)),
);

/** What the sender puts into mails itself. */
const LINKS = new Set(['trackUrl', 'unfollowUrl']);
/** Nice to know; a text may leave them out. */
const NOT_NEEDED = new Set(['unit', 'place', 'login']);

/** The signature that stands before every message: providers in China register it and refuse a text without one. */
export const SIGNATURES: Record<Locale, string> = { 'zh-CN': '【12319】', en: '[12319] ' };

/** The variables that a template's texts may use, which of them must be said, and which may be absent. */
export function variablesOf(templateId: TemplateId): {
  allowed: string[];
  needed: string[];
  optional: string[];
} {
  const shape: Record<string, z.ZodType> = TEMPLATE_VARIABLES[templateId].shape;
  const allowed = Object.keys(shape).filter((name) => !LINKS.has(name));
  const optional = allowed.filter((name) => shape[name]?.safeParse(undefined).success);
  return {
    allowed,
    optional,
    needed: allowed.filter((name) => !optional.includes(name) && !NOT_NEEDED.has(name)),
  };
}

// What a screen does not show, or shows in another place than it stands.
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;
const UNPRINTABLE_IN_MAIL = /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;
const ADDRESS =
  /:\/\/|www\.|[a-z0-9-]+\.(?:com|cn|net|org|gov|edu|info|io|top|xyz|cc|me|link|site|vip|ink|ltd)(?![a-z])/iu;

const braced = (names: readonly string[]) => names.map((name) => `{${name}}`).join('、');

/** What is wrong with the variables of a text. */
function variableFault(text: string, templateId: TemplateId, needed: readonly string[]): string | null {
  const { allowed, optional } = variablesOf(templateId);
  const { printed, asked, open, loose, broken } = readVariables(text);
  if (broken)
    return say(
      '花括号不成对，或写法不对：变量写作 {number}，可省略的部分写作 {due?，应于{due}前办结}',
      'Braces do not match: write {number} for a variable and {due?, due {due}} for what may be left out',
    );
  const unknown = [...printed, ...asked].filter((name) => !allowed.includes(name));
  if (unknown.length > 0)
    return say(
      `没有变量 ${braced(unknown)}，可以使用：${braced(allowed)}`,
      `There is no variable ${braced(unknown)}; you may use ${braced(allowed)}`,
    );
  const missing = needed.filter((name) => !open.includes(name));
  if (missing.length > 0)
    return say(
      `必须写明 ${braced(missing)}，且不能放在可省略的部分`,
      `${braced(missing)} must be said, and not in a part that may be left out`,
    );
  const absent = optional.find((name) => loose.includes(name));
  if (absent)
    return say(
      `{${absent}} 有时没有内容，请写作 {${absent}?…{${absent}}…}`,
      `{${absent}} may be absent; write {${absent}?…{${absent}}…}`,
    );
  return null;
}

function lineFault(text: string, locale: Locale): string | null {
  if (UNPRINTABLE.test(text))
    return say(
      '只能写一行，不能有换行、制表符或看不见的字符',
      'One line without tabs or characters that cannot be seen',
    );
  if (!text.startsWith(SIGNATURES[locale]))
    return say(`开头必须是签名“${SIGNATURES[locale]}”`, `It must begin with “${SIGNATURES[locale]}”`);
  return null;
}

function smsFault(text: string, templateId: TemplateId, locale: Locale): string | null {
  const { printed, adjacent } = readVariables(text);
  if (/[【】]/u.test(text.slice(SIGNATURES[locale].length)))
    return say(
      '签名以外不能使用【】，运营商会当作签名',
      'No 【】 after the signature: carriers take it for one',
    );
  if (ADDRESS.test(text))
    return say(
      '短信里不能有网址：运营商会拦截，也容易被仿冒',
      'No web address in an SMS: carriers block it, and it is easily faked',
    );
  // Both are rules of Chinese providers, which must register the text before it may be sent.
  if (adjacent)
    return say(
      '两个变量之间要有文字，否则服务商不予登记',
      'Put words between two variables, or providers will not register the text',
    );
  if (new Set(printed).size < printed.length)
    return say(
      '同一个变量只能出现一次，否则服务商不予登记',
      'Use a variable once, or providers will not register the text',
    );
  return variableFault(text, templateId, variablesOf(templateId).needed);
}

function subjectFault(text: string, templateId: TemplateId): string | null {
  if (readVariables(text).printed.includes('code'))
    return say('主题里不能有 {code}：锁屏也会显示主题', 'No {code} in a subject: locked screens show it');
  return variableFault(text, templateId, []);
}

function mailFault(text: string, templateId: TemplateId): string | null {
  if (UNPRINTABLE_IN_MAIL.test(text))
    return say('有看不见的字符，请删去', 'There are characters that cannot be seen; remove them');
  if (/:\/\/|www\./iu.test(text))
    return say('不必写网址：邮件会自动附上查询链接', 'No web address: the mail brings its own link');
  return variableFault(text, templateId, variablesOf(templateId).needed);
}

const text = (most: number) => z.string().trim().min(1).max(most);

/** The texts of one template in one language; how long the SMS may be is seen by the kind's check. */
export const templateSchema = z
  .strictObject({
    template: z.enum(TEMPLATE_REFERENCES),
    sms: text(500),
    mailSubject: text(200),
    /** A line is a paragraph; empty ones are left out. */
    mailText: text(4_000).transform((mail) =>
      mail
        .split(/\r\n|\r|\n/)
        .map((line) => line.trim())
        .filter((line) => line !== '')
        .join('\n'),
    ),
  })
  .superRefine((given, context) => {
    const { templateId, locale } = templateOf(given.template);
    const faults = {
      sms: lineFault(given.sms, locale) ?? smsFault(given.sms, templateId, locale),
      mailSubject: lineFault(given.mailSubject, locale) ?? subjectFault(given.mailSubject, templateId),
      mailText: mailFault(given.mailText, templateId),
    };
    for (const [field, message] of Object.entries(faults))
      if (message) context.addIssue({ code: 'custom', path: [field], message });
  });

export type TemplateValue = z.output<typeof templateSchema>;
