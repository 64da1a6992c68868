import { z } from 'zod';
import type { Actor } from '@/lib/platform/actor';
import { AnchorFault, AuditAnchor, type AnchoredHead } from '@/lib/platform/audit-anchor';
import { chainHeads } from '@/lib/platform/audit-seal';
import { db } from '@/lib/platform/db';
import { assertSomewhere } from '@/lib/staff/assert-permission';
import { WHOLE_PROVINCE } from '@/lib/staff/roles';
import { readablePlaces } from './audit-rows';

/** A row that was committed this long ago is sealed, and a seal this old anchored, or something is wrong. */
const PATIENCE_MS = 60_000;
/** So many of the newest rows are looked at for a seal on every view; the nightly verification looks at all. */
export const LOOKED_AT = 500;

/** How the head of a chain stands against the file outside the database. */
export type AnchorState = 'anchored' | 'behind' | 'none' | 'differs' | 'cut';

export interface ChainView {
  jurisdictionCode: string;
  position: string;
  sealedAt: Date;
  anchor: AnchorState;
  anchoredPosition: string | null;
}

export interface VerificationView {
  at: Date;
  by: string;
  rows: number;
  chains: number;
  /** In the reader's jurisdictions, the first fifty of all. */
  faults: { jurisdictionCode: string; kind: string; position: string }[];
}

/** The state of the audit trail as it can be seen without reading all of it. */
export interface ChainState {
  verification: VerificationView | null;
  /** How many of the newest LOOKED_AT rows older than a minute are not sealed. */
  unsealed: number;
  anchorDamaged: boolean;
  chains: ChainView[];
}

const verified = z.object({
  rows: z.number(),
  chains: z.number(),
  found: z.array(z.object({ jurisdictionCode: z.string(), kind: z.string(), position: z.string() })),
});

async function lastVerification(places: readonly string[] | null): Promise<VerificationView | null> {
  const { rows } = await db().query<{ at: Date; by: string; data: unknown }>(
    `SELECT at, actor_id AS by, data FROM audit_event
     WHERE action = 'audit.verify' AND actor_kind = 'system' ORDER BY at DESC, id DESC LIMIT 1`,
  );
  if (!rows[0]) return null;
  const { found, ...counts } = verified.parse(rows[0].data);
  // A damaged anchor is everybody's.
  const mine = found.filter(
    ({ jurisdictionCode: code }) => !places || [...places, WHOLE_PROVINCE].includes(code),
  );
  return { at: rows[0].at, by: rows[0].by, ...counts, faults: mine };
}

async function unsealedOf(places: readonly string[] | null): Promise<number> {
  const { rows } = await db().query<{ count: number }>(
    `SELECT count(*)::int AS count FROM (
       SELECT jurisdiction_code, id FROM audit_event
       WHERE at < now() - interval '60 seconds' ${places ? 'AND jurisdiction_code = ANY ($1::bpchar[])' : ''}
       ORDER BY at DESC, id DESC LIMIT ${LOOKED_AT}) e
     WHERE NOT EXISTS (SELECT 1 FROM audit_seal s
       WHERE s.jurisdiction_code = e.jurisdiction_code AND s.audit_id = e.id)`,
    places ? [places] : [],
  );
  return rows[0]?.count ?? 0;
}

async function anchoredHeads(anchor: AuditAnchor): Promise<Map<string, AnchoredHead> | null> {
  try {
    return new Map((await anchor.newest()).map((head) => [head.jurisdictionCode, head]));
  } catch (error) {
    if (error instanceof AnchorFault) return null;
    throw error;
  }
}

interface Place {
  code: string;
  position: string;
  hash: Buffer;
  sealedAt: Date;
}

/** Seals at these places. */
async function sealsAt(
  places: readonly { jurisdictionCode: string; position: bigint }[],
): Promise<Map<string, Place>> {
  const { rows } = await db().query<Place>(
    `SELECT s.jurisdiction_code AS code, s.position, s.hash, s.sealed_at AS "sealedAt"
     FROM unnest($1::bpchar[], $2::bigint[]) AS given(code, position)
     JOIN audit_seal s ON s.jurisdiction_code = given.code AND s.position = given.position`,
    [
      places.map(({ jurisdictionCode }) => jurisdictionCode),
      places.map(({ position }) => position.toString()),
    ],
  );
  return new Map(rows.map((row) => [row.code, row]));
}

function anchorState(
  head: Place | undefined,
  anchored: AnchoredHead | undefined,
  there: Place | undefined,
  now: Date,
): AnchorState {
  if (!anchored) return 'none';
  if (!head || anchored.position > BigInt(head.position)) return 'cut';
  if (!there?.hash.equals(anchored.hash)) return 'differs';
  const late = head.sealedAt.getTime() < now.getTime() - PATIENCE_MS;
  return late && anchored.position < BigInt(head.position) ? 'behind' : 'anchored';
}

/**
 * The chains of the actor's jurisdictions: heads, anchors, what is not sealed, and the last verification.
 * @throws DomainError forbidden
 */
export async function readChainState(
  actor: Actor,
  now: Date,
  anchor = new AuditAnchor(),
): Promise<ChainState> {
  const staff = await assertSomewhere(actor, 'audit.read');
  const places = readablePlaces(staff);
  const mine = ({ jurisdictionCode }: { jurisdictionCode: string }) =>
    !places || places.includes(jurisdictionCode);
  const [verification, unsealed, heads, anchored] = await Promise.all([
    lastVerification(places),
    unsealedOf(places),
    chainHeads(),
    anchoredHeads(anchor),
  ]);
  const outside = [...(anchored?.values() ?? [])].filter(mine);
  const [tops, there] = await Promise.all([sealsAt(heads.filter(mine)), sealsAt(outside)]);
  const codes = new Set([...tops.keys(), ...outside.map(({ jurisdictionCode }) => jurisdictionCode)]);
  const chains = [...codes].sort().map((code): ChainView => {
    const [head, file] = [tops.get(code), anchored?.get(code)];
    return {
      jurisdictionCode: code,
      position: head?.position ?? '0',
      sealedAt: head?.sealedAt ?? new Date(0),
      anchor: anchorState(head, file, there.get(code), now),
      anchoredPosition: file?.position.toString() ?? null,
    };
  });
  return { verification, unsealed, anchorDamaged: anchored === null, chains };
}
