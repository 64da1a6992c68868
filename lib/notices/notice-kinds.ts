/** What a notice is about; also a check of the table. */
export const NOTICE_KINDS = ['service', 'works', 'weather', 'heating', 'supply'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];
