import { DomainError } from './errors';

/** Who acts. Built at the edge (route, worker) and passed to every command, which asserts it. */
export type Actor =
  | { kind: 'public'; address: string }
  | { kind: 'desk'; deskCode: string; jurisdictionCode: string }
  | { kind: 'provider'; name: string }
  | StaffActor
  | { kind: 'system'; name: string };

/** What a member of staff may do, and where: a prefecture's code, or 000000 for the whole province. */
export interface Grant {
  role: string;
  jurisdictionCode: string;
}

/** A signed-in member of staff, as the session's row and the account's roles stood when the call came in. */
export interface StaffActor {
  kind: 'staff';
  accountId: string;
  sessionId: string;
  grants: readonly Grant[];
  /** When they last proved who they are, for acts that ask for it anew. */
  authenticatedAt: Date;
}

/**
 * The first line of every command.
 * @throws DomainError forbidden when the actor is of no allowed kind
 */
export function assertActor<K extends Actor['kind']>(
  actor: Actor,
  ...kinds: readonly K[]
): asserts actor is Extract<Actor, { kind: K }> {
  if (!(kinds as readonly string[]).includes(actor.kind)) throw new DomainError('forbidden');
}

/** How the audit log names an actor. The public is not named: an address is personal data. */
export function actorId(actor: Actor): string {
  switch (actor.kind) {
    case 'public':
      return 'public';
    case 'desk':
      return actor.deskCode;
    case 'staff':
      return actor.accountId;
    case 'provider':
    case 'system':
      return actor.name;
  }
}
