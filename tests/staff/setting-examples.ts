/** One proposal of each kind of setting that somebody who may change it can make; `subject` null makes a new one. */
export interface SettingExample {
  subject: string | null;
  value: unknown;
}

export const SETTING_EXAMPLES: Record<string, SettingExample> = {
  'site-owner': {
    subject: 'site.owner',
    value: {
      organiser: '哈尔滨市城市管理局',
      contact: '12319',
      siteCode: '2301000001',
      icpNumber: '黑ICP备12345678号-1',
      policeNumber: '',
    },
  },
};
