import { z } from 'zod';
import type { Tx } from '@/lib/platform/db';
import { say, wrongField } from '@/lib/platform/field-errors';
import { NOTICE_KINDS, WHOLE_PROVINCE } from './notice-kinds';

// Nothing that a reader's screen hides, and nothing that the database refuses.
const oneLine = /^[^\p{Cc}\p{Zl}\p{Zp}]*$/u;
const lines = /^(?:[^\p{Cc}]|[\n\t])*$/u;
const wrongLine = say('标题只能写一行', 'A title is one line');
const wrongLines = say('有看不见的字符，请删去', 'There are characters that cannot be seen; remove them');

const title = z.string().trim().max(200).regex(oneLine, wrongLine);
const body = z
  .string()
  .transform((text) => text.replaceAll(/\r\n?/g, '\n').trim())
  .pipe(z.string().max(5_000).regex(lines, wrongLines));
const none = (text: string | null) => (text === '' ? null : text);
const instant = z.iso
  .datetime({ offset: true, message: say('请填写日期和时间', 'Enter a date and a time') })
  .transform((text) => new Date(text).toISOString());

/** A notice as staff write it, published or not. */
export const noticeSchema = z
  .strictObject({
    jurisdictionCode: z
      .string()
      .regex(
        /^\d{4}00$/,
        say(
          '请选择市（地）或全省（000000）',
          'A prefecture such as 230100, or 000000 for the whole province',
        ),
      ),
    kind: z.enum(NOTICE_KINDS),
    titleZh: title.min(1),
    titleEn: title.nullable().transform(none),
    bodyZh: body.pipe(z.string().min(1)),
    bodyEn: body.nullable().transform(none),
    /** Counties concerned, sorted; none: the whole jurisdiction. */
    divisionCodes: z
      .array(z.string().regex(/^\d{6}$/, say('区县代码是六位数字', 'Codes of counties have six digits')))
      .transform((codes) => [...new Set(codes)].sort()),
    startsAt: instant,
    /** Null: until somebody ends it. */
    endsAt: instant.nullable(),
    pinned: z.boolean(),
    /** False: a draft that only staff see. */
    published: z.boolean(),
  })
  .superRefine(({ startsAt, endsAt }, context) => {
    if (endsAt && endsAt <= startsAt)
      context.addIssue({
        code: 'custom',
        path: ['endsAt'],
        message: say('结束时间应晚于开始时间', 'The end must come after the beginning'),
      });
  });

/** A whole notice; moments as ISO 8601 in UTC. */
export type NoticeValue = z.output<typeof noticeSchema>;

/**
 * The prefecture exists, and the counties are its own; those of a notice for the whole province lie anywhere in it.
 * @throws DomainError invalid_input
 */
export async function checkPlaces(
  tx: Tx,
  { jurisdictionCode, divisionCodes }: Pick<NoticeValue, 'jurisdictionCode' | 'divisionCodes'>,
): Promise<void> {
  const whole = jurisdictionCode === WHOLE_PROVINCE;
  const place = await tx.query(`SELECT 1 FROM division WHERE code = $1 AND level = 'prefecture'`, [
    jurisdictionCode,
  ]);
  if (!whole && place.rowCount === 0)
    throw wrongField('jurisdictionCode', '没有这个市（地）代码', 'There is no such prefecture');
  const { rows } = await tx.query<{ code: string }>(
    `SELECT code FROM division WHERE code = ANY ($1::text[]) AND level = 'county' AND ($2 OR parent_code = $3)`,
    [divisionCodes, whole, jurisdictionCode],
  );
  const own = rows.map(({ code }) => code);
  const foreign = divisionCodes.filter((code) => !own.includes(code));
  if (foreign.length > 0) {
    const named = await tx.query<{ name: string; english: string }>(
      `SELECT coalesce(name_zh, code) AS name, coalesce(name_en, code) AS english FROM unnest($1::text[]) AS given (code)
       LEFT JOIN division USING (code)`,
      [foreign],
    );
    const names = (pick: 'name' | 'english') => named.rows.map((row) => row[pick]);
    throw wrongField(
      'divisionCodes',
      `有的区县不在所选地区：${names('name').join('、')}`,
      `Some counties are not in this place: ${names('english').join(', ')}`,
    );
  }
}

/** Where a notice stands. */
export type NoticeState = 'running' | 'planned' | 'draft' | 'ended';

/** Where a notice stands at a moment. A draft is one whatever its times say. */
export function noticeState(
  { published, startsAt, endsAt }: Pick<NoticeValue, 'published' | 'startsAt' | 'endsAt'>,
  now: Date,
): NoticeState {
  if (!published) return 'draft';
  if (endsAt && new Date(endsAt) <= now) return 'ended';
  return new Date(startsAt) > now ? 'planned' : 'running';
}

/**
 * A published notice as it is once it was ended: from now on, or, when it has not begun yet, taken back to a draft: it was
 * never seen, so it shall not stand among those that ended.
 */
export function endedNotice(notice: NoticeValue, now: Date): NoticeValue {
  return new Date(notice.startsAt) < now
    ? { ...notice, endsAt: now.toISOString() }
    : { ...notice, published: false };
}
