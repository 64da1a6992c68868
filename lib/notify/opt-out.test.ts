import { expect, it } from 'vitest';
import { subscriptionWord } from './opt-out';

it.each(['退订', ' 退订。', '“退订”', 'TD', 'td', 'ＴＤ', 'Stop', 'STOP!', 'unsubscribe\n', '取消订阅'])(
  '%s ends the messages',
  (text) => expect(subscriptionWord(text)).toBe('stop'),
);

it.each(['恢复', 'start', ' START. ', 'UNSTOP'])('%s starts them again', (text) =>
  expect(subscriptionWord(text)).toBe('start'),
);

it.each(['', '路灯坏了', '退订服务员态度不好', 'stop the noise', '退', '取消', '？'])(
  '%s asks for neither',
  (text) => expect(subscriptionWord(text)).toBeNull(),
);
