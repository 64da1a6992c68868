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
