import { isKnownContact } from '@/lib/people/contact-store';
import { openCode } from '@/lib/people/one-time-code';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { transaction } from '@/lib/platform/db';
import { env } from '@/lib/platform/env';
import { localePath } from '@/lib/platform/i18n/locales';
import { queueMessage } from './prepare-message';

/** Codes belong to no prefecture. */
const NO_JURISDICTION = '000000';

/**
 * The job `send-one-time-code`: tells a code to its contact, once, if any ticket has that contact. Nobody else gets a
 * message, so this door cannot be used to pester strangers.
 */
export async function sendOneTimeCode(
  codeId: string,
  deps: { clock: Clock } = { clock: systemClock },
): Promise<void> {
  const now = deps.clock.now();
  await transaction(async (tx) => {
    const code = await openCode(tx, codeId, now);
    if (!code || !(await isKnownContact(tx, code))) return;
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
      templateId: 'my-code',
      locale: code.locale,
      variables: {
        code: code.code,
        trackUrl: `${env().publicBaseUrl}${localePath(code.locale, `/my-reports?code=${codeId}`)}`,
      },
      now,
    });
  });
}
