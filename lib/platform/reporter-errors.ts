/** Why a reporter's act on a ticket is not possible, a part of the catalogue. */
export const REPORTER_ERRORS = {
  act_not_open: {
    status: 409,
    zh: '工单已办结或已结束，不能再补充或催办。',
    en: 'This report is closed or has ended, so nothing can be added and nobody hurried.',
  },
  act_withdraw_late: {
    status: 409,
    zh: '问题已处理或工单已结束，不能撤回。',
    en: 'The matter has been dealt with or the report has ended, so it cannot be withdrawn.',
  },
  act_urged_today: {
    status: 409,
    zh: '今天已经催办过，明天可以再催一次。',
    en: 'You have hurried it today. You can do so again tomorrow.',
  },
  act_no_question: {
    status: 409,
    zh: '目前没有需要您答复的问题。',
    en: 'There is no question waiting for your answer.',
  },
  act_not_closed: {
    status: 409,
    zh: '工单尚未办结，不需要重新办理。可以补充或催办。',
    en: 'This report is not closed, so it cannot be reopened. You can add to it or hurry it.',
  },
  act_reopen_late: {
    status: 409,
    zh: '办结已超过 7 天，不能在此重新办理。请拨打 12319，或重新上报。',
    en: 'It was closed more than 7 days ago and cannot be reopened here. Call 12319, or report it again.',
  },
  act_reopened_before: {
    status: 409,
    zh: '工单已重新办理过一次。仍不满意请拨打 12319。',
    en: 'This report was reopened once before. If you are still not satisfied, call 12319.',
  },
} as const;
