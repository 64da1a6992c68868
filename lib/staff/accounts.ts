import { z } from 'zod';
import type { Grant, StaffActor } from '@/lib/platform/actor';
import { db } from '@/lib/platform/db';
import { ACCOUNT_STATUSES, openContact, type AccountStatus, type Contact } from './account-store';
import { assertPermission, assertSomewhere } from './assert-permission';
import { mayDo, placesOf } from './permissions';
import { ROLES, WHOLE_PROVINCE } from './roles';
import { IDLE_MS, type SignInMethod } from './staff-session';

/** An account as the list of accounts shows it. */
export interface AccountView {
  id: string;
  login: string;
  displayName: string;
  status: AccountStatus;
  grants: Grant[];
  openSessions: number;
  lastSeenAt: Date | null;
  singleSignOn: boolean;
}

const COLUMNS = `
  id, login, display_name AS "displayName", status, oidc_subject IS NOT NULL AS "singleSignOn",
    (SELECT coalesce(json_agg(json_build_object('role', role, 'jurisdictionCode', jurisdiction_code)
                              ORDER BY role, jurisdiction_code), '[]')
     FROM staff_role WHERE account_id = account.id) AS grants,
    (SELECT count(*)::int FROM staff_session WHERE account_id = account.id AND revoked_at IS NULL
       AND last_seen_at > $1 AND absolute_end > $2) AS "openSessions",
    (SELECT max(last_seen_at) FROM staff_session WHERE account_id = account.id) AS "lastSeenAt"`;

const idleSince = (now: Date) => new Date(now.getTime() - IDLE_MS);

const blank = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? undefined : value);
const filter = <T extends z.ZodType>(schema: T) => z.preprocess(blank, schema.optional().catch(undefined));

/** By what the list of accounts is narrowed; the names of the query's parameters. What is not valid is left out. */
export const accountFilters = z.object({
  q: filter(z.string().trim().max(64)),
  role: filter(z.enum(ROLES)),
  place: filter(z.string().regex(/^\d{6}$/)),
  status: filter(z.enum(ACCOUNT_STATUSES)),
});
export type AccountFilters = z.output<typeof accountFilters>;

/** A page of accounts. */
export interface AccountPage {
  accounts: AccountView[];
  /** How many match in all. */
  count: number;
  /** The login name after which the next page begins; null on the last. */
  next: string | null;
}

const MATCHES = `
  ($1 OR EXISTS (SELECT FROM staff_role WHERE account_id = account.id AND jurisdiction_code = ANY($2::bpchar[])))
  AND ($3::text IS NULL OR strpos(login, lower($3)) > 0 OR strpos(display_name, $3) > 0)
  AND ($4::text IS NULL OR status = $4)
  AND ($5::text IS NULL AND $6::bpchar IS NULL OR EXISTS (
    SELECT FROM staff_role WHERE account_id = account.id
      AND ($5 IS NULL OR role = $5) AND ($6 IS NULL OR jurisdiction_code = $6)))`;

/**
 * The accounts that have a role where the actor may read accounts, by login name.
 * @param input after: the last login name of the page before
 * @throws DomainError forbidden
 */
export async function listAccounts(
  actor: StaffActor,
  input: { filters: AccountFilters; after: string | null; limit: number },
  now: Date,
): Promise<AccountPage> {
  await assertSomewhere(actor, 'accounts.read');
  const places = placesOf(actor.grants, 'accounts.read');
  const { q, role, place, status } = input.filters;
  const matching = [
    places.includes(WHOLE_PROVINCE),
    places,
    q ?? null,
    status ?? null,
    role ?? null,
    place ?? null,
  ];
  const { rows: counted } = await db().query<{ count: number }>(
    `SELECT count(*)::int AS count FROM staff_account AS account WHERE ${MATCHES}`,
    matching,
  );
  const { rows: found } = await db().query<{ id: string; login: string }>(
    `SELECT id, login FROM staff_account AS account WHERE ${MATCHES} AND ($7::text IS NULL OR login > $7)
     ORDER BY login LIMIT ${input.limit + 1}`,
    [...matching, input.after],
  );
  const page = found.slice(0, input.limit);
  const { rows: accounts } = await db().query<AccountView>(
    `SELECT ${COLUMNS} FROM staff_account AS account WHERE id = ANY ($3::uuid[]) ORDER BY login`,
    [idleSince(now), now, page.map(({ id }) => id)],
  );
  const last = found.length > input.limit ? page.at(-1) : undefined;
  return { accounts, count: counted[0]?.count ?? 0, next: last?.login ?? null };
}

