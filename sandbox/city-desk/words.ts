type Words = Record<string, readonly [zh: string, en: string]>;

export const STATUS: Words = {
  received: ['待签收', 'Received'],
  signed: ['已签收', 'Signed for'],
  returned: ['已退回', 'Returned'],
  handling: ['处置中', 'Being handled'],
  suspended: ['挂账', 'Suspended'],
  handled: ['待核查', 'Handled, to be checked'],
  checked: ['核查通过', 'Checked'],
  rework: ['返工', 'Rework'],
  closed: ['已结案', 'Closed'],
  withdrawn: ['已撤回', 'Withdrawn'],
  reopened: ['重新办理', 'Reopened'],
};

/** Acts of the desk's people, in the order in which a case usually goes. */
export const ACTS: Words = {
  signed: ['签收', 'Sign for'],
  handling: ['开始处置', 'Start handling'],
  handled: ['处置完毕', 'Handled'],
  checked: ['核查通过', 'Check passed'],
  closed: ['结案', 'Close'],
  question: ['询问市民', 'Ask the reporter'],
  message: ['发消息', 'Send a message'],
  returned: ['退回', 'Return'],
  rework: ['返工', 'Rework'],
  extension_requested: ['申请延期', 'Ask for more time'],
  suspended: ['挂账', 'Suspend'],
  resumed: ['恢复', 'Resume'],
};

/** What the portal may tell the desk later. */
export const MESSAGES: Words = {
  addition: ['补充', 'Addition'],
  urging: ['催办', 'Urging'],
  withdrawal: ['撤回', 'Withdrawal'],
  reopen: ['重新办理', 'Reopen'],
  answer: ['市民答复', 'Answer'],
  decision: ['延期审批', 'Decision'],
};

export const PUSHES: Words = {
  acknowledged: ['已送达', 'Acknowledged'],
  waiting: ['未送达，将重试', 'Not delivered, will repeat'],
  held: ['暂缓发送', 'Held back'],
  refused: ['对方拒绝', 'Refused'],
  gave_up: ['已放弃', 'Gave up'],
  lost: ['未推送（对账可查）', 'Not pushed (reconciliation finds it)'],
};

export const URGENCY: Words = {
  normal: ['一般', 'Normal'],
  urgent: ['紧急', 'Urgent'],
  critical: ['特急', 'Critical'],
};

/** What a case in this status most likely needs next; the page puts these first. */
export const NEXT: Record<string, readonly string[]> = {
  received: ['signed', 'returned'],
  signed: ['handling', 'handled', 'question'],
  handling: ['handled', 'question', 'extension_requested'],
  suspended: ['resumed'],
  handled: ['checked', 'rework', 'closed'],
  checked: ['closed'],
  rework: ['handled'],
  reopened: ['signed', 'handling'],
};
