/**
 * Matters that this hotline does not handle and people often bring to it. Few, and only what one nation-wide number
 * answers for: water, gas and telephone companies differ from city to city. The words are proposed by us, not official.
 * Every expression is matched inside one clause of folded text (see fold-text).
 */
export interface OutOfScopeRule {
  /** The number to call. */
  where: string;
  words: RegExp;
  /** A clause that matches speaks of something else. */
  unless?: RegExp;
  reason: string;
  reasonEn: string;
}

/** The words name a place beside which something is wrong ("医保局门口的井盖"). */
export const AS_PLACE =
  /门口|门前|门外|附近|旁边?|对面|楼下|楼前|后身|院里|周边|路口|代售点|\b(?:in front of|outside|next to|near|beside|opposite)\b/;

export const OUT_OF_SCOPE: readonly OutOfScopeRule[] = [
  {
    // 12345 takes enquiries, requests and complaints of all government services (国办发〔2022〕12号, scope of 12345).
    where: '12345',
    words:
      /医保|医疗保险|社保|社会保险|养老(?:金|保险)|退休金|公积金|低保(?!洁)|失业金|工伤(?:认定|保险)|(?:拖欠|欠发?)(?:农民工)?工资|欠薪|工资(?:一直)?(?:没发|不发|没给|不给)|学区|入学|转学|中考|高考|\b(?:medical insurance|health insurance|social (?:security|insurance)|pensions?|unpaid wages|school (?:admission|enrolment))\b/g,
    unless: /(?:社保|医保)卡?(?:丢|掉)在|噪[音声]|施工|吵|扰民/,
    reason: '医保、社保、养老、公积金、工资、入学等事项由有关部门办理，请拨打 12345 政务服务便民热线。',
    reasonEn:
      'Insurance, pensions, wages and school admission are handled by other departments. Call 12345, the government service line.',
  },
  {
    // The supply line of State Grid, which runs the province's distribution network (95598.cn).
    where: '95598',
    words:
      /停电|(?:家里?|屋里?|楼里?|单元|整栋楼?|小区|村里?|住户|居民)[^,.!?;]{0,4}(?:没有?电|断电|没来电)|电费|电表(?!箱)|电压(?:不稳|太?低)|\b(?:power (?:cut|outage|failure)|blackout|electricity bill|electric meter|no (?:power|electricity) (?:at|in) (?:my|our|the) (?:home|house|flat|apartment|building))\b/g,
    unless:
      /路灯|红绿灯|信号灯|景观灯|亮化|灯杆|充电桩|电梯|公厕|监控|隧道|地下通道|泵站|喷泉|street ?l(?:ight|amp)|traffic light|lift|elevator|charging/,
    reason:
      '家里或小区停电、电费、电表由供电公司负责，请拨打 95598。路灯、红绿灯等公共设施的问题可以在这里上报。',
    reasonEn:
      'Power cuts at home, bills and meters are the power company’s: call 95598. Street lamps and other public facilities can be reported here.',
  },
  {
    // The customer service of China Railway (12306.cn).
    where: '12306',
    words: /(?:火车|高铁|动车|列车)(?:车?票|退票|改签|晚点|座位)|抢票|\b(?:train|railway) tickets?\b/g,
    reason: '火车票的购买、退票、改签由铁路部门负责，请拨打 12306。',
    reasonEn: 'Train tickets, refunds and changes are the railway’s: call 12306.',
  },
];
