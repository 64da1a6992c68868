/** One proposal of each kind of setting that somebody who may change it can make; `subject` null makes a new one. */
export interface SettingExample {
  subject: string | null;
  value: unknown;
}

export const SETTING_EXAMPLES: Record<string, SettingExample> = {
  'division-list': {
    subject: '232700',
    value: {
      prefectureCode: '232700',
      divisions: [
        {
          code: '232700',
          parentCode: '230000',
          level: 'prefecture',
          kind: 'prefecture',
          nameZh: '大兴安岭地区',
          nameEn: 'Da Hinggan Ling',
          official: true,
          altCode: null,
          selectable: true,
          centreLng: 124.59,
          centreLat: 51.92,
          note: null,
        },
      ],
    },
  },
  'grid-list': {
    subject: '230102',
    value: {
      countyCode: '230102',
      grids: [{ code: '230102001001001', name: '中央大街', areaClass: 'A', streetCode: null, shape: null }],
    },
  },
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
