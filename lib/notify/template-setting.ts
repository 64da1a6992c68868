import type { Tx } from '@/lib/platform/db';
import type { Locale } from '@/lib/platform/i18n/locales';
import { wrongField } from '@/lib/platform/field-errors';
import type { Effect, InBoth, SettingKind } from '@/lib/settings/setting-kind';
import { configuredSmsProvider } from '@/lib/telephony/sms-providers';
import { readCapsRow } from './caps';
import { readAllTexts, readTexts, writeTexts } from './message-texts';
import { fillMail, fillSms, renderSms, templateOf } from './render';
import { smsLength } from './sms-length';
import { templateSchema, TEMPLATE_REFERENCES, variablesOf, type TemplateValue } from './template-rules';

type Values = Record<string, string>;

/** As a resident of Harbin would get it. */
const SAMPLE: Record<Locale, Values> = {
  'zh-CN': {
    number: '230123456789',
    code: '204816',
    unit: '道里区城管局',
    due: '2026-11-25T10:00:00Z',
    matter: '路灯不亮',
    place: '哈尔滨市道里区',
  },
  en: {
    number: '230123456789',
    code: '204816',
    unit: '道里区城管局',
    due: '2026-11-25T10:00:00Z',
    matter: 'Street lamp out',
    place: 'Daoli, Harbin',
  },
};
/** The longest that variables become; rendering cuts names. */
const LONGEST: Values = {
  number: '230999999999',
  code: '999999',
  unit: '哈尔滨市道里区城市管理和行政综合执法局靖宇街道办事处',
  due: '2026-12-31T15:59:00Z',
  matter: '占用城市道路、广场等公共场所举办活动未清扫',
  place: '大兴安岭地区加格达奇区',
};

interface Sample {
  name: InBoth;
  values: Values;
}

/** What the texts are shown and measured with: all there, what may be absent absent, and the longest. */
function samplesOf(id: string): Sample[] {
  const { templateId, locale } = templateOf(id);
  const { optional } = variablesOf(templateId);
  const whole = SAMPLE[locale];
  const least = Object.fromEntries(Object.entries(whole).filter(([name]) => !optional.includes(name)));
  return [
    { name: { zh: '示例', en: 'Example' }, values: whole },
    ...(optional.length > 0
      ? [{ name: { zh: '示例（省略可省略的部分）', en: 'Example, optional parts left out' }, values: least }]
      : []),
    { name: { zh: '变量最长时', en: 'With the longest variables' }, values: LONGEST },
  ];
}

/** The most parts that a text can have. */
function mostParts({ template, sms }: TemplateValue): number {
  const { locale } = templateOf(template);
  const lengths = samplesOf(template).map(({ values }) => smsLength(fillSms({ sms }, locale, values)));
  return Math.max(...lengths.flatMap(({ parts, partsInChina }) => [parts, partsInChina]));
}

/** Texts that would break a limit of parts, by their ids. */
export async function textsAbove(tx: Tx, parts: number): Promise<string[]> {
  const texts = await readAllTexts(tx);
  return texts.filter(({ value }) => mostParts(value) > parts).map(({ value }) => value.template);
}

function smsTable({ template, sms }: TemplateValue): Effect['table'] {
  const { locale } = templateOf(template);
  return {
    columns: [
      { zh: '情形', en: 'Case' },
      { zh: '短信', en: 'SMS' },
      { zh: '字符', en: 'Characters' },
      { zh: '编码', en: 'Encoding' },
      { zh: '条数', en: 'Parts' },
      { zh: '国内计费条数', en: 'Parts billed in China' },
    ],
    rows: samplesOf(template).map(({ name, values }) => {
      const text = fillSms({ sms }, locale, values);
      const { encoding, parts, partsInChina } = smsLength(text);
      return [name, text, String(Array.from(text).length), encoding, String(parts), String(partsInChina)];
    }),
  };
}

