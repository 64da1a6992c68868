/**
 * What a person must do about each refused field. Codes are part of the public API and never change their meaning.
 * `{x}` is filled from the error's params.
 */
export const SUBMISSION_ERRORS = {
  required: { zh: '此项必填，请填写。', en: 'This is needed. Please fill it in.' },
  invalid_type: {
    zh: '填写的格式不对，请按说明重新填写。',
    en: 'This has the wrong form. Please write it as described.',
  },
  too_long: {
    zh: '内容过长，最多 {max} 个字，请删减。',
    en: 'This is too long. Please shorten it to {max} characters at most.',
  },
  too_many: { zh: '数量过多，最多 {max} 个，请减少。', en: 'There are too many. Please keep {max} at most.' },
  duplicate: {
    zh: '同一项只能填一次，请删去重复的。',
    en: 'The same item may appear only once. Remove the repeated one.',
  },
  unknown_choice: {
    zh: '没有这个选项，请从列出的选项中选择。',
    en: 'There is no such choice. Choose one of those listed.',
  },
  invalid_division: {
    zh: '请选择所在的区县（6 位行政区划代码）。',
    en: 'Choose the district or county (a 6-digit division code).',
  },
  invalid_street: {
    zh: '请选择所在的街道或乡镇（9 位代码）。',
    en: 'Choose the subdistrict or township (a 9-digit code).',
  },
  street_elsewhere: {
    zh: '这个街道不在所选区县内，请重新选择。',
    en: 'This subdistrict is not in the district you chose. Choose again.',
  },
  invalid_category: {
    zh: '没有这个事项代码，请从列表中选择，或留空。',
    en: 'There is no such category code. Choose one from the list, or leave it empty.',
  },
  lng_lat_pair: {
    zh: '经度和纬度要同时填写，或都不填。',
    en: 'Give both longitude and latitude, or neither.',
  },
  lng_lat_swapped: {
    zh: '经度和纬度填反了，请对调（黑龙江经度约 121–135，纬度约 43–54）。',
    en: 'Longitude and latitude are swapped. Exchange them (Heilongjiang: longitude 121–135, latitude 43–54).',
  },
  outside_province: {
    zh: '这个位置不在黑龙江省内，请重新选择位置，或只填写地址。',
    en: 'This place is outside Heilongjiang. Choose the place again, or give the address only.',
  },
  invalid_asset_code: {
    zh: '设施编号只能由数字、字母和短横组成，最多 32 位，请照标牌抄写。',
    en: 'An asset code has digits, letters and dashes, 32 at most. Copy it from the plate.',
  },
  invalid_time: {
    zh: '时间格式不对，请填写带时区的时间，如 2026-02-14T16:00:00+08:00。',
    en: 'This is not a time with its zone, such as 2026-02-14T16:00:00+08:00.',
  },
  future_time: {
    zh: '事发时间还没到，请填写已经过去的时间。',
    en: 'This time has not come yet. Give the time when it happened.',
  },
  time_too_old: {
    zh: '事发时间不能早于 2000 年，请检查年份。',
    en: 'This time is before the year 2000. Please check the year.',
  },
  invalid_number: {
    zh: '请只填数字，例如 16 或 16.5。',
    en: 'Give a number only, for example 16 or 16.5.',
  },
  invalid_date: {
    zh: '请填写日期，例如 2026-01-08。',
    en: 'Give a date, for example 2026-01-08.',
  },
  unnamed_attribute: {
    zh: '附加信息缺少名称，请为每一项写明名称。',
    en: 'An attribute has no name. Give each one a name.',
  },
  invalid_phone: {
    zh: '电话号码不完整或有误，请填写手机号，或带区号的固定电话（如 0451-84661234）。',
    en: 'The phone number is incomplete or wrong. Give a mobile number, or a landline with its area code (such as 0451-84661234).',
  },
  invalid_email: {
    zh: '邮箱地址有误，请检查，如 name@example.com。',
    en: 'The e-mail address is not right. Check it, for example name@example.com.',
  },
  invalid_upload_id: {
    zh: '照片编号无效，请重新上传照片。',
    en: 'The photo id is not valid. Upload the photo again.',
  },
  invalid: { zh: '填写有误，请检查。', en: 'Something is wrong here. Please check it.' },
} as const satisfies Record<string, { zh: string; en: string }>;

export type SubmissionErrorCode = keyof typeof SUBMISSION_ERRORS;

/** Whether a code of a zod issue is one of ours. */
export function isSubmissionErrorCode(code: string): code is SubmissionErrorCode {
  return Object.hasOwn(SUBMISSION_ERRORS, code);
}

/** Both texts of a code, params filled in. */
export function submissionErrorText(
  code: SubmissionErrorCode,
  params: Record<string, string | number> = {},
): { zh: string; en: string } {
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
  return { zh: fill(SUBMISSION_ERRORS[code].zh), en: fill(SUBMISSION_ERRORS[code].en) };
}
