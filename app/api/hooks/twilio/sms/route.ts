import { receiveSms } from '@/lib/notify/receive-sms';
import { route } from '@/lib/platform/route';
import { acknowledgeSms, parseInboundSms } from '@/lib/telephony/twilio/sms-webhook';
import { readTwilioForm } from '@/lib/telephony/twilio/verify';
import { signedPath } from '@/app/api/hooks/twilio/path';

/** A text from a person. */
export const POST = route('twilio-sms', async (request) => {
  const inbound = parseInboundSms(await readTwilioForm(request, signedPath(request)));
  const body = inbound
    ? await receiveSms({ kind: 'provider', name: 'twilio' }, inbound, (reply) => acknowledgeSms(reply).body)
    : acknowledgeSms(null).body;
  return new Response(body, { headers: { 'Content-Type': acknowledgeSms(null).contentType } });
});
