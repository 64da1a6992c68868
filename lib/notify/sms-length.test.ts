import { describe, expect, test } from 'vitest';
import { smsLength } from './sms-length';

const of = (text: string) => {
  const { encoding, units, parts } = smsLength(text);
  return [encoding, units, parts];
};

// 3GPP TS 23.038 6.2.1 (tables), 23.040 9.2.3.24.1 (header); Twilio "What is the SMS character limit?": 161 characters are
// two messages of 153 and 8; 70, then 67 with any character outside GSM-7.
describe('parts of an SMS', () => {
  test.each<[string, string, unknown[]]>([
    ['nothing', '', ['GSM-7', 0, 1]],
    ['160 of GSM-7', 'a'.repeat(160), ['GSM-7', 160, 1]],
    ['161 of GSM-7', 'a'.repeat(161), ['GSM-7', 161, 2]],
    ['306 of GSM-7', 'a'.repeat(306), ['GSM-7', 306, 2]],
    ['307 of GSM-7', 'a'.repeat(307), ['GSM-7', 307, 3]],
    ['70 Chinese', '路'.repeat(70), ['UCS-2', 70, 1]],
    ['71 Chinese', '路'.repeat(71), ['UCS-2', 71, 2]],
    ['134 Chinese', '路'.repeat(134), ['UCS-2', 134, 2]],
    ['135 Chinese', '路'.repeat(135), ['UCS-2', 135, 3]],
    ['one Chinese character makes all UCS-2', `${'a'.repeat(70)}路`, ['UCS-2', 71, 2]],
    ['accents and Greek of the basic table', 'éèùìòÇØøÅåΔΦΓΛΩΠΨΣΘΞ@£$¥', ['GSM-7', 24, 1]],
    ['ç is not of it, Ç is', 'ç', ['UCS-2', 1, 1]],
    ['a curly quote is not of it', 'It’s', ['UCS-2', 4, 1]],
    ['the extension table takes two each', '[12319] {€}', ['GSM-7', 16, 1]],
    ['80 euro signs', '€'.repeat(80), ['GSM-7', 160, 1]],
    ['81 euro signs', '€'.repeat(81), ['GSM-7', 162, 2]],
    // 76 euro signs are 152 septets; the 77th does not fit into the last one of a part.
    ['an escape is never cut from its character', '€'.repeat(153), ['GSM-7', 306, 3]],
    ['35 emoji', '😀'.repeat(35), ['UCS-2', 70, 1]],
    ['36 emoji', '😀'.repeat(36), ['UCS-2', 72, 2]],
    // 33 pairs are 66 units; the 34th does not fit into the last one of a part.
    ['a surrogate pair is never cut', '😀'.repeat(67), ['UCS-2', 134, 3]],
  ])('%s', (_name, text, expected) => {
    expect(of(text)).toEqual(expected);
  });

  test('a provider in China counts every character, whatever the encoding', () => {
    expect(smsLength('a'.repeat(71))).toMatchObject({ parts: 1, partsInChina: 2 });
    expect(smsLength('路'.repeat(71)).partsInChina).toBe(2);
    expect(smsLength('a'.repeat(70)).partsInChina).toBe(1);
  });
});
