/** One proposal of each kind of setting that somebody who may change it can make; `subject` null makes a new one. */
export interface SettingExample {
  subject: string | null;
  value: unknown;
}

export const SETTING_EXAMPLES: Record<string, SettingExample> = {
  'hidden-categories': { subject: 'cases.hidden-categories', value: { patterns: ['09*'] } },
  'message-caps': {
    subject: 'notify.caps',
    value: { smsPerDay: 8, smsBurst: 2, emailPerDay: 15, emailBurst: 4, smsParts: 2 },
  },
  'message-template': {
    subject: 'report-handled.zh-CN',
    value: {
      template: 'report-handled.zh-CN',
      sms: '【12319】您的{number}号上报已处理完，正在核查结果。',
      mailSubject: '【12319】上报 {number} 已处理',
      mailText: '您的上报 {number} 已处理，正在核查结果。',
    },
  },
  notice: {
    subject: null,
    value: {
      jurisdictionCode: '230100',
      kind: 'works',
      titleZh: '友谊路供水管道检修',
      titleEn: 'Water mains under repair in Youyi Road',
      bodyZh: '检修期间请绕行。',
      bodyEn: 'Please take another way meanwhile.',
      divisionCodes: ['230102'],
      startsAt: '2026-11-25T00:00:00.000Z',
      endsAt: '2026-11-30T10:00:00.000Z',
      pinned: false,
      published: true,
    },
  },
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
