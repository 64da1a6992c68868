/** What a notice is about; also a check of the table. */
export const NOTICE_KINDS = ['service', 'works', 'weather', 'heating', 'supply'] as const;
/** Jurisdiction of a notice for the whole province. */
export const WHOLE_PROVINCE = '000000';
export type NoticeKind = (typeof NOTICE_KINDS)[number];
