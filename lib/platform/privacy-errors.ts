/** The refusals about personal data, a part of the catalogue. */
export const PRIVACY_ERRORS = {
  reveal_limit: {
    status: 429,
    zh: '24 小时内查看联系方式的次数已用完。确有需要请联系督办员。',
    en: 'You have seen as many contacts as one account may in 24 hours. If you need more, ask your supervisor.',
  },
  no_contact: {
    status: 409,
    zh: '这个工单没有留下联系方式，或已按期限清除。',
    en: 'No contact was left with this ticket, or it has been purged.',
  },
  act_purged: {
    status: 409,
    zh: '工单中的文字和联系方式已按规定清除，不能再办理此项。请拨打 12319，或重新上报。',
    en: 'The words and contact of this report have been erased, so this is not possible any more. Call 12319, or report it again.',
  },
} as const;
