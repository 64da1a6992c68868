import { z } from 'zod';
import { systemClock } from '@/lib/platform/clock';
import { db } from '@/lib/platform/db';
import { DomainError } from '@/lib/platform/errors';
import { likePatterns, searchForm, searchTerms } from '@/lib/platform/search-text';
import { WHOLE_PROVINCE } from './notice-kinds';
import { NOTICE_COLUMNS, toNoticeView, type NoticeRow, type NoticeView } from './notice-views';

/** What to list. A notice that is not published, or has not begun, is in no list. */
export interface NoticeQuery {
  state: 'running' | 'ended' | 'any';
  /** A prefecture: its own notices and those of the whole province. Null: all. */
  jurisdictionCode: string | null;
  limit: number;
}

/** Searching looks through so many of the newest ones; a year has a few hundred. */
const SEARCHED = 500;

const STATES = {
  running: 'AND (ends_at IS NULL OR ends_at > $1) ORDER BY pinned DESC, starts_at DESC, id',
  ended: 'AND ends_at <= $1 ORDER BY ends_at DESC, id',
  any: 'ORDER BY starts_at DESC, id',
};

/** Notices for the public: running ones pinned first, then newest first; ended ones latest first. */
export async function listNotices(query: NoticeQuery, now = systemClock.now()): Promise<NoticeView[]> {
  const { state, jurisdictionCode: code, limit } = query;
  const places = code === null ? null : [code, WHOLE_PROVINCE];
  const { rows } = await db().query<NoticeRow>(
    `SELECT ${NOTICE_COLUMNS} FROM notice
     WHERE published AND starts_at <= $1 AND ($2::text[] IS NULL OR jurisdiction_code = ANY ($2)) ${STATES[state]} LIMIT $3`,
    [now, places, limit],
  );
  return rows.map((row) => toNoticeView(row, now));
}

/**
 * One notice, running or ended.
 * @throws DomainError no_such_page
 */
export async function findNotice(id: string, now = systemClock.now()): Promise<NoticeView> {
  if (!z.uuid().safeParse(id).success) throw new DomainError('no_such_page');
  const { rows } = await db().query<NoticeRow>(
    `SELECT ${NOTICE_COLUMNS} FROM notice WHERE id = $1 AND published AND starts_at <= $2`,
    [id, now],
  );
  if (!rows[0]) throw new DomainError('no_such_page');
  return toNoticeView(rows[0], now);
}

/** Notices, running or ended, whose title or text has all the words; newest first. None for no words. */
export async function searchNotices(words: string, now = systemClock.now()): Promise<NoticeView[]> {
  const patterns = likePatterns(searchTerms(words)).map((pattern) => pattern.slice(1, -1));
  if (patterns.length === 0) return [];
  const notices = await listNotices({ state: 'any', jurisdictionCode: null, limit: SEARCHED }, now);
  return notices.filter(({ title, body }) => {
    const form = searchForm([title['zh-CN'], title.en, body['zh-CN'], body.en].filter(Boolean).join(' '));
    return patterns.every((pattern) => form.includes(pattern));
  });
}