/** The invitation of an account that can still be taken. */
export interface InvitationView {
  expiresAt: Date;
  /** What became of its e-mail; null when none was sent. */
  mail: 'queued' | 'sent' | 'failed' | null;
}

/** An account as its own page shows it. */
export interface AccountDetails extends AccountView {
  email: string | null;
  invitation: InvitationView | null;
}

/**
 * One account, where the actor may read it.
 * @returns undefined when there is none
 * @throws DomainError forbidden, also for one that has no role where the actor may read
 */
export async function readAccount(
  actor: StaffActor,
  id: string,
  now: Date,
): Promise<AccountDetails | undefined> {
  await assertSomewhere(actor, 'accounts.read');
  const { rows } = await db().query<AccountView & Contact>(
    `SELECT ${COLUMNS}, contact_cipher AS cipher, contact_key_id AS "keyId"
     FROM staff_account AS account WHERE id::text = $3`,
    [idleSince(now), now, id],
  );
  if (!rows[0]) return undefined;
  const { cipher, keyId, ...account } = rows[0];
  const places = account.grants.map(({ jurisdictionCode }) => jurisdictionCode);
  // A role in one of its places is enough to read it, as it is to find it in the list.
  const here = places.find((code) => mayDo(actor.grants, 'accounts.read', code));
  await assertPermission(actor, 'accounts.read', [here ?? WHOLE_PROVINCE]);
  return { ...account, email: openContact(id, { cipher, keyId }), invitation: await invitationOf(id, now) };
}

async function invitationOf(accountId: string, now: Date): Promise<InvitationView | null> {
  const { rows } = await db().query<{ expiresAt: Date; state: string | null }>(
    `SELECT expires_at AS "expiresAt", (
       SELECT state FROM message WHERE jurisdiction_code = $3 AND ticket_id = invitation.id LIMIT 1) AS state
     FROM staff_invitation AS invitation WHERE account_id = $1 AND used_at IS NULL AND expires_at > $2`,
    [accountId, now, WHOLE_PROVINCE],
  );
  if (!rows[0]) return null;
  const { expiresAt, state } = rows[0];
  return { expiresAt, mail: state === null ? null : (MAIL_STATES[state] ?? 'failed') };
}

/** What a message's state says to who invites; everything else did not arrive. */
const MAIL_STATES: Readonly<Record<string, 'queued' | 'sent'>> = {
  queued: 'queued',
  sending: 'queued',
  sent: 'sent',
  delivered: 'sent',
};

/** One of a person's own sessions. */
export interface SessionView {
  id: string;
  method: SignInMethod;
  device: string;
  createdAt: Date;
  lastSeenAt: Date;
  current: boolean;
}

/** The actor's own sessions that have not ended, the latest first. */
export async function listOwnSessions(actor: StaffActor, now: Date): Promise<SessionView[]> {
  const { rows } = await db().query<SessionView>(
    `SELECT id, method, device, created_at AS "createdAt", last_seen_at AS "lastSeenAt", id = $2 AS current
     FROM staff_session WHERE account_id = $1 AND revoked_at IS NULL AND last_seen_at > $3 AND absolute_end > $4
     ORDER BY last_seen_at DESC`,
    [actor.accountId, actor.sessionId, idleSince(now), now],
  );
  return rows;
}

/** What a person's own page says of their proofs. */
export interface OwnProofs {
  password: boolean;
  totp: boolean;
  codesLeft: number;
}

export async function ownProofs(actor: StaffActor): Promise<OwnProofs> {
  const { rows } = await db().query<OwnProofs>(
    `SELECT password_hash IS NOT NULL AS password, totp_cipher IS NOT NULL AS totp,
       (SELECT count(*)::int FROM staff_recovery_code WHERE account_id = id AND used_at IS NULL) AS "codesLeft"
     FROM staff_account WHERE id = $1`,
    [actor.accountId],
  );
  return rows[0]!;
}
