import { z } from 'zod';
import { assertActor, type Actor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { transaction, type Tx } from '@/lib/platform/db';
import { parseInput, wrongField } from '@/lib/platform/field-errors';
import { newId } from '@/lib/platform/ids';
import { NOTICE_KINDS, WHOLE_PROVINCE } from './notice-kinds';

const title = z.string().trim().min(1).max(200);
const body = z.string().trim().min(1).max(5_000);
const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

const newNotice = z.strictObject({
  jurisdictionCode: z
    .string()
    .regex(/^\d{4}00$/, 'a prefecture such as 230100, or 000000 for the whole province'),
  kind: z.enum(NOTICE_KINDS),
  titleZh: title,
  titleEn: title.optional(),
  bodyZh: body,
  bodyEn: body.optional(),
  divisionCodes: z.array(z.string().regex(/^\d{6}$/, 'codes of counties, six digits')).default([]),
  /** Now when left out. */
  startsAt: instant.optional(),
  /** Until somebody ends it when left out. */
  endsAt: instant.optional(),
  pinned: z.boolean().default(false),
});

export type NewNotice = z.input<typeof newNotice>;

/** The prefecture exists, and the counties are its own; those of a notice for the whole province lie anywhere in it. */
async function checkPlaces(
  tx: Tx,
  jurisdictionCode: string,
  divisionCodes: readonly string[],
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
  if (rows.length < new Set(divisionCodes).size)
    throw wrongField('divisionCodes', '有的区县代码不在这个地区', 'Some counties are not in this place');
}

/**
 * Publishes a notice.
 * @returns its id
 * @throws DomainError invalid_input, forbidden
 */
export async function addNotice(
  actor: Actor,
  input: NewNotice,
  deps: { clock: Clock } = { clock: systemClock },
): Promise<string> {
  assertActor(actor, 'system');
  const notice = parseInput(newNotice, input);
  const now = deps.clock.now();
  const startsAt = notice.startsAt ?? now;
  if (notice.endsAt && notice.endsAt <= startsAt)
    throw wrongField('endsAt', '结束时间应晚于开始时间', 'The end must come after the beginning');
  const id = newId(now.getTime());
  await transaction(async (tx) => {
    await checkPlaces(tx, notice.jurisdictionCode, notice.divisionCodes);
    await tx.query(
      `INSERT INTO notice (jurisdiction_code, id, kind, title_zh, title_en, body_zh, body_en, division_codes, starts_at,
         ends_at, pinned, published, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, true, $12)`,
      [
        notice.jurisdictionCode,
        id,
        notice.kind,
        notice.titleZh,
        notice.titleEn ?? null,
        notice.bodyZh,
        notice.bodyEn ?? null,
        [...new Set(notice.divisionCodes)],
        startsAt,
        notice.endsAt ?? null,
        notice.pinned,
        now,
      ],
    );
    await audit(tx, {
      jurisdictionCode: notice.jurisdictionCode,
      actor,
      action: 'notice.add',
      subjectKind: 'notice',
      subjectId: id,
      data: { kind: notice.kind, startsAt, endsAt: notice.endsAt ?? null, pinned: notice.pinned },
    });
  });
  return id;
}
