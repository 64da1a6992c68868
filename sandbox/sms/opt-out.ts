/**
 * Words to which Twilio itself answers, when they are the whole message in any case.
 * Source: https://www.twilio.com/docs/messaging/tutorials/advanced-opt-out
 */
const WORDS = {
  STOP: ['STOP', 'UNSUBSCRIBE', 'END', 'QUIT', 'STOPALL', 'REVOKE', 'OPTOUT', 'CANCEL'],
  START: ['START', 'YES', 'UNSTOP'],
  HELP: ['HELP', 'INFO'],
} as const;

export type OptOutType = keyof typeof WORDS;

export const PROVIDER_REPLIES: Record<OptOutType, string> = {
  STOP: 'You have successfully been unsubscribed. You will not receive any more messages from this number. Reply START to resubscribe.',
  START:
    'You have successfully been re-subscribed to messages from this number. Reply HELP for help. Reply STOP to unsubscribe. Msg&Data Rates May Apply.',
  HELP: 'Reply STOP to unsubscribe. Msg&Data Rates May Apply.',
};

/** Which of the provider's own words a message is; null for all others. */
export function optOutTypeOf(body: string): OptOutType | null {
  const word = body.trim().toUpperCase();
  for (const type of ['STOP', 'START', 'HELP'] as const) {
    if ((WORDS[type] as readonly string[]).includes(word)) return type;
  }
  return null;
}
