import { expect, test } from 'vitest';
import { foldLogin } from './login-name';
import { passwordFault } from './password-rules';
import { foldRecoveryCode } from './recovery-codes';

test.each([
  ['elevenchars', 'short'],
  ['路灯不亮晚上看不清路', 'short'],
  ['一'.repeat(12), 'common'],
  ['x'.repeat(129), 'long'],
  ['Password1234', 'common'],
  ['P@ssw0rd1234', 'common'],
  ['qwertyuiop[]', 'common'],
  ['abcdefghijklmnop', 'common'],
  ['098765432109876', 'common'],
  ['abcabcabcabc', 'common'],
  ['1qaz2wsx3edc', 'common'],
  ['woaini1314520', 'common'],
  ['my name is zhang.san', 'login'],
  ['ＺＨＡＮＧ.ＳＡＮ ok then', 'login'],
  ['seven blue lamps in harbin', null],
  ['中央大街的路灯今天很亮呀', null],
  ['kX9-vb2Qw-77tR', null],
])('%s: %s', (password, fault) => {
  expect(passwordFault(password, 'zhang.san')).toBe(fault);
});

test('a login name is one name however it is typed', () => {
  expect([' Zhang.San ', 'ＺＨＡＮＧ．ｓａｎ', 'zhang.san'].map(foldLogin)).toEqual(
    Array(3).fill('zhang.san'),
  );
  expect(['ab', '.abc', '张三三', 'a b c', 'x'.repeat(65), 7, null].map(foldLogin)).toEqual(
    Array(7).fill(null),
  );
});

test('a recovery code is read as it was meant', () => {
  expect(foldRecoveryCode(' ABCDE-FGHJK ')).toBe('abcdefghjk');
  expect(foldRecoveryCode('oOiIl-vwxyz')).toBe('00111vwxyz');
  expect(foldRecoveryCode('ABCDE-FGHJ')).toBeNull();
  expect(foldRecoveryCode('uuuuu-uuuuu')).toBeNull();
});
