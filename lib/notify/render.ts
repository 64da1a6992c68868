import { isLocale, localePath, type Locale } from '@/lib/platform/i18n/locales';
import type { PrintedVariables, TemplateTexts } from './template-texts';
import { TEMPLATES, type TemplateId } from './templates';
import { fillIn } from './text-template';

/** Longest name in an SMS, in UTF-16 units, as SMS counts them. */
const SMS_UNIT_LENGTH = 10;
const MAIL_UNIT_LENGTH = 60;
const NAMELESS_UNIT: Record<Locale, string> = { 'zh-CN': '承办单位', en: 'the unit' };
// Control, formatting and bidirectional characters: a desk's unit name must not bring lines or hidden text.
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu;

/** Cuts to `max` UTF-16 units without splitting a character; a cut text ends in "…". */
export function cutText(text: string, max: number): string {
  const clean = text.replaceAll(UNPRINTABLE, ' ').replaceAll(/\s+/g, ' ').trim();
  if (clean.length <= max) return clean;
  let cut = '';
  for (const { segment } of new Intl.Segmenter('zh').segment(clean)) {
    if (cut.length + segment.length > max - 1) break;
    cut += segment;
  }
  return `${cut}…`;
}

const shortDate: Record<Locale, Intl.DateTimeFormat> = {
  'zh-CN': new Intl.DateTimeFormat('zh-CN', {
    timeZone: 'Asia/Shanghai',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }),
  en: new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Asia/Shanghai',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }),
};

/** A moment in Asia/Shanghai without the year: `11月25日18:00`, `25 Nov 18:00`. */
function shortMoment(locale: Locale, iso: string): string {
  const parts = Object.fromEntries(
    shortDate[locale].formatToParts(new Date(iso)).map(({ type, value }) => [type, value]),
  );
  const time = `${parts.hour}:${parts.minute}`;
  return locale === 'zh-CN'
    ? `${Number.parseInt(parts.month ?? '', 10)}月${parts.day}日${time}`
    : `${parts.day} ${(parts.month ?? '').slice(0, 3)} ${time}`;
}

function printed(
  locale: Locale,
  variables: Readonly<Record<string, string>>,
  unitLength: number,
): PrintedVariables {
  return {
    number: (variables.number ?? '').replaceAll(/(\d{4})(?=\d)/g, '$1 '),
    code: variables.code ?? '',
    unit: cutText(variables.unit ?? '', unitLength) || NAMELESS_UNIT[locale],
    due: variables.due ? shortMoment(locale, variables.due) : '',
    matter: cutText(variables.matter ?? '', unitLength),
    place: cutText(variables.place ?? '', unitLength),
    login: variables.login ?? '',
  };
}

/** The name of a template in one language, as providers know it, e.g. `report-received.zh-CN`. */
export function providerTemplateId(templateId: TemplateId, locale: Locale): string {
  return `${templateId}.${locale}`;
}

/**
 * Template and language of a provider template id.
 * @throws Error for an unknown template
 */
export function templateOf(id: string): { templateId: TemplateId; locale: Locale } {
  const dot = id.lastIndexOf('.');
  const [templateId, locale] = [id.slice(0, dot), id.slice(dot + 1)];
  if (!isTemplateId(templateId) || !isLocale(locale)) throw new Error(`unknown template ${id}`);
  return { templateId, locale };
}

/** An SMS by any texts. */
export function fillSms(
  { sms }: Pick<TemplateTexts, 'sms'>,
  locale: Locale,
  variables: Readonly<Record<string, string>>,
): string {
  return fillIn(sms, { ...printed(locale, variables, SMS_UNIT_LENGTH) });
}

