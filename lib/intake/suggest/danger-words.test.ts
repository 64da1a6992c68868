import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DANGER_RULES, LOOKALIKES, NEGATED_BEFORE, RISK_ONLY } from './danger-lexicon';
import { findDanger } from './danger-words';

describe('danger words that call for help', () => {
  it.each<[string, string]>([
    // The proposed lists of the 110 linkage
    ['楼下有人打架', '110'],
    ['夜市门口斗殴', '110'],
    ['有人持刀伤人', '110 120'],
    ['小卖店被抢劫了', '110'],
    ['井盖被盗窃', '110'],
    ['摊贩威胁要打死我', '110'],
    ['商户暴力抗法', '110'],
    ['一群人围攻执法人员', '110'],
    ['几十人聚众堵路讨薪', '110'],
    ['发生群体性事件', '110'],
    ['有人要跳楼', '110 119 120'],
    ['邻居说要轻生', '110 119 120'],
    ['小孩溺水了', '110 119 120'],
    ['老人走失一天了', '110'],
    ['隔壁家暴', '110'],
    ['棋牌室聚众赌博', '110'],
    ['足疗店卖淫', '110'],
    ['地下室有人吸毒', '110'],
    ['路口发生交通事故', '110 122'],
    ['撞人后肇事逃逸', '110 122'],
    ['工厂爆炸了', '110 119'],
    ['听到枪声', '110'],
    ['老人遇到诈骗', '110'],
    ['居民楼着火了', '119'],
    ['配电箱起火', '119'],
    ['三楼窗户冒烟', '119'],
    ['路边有人昏迷', '120'],
    ['工人流血不止', '120'],
    ['学生食物中毒', '120'],
    ['老人不省人事', '120'],
    ['楼道燃气泄漏', '119 gas'],
    ['走廊里有煤气味', 'gas'],
    // What people really write, the north-east included
    ['煤气泄漏了快来人', '119 gas'],
    ['一股燃气味儿，呛人', 'gas'],
    ['挖掘机把天然气管道挖断了', '119 gas'],
    ['满楼道臭鸡蛋味', 'gas'],
    ['有人掉井里了', '119 120'],
    ['孩子掉进下水井了', '119 120'],
    ['老太太踩空摔进井里', '119 120'],
    ['孩子掉江里了', '110 119 120'],
    ['有人掉冰窟窿里了', '110 119 120'],
    ['两伙人干仗呢', '110'],
    ['烧烤摊那边干起来了', '110'],
    ['喝多了要削人', '110'],
    ['拿刀攮人了', '110 120'],
    ['大爷在公园晕倒了', '120'],
    ['大娘滑倒摔断了腿起不来', '120'],
    ['一家人中煤气了', '119 120'],
    ['一氧化碳超标人都迷糊了', '119 120'],
    ['有人触电了', '119 120'],
    ['路灯杆漏电电人了', '119 120'],
    ['柴垛着了，烧起来了', '119'],
    ['邻居家失火', '119'],
    ['电梯里困人了', '119 120'],
    ['有人被困电梯', '119 120'],
    ['楼倒塌了，有人被埋', '119 120'],
    ['高坠砸到人了', '119 120'],
    ['电动车被偷走了', '110'],
    ['车祸，人受伤了', '110 120 122'],
    ['大火，救命啊', '119 120'],
    ['没路灯，有人打架', '110'],
    ['没想到着火了', '119'],
    ['没有人管，打架了', '110'],
    ['有没有人管，这里着火了', '119'],
    ['不知道有没有着火，一直冒黑烟', '119'],
    ['火灾报警器一直响', '119'],
    ['电梯坏了人出不来', '119 120'],
    ['井盖没了人掉井里', '119 120'],
    ['锅炉房着火了', '119'],
    ['烧烤店起火', '119'],
    ['居委会门口着火了', '119'],
    ['太可怕了着火了', '119'],
    ['可能是煤气泄漏', '119 gas'],
    ['老人突发心脏病', '120'],
    ['大爷摔倒起不来了', '120'],
    ['屋里有人上吊了', '110 119 120'],
    // Full-width, traditional, blanks
    ['有 人 打 架', '110'],
    ['樓下有人持槍搶劫', '110'],
    ['煤氣洩漏', '119 gas'],
    ['屋頂著火了', '119'],
    ['有人觸電暈倒', '119 120'],
    ['ＦＩＲＥ！！', '119'],
    // English
    ['There is a fire in the stairwell', '119'],
    ['the bin is on fire', '119'],
    ['Gas leak near the school', '119 gas'],
    ['we can smell gas in the hallway', 'gas'],
    ['a man is unconscious on the pavement', '120'],
    ['two men are in a fight', '110'],
    ['someone with a knife', '110 120'],
    ['My bike was stolen', '110'],
    ['a child fell into an open manhole', '119 120'],
    ['Car accident at the crossing, one injured', '110 120 122'],
  ])('%s -> %s', (text, services) => {
    expect(findDanger(text)?.services.join(' ')).toBe(services);
  });
});

