import type { SubmissionInput } from '@/lib/intake/submission';
import type { PlannedRequest } from './load-plan';

/** Districts of Harbin and categories with an everyday sentence each: no danger word, so no report is urgent. */
const DISTRICTS = ['230102', '230103', '230104', '230108', '230110'] as const;
const MATTERS = [
  ['01002', '人行道上的污水井盖破损，夜间看不清，走路要绕开。'],
  ['01015', '路灯连续三个晚上没有亮，附近居民出行不便。'],
  ['02003', '小区门口的垃圾箱满了两天没有清运。'],
] as const;

/** Report number `index`: every report differs, so that nothing is remembered by its text. */
export function sampleReport(index: number): SubmissionInput {
  const [categoryCode, description] = MATTERS[index % MATTERS.length]!;
  return {
    description: `${description}（${index}）`,
    categoryCode,
    divisionCode: DISTRICTS[index % DISTRICTS.length]!,
    address: `示例街道 ${(index % 400) + 1} 号门前`,
    lng: 126.6 + (index % 100) / 2000,
    lat: 45.74 + (index % 77) / 2000,
  };
}

/** The same as requests to the public API. */
export function reportRequests(count: number): PlannedRequest[] {
  return Array.from({ length: count }, (_, index) => ({
    path: '/api/v1/reports',
    body: JSON.stringify(sampleReport(index)),
  }));
}
