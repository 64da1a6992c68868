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
  category: {
    subject: '01037',
    value: {
      code: '01037',
      kind: 'component',
      nameZh: '路灯',
      nameEn: 'Street light',
      matterCode: '01037',
      matterZh: '路灯异常',
      keywordsZh: ['路灯', '灯不亮', '路灯黑'],
      active: true,
    },
  },
  'category-question': {
    subject: '01037/lamp_extent',
    value: {
      categoryPattern: '01037',
      key: 'lamp_extent',
      datatype: 'singlevaluelist',
      labelZh: '有几盏灯不亮？',
      labelEn: 'How many lamps are out?',
      hintZh: '',
      hintEn: '',
      required: true,
      position: 1,
      options: 'one|一盏|One\nseveral|几盏|Several\nstreet|整条街|The whole street',
      active: true,
    },
  },
  'deadline-rule': {
    subject: 'handle-any-any',
    value: {
      categoryPattern: '*',
      areaClass: '*',
      stage: 'handle',
      amount: '5',
      unit: 'work_day',
      openCondition: '',
      closeCondition: '',
      source: '黑建规〔2026〕3号',
      confidence: 'read',
    },
  },
  'calendar-year': {
    subject: '2027',
    value: {
      year: '2027',
      provisional: false,
      source: '国办发明电〔2026〕5号',
      days: '2027-01-01 holiday 元旦\n2027-02-05 holiday 春节\n2027-02-14 workday 春节',
    },
  },
  'working-hours': { subject: 'working-hours', value: { hours: '08:00-12:00\n13:30-17:30' } },
};
