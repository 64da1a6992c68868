import { db } from '@/lib/platform/db';
import { newId } from '@/lib/platform/ids';
import type { Effect, SettingKind } from '@/lib/settings/setting-kind';
import { WHOLE_PROVINCE } from './notice-kinds';
import { checkPlaces, noticeSchema, noticeState, type NoticeState, type NoticeValue } from './notice-rules';
import { readNotice, STAFF_COLUMNS, noticeOfRow, writeNotice, type StaffNoticeRow } from './notice-store';

const china = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
});
/** A moment in China: `2026-11-25 18:00`. */
const inChina = (iso: string) => china.format(new Date(iso));
const span = ({ startsAt, endsAt }: NoticeValue) =>
  `${inChina(startsAt)} – ${endsAt ? inChina(endsAt) : '…'}`;

const SEEN: Record<NoticeState, (of: NoticeValue) => Effect['text']> = {
  draft: () => ({ zh: '草稿：公众看不到。', en: 'A draft: the public does not see it.' }),
  planned: (of) => ({
    zh: `公众从 ${inChina(of.startsAt)}（北京时间）起看到它。`,
    en: `The public sees it from ${inChina(of.startsAt)}, China time.`,
  }),
  running: (of) => ({
    zh: `应用后公众马上看到它，直到${of.endsAt ? ` ${inChina(of.endsAt)}（北京时间）` : '有人结束它'}。`,
    en: `The public sees it at once, until ${of.endsAt ? `${inChina(of.endsAt)}, China time` : 'somebody ends it'}.`,
  }),
  ended: () => ({
    zh: '它只出现在“已结束”的公告里。',
    en: 'It stands among the notices that have ended only.',
  }),
};

/** How the public reads it: a line of a text is a paragraph; English pages show Chinese where English is missing. */
function preview({ titleZh, titleEn, bodyZh, bodyEn }: NoticeValue): Effect {
  const rows = [
    [titleZh, titleEn ?? titleZh],
    ...Array.from(
      { length: Math.max(bodyZh.split('\n').length, (bodyEn ?? bodyZh).split('\n').length) },
      (_, line) => [bodyZh.split('\n')[line] ?? '', (bodyEn ?? bodyZh).split('\n')[line] ?? ''],
    ),
  ];
  return {
    level: 'information',
    text: { zh: '公众看到的文字', en: 'What the public reads' },
    table: {
      columns: [
        { zh: '中文页面', en: 'Chinese page' },
        { zh: '英文页面', en: 'English page' },
      ],
      rows,
    },
  };
}

/** Other published notices of the same people at the same time. */
async function overlapping(subject: string, notice: NoticeValue): Promise<NoticeValue[]> {
  const { rows } = await db().query<StaffNoticeRow>(
    `SELECT ${STAFF_COLUMNS} FROM notice
     WHERE published AND id::text <> $1 AND (jurisdiction_code IN ($2, '${WHOLE_PROVINCE}') OR $2 = '${WHOLE_PROVINCE}')
       AND (ends_at IS NULL OR ends_at > $4) AND ($5::timestamptz IS NULL OR starts_at < $5)
       AND (division_codes = '{}' OR $3::text[] = '{}' OR division_codes && $3::text[])
     ORDER BY starts_at DESC LIMIT 20`,
    [subject, notice.jurisdictionCode, notice.divisionCodes, notice.startsAt, notice.endsAt],
  );
  return rows.map(noticeOfRow);
}

async function effectsOf(subject: string, notice: NoticeValue, now: Date): Promise<Effect[]> {
  const state = noticeState(notice, now);
  const effects: Effect[] = [
    { level: state === 'ended' ? 'warning' : 'information', text: SEEN[state](notice) },
    preview(notice),
  ];
  if (!notice.titleEn || !notice.bodyEn)
    effects.push({
      level: 'warning',
      text: {
        zh: '英文没有写全，英文页面会显示中文并注明。',
        en: 'The English text is not complete; English pages show the Chinese one and say so.',
      },
    });
  const others = state === 'draft' || state === 'ended' ? [] : await overlapping(subject, notice);
  if (others.length > 0)
    effects.push({
      level: 'warning',
      text: {
        zh: `同一地区同一时间还有 ${others.length} 条公告，请检查是否重复或矛盾。`,
        en: `There are ${others.length} more notice(s) for the same place and time; see that none repeats or contradicts another.`,
      },
      table: {
        columns: [
          { zh: '标题', en: 'Title' },
          { zh: '北京时间', en: 'China time' },
          { zh: '置顶', en: 'Pinned' },
        ],
        rows: others.map((of) => [
          { zh: of.titleZh, en: of.titleEn ?? of.titleZh },
          span(of),
          of.pinned ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' },
        ]),
      },
    });
  return effects;
}

/** What the hotline tells everyone for a while; one subject for each notice. */
export const noticeKind: SettingKind<NoticeValue> = {
  kind: 'notice',
  permission: 'settings.notices',
  schema: noticeSchema,
  jurisdictionOf: ({ jurisdictionCode }) => jurisdictionCode,
  subjectOf: () => newId(),
  read: readNotice,
  async check(tx, { after }) {
    if (after) await checkPlaces(tx, after);
  },
  write: (tx, { subject, after, now }) => writeNotice(tx, subject, after, now),
  async effects({ subject, before, after, now }) {
    if (after) return effectsOf(subject, after, now);
    if (before && ['running', 'ended'].includes(noticeState(before, now)))
      return [
        {
          level: 'warning',
          text: {
            zh: '公众已经看过这条公告。删除后它的网页打不开；如果只是过期，请改为结束。',
            en: 'The public has seen this notice. Its page will be gone; if it is only over, end it instead.',
          },
        },
      ];
    return [];
  },
};
