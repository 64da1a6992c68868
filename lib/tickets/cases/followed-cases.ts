import { followerIs, type ContactIndex } from '@/lib/people/contact-store';
import { db } from '@/lib/platform/db';
import { reference } from '../reference';
import type { TicketStatus } from '../status';
import type { Names } from '../view-schemas';
import { namedPlace, wordsOf } from '../views';
import { caseIdOf } from './case-id';
import { FollowerProof, type FollowerKey } from './follower-proof';

/** How a follower stands to a case: counted only, or told of it. */
export type Following = 'counted' | 'told';

/** Whether the holder of a link still follows this case, and how; null when not. */
export async function followingOf(proof: FollowerProof, caseId: string): Promise<Following | null> {
  const { jurisdictionCode, followerId } = FollowerProof.keyOf(proof);
  const { rows } = await db().query<{ ticketId: string; told: boolean }>(
    `SELECT ticket_id AS "ticketId", contact_index IS NOT NULL AS told FROM case_follower
     WHERE jurisdiction_code = $1 AND id = $2`,
    [jurisdictionCode, followerId],
  );
  const row = rows[0];
  if (!row || caseIdOf(jurisdictionCode, row.ticketId) !== caseId) return null;
  return row.told ? 'told' : 'counted';
}

/** A case that somebody follows, as their own list shows it. */
export interface FollowedCase {
  key: FollowerKey;
  caseId: string;
  /** Null when it is not public any more: why is not for others to know. */
  statusText: Names | null;
  category: Names;
  division: Names;
  followedAt: Date;
}

const MOST = 100;

/** The cases that a proven contact follows in every prefecture, the newest first, at most 100. */
export async function casesFollowedBy({ index }: ContactIndex): Promise<FollowedCase[]> {
  const facts = await reference();
  const { rows } = await db().query<{
    jurisdictionCode: string;
    followerId: string;
    ticketId: string;
    isPublic: boolean;
    status: TicketStatus;
    category: string | null;
    division: string;
    followedAt: Date;
  }>(
    `SELECT f.jurisdiction_code AS "jurisdictionCode", f.id AS "followerId", f.ticket_id AS "ticketId",
       p.ticket_id IS NOT NULL AS "isPublic", t.status, t.category_code AS category, t.division_code AS division,
       f.created_at AS "followedAt"
     FROM case_follower f JOIN ticket t ON t.jurisdiction_code = f.jurisdiction_code AND t.id = f.ticket_id
     LEFT JOIN public_case p ON p.jurisdiction_code = f.jurisdiction_code AND p.ticket_id = f.ticket_id
     WHERE ${followerIs()} ORDER BY f.created_at DESC, f.id DESC LIMIT ${MOST}`,
    [index],
  );
  return rows.map(
    ({ jurisdictionCode, followerId, ticketId, isPublic, status, category, division, followedAt }) => {
      const named = facts.categories.get(category ?? '');
      return {
        key: { jurisdictionCode, followerId },
        caseId: caseIdOf(jurisdictionCode, ticketId),
        statusText: isPublic ? wordsOf(status) : null,
        category: { 'zh-CN': named?.nameZh ?? category ?? '', en: named?.nameEn ?? category ?? '' },
        division: namedPlace(facts, division).name,
        followedAt,
      };
    },
  );
}
