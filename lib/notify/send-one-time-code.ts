import { isKnownContact } from '@/lib/people/contact-store';
import { openCode } from '@/lib/people/one-time-code';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { transaction } from '@/lib/platform/db';
import { env } from '@/lib/platform/env';
import { queueMessage } from './prepare-message';

/** Codes belong to no prefecture. */
const NO_JURISDICTION = '000000';

/**
 * The job `send-one-time-code`: tells a code to its contact, once. A code to sign in goes only to who has something to
 * see, so that this door cannot be used to pester strangers; one to follow a case must go to anybody, and the caps per
 * address and day hold it in.
 */
export async function sendOneTimeCode(
  codeId: string,
  deps: { clock: Clock } = { clock: systemClock },
): Promise<void> {
  const now = deps.clock.now();
  await transaction(async (tx) => {
    const code = await openCode(tx, codeId, now);
    if (!code || (code.purpose === 'sign-in' && !(await isKnownContact(tx, code)))) return;
    const told = await tx.query('SELECT 1 FROM message WHERE jurisdiction_code = $1 AND ticket_id = $2', [
      NO_JURISDICTION,
      codeId,
    ]);
    if (told.rowCount > 0) return;
    await queueMessage(tx, {
      jurisdictionCode: NO_JURISDICTION,
      ticketId: codeId,
      channel: code.kind === 'phone' ? 'sms' : 'email',
      to: code.to,
      templateId: code.purpose === 'sign-in' ? 'my-code' : 'follow-code',
      locale: code.locale,
      variables: {
        code: code.code,
        trackUrl: `${env().publicBaseUrl}${code.path}${code.path.includes('?') ? '&' : '?'}code=${codeId}`,
      },
      now,
    });
  });
}
