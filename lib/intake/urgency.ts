import type { Danger } from './suggest/danger-words';
import { foldText } from './suggest/fold-text';

/** 一般 / 紧急 / 特急 */
export const URGENCIES = ['normal', 'urgent', 'critical'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** Events of class 05 (突发事件) and what hurts people soon: collapse, burst mains, gas, fallen trees and cables, black traffic lights, ice. */
const URGENT_CATEGORIES = new Set([
  'L0501',
  'L0502',
  'L0503',
  'L0505',
  'L0509',
  '10001',
  '10002',
  '02014',
  '08013',
]);

const URGENT_TEXT =
  /(?:井盖|马葫芦盖?|箅子|沟盖板)[^,.!?;。]{0,6}(?:没了|没有|丢|缺失|不见|破损|破了|碎|塌|敞|翻|移位|偷|盗)|(?:没|缺|敞着|打开)[^,.!?;。]{0,2}井盖|井口[^,.!?;。]{0,3}(?:敞|露)|塌陷|塌方|塌了|地陷|结冰|冰面|冰溜|路滑|漏电|电线(?:掉|垂|断|裸露|耷拉)|爆管|水管爆|跑水|(?:燃气|煤气|天然气)[^,.!?;。]{0,4}(?:漏|味)|树[^,.!?;。]{0,3}(?:倒|要倒|折)|(?:墙|外墙|广告牌|墙皮)[^,.!?;。]{0,6}(?:掉|脱落|坠|松动)|\b(?:open|missing|no) manhole|manhole (?:cover )?(?:is |was )?(?:missing|open|stolen|gone)|\b(?:sinkhole|collaps\w+|icy|live wire|burst (?:pipe|main)|fallen tree)\b/;

/**
 * How fast a report must move: `critical` when its words call for police, fire or ambulance, `urgent` for what hurts people
 * soon (ice, collapse, an open manhole, gas), else `normal`.
 */
export function urgencyOf(report: {
  danger: Danger | null;
  categoryCode: string | null;
  text: string;
}): Urgency {
  const services = report.danger?.services ?? [];
  if (services.some((service) => service !== 'gas')) return 'critical';
  if (services.length > 0) return 'urgent';
  if (report.categoryCode && URGENT_CATEGORIES.has(report.categoryCode)) return 'urgent';
  return URGENT_TEXT.test(foldText(report.text)) ? 'urgent' : 'normal';
}
