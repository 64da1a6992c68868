import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText } from './fold-text';
import { findOutOfScope } from './out-of-scope';

describe('who else a text belongs to', () => {
  it.each([
    ['医保卡里的钱怎么查', '12345'],
    ['医疗保险报销不了', '12345'],
    ['公积金提取太慢', '12345'],
    ['工地拖欠农民工工资', '12345'],
    ['孩子入学怎么划学区', '12345'],
    ['低保申请不下来', '12345'],
    ['My medical insurance was refused', '12345'],
    ['家里停电了', '95598'],
    ['小区停电两天了', '95598'],
    ['我家没电了', '95598'],
    ['电费算错了', '95598'],
    ['電費太高，電錶不準', '95598'],
    ['There is a power cut in our street', '95598'],
    ['火车票退不了', '12306'],
    ['高铁晚点三个小时', '12306'],
    ['I cannot refund my train ticket', '12306'],
  ])('%s -> %s', (text, where) => {
    expect(findOutOfScope(text)?.where).toBe(where);
  });

  it.each([
    '',
    '路灯不亮',
    '路灯停电了',
    '红绿灯没电不亮',
    '充电桩没电',
    '电梯停电没人管',
    '医保局门口井盖丢了',
    '社保中心对面乱停车',
    '火车票代售点旁边占道经营',
    '高考期间工地施工噪音大',
    '中考期间楼下太吵',
    '电表箱门坏了',
    '低保洁费用的物业',
    '火车站广场积雪',
    '有人打架',
    '家里没水',
    '家里暖气不热',
    'The street light has no power',
    'The lift stopped in a power outage',
    'Rubbish outside the pension office',
  ])('is nobody else for: %s', (text) => {
    expect(findOutOfScope(text)).toBeNull();
  });

  it('names each word once and says why in both languages', () => {
    const advice = findOutOfScope('电费不对，电表不准。电费又涨了');
    expect(advice?.words).toEqual(['电费', '电表']);
    expect(advice?.reason).toContain('95598');
    expect(advice?.reasonEn).toContain('95598');
  });

  it('gives words as they stand in the folded text', () => {
    const parts = fc.constantFrom(
      '醫保',
      '停电',
      '火車票',
      '路灯',
      '，',
      ' ',
      '门口',
      'Power Cut',
      '的',
      '。',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 12 }), (list) => {
        const text = list.join('');
        for (const word of findOutOfScope(text)?.words ?? []) expect(foldText(text)).toContain(word);
      }),
    );
  });
});
