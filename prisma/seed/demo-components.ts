import { upsert, type SeedClient } from './client';

/** Shown as the source of each, and the mark by which a production start removes them. */
const SOURCE = '演示数据 / demonstration';

/** A street with things along it: positions run from the first house number to the last (WGS-84, invented). */
interface DemoStreet {
  division: string;
  street: string | null;
  road: string;
  /** First letter of the local numbers, as cities paint them beside the national code. */
  local: string;
  from: readonly [number, number];
  to: readonly [number, number];
  /** Category code and the house number it stands at. */
  things: readonly (readonly [category: string, house: number])[];
}

const NAMES: Record<string, string> = {
  '01001': '供水井盖',
  '01002': '污水井盖',
  '01003': '雨水井盖',
  '01006': '路灯井盖',
  '01010': '热力井盖',
  '01037': '路灯',
  '02004': '公交站设施',
  '03005': '垃圾箱',
  '04002': '行道树',
  '04007': '街头座椅',
};

const STREETS: readonly DemoStreet[] = [
  {
    division: '230103',
    street: '230103001',
    road: '东大直街',
    local: 'DZ',
    from: [126.6386, 45.7562],
    to: [126.6525, 45.7618],
    things: [
      ['01037', 12],
      ['01037', 36],
      ['01002', 58],
      ['02004', 120],
      ['03005', 168],
      ['01037', 210],
    ],
  },
  {
    division: '230103',
    street: '230103015',
    road: '和兴路',
    local: 'HX',
    from: [126.6182, 45.7295],
    to: [126.6098, 45.7362],
    things: [
      ['01037', 8],
      ['01003', 26],
      ['01010', 45],
      ['04002', 66],
      ['04007', 92],
    ],
  },
  {
    division: '230102',
    street: '230102001',
    road: '中央大街',
    local: 'ZY',
    from: [126.6115, 45.7672],
    to: [126.6075, 45.7775],
    things: [
      ['01037', 32],
      ['01037', 89],
      ['01002', 100],
      ['04007', 115],
      ['03005', 128],
      ['01037', 187],
    ],
  },
  {
    division: '230102',
    street: '230102019',
    road: '群力第五大道',
    local: 'QL',
    from: [126.5478, 45.7465],
    to: [126.5612, 45.7441],
    things: [
      ['01037', 600],
      ['01001', 844],
      ['02004', 1021],
      ['04002', 1180],
    ],
  },
  {
    division: '230104',
    street: '230104001',
    road: '靖宇街',
    local: 'JY',
    from: [126.6338, 45.7795],
    to: [126.6489, 45.7832],
    things: [
      ['01037', 33],
      ['01006', 147],
      ['01002', 209],
      ['03005', 256],
      ['02004', 301],
    ],
  },
  {
    division: '230110',
    street: '230110001',
    road: '香坊大街',
    local: 'XF',
    from: [126.6702, 45.7055],
    to: [126.6785, 45.7118],
    things: [
      ['01037', 18],
      ['01003', 40],
      ['01010', 77],
      ['04007', 101],
    ],
  },
  {
    division: '230203',
    street: null,
    road: '卜奎大街',
    local: 'BK',
    from: [123.9532, 47.3452],
    to: [123.9538, 47.3591],
    things: [
      ['01037', 21],
      ['01002', 88],
      ['02004', 136],
      ['01037', 190],
      ['03005', 222],
    ],
  },
  {
    division: '230202',
    street: null,
    road: '龙华路',
    local: 'LH',
    from: [123.9481, 47.3402],
    to: [123.9668, 47.3395],
    things: [
      ['01037', 11],
      ['01001', 52],
      ['04002', 97],
      ['01037', 145],
    ],
  },
  {
    division: '230204',
    street: null,
    road: '站前大街',
    local: 'ZQ',
    from: [123.9772, 47.3358],
    to: [123.9795, 47.3425],
    things: [
      ['01037', 6],
      ['01003', 29],
      ['02004', 60],
    ],
  },
];

const padded = (value: number, digits: number) => String(value).padStart(digits, '0');

function componentsOf({ division, street, road, local, from, to, things }: DemoStreet, index: number) {
  const last = things.at(-1)?.[1] ?? 1;
  return things.flatMap(([category, house], place) => {
    const share = house / last;
    const between = (at: 0 | 1) => Number((from[at] + (to[at] - from[at]) * share).toFixed(6));
    const common = {
      jurisdiction_code: `${division.slice(0, 4)}00`,
      category_code: category,
      division_code: division,
      street_code: street,
      address: `${road} ${house} 号门前`,
      lng: between(0),
      lat: between(1),
      source: SOURCE,
    };
    // GB/T 47678.5-2026: 6 division, 5 category, 6 running number. Street lamps carry the city's own number as well.
    const national = `${division}${category}${padded(index * 100 + place + 1, 6)}`;
    const name = NAMES[category];
    return category === '01037'
      ? [
          { ...common, code: national, name },
          { ...common, code: `${local}-${padded(house, 4)}`, name },
        ]
      : [{ ...common, code: national, name }];
  });
}

/** A few dozen invented things with numbers in Harbin and Qiqihar, so that a number can be tried in the sandbox. */
export async function seedDemoComponents(client: SeedClient, now = new Date()): Promise<void> {
  await upsert(client, {
    table: 'component',
    columns: {
      jurisdiction_code: 'text',
      code: 'text',
      category_code: 'text',
      division_code: 'text',
      street_code: 'text',
      name: 'text',
      address: 'text',
      lng: 'float8',
      lat: 'float8',
      source: 'text',
      updated_at: 'timestamptz',
    },
    key: ['code'],
    updates: [],
    rows: STREETS.flatMap(componentsOf).map((row) => ({ ...row, updated_at: now.toISOString() })),
  });
}

/** A database that served a sandbox sends nobody to an invented lamp. */
export async function forgetDemoComponents(client: SeedClient): Promise<void> {
  await client.query('DELETE FROM component WHERE source = $1', [SOURCE]);
}
