import type { Actor } from '@/lib/platform/actor';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { db } from '@/lib/platform/db';
import { assertPermission, assertSomewhere } from '@/lib/staff/assert-permission';
import { placesOf, type Permission } from '@/lib/staff/permissions';
import { WHOLE_PROVINCE } from '@/lib/staff/roles';
import { assertDesk, secretsOf, type DeskSecretLine } from './desk-secrets';
import { routingOf, type Routing } from './dry-run';
import { listDesks, type DeskSetUp } from './list-desks';
import { placeRules, type PlacedRule } from './rule-order';

/** The jurisdictions of somebody's permission; null for everywhere. */
async function ownPlaces(actor: Actor, permission: Permission): Promise<readonly string[] | null> {
  const { grants } = await assertSomewhere(actor, permission);
  const places = placesOf(grants, permission);
  return places.includes(WHOLE_PROVINCE) ? null : places;
}

/** The desks that somebody may change, with how each fares. @throws DomainError forbidden */
export async function listOwnDesks(
  actor: Actor,
  deps: { clock: Clock } = { clock: systemClock },
): Promise<DeskSetUp[]> {
  return listDesks(deps.clock.now(), await ownPlaces(actor, 'settings.desks'));
}

/** A desk that rules can lead to. */
export interface DeskChoice {
  code: string;
  jurisdictionCode: string;
  nameZh: string;
  nameEn: string;
  active: boolean;
}

/** The desks that somebody's rules can lead to. @throws DomainError forbidden */
export async function listDeskChoices(actor: Actor): Promise<DeskChoice[]> {
  const { rows } = await db().query<DeskChoice>(
    `SELECT code, jurisdiction_code AS "jurisdictionCode", name_zh AS "nameZh", name_en AS "nameEn", active
     FROM desk WHERE $1::text[] IS NULL OR jurisdiction_code = ANY ($1) ORDER BY jurisdiction_code, code`,
    [await ownPlaces(actor, 'settings.routing')],
  );
  return rows;
}

/** The rules of a prefecture in the order they are tried, with its desks. @throws DomainError forbidden */
export async function readRouting(
  actor: Actor,
  jurisdictionCode: string,
): Promise<{ rules: PlacedRule[]; desks: Routing['desks'] }> {
  await assertPermission(actor, 'settings.routing', [jurisdictionCode]);
  const { rules, desks } = await routingOf(jurisdictionCode);
  return { rules: placeRules(rules, desks), desks };
}

/** A desk's secrets, the newest first, by their ids only. @throws DomainError forbidden, not_found */
export async function readDeskSecrets(
  actor: Actor,
  deskCode: string,
  deps: { clock: Clock } = { clock: systemClock },
): Promise<{ nameZh: string; nameEn: string; secrets: DeskSecretLine[] }> {
  const { nameZh, nameEn } = await assertDesk(actor, deskCode);
  return { nameZh, nameEn, secrets: await secretsOf(db(), deskCode, deps.clock.now()) };
}
