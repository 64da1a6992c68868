import { PRIVACY_ERRORS } from './privacy-errors';
import { REPORTER_ERRORS } from './reporter-errors';

/**
 * Every expected refusal: HTTP status and what to do, in Chinese and English. `{x}` is filled from params.
 * Codes are part of the public API and never change their meaning.
 */
export const ERROR_CATALOGUE = {
  invalid_body: {
    status: 400,
    zh: '请求内容不是有效的 JSON，请检查格式后重试。',
    en: 'The body is not valid JSON. Check its format and try again.',
  },
  invalid_input: {
    status: 422,
    zh: '有内容需要修改，请按各项提示更正后再提交。',
    en: 'Some answers need to be changed. Correct the fields listed and send again.',
  },
  unsupported_content_type: {
    status: 415,
    zh: '不支持这种内容类型，请使用 {expected}。',
    en: 'This content type is not supported. Use {expected}.',
  },
  body_too_large: {
    status: 413,
    zh: '内容过大，最多 {max}。',
    en: 'The content is too large. The most is {max}.',
  },
  upload_too_large: {
    status: 413,
    zh: '照片过大，单张最多 20 MB，请压缩或另选一张。',
    en: 'The photo is too large. One photo may have 20 MB; make it smaller or choose another.',
  },
  unsupported_image: {
    status: 415,
    zh: '只接受 JPEG、PNG 或 WebP 照片。iPhone 请在“设置-相机-格式”选“兼容性最佳”，或截屏后上传。',
    en: 'Only JPEG, PNG or WebP photos are accepted. On an iPhone choose Settings, Camera, Formats, Most Compatible, or send a screenshot.',
  },
  unreadable_image: {
    status: 422,
    zh: '照片无法读取，可能已损坏，请重新拍摄或另选一张。',
    en: 'The photo cannot be read; it may be damaged. Take it again or choose another.',
  },
  image_too_costly: {
    status: 413,
    zh: '照片像素过多或过于复杂（最多 6000 万像素），请缩小后再上传。',
    en: 'The photo has too many pixels or takes too long to read (the most is 60 million pixels). Make it smaller and send it again.',
  },
  invalid_multipart: {
    status: 400,
    zh: '上传内容不完整或格式不正确（应为 multipart/form-data），请重新上传。',
    en: 'The upload is incomplete or not valid multipart/form-data. Send it again.',
  },
  too_many_files: {
    status: 422,
    zh: '一次最多上传 {max} 张照片。',
    en: 'At most {max} photo(s) can be sent at once.',
  },
  upload_too_slow: {
    status: 408,
    zh: '网络过慢，上传已中断，请稍后重试或改用较小的照片。',
    en: 'The upload was too slow and was stopped. Try again later or send a smaller photo.',
  },
  upload_missing: {
    status: 422,
    zh: '没有收到照片，请选择一张照片。',
    en: 'No photo arrived. Choose a photo.',
  },
  upload_unavailable: {
    status: 422,
    zh: '照片已过期或已用于其他上报，请重新上传。',
    en: 'A photo has expired or belongs to another report. Upload it again.',
  },
  too_many_uploads: {
    status: 429,
    zh: '短时间内上传的照片过多，请稍后再试。',
    en: 'Too many photos in a short time. Try again later.',
  },
  idempotency_conflict: {
    status: 409,
    zh: '这个 Idempotency-Key 已用于另一份内容，请换一个新的键。',
    en: 'This Idempotency-Key was used for other content. Use a new key.',
  },
  invalid_idempotency_key: {
    status: 400,
    zh: 'Idempotency-Key 须为 1 至 255 个可见字符。',
    en: 'Idempotency-Key must be 1 to 255 visible characters.',
  },
  not_found: {
    status: 404,
    zh: '没有找到。请检查编号和查询码是否正确。',
    en: 'Nothing was found. Check the number and the query code.',
  },
  no_such_page: {
    status: 404,
    zh: '这个地址没有内容。',
    en: 'There is nothing at this address.',
  },
  method_not_allowed: {
    status: 405,
    zh: '这个地址不支持该方法。',
    en: 'This address does not support that method.',
  },
  rate_limited: {
    status: 429,
    zh: '尝试次数过多，请在 {seconds} 秒后再试。',
    en: 'Too many attempts. Try again in {seconds} seconds.',
  },
  forbidden: {
    status: 403,
    zh: '没有权限进行此操作。',
    en: 'You may not do this.',
  },
  cross_site: {
    status: 403,
    zh: '请求来自其他网站，已拒绝。请从本站页面重新提交。',
    en: 'The request came from another site and was refused. Send it again from a page of this site.',
  },
  draft_expired: {
    status: 410,
    zh: '填写内容已过期（保留 7 天），请重新填写。',
    en: 'What you wrote has expired (kept for 7 days). Please start again.',
  },
  signature_missing: {
    status: 401,
    zh: '缺少签名。',
    en: 'The signature is missing.',
  },
  signature_invalid: {
    status: 401,
    zh: '签名无效。',
    en: 'The signature is not valid.',
  },
  signature_expired: {
    status: 401,
    zh: '签名时间超出允许范围（5 分钟）。',
    en: 'The signature time is outside the allowed 5 minutes.',
  },
  unknown_desk: {
    status: 404,
    zh: '没有这个承办平台。',
    en: 'There is no such desk.',
  },
  event_conflict: {
    status: 409,
    zh: '同一事件编号的内容不同。',
    en: 'This event id came before with other content.',
  },
  event_refused: {
    status: 422,
    zh: '当前状态不接受此事件：{reason}',
    en: 'The ticket cannot take this event now: {reason}',
  },
  form_used: {
    status: 409,
    zh: '这份表单刚才已提交过。现在的内容还没有发出，请核对后再次提交。',
    en: 'This form was sent before with other content. What you see now has not been sent; check it and send again.',
  },
  too_many_photos: {
    status: 422,
    zh: '一个工单最多 {max} 张照片，请减少照片。',
    en: 'A report may have {max} photos in all. Send fewer.',
  },
  case_closed: {
    status: 409,
    zh: '这个案件已办结，不能再关注。如果问题还在，请重新上报。',
    en: 'This case is closed, so it cannot be followed any more. If the problem is still there, please report it anew.',
  },
  code_wrong: {
    status: 422,
    zh: '验证码不正确或已失效。请核对，或重新获取。',
    en: 'The code is wrong or no longer valid. Check it, or ask for a new one.',
  },
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
  unknown_component: {
    status: 404,
    zh: '没有登记过这个编号。请核对；编号没错就照样提交，并写明地址。',
    en: 'This number is not on our lists. Check it; if it is right, send it all the same and give the address.',
  },
  position_outside: {
    status: 422,
    zh: '这个位置不在黑龙江省。请从列表里选择区县，并写明地址。',
    en: 'This position is not in Heilongjiang. Choose the district from the list and give the address.',
  },
  unavailable: {
    status: 503,
    zh: '系统暂时繁忙，内容可能未保存。请稍后在同一页面（或用同一 Idempotency-Key）重试，不会重复；也可拨打 12319。',
    en: 'The system is busy and this may not have been saved. Repeat it soon on the same page (or with the same Idempotency-Key), which never doubles it, or call 12319.',
  },
  internal: {
    status: 500,
    zh: '系统出错，已记录（编号 {id}），内容可能未保存。请稍后在同一页面（或用同一 Idempotency-Key）重试，不会重复；也可拨打 12319。',
    en: 'Something went wrong and was recorded ({id}); this may not have been saved. Repeat it later on the same page (or with the same Idempotency-Key), which never doubles it, or call 12319.',
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
  ...PRIVACY_ERRORS,
  ...REPORTER_ERRORS,
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

export type ErrorCode = keyof typeof ERROR_CATALOGUE;