/** Subject and paragraphs of an e-mail by any texts. */
export function fillMail(
  { subject, mail }: Pick<TemplateTexts, 'subject' | 'mail'>,
  locale: Locale,
  variables: Readonly<Record<string, string>>,
): { subject: string; paragraphs: string[] } {
  const values = { ...printed(locale, variables, MAIL_UNIT_LENGTH) };
  // A paragraph that is one optional part may have nothing to say.
  const paragraphs = mail.map((line) => fillIn(line, values)).filter((line) => line.trim() !== '');
  return { subject: fillIn(subject, values), paragraphs };
}

/**
 * The SMS text of a provider template id; the built-in texts are at most 60 characters.
 * @param texts what staff have made of the built-in texts
 * @throws Error for an unknown template
 */
export function renderSms(
  id: string,
  variables: Readonly<Record<string, string>>,
  texts?: TemplateTexts,
): string {
  const { templateId, locale } = templateOf(id);
  return fillSms(texts ?? TEMPLATES[templateId][locale], locale, variables);
}

/** True for an id this version knows; a row written by a newer one may name another. */
export function isTemplateId(id: string): id is TemplateId {
  return Object.hasOwn(TEMPLATES, id);
}

interface RenderedMail {
  subject: string;
  text: string;
  html: string;
}

const FOOTER: Record<Locale, string> = {
  'zh-CN':
    '此邮件由12319城市管理服务热线系统自动发出，请勿回复。如非本人操作，请忽略；如需帮助，请拨打12319。',
  en: 'This message was sent automatically by the 12319 city-management hotline; please do not reply. If you did not ask for it, ignore it. For help call 12319.',
};
const LINK_WORDS: Record<Locale, string> = { 'zh-CN': '查询进度', en: 'Follow your report' };
const UNFOLLOW_WORDS: Record<Locale, string> = {
  'zh-CN': '不再关注这个案件',
  en: 'Stop following this case',
};
const UNSUBSCRIBE_WORDS: Record<Locale, string> = { 'zh-CN': '不再接收邮件', en: 'Stop these e-mails' };

/**
 * Subject, plain text and simple HTML of an e-mail.
 * @param links publicBaseUrl for the track page when the variables carry no link, and the page that ends all mail
 * @param texts what staff have made of the built-in texts
 */
export function renderMail(
  templateId: TemplateId,
  locale: Locale,
  variables: Readonly<Record<string, string>>,
  links: { publicBaseUrl: string; unsubscribeUrl: string },
  texts: TemplateTexts = TEMPLATES[templateId][locale],
): RenderedMail {
  const { subject, paragraphs } = fillMail(texts, locale, variables);
  // A link in our mail leads to our own site, whoever queued the message.
  const own = (url = '') => (url.startsWith(`${links.publicBaseUrl}/`) ? url : '');
  const trackUrl = own(variables.trackUrl) || `${links.publicBaseUrl}${localePath(locale, '/track')}`;
  const unfollowUrl = own(variables.unfollowUrl);
  const linkWords = texts.link ?? LINK_WORDS[locale];
  const ends = [
    ...(unfollowUrl ? [{ words: UNFOLLOW_WORDS[locale], url: unfollowUrl }] : []),
    { words: UNSUBSCRIBE_WORDS[locale], url: links.unsubscribeUrl },
  ];
  const anchor = (url: string, words: string) => `<a href="${escapeHtml(url)}">${escapeHtml(words)}</a>`;
  return {
    subject,
    text: [
      ...paragraphs,
      `${linkWords}: ${trackUrl}`,
      FOOTER[locale],
      ...ends.map(({ words, url }) => `${words}: ${url}`),
    ].join('\n\n'),
    html: [
      `<!doctype html><html lang="${locale}"><meta charset="utf-8"><title>${escapeHtml(subject)}</title><body>`,
      ...paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`),
      `<p>${anchor(trackUrl, linkWords)}</p><hr>`,
      `<p><small>${[escapeHtml(FOOTER[locale]), ...ends.map(({ words, url }) => anchor(url, words))].join(' ')}</small></p>`,
      '</body></html>',
    ].join('\n'),
  };
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
