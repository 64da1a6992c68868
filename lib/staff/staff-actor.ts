import type { StaffActor } from '@/lib/platform/actor';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { sessionSecret } from './auth-call';
import { readStaffSession, type StaffIdentity } from './staff-session';

/** Who is signed in by the cookie of a request; read from the tables on every call. */
export async function signedInStaff(
  headers: Headers,
  clock: Clock = systemClock,
): Promise<StaffIdentity | undefined> {
  const secret = await sessionSecret(headers);
  return secret === undefined ? undefined : readStaffSession(secret, clock.now());
}

/** The actor of a request, for commands; undefined when nobody is signed in. */
export async function staffActor(
  headers: Headers,
  clock: Clock = systemClock,
): Promise<StaffActor | undefined> {
  return (await signedInStaff(headers, clock))?.actor;
}
