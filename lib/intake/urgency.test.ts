import { describe, expect, it } from 'vitest';
import { findDanger } from './suggest/danger-words';
import { urgencyOf } from './urgency';

describe('the urgency of a report', () => {
  it.each([
    ['有人掉井里了', null, 'critical'],
    ['楼道着火', null, 'critical'],
    ['走廊有煤气味', null, 'urgent'],
    ['井盖没了', '01023', 'urgent'],
    ['马葫芦盖丢了一个', null, 'urgent'],
    ['路口没有井盖', null, 'urgent'],
    ['路面塌陷', null, 'urgent'],
    ['楼前路面结冰', null, 'urgent'],
    ['雪没清', '10001', 'urgent'],
    ['信号灯全灭', '02014', 'urgent'],
    ['路灯杆漏电', null, 'urgent'],
    ['外墙皮脱落', null, 'urgent'],
    ['missing manhole cover', null, 'urgent'],
    ['路灯不亮', '01037', 'normal'],
    ['小广告太多', '07001', 'normal'],
    ['井盖响', null, 'normal'],
    ['', null, 'normal'],
  ])('%s (%s) is %s', (text, categoryCode, urgency) => {
    expect(urgencyOf({ danger: findDanger(text), categoryCode, text })).toBe(urgency);
  });
});
