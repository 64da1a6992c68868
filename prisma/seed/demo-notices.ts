import { upsert, type SeedClient } from './client';
import { staffsOwn } from './staffs-own';

const DAY_MS = 86_400_000;
/** Every text says what it is: nobody shall take an invented notice for a real one. */
const MARK = '【演示数据】';
const MARK_EN = '[Invented] ';

const idOf = (index: number) => `01900000-0000-7000-8000-0000000a000${index}`;

interface DemoNotice {
  jurisdiction: string;
  kind: string;
  title: [zh: string, en: string | null];
  body: [zh: string, en: string | null];
  divisions: string[];
  /** Days from now. */
  from: number;
  until: number;
  pinned: boolean;
}

const NOTICES: readonly DemoNotice[] = [
  {
    jurisdiction: '000000',
    kind: 'heating',
    title: ['供暖期暖气不热怎样反映', 'Cold radiators: how to report them this winter'],
    body: [
      '请先联系本小区的供热单位报修。24 小时内没有解决的，在网上上报或拨打 12319，写明小区、楼号和室内温度。\n' +
        '暖气管漏水、跑水的，请马上拨打供热单位抢修电话，不要等网上回复。',
      'Ask your heating company first. If it is not solved within 24 hours, report it here or call 12319 with the estate, the building and the room temperature.\n' +
        'If a pipe bursts, call the heating company at once instead of waiting for an answer here.',
    ],
    divisions: [],
    from: -3,
    until: 60,
    pinned: true,
  },
  {
    jurisdiction: '230100',
    kind: 'works',
    title: ['中央大街路灯检修，夜间部分路段无照明', null],
    body: [
      '检修期间，中央大街北段每晚 22:00 至次日 5:00 分段停电检修路灯，请慢行，注意脚下。\n检修结束后仍不亮的路灯，请上报灯杆编号。',
      null,
    ],
    divisions: ['230102'],
    from: -1,
    until: 14,
    pinned: false,
  },
  {
    jurisdiction: '230100',
    kind: 'weather',
    title: ['降雪已清理完毕，感谢配合', 'Snow has been cleared. Thank you'],
    body: [
      '主要道路积雪已清理完毕，清雪临时禁停已取消。背街小巷仍有积雪、结冰的，请上报具体位置。',
      'The main roads are clear and the parking ban is lifted. Tell us where side streets still have snow or ice.',
    ],
    divisions: ['230102', '230103', '230104'],
    from: -9,
    until: -4,
    pinned: false,
  },
];

/** Three invented notices for the sandbox, two of them running at every start while nobody has changed them. */
export async function seedDemoNotices(client: SeedClient, now = Date.now()): Promise<void> {
  const at = (days: number) => new Date(now + days * DAY_MS).toISOString();
  const marked = (mark: string, text: string | null) => (text === null ? null : mark + text);
  const own = await staffsOwn(client, 'notice');
  await upsert(client, {
    table: 'notice',
    columns: {
      jurisdiction_code: 'text',
      id: 'uuid',
      kind: 'text',
      title_zh: 'text',
      title_en: 'text',
      body_zh: 'text',
      body_en: 'text',
      division_codes: 'text[]',
      starts_at: 'timestamptz',
      ends_at: 'timestamptz',
      pinned: 'boolean',
      published: 'boolean',
      updated_at: 'timestamptz',
    },
    key: ['jurisdiction_code', 'id'],
    updates: ['starts_at', 'ends_at', 'updated_at'],
    // What staff have changed, ended or removed stays so: by the console there is a change, by the command line another time.
    updatesWhere: 'notice.updated_at = notice.starts_at',
    rows: NOTICES.map(({ jurisdiction, kind, title, body, divisions, from, until, pinned }, index) => ({
      jurisdiction_code: jurisdiction,
      id: idOf(index),
      kind,
      title_zh: MARK + title[0],
      title_en: marked(MARK_EN, title[1]),
      body_zh: body[0],
      body_en: body[1],
      division_codes: divisions,
      starts_at: at(from),
      ends_at: at(until),
      pinned,
      published: true,
      updated_at: at(from),
    })).filter(({ id }) => !own.has(id)),
  });
}

/** A database that served a sandbox shows none of the invented notices to real readers. */
export async function forgetDemoNotices(client: SeedClient): Promise<void> {
  await client.query('DELETE FROM notice WHERE id = ANY ($1::uuid[])', [
    NOTICES.map((_, index) => idOf(index)),
  ]);
}