describe('what only looks dangerous', () => {
  it.each([
    // The listed misfires
    '水枪坏了',
    '打架子鼓扰民',
    '枪手代考',
    '像跳楼机一样晃',
    '没有打架',
    // Negations
    '未着火',
    '不是火灾，是烧树叶',
    '没有人受伤',
    '无人受伤',
    '没发生打架',
    '没有燃气泄漏',
    '未发现有人被困',
    '目前没有着火',
    // Look-alikes
    '加油枪漏油',
    '充电枪坏了',
    '消防通道被占用',
    '消火栓冻了',
    '火灾报警器坏了',
    '楼道杂物多存在火灾隐患',
    '落水管堵了',
    '防溺水标牌掉了',
    '反诈骗宣传栏破损',
    '商场跳楼价大甩卖太吵',
    '急救通道被堵',
    '路边有死狗，动物尸体没人清',
    '烟囱冒黑烟',
    '饭店冒烟扰民',
    '焚烧垃圾冒烟',
    '工地偷工减料',
    '渣土车偷倒垃圾',
    '对行人安全构成威胁',
    '垃圾堵路',
    '雪堆堵路没人清',
    '聚众跳广场舞',
    '宠物狗走失',
    '手机掉井里了',
    '井盖掉了',
    '暖气不热跟着火似的烧心',
    '车位被占着了',
    '特大火锅店油烟',
    '沿着火车道全是垃圾',
    '拨打人工电话没人接',
    '晚上吊车施工扰民',
    '树上吊着塑料袋',
    '管道漏水流进下水道',
    '墙皮掉水泥',
    '井盖掉井里了',
    '井盖失踪',
    '护栏被车撞倒了',
    '路灯杆被撞歪了',
    '家里老人有心脏病，受不了噪音',
    '道闸杆起不来',
    '暖气没气儿了',
    '商贩占道堵路',
    '停电倒是不常有',
    // Mere risk
    '广告牌松动怕掉下来伤人',
    '外墙皮脱落随时会砸到人',
    '路滑容易摔伤老人',
    '电线裸露有触电危险',
    '电线老化容易着火',
    '一旦着火后果不堪设想',
    '路口没有红绿灯，容易发生交通事故',
    '担心触电',
    // Ordinary reports
    '路灯不亮',
    '井盖没了',
    '暖气不热',
    '小区垃圾没人收',
    '路面结冰',
    '停气了，家里没气',
    '水管炸了',
    '轮胎漏气',
    '烧烤摊占道',
    '',
    // English
    'The fire hydrant is leaking',
    'cars block the fire lane',
    'no fire, just dust',
    'there was no fight',
    'nobody was injured',
    'smoke from the restaurant chimney',
    'street light is broken',
    'the cables are a fire hazard',
    'the water gun in the park is broken',
    'my phone fell into the drain',
    'people smoke in the lift',
    'someone could get injured on the ice',
  ])('%s', (text) => {
    expect(findDanger(text)).toBeNull();
  });
});

describe('its expressions', () => {
  it('hold no look-behind, which browsers of old phones (Safari before 16.4) refuse', () => {
    const sources = [
      ...LOOKALIKES,
      RISK_ONLY,
      NEGATED_BEFORE,
      ...DANGER_RULES.flatMap(({ words, unless }) => [words, unless ?? words]),
    ].map(({ source }) => source);
    expect(sources.filter((source) => /\(\?<[=!]/.test(source))).toEqual([]);
  });
});

describe('what it returns', () => {
  it('names the words that led to it, once each and in the order of the text', () => {
    expect(findDanger('着火了，有人打架，又着火了')).toEqual({
      services: ['110', '119'],
      words: ['着火', '打架'],
    });
  });

  it('never throws and is quick on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 4000 }), (text) => {
        const danger = findDanger(text);
        if (danger) expect(danger.services.length).toBeGreaterThan(0);
      }),
      { numRuns: 50 },
    );
    for (const unit of ['没有', '像', '掉', '掉进井', 'no ', '闻到', '像一', '有人掉'])
      expect(() => findDanger(unit.repeat(4000 / unit.length))).not.toThrow();
  });
});
