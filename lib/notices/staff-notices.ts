import type { Actor } from '@/lib/platform/actor';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { db } from '@/lib/platform/db';
import { assertSomewhere } from '@/lib/staff/assert-permission';
import { placesOf } from '@/lib/staff/permissions';
import { WHOLE_PROVINCE } from './notice-kinds';
import { noticeState, type NoticeState, type NoticeValue } from './notice-rules';
import { noticeOfRow, STAFF_COLUMNS, type StaffNoticeRow } from './notice-store';

/** A notice in staff's list. */
export interface StaffNotice {
  id: string;
  value: NoticeValue;
  state: NoticeState;
}

/** Of ended ones so many are listed; the others only grow older. */
const ENDED = 30;

/**
 * The notices that the actor may write, drafts and planned ones among them: the newest beginning first.
 * @throws DomainError forbidden
 */
export async function listStaffNotices(
  actor: Actor,
  deps: { clock: Clock } = { clock: systemClock },
): Promise<StaffNotice[]> {
  const staff = await assertSomewhere(actor, 'settings.notices');
  const places = placesOf(staff.grants, 'settings.notices');
  const now = deps.clock.now();
  const { rows } = await db().query<StaffNoticeRow>(
    `SELECT ${STAFF_COLUMNS} FROM notice
     WHERE ($1 OR jurisdiction_code = ANY ($2)) AND (NOT published OR ends_at IS NULL OR ends_at > $3 OR id IN (
       SELECT id FROM notice WHERE published AND ends_at <= $3 AND ($1 OR jurisdiction_code = ANY ($2))
       ORDER BY ends_at DESC LIMIT ${ENDED}))
     ORDER BY starts_at DESC, id`,
    [places.includes(WHOLE_PROVINCE), places, now],
  );
  return rows.map((row) => {
    const value = noticeOfRow(row);
    return { id: row.id, value, state: noticeState(value, now) };
  });
}
