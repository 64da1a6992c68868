import type { ContactKind } from '@/lib/people/contact-store';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { transaction, type Tx } from '@/lib/platform/db';
import { env } from '@/lib/platform/env';
import { isLocale, localePath, type Locale } from '@/lib/platform/i18n/locales';
import { logger } from '@/lib/platform/log';
import { queueMessage } from '@/lib/notify/prepare-message';
import type { JobPayload } from '@/lib/worker/catalogue';
import { reference, type Reference } from '../reference';
import { namedPlace } from '../views';
import { caseIdOf } from './case-id';
import { openFollowerContact } from './confirm-follower';
import { followingUrl } from './follower-proof';

type News = JobPayload<'tell-followers'>;

/** Rows of one transaction: short enough that nobody waits for a lock. */
const BATCH = 100;

interface Row {
  id: string;
  locale: string;
  kind: ContactKind;
  cipher: Buffer;
  keyId: string;
}

interface Subject {
  category: string;
  division: string;
}

/** The next followers that have not been told; each is marked in the transaction that queues their message. */
async function takeNext(tx: Tx, { jurisdictionCode, ticketId, eventId, at }: News): Promise<Row[]> {
  const { rows } = await tx.query<Row>(
    `WITH next AS (
       SELECT id FROM case_follower WHERE jurisdiction_code = $1 AND ticket_id = $2 AND contact_index IS NOT NULL
         AND confirmed_at <= $3 AND NOT told_events @> ARRAY[$4::uuid]
       ORDER BY id LIMIT ${BATCH} FOR UPDATE)
     UPDATE case_follower f SET told_events = told_events || $4::uuid
     FROM next WHERE f.jurisdiction_code = $1 AND f.id = next.id
     RETURNING f.id, f.locale, f.contact_kind AS kind, f.contact_cipher AS cipher, f.contact_key_id AS "keyId"`,
    [jurisdictionCode, ticketId, at, eventId],
  );
  return rows;
}

async function tell(
  tx: Tx,
  news: News,
  { category: code, division, facts }: Subject & { facts: Reference },
  row: Row,
  now: Date,
): Promise<void> {
  const { jurisdictionCode, ticketId, templateId } = news;
  const locale: Locale = isLocale(row.locale) ? row.locale : 'zh-CN';
  const category = facts.categories.get(code);
  const caseId = caseIdOf(jurisdictionCode, ticketId);
  const page = templateId === 'case-ended' ? '/report' : `/cases/${caseId}`;
  let to: string;
  try {
    to = openFollowerContact(row);
  } catch (error) {
    // One contact that does not open must not keep the news from the others.
    logger('tickets').error({ err: error, followerId: row.id }, 'follower not told');
    return;
  }
  await queueMessage(tx, {
    jurisdictionCode,
    ticketId,
    channel: row.kind === 'phone' ? 'sms' : 'email',
    to,
    templateId,
    locale,
    variables: {
      matter: (locale === 'en' ? category?.nameEn : category?.nameZh) ?? code,
      place: namedPlace(facts, division).name[locale],
      trackUrl: `${env().publicBaseUrl}${localePath(locale, page)}`,
      unfollowUrl: followingUrl(caseId, { jurisdictionCode, followerId: row.id }, locale),
    },
    now,
  });
}

/**
 * The job `tell-followers`: tells everybody who had proven a contact when a case changed, each once however often the
 * job runs.
 */
export async function tellFollowers(
  news: News,
  deps: { clock: Clock } = { clock: systemClock },
): Promise<void> {
  const facts = await reference();
  for (let told = 1; told > 0;)
    told = await transaction(async (tx) => {
      const { rows } = await tx.query<Subject>(
        `SELECT category_code AS category, division_code AS division FROM ticket
         WHERE jurisdiction_code = $1 AND id = $2 AND category_code IS NOT NULL`,
        [news.jurisdictionCode, news.ticketId],
      );
      const subject = rows[0];
      if (!subject) return 0;
      const followers = await takeNext(tx, news);
      for (const row of followers) await tell(tx, news, { ...subject, facts }, row, deps.clock.now());
      return followers.length;
    });
}
