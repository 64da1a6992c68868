import type { EmergencyAdvice } from '../reply-schema';
import type { Danger } from './danger-words';

const WHOM: Record<Danger['services'][number], { zh: string; en: string }> = {
  '110': { zh: '拨打110（公安）', en: 'call 110 (police)' },
  '119': { zh: '拨打119（消防）', en: 'call 119 (fire)' },
  '120': { zh: '拨打120（急救）', en: 'call 120 (ambulance)' },
  '122': { zh: '拨打122（交通事故）', en: 'call 122 (traffic accident)' },
  gas: {
    zh: '离开现场，到室外拨打燃气公司抢修电话',
    en: "leave the place and call the gas company's emergency line from outside",
  },
};

/** Words the notice from what was found. A web form never stands in for an emergency call (interfaces.md 4). */
export function emergencyAdvice(danger: Danger): EmergencyAdvice {
  return {
    services: danger.services,
    words: danger.words,
    text: `如有人身或财产危险，请立即${danger.services.map((service) => WHOM[service].zh).join('、')}。网上上报不能代替紧急报警。`,
    textEn: `If anyone is in danger, ${danger.services.map((service) => WHOM[service].en).join(', ')} now. An online report does not replace an emergency call.`,
  };
}
