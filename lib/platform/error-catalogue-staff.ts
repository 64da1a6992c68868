/** The refusals of the console and of signing in to it; part of the one catalogue. */
export const STAFF_ERRORS = {
  sign_in_failed: {
    status: 422,
    zh: '登录名、口令或验证码不正确。请核对后重试；仍不能登录，请联系安全管理员。',
    en: 'The login name, the password or the code is not right. Check them and try again; if it still fails, ask your security administrator.',
  },
  sign_in_expired: {
    status: 410,
    zh: '登录已超时，请重新输入登录名和口令。',
    en: 'This sign-in has run out. Enter your login name and password again.',
  },
  too_many_streams: {
    status: 429,
    zh: '打开的实时更新过多，请关闭一些页面或稍后再试。',
    en: 'Too many live updates are open. Close some pages or try again later.',
  },
  signed_out: {
    status: 401,
    zh: '您尚未登录或登录已结束，请重新登录。',
    en: 'You are not signed in, or your session has ended. Sign in again.',
  },
  confirm_needed: {
    status: 403,
    zh: '此操作需要再次确认身份，请重新输入口令。',
    en: 'This act needs you to confirm who you are. Enter your password again.',
  },
  oidc_unknown: {
    status: 403,
    zh: '这个统一认证账号没有绑定工作台账户，请使用邀请链接绑定，或联系安全管理员。',
    en: 'This single sign-on account belongs to no console account. Bind it with an invitation link, or ask your security administrator.',
  },
  invitation_invalid: {
    status: 410,
    zh: '邀请链接无效、已使用或已过期，请向安全管理员索取新的链接。',
    en: 'The invitation link is wrong, used or has expired. Ask your security administrator for a new one.',
  },
  own_account: {
    status: 409,
    zh: '不能更改自己的角色或停用自己的账户，请由另一名安全管理员办理。',
    en: 'Nobody changes their own roles or locks their own account. Another security administrator does it.',
  },
  two_powers: {
    status: 422,
    zh: '系统、安全、审计三种管理员不能由同一账户兼任，且一个账户只能在一处担任管理员。',
    en: 'One account holds one of the three administrator powers (system, security, audit), and in one place only.',
  },
  search_too_wide: {
    status: 422,
    zh: '查询范围过大，未能在限定时间内完成。请缩小时间范围或增加条件后重试。',
    en: 'The search is too wide and was given up. Narrow the time or add a filter and try again.',
  },
  account_state: {
    status: 409,
    zh: '账户当前状态不允许此操作，请刷新页面后再看。',
    en: 'The account cannot take this now. Reload the page and look again.',
  },
  no_change: {
    status: 422,
    zh: '没有任何改动，请先修改再预览。',
    en: 'Nothing is different. Change something first.',
  },
  setting_changed: {
    status: 409,
    zh: '在此期间有人改过这项设置，没有保存。请查看现在的内容后重新提出。',
    en: 'Somebody changed this setting in the meantime, so nothing was saved. Look at it as it is now and propose your change again.',
  },
  change_settled: {
    status: 409,
    zh: '这项变更已经处理过（已生效、已撤销或已放弃），请刷新页面查看。',
    en: 'This change has been dealt with already (applied, undone or set aside). Load the page again to see it.',
  },
  secret_signs: {
    status: 409,
    zh: '正在用于签名的密钥不能停用。如需立即换掉，请启用新密钥，并把旧密钥的保留时间设为 0 小时。',
    en: 'The secret that signs cannot be ended. To replace it at once, start a new one and keep the old one for 0 hours.',
  },
  secret_gone: {
    status: 409,
    zh: '这个密钥已经失效，没有改动。请刷新页面查看现在有效的密钥。',
    en: 'That secret is no longer valid, so nothing was changed. Load the page again to see which are.',
  },
} as const satisfies Record<string, { status: number; zh: string; en: string }>;