function mailTable({ template, mailSubject, mailText }: TemplateValue): Effect['table'] {
  const { locale } = templateOf(template);
  return {
    columns: [
      { zh: '情形', en: 'Case' },
      { zh: '主题', en: 'Subject' },
      { zh: '正文', en: 'Body' },
    ],
    rows: samplesOf(template).map(({ name, values }) => {
      const texts = { subject: mailSubject, mail: mailText.split('\n') };
      const { subject, paragraphs } = fillMail(texts, locale, values);
      return [name, subject, paragraphs.join(' ¶ ')];
    }),
  };
}

/** What the change costs: only the number of parts is paid for. */
function costOf(before: number, after: number): Effect {
  const zh = `短信最长 ${after} 条，现在 ${before} 条`;
  const en = `The SMS has at most ${after} part(s), now ${before}`;
  if (after > before)
    return {
      level: 'warning',
      text: {
        zh: `${zh}：每次发送的费用最多是现在的 ${(after / before).toFixed(1)} 倍。`,
        en: `${en}: each costs up to ${(after / before).toFixed(1)} times as much.`,
      },
    };
  return after > 1
    ? {
        level: 'warning',
        text: { zh: `${zh}。缩短到一条可以省费用。`, en: `${en}. One part would cost less.` },
      }
    : { level: 'information', text: { zh: `${zh}，费用不增加。`, en: `${en}; it costs no more.` } };
}

function registration({ template, sms }: TemplateValue): Effect {
  const provider = configuredSmsProvider(renderSms);
  const twice = /\{[a-z]+[?？]/iu.test(sms);
  const registered = provider?.capabilities.templates ?? false;
  return {
    level: registered ? 'warning' : 'information',
    text: registered
      ? {
          zh: `短信服务商 ${provider?.name} 只发送已登记的模板：请先用新内容重新登记“${template}”并等待审核，否则仍按旧内容发送。`,
          en: `The provider ${provider?.name} sends registered templates only: register “${template}” anew and wait for its approval, or the old text goes out.`,
        }
      : {
          zh: `当前短信服务商不要求登记模板，应用后马上生效。改用国内服务商时，须先登记“${template}”${twice ? '（可省略的部分要分两个模板登记）' : ''}。`,
          en: `The present provider needs no registration, so the text is in force at once. A provider in China needs “${template}” registered first${twice ? ' (as two templates, with and without the optional part)' : ''}.`,
        },
  };
}

/** The words of messages; one subject for each template and language. */
export const messageTemplateKind: SettingKind<TemplateValue> = {
  kind: 'message-template',
  permission: 'settings.templates',
  fixed: true,
  schema: templateSchema,
  jurisdictionOf: () => '000000',
  subjectOf: ({ template }) => template,
  read: async (tx, subject) => (TEMPLATE_REFERENCES.includes(subject) ? readTexts(tx, subject) : null),
  async check(tx, { subject, after }) {
    if (!after || after.template !== subject)
      throw wrongField('template', '请从列表中重新打开这条模板', 'Open this template from the list again');
    const { smsParts } = await readCapsRow(tx);
    const parts = mostParts(after);
    if (parts > smsParts)
      throw wrongField(
        'sms',
        `变量最长时短信有 ${parts} 条，最多允许 ${smsParts} 条，请缩短`,
        `With the longest variables the SMS has ${parts} parts, and ${smsParts} are allowed; shorten it`,
      );
  },
  async write(tx, { after, now }) {
    if (after) await writeTexts(tx, after, now);
  },
  effects: ({ before, after }) => {
    if (!before || !after) return Promise.resolve([]);
    const sms = { zh: '收到的短信', en: 'The SMS as it arrives' };
    const mail = { zh: '收到的邮件（¶ 表示另起一段）', en: 'The e-mail as it arrives (¶: a new paragraph)' };
    return Promise.resolve([
      costOf(mostParts(before), mostParts(after)),
      { level: 'information' as const, text: sms, table: smsTable(after)! },
      ...(before.sms === after.sms ? [] : [registration(after)]),
      { level: 'information' as const, text: mail, table: mailTable(after)! },
    ]);
  },
};
