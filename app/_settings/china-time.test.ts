import { expect, test } from 'vitest';
import { chinaField, fromChinaField } from './china-time';

test('a field has the time in China, eight hours on, and gives the same moment back', () => {
  expect(chinaField('2026-11-25T20:30:00.000Z')).toBe('2026-11-26T04:30');
  expect(chinaField('2026-11-25T20:30:05.120Z')).toBe('2026-11-26T04:30:05.120');
  expect(chinaField(null)).toBe('');
  expect(fromChinaField('2026-11-26T04:30')).toBe('2026-11-26T04:30:00+08:00');
  expect(fromChinaField('2026-11-26T04:30:05.120')).toBe('2026-11-26T04:30:05.120+08:00');
  expect(fromChinaField('tomorrow')).toBe('tomorrow');
});
