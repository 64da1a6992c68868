/** One proposal of each kind of setting that somebody who may change it can make; `subject` null makes a new one. */
export interface SettingExample {
  subject: string | null;
  value: unknown;
}

export const SETTING_EXAMPLES: Record<string, SettingExample> = {
  'retention-class': { subject: 'contact', value: { code: 'contact', days: 200 } },
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
  desk: {
    subject: 'city-230200',
    value: {
      code: 'city-230200',
      jurisdictionCode: '230200',
      nameZh: '齐齐哈尔市数字化城市管理平台',
      nameEn: 'Qiqihar digital city management platform',
      kind: 'digital_city_platform',
      protocol: 'desk',
      baseUrl: 'https://desk.example.cn/api',
      digitsOnly: true,
      categoryMap: [['X2106', '01037']],
      maxInFlight: 4,
      active: true,
      paused: true,
    },
  },
  'routing-rule': {
    subject: 'all-230200',
    value: {
      id: 'all-230200',
      desk: '230200/city-230200',
      categoryPattern: '09*',
      divisionPattern: '*',
      urgency: null,
      requestType: 'enquiry',
      priority: 10,
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
