import { applyReceipt } from '@/lib/notify/apply-receipt';
import { route } from '@/lib/platform/route';
import { parseSmsStatus } from '@/lib/telephony/twilio/sms-webhook';
import { readTwilioForm } from '@/lib/telephony/twilio/verify';
import { signedPath } from '@/app/api/hooks/twilio/path';

/** A delivery receipt. Always 204 once the signature holds: a repeat from Twilio would tell nothing new. */
export const POST = route('twilio-status-sms', async (request) => {
  const path = signedPath(request);
  const form = await readTwilioForm(request, path);
  const receipt = parseSmsStatus(form, new URL(path, 'http://localhost').searchParams);
  if (receipt) await applyReceipt({ kind: 'provider', name: 'twilio' }, receipt);
  return new Response(null, { status: 204 });
});
