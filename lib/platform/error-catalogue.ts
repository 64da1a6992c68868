import { STAFF_ERRORS } from './error-catalogue-staff';

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
  ...STAFF_ERRORS,
} as const satisfies Record<string, { status: number; zh: string; en: string }>;

export type ErrorCode = keyof typeof ERROR_CATALOGUE;
