import type { TicketStatus } from './status';

export interface StatusWords {
  /** The official term, as staff and desks use it. */
  zh: string;
  en: string;
  /** The plain words for the reporter and the public. */
  citizenZh: string;
  citizenEn: string;
}

export const STATUS_WORDS: Record<TicketStatus, StatusWords> = {
  draft: { zh: '草稿', en: 'draft', citizenZh: '未提交', citizenEn: 'Not sent yet' },
  submitted: {
    zh: '已上报',
    en: 'submitted',
    citizenZh: '已提交，待受理',
    citizenEn: 'Sent, waiting to be accepted',
  },
  accepted: { zh: '已受理', en: 'accepted', citizenZh: '已受理', citizenEn: 'Accepted' },
  not_accepted: {
    zh: '不予受理',
    en: 'not accepted',
    citizenZh: '不予受理（附理由与去向）',
    citizenEn: 'Not accepted (with the reason and where to go)',
  },
  verifying: {
    zh: '核实中',
    en: 'field verification',
    citizenZh: '正在现场核实',
    citizenEn: 'Being checked on the spot',
  },
  registered: { zh: '已立案', en: 'case opened', citizenZh: '已立案', citizenEn: 'Case opened' },
  dispatched: {
    zh: '已派遣',
    en: 'dispatched',
    citizenZh: '已派给承办单位',
    citizenEn: 'Sent to the unit in charge',
  },
  signed: {
    zh: '已签收',
    en: 'signed for',
    citizenZh: '承办单位已接收',
    citizenEn: 'Received by the unit in charge',
  },
  returned: {
    zh: '已退回',
    en: 'returned (not my remit)',
    citizenZh: '重新确定承办单位中',
    citizenEn: 'Finding the right unit',
  },
  handling: { zh: '处置中', en: 'being handled', citizenZh: '处理中', citizenEn: 'Being dealt with' },
  extension_requested: {
    zh: '延期申请',
    en: 'extension requested',
    citizenZh: '申请延期中',
    citizenEn: 'More time has been asked for',
  },
  suspended: {
    zh: '挂账',
    en: 'suspended / long-term',
    citizenZh: '列入长期跟踪',
    citizenEn: 'Kept under long-term watch',
  },
  handled: {
    zh: '处置完毕',
    en: 'handled, awaiting check',
    citizenZh: '已处理，待核查',
    citizenEn: 'Dealt with, waiting to be checked',
  },
  checking: {
    zh: '核查中',
    en: 'being checked',
    citizenZh: '正在核查',
    citizenEn: 'The result is being checked',
  },
  rework: {
    zh: '返工',
    en: 'rework',
    citizenZh: '核查未通过，返工',
    citizenEn: 'Did not pass the check, being redone',
  },
  closed: { zh: '已结案', en: 'closed', citizenZh: '已办结', citizenEn: 'Closed' },
  callback: {
    zh: '回访中',
    en: 'call-back',
    citizenZh: '回访中',
    citizenEn: 'We are asking whether it is solved',
  },
  reopened: {
    zh: '重新办理',
    en: 'reopened',
    citizenZh: '不满意，重新办理',
    citizenEn: 'Not satisfied, being dealt with again',
  },
  archived: { zh: '已归档', en: 'archived', citizenZh: '已归档', citizenEn: 'Filed' },
  transferred_110: {
    zh: '转110',
    en: 'handed to 110',
    citizenZh: '已转公安110',
    citizenEn: 'Handed to the police (110)',
  },
  withdrawn: { zh: '已撤销', en: 'withdrawn', citizenZh: '已撤回', citizenEn: 'Withdrawn' },
};
