import { DomainError } from './errors';

/** Who acts. Built at the edge (route, worker) and passed to every command, which asserts it. */
export type Actor =
  | { kind: 'public'; address: string }
  | { kind: 'desk'; deskCode: string; jurisdictionCode: string }
  | { kind: 'provider'; name: string }
  | { kind: 'system'; name: string };

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
    case 'provider':
    case 'system':
      return actor.name;
  }
}
