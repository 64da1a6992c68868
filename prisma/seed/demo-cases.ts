import { purposeKey, seal } from '@/lib/platform/crypto';
import type { Tx } from '@/lib/platform/db';
import { projectCase } from '@/lib/tickets/cases/project-case';
import { queryCodeContext, queryCodeHash } from '@/lib/tickets/query-code';
import type { TicketStatus } from '@/lib/tickets/status';
import { makeTrackingNumber, newQueryCode } from '@/lib/tickets/tracking-number';
import type { SeedClient } from './client';
import streets from './data/harbin-streets.json';
import { DEMO_STORIES, type DemoStory } from './demo-stories';

const HARBIN = '230100';
const DESK = 'city-230100';
const HOUR_MS = 3_600_000;
/** The end of the number sequence, which no real report reaches. */
const FIRST_POSITION = 999_999_000;
/** Every text says what it is: nobody shall take an invented case for a real one. */
const MARK = '【演示数据】';

const PATHS: Record<DemoStory['state'], TicketStatus[]> = {
  dispatched: ['submitted', 'accepted', 'registered', 'dispatched'],
  handling: ['submitted', 'accepted', 'registered', 'dispatched', 'signed', 'handling'],
  checking: [
    'submitted',
    'accepted',
    'registered',
    'dispatched',
    'signed',
    'handling',
    'handled',
    'checking',
  ],
  closed: [
    'submitted',
    'accepted',
    'registered',
    'dispatched',
    'signed',
    'handling',
    'handled',
    'checking',
    'closed',
  ],
};

/** The same id at every start, so that a case is made once. */
const idOf = (index: number, part: number) =>
  `01900000-0000-7000-8000-${part.toString(16).padStart(4, '0')}${index.toString(16).padStart(8, '0')}`;

function streetOf(story: DemoStory, index: number): string | null {
  const own = streets.filter(({ parentCode }) => parentCode === story.district);
  return own[index % Math.max(1, own.length)]?.code ?? null;
}

async function makeTicket(client: SeedClient, story: DemoStory, index: number, now: number): Promise<void> {
  const ticketId = idOf(index, 0);
  const number = makeTrackingNumber(HARBIN, FIRST_POSITION + index, purposeKey('tracking-number'));
  const code = newQueryCode();
  const sealed = seal(code, queryCodeContext(ticketId));
  const submitted = now - story.daysAgo * 24 * HOUR_MS - index * 17 * 60_000;
  const due = submitted + story.limitHours * HOUR_MS;
  const path = PATHS[story.state];
  const last = Math.min(story.workedHours * HOUR_MS, now - submitted);
  const at = path.map((_, step) => new Date(submitted + (last * step * step) / (path.length - 1) ** 2));
  const closedAt = story.state === 'closed' ? at.at(-1) : null;
  await client.query(
    `INSERT INTO ticket (jurisdiction_code, id, tracking_number, query_code_cipher, query_code_key_id, query_code_hash,
       status, channel, locale, request_type, urgency, emergency, category_code, category_source, division_code, street_code,
       description, keep_secret, anonymous, desk_code, routing_reason, due_at, submitted_at, accepted_at, closed_at,
       updated_at, retention_class)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'web', 'zh-CN', 'report', 'normal', '{}', $8, 'person', $9, $10, $11, false, true,
       $12, 'demonstration', $13, $14, $15, $16, $17, 'ticket')`,
    [
      HARBIN,
      ticketId,
      number,
      sealed.cipher,
      sealed.keyId,
      queryCodeHash(number, code),
      story.state,
      story.category,
      story.district,
      streetOf(story, index),
      MARK + story.text,
      DESK,
      new Date(due),
      at[0],
      at[1],
      closedAt,
      at.at(-1),
    ],
  );
  await client.query(
    `INSERT INTO ticket_event (jurisdiction_code, ticket_id, id, at, type, status, desk_code, is_public)
     SELECT $1, $2, e.id, e.at, e.status, e.status, $3, true
     FROM unnest($4::uuid[], $5::timestamptz[], $6::text[]) AS e(id, at, status)`,
    [HARBIN, ticketId, DESK, path.map((_, step) => idOf(index, step + 1)), at, path],
  );
  const texts = [
    ['description', story.text],
    ...(closedAt && story.result ? [['result', story.result]] : []),
  ];
  await client.query(
    `INSERT INTO case_text (jurisdiction_code, ticket_id, part, text, released_at, released_by)
     SELECT $1, $2, x.part, x.text, $3, 'demonstration' FROM unnest($4::text[], $5::text[]) AS x(part, text)`,
    [HARBIN, ticketId, at.at(-1), texts.map(([part]) => part), texts.map(([, text]) => `${MARK}${text}`)],
  );
}

function asTx(client: SeedClient): Tx {
  return { query: (text, values = []) => client.query(text, [...values]) as Promise<never> };
}

/** A few dozen invented cases in Harbin over the last weeks, made once, for a sandbox that would otherwise be empty. */
export async function seedDemoCases(client: SeedClient, now = Date.now()): Promise<void> {
  const tx = asTx(client);
  const { rows } = await tx.query<{ id: string }>(
    'SELECT id FROM ticket WHERE jurisdiction_code = $1 AND id = $2',
    [HARBIN, idOf(0, 0)],
  );
  if (rows.length > 0) return;
  for (const [index, story] of DEMO_STORIES.entries()) {
    await makeTicket(client, story, index, now);
    await projectCase(tx, { jurisdictionCode: HARBIN, ticketId: idOf(index, 0) });
  }
}

/** A database that served a sandbox shows none of the invented cases to real readers. */
export async function forgetDemoCases(client: SeedClient): Promise<void> {
  await client.query(
    'DELETE FROM public_case WHERE jurisdiction_code = $1 AND ticket_id = ANY ($2::uuid[])',
    [HARBIN, DEMO_STORIES.map((_, index) => idOf(index, 0))],
  );
}
