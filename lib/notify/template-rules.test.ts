import { describe, expect, test } from 'vitest';
import { fieldErrors } from '@/lib/platform/field-errors';
import { builtInTexts } from './message-texts';
import { templateSchema, TEMPLATE_REFERENCES, type TemplateValue } from './template-rules';

const SIGNED = 'report-signed.zh-CN';

function faults(change: Partial<TemplateValue>, id = SIGNED): string[] {
  const parsed = templateSchema.safeParse({ ...builtInTexts(id), ...change });
  return parsed.success
    ? []
    : fieldErrors(parsed.error).map(({ field, message }) => `${field}: ${message.en}`);
}

test('every built-in text keeps the rules, and comes back as it is', () => {
  expect(TEMPLATE_REFERENCES).toHaveLength(40);
  for (const id of TEMPLATE_REFERENCES)
    expect(templateSchema.parse(builtInTexts(id))).toEqual(builtInTexts(id));
});

describe('an SMS is refused', () => {
  test.each<[string, string, string]>([
    [
      'with an unknown variable',
      '【12319】{number}号由{desk}接收',
      'There is no variable {desk}; you may use {number}、{unit}、{due}',
    ],
    [
      'without what must be said',
      '【12319】已由{unit}接收',
      '{number} must be said, and not in a part that may be left out',
    ],
    [
      'with what must be said in an optional part',
      '【12319】{due?{number}号限{due}}',
      '{number} must be said, and not in a part that may be left out',
    ],
    [
      'with what may be absent in the open',
      '【12319】{number}号限{due}',
      '{due} may be absent; write {due?…{due}…}',
    ],
    ['with a brace too many', '【12319】{number}}号', 'Braces do not match'],
    ['without the signature', '{number}号已接收', 'It must begin with “【12319】”'],
    ['with the signature at its end', '{number}号已接收【12319】', 'It must begin with “【12319】”'],
    ['with two signatures', '【12319】{number}号【城管】', 'No 【】 after the signature'],
    ['with a line break', '【12319】{number}号\n已接收', 'One line without tabs'],
    ['with a hidden direction mark', '【12319】{number}号\u202e已接收', 'One line without tabs'],
    ['with a web address', '【12319】{number}号见 https://x.example', 'No web address in an SMS'],
    ['with one that has no scheme', '【12319】{number}号见12319.gov.cn', 'No web address in an SMS'],
    ['with a short link', '【12319】{number}号见t.cn/x', 'No web address in an SMS'],
    ['with variables side by side', '【12319】{number}{unit}接收', 'Put words between two variables'],
    ['with a variable twice', '【12319】{number}号，{number}', 'Use a variable once'],
    ['with nothing', ' ', 'Fill this in'],
  ])('%s', (_name, sms, expected) => {
    const found = faults({ sms });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(`sms: ${expected}`);
  });

  test('in English with the Chinese signature', () => {
    expect(faults({ sms: '【12319】{number} is with {unit}.' }, 'report-signed.en')).toEqual([
      'sms: It must begin with “[12319] ”',
    ]);
  });
});

test('a full stop without a blank is no web address', () => {
  expect(faults({ sms: '[12319] {number} is closed.See it online.' }, 'report-closed.en')).toEqual([]);
});

test('mails keep their rules, too', () => {
  expect(faults({ mailSubject: '【12319】一行\n两行' })).toEqual([
    'mailSubject: One line without tabs or characters that cannot be seen',
  ]);
  expect(faults({ mailSubject: '【12319】验证码{code}' }, 'my-code.zh-CN')).toEqual([
    'mailSubject: No {code} in a subject: locked screens show it',
  ]);
  expect(faults({ mailText: '您的上报已接收' })).toEqual([
    'mailText: {number} must be said, and not in a part that may be left out',
  ]);
  expect(faults({ mailText: '编号 {number}，见 http://x.example' })).toEqual([
    'mailText: No web address: the mail brings its own link',
  ]);
  const parsed = templateSchema.parse({ ...builtInTexts(SIGNED), mailText: ' 一 {number}\r\n\r\n二 ' });
  expect(parsed.mailText).toBe('一 {number}\n二');
});
