/** One invented case: what, where, how long ago, and how it went. Texts are invented and name nobody. */
export interface DemoStory {
  category: string;
  district: string;
  text: string;
  result: string;
  state: 'dispatched' | 'handling' | 'checking' | 'closed';
  daysAgo: number;
  /** The limit, in hours. */
  limitHours: number;
  /** How long work took, or has taken. */
  workedHours: number;
}

/** A matter with the words of its report and of its result. */
const MATTERS: readonly [category: string, text: string, result: string][] = [
  ['01037', '路灯夜间不亮，一段路漆黑。', '更换灯头和线路，夜间已恢复照明。'],
  ['01002', '污水井盖破损，行人容易绊倒。', '已更换新井盖并做固定。'],
  ['10001', '人行道积雪结冰，老人行走困难。', '已清除冰雪，撒布防滑料。'],
  ['06010', '小区外墙边垃圾堆放多日。', '已清运垃圾并冲洗地面。'],
  ['08002', '施工占道未设围挡，通行不便。', '已补设围挡和提示牌。'],
  ['06028', '夜间施工噪声扰民。', '已要求停止夜间施工，并复查两次。'],
  ['X2101', '供热温度不达标，室内偏冷。', '供热单位已调节阀门，室温达标。'],
  ['06027', '餐饮店油烟直排，气味很大。', '已加装净化设施，检测合格。'],
  ['09006', '早市收摊后仍有占道经营。', '已劝离并增加巡查。'],
  ['06013', '道路破损，坑洼积水。', '已铺补路面。'],
  ['07001', '楼道和灯杆上有非法小广告。', '已清除，并联系运营商处理号码。'],
  ['04002', '行道树枝条下垂，遮挡信号灯。', '已修剪枝条。'],
  ['02017', '交通护栏被撞倒，占住非机动车道。', '已扶正并加固护栏。'],
  ['03005', '垃圾箱损坏，垃圾外溢。', '已更换垃圾箱。'],
  ['01046', '户外健身设施松动，有安全隐患。', '已紧固并检查全部器材。'],
  ['06014', '渣土车道路遗撒，灰尘很大。', '已清扫路面，并处理涉事车辆。'],
  ['01006', '路灯井盖缺失，洞口外露。', '已补装井盖。'],
  ['06020', '有人在空地焚烧树叶。', '已制止，并清理现场。'],
];

const DISTRICTS = ['230102', '230103', '230104', '230108', '230109', '230110'] as const;
const STATES = ['closed', 'closed', 'handling', 'closed', 'dispatched', 'closed', 'checking'] as const;
const COUNT = 40;

/** Matters, districts and states in turns; every sixth case is late. */
export const DEMO_STORIES: readonly DemoStory[] = Array.from({ length: COUNT }, (_, index) => {
  const [category, text, result] = MATTERS[index % MATTERS.length]!;
  const state = STATES[index % STATES.length]!;
  const late = index % 6 === 2;
  const daysAgo = state === 'closed' ? 3 + (index % 30) : late ? 9 : (index % 4) * 0.5 + 0.25;
  return {
    category,
    district: DISTRICTS[(index * 5) % DISTRICTS.length]!,
    text,
    result,
    state,
    daysAgo,
    limitHours: 72,
    workedHours: late ? 96 : 20 + (index % 40),
  };
});
