import { env } from '@/lib/platform/env';
import type { SmsMessage, SmsProvider } from './sms-provider';
import { twilioSms } from './twilio/sms';

/** The configured SMS provider, or null when none is: SMS is then off. */
export function configuredSmsProvider(
  renderText: (templateId: string, variables: SmsMessage['variables']) => string | Promise<string>,
): SmsProvider | null {
  const { publicBaseUrl, twilio } = env();
  if (twilio.accountSid === '' || twilio.authToken === '' || twilio.from === '') return null;
  return twilioSms({
    ...twilio,
    statusCallbackUrl: `${publicBaseUrl}/api/hooks/twilio/status/sms`,
    renderText,
  });
}
