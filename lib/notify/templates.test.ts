import { describe, expect, it } from 'vitest';
import { locales } from '@/lib/platform/i18n/locales';
import { cutText, providerTemplateId, renderMail, renderSms } from './render';
import { TEMPLATES, TEMPLATE_VARIABLES, type TemplateId } from './templates';

const ids = Object.keys(TEMPLATES) as TemplateId[];
const longest = {
  number: '230999999999',
  code: '999999',
  unit: '哈尔滨市道里区城市管理和行政综合执法局靖宇街道办事处',
  due: '2026-12-31T15:59:00Z',
  matter: '占用城市道路、广场等公共场所举办活动未清扫',
  place: '大兴安岭地区加格达奇区',
  login: 'a'.repeat(64),
  unfollowUrl: 'https://12319.example/cases/01abc/following?f=x&t=y',
};
const links = {
  publicBaseUrl: 'https://12319.example',
  unsubscribeUrl: 'https://12319.example/stop?a=1&b=2',
};

function variablesOf(id: TemplateId, values: Record<string, string>): Record<string, string> {
  const wanted = Object.keys(TEMPLATE_VARIABLES[id].shape);
  return Object.fromEntries(Object.entries(values).filter(([name]) => wanted.includes(name)));
}

describe('templates', () => {
  for (const id of ids)
    for (const locale of locales)
      it(`${id} in ${locale} fits an SMS and an e-mail`, () => {
        const variables = variablesOf(id, longest);
        expect(TEMPLATE_VARIABLES[id].safeParse(variables).success).toBe(true);
        const sms = renderSms(providerTemplateId(id, locale), variables);
        expect(sms.length, sms).toBeLessThanOrEqual(60);
        // A one-time code belongs to a person, not to a report; a follower never learns the number of one.
        const about = id.startsWith('staff-')
          ? { 'zh-CN': '您的电子邮箱', en: 'your e-mail' }[locale]
          : id.startsWith('case-')
            ? '占用城市道路'
            : id.endsWith('-code')
              ? '999999'
              : id === 'data-erased'
                ? { 'zh-CN': '已按您的要求删除个人信息', en: 'erased as you asked' }[locale]
                : '2309 9999 9999';
        expect(sms).toContain(about);
        if (/^(case|staff)-/.test(id)) expect(sms).not.toMatch(/\d{4} \d{4}/);
        expect(sms).not.toMatch(/undefined|https?:/);
        const mail = renderMail(id, locale, variables, links);
        expect(mail.subject.length).toBeLessThanOrEqual(78);
        expect(mail.text).toContain('https://12319.example');
        expect(mail.html).toContain('stop?a=1&amp;b=2');
        expect(mail.text.includes('following?f=x&t=y')).toBe(id.startsWith('case-'));
        expect(mail.text + mail.html).not.toContain('undefined');
      });

  it('says when a report is due in Chinese time', () => {
    const variables = { number: '230123456789', unit: '道里区城管局', due: '2026-11-25T10:00:00Z' };
    expect(renderSms('report-signed.zh-CN', variables)).toBe(
      '【12319】2301 2345 6789号上报已由道里区城管局接收，应于11月25日18:00前办结。',
    );
    expect(renderSms('extension.en', variables)).toBe(
      '[12319] 2301 2345 6789 has a new due date: 25 Nov 18:00.',
    );
    expect(renderSms('report-signed.en', { number: '230123456789', unit: 'Desk' })).toBe(
      '[12319] 2301 2345 6789 is with Desk.',
    );
  });

  it('keeps a foreign link, lines and markup out', () => {
    const unit = 'A\r\nBcc: x@y\u202e<b>&';
    const mail = renderMail(
      'report-signed',
      'en',
      { number: '230123456789', unit, trackUrl: 'https://12319.example.evil/t' },
      links,
    );
    expect(mail.text).not.toContain('evil');
    expect(mail.text).toContain('A Bcc: x@y <b>&.');
    expect(mail.html).toContain('A Bcc: x@y &lt;b&gt;&amp;.');
  });

  it('tells the news even when a desk names its unit badly', () => {
    const schema = TEMPLATE_VARIABLES['report-signed'];
    const variables = schema.parse({ number: '230123456789', unit: '局'.repeat(5000) });
    expect(renderSms('report-signed.zh-CN', variables as Record<string, string>)).toContain(
      '局局局局局局局局局…',
    );
    expect(renderSms('report-signed.zh-CN', { number: '230123456789', unit: ' \u200b\n' })).toContain(
      '已由承办单位接收',
    );
  });

  it('cuts between characters, never inside one', () => {
    expect(cutText('𠮷𠮷𠮷', 4)).toBe('𠮷…');
    expect(cutText('靖宇街道办事处', 7)).toBe('靖宇街道办事处');
    expect(cutText('靖宇街道办事处', 6)).toBe('靖宇街道办…');
  });

  it('refuses free text and unknown variables', () => {
    const schema = TEMPLATE_VARIABLES['report-closed'];
    expect(schema.safeParse({ number: '230123456789', text: 'x' }).success).toBe(false);
    expect(schema.safeParse({ number: 'x' }).success).toBe(false);
    expect(() => renderSms('report-closed.fr', {})).toThrow('unknown template');
  });
});
