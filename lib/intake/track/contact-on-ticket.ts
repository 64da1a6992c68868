import { readContact } from '@/lib/people/contact-store';
import { maskContact } from '@/lib/people/mask-contact';
import { db } from '@/lib/platform/db';
import { ticketKeyOf } from '@/lib/tickets/lock-reported-ticket';
import { TrackProof } from '@/lib/tickets/track-proof';

/** How the reporter of a ticket is reached now, masked. */
export async function contactOnTicket(
  proof: TrackProof,
): Promise<{ phone: string | null; email: string | null }> {
  const key = await ticketKeyOf(db(), TrackProof.numberOf(proof));
  return maskContact((await readContact(db(), key)) ?? {});
}
