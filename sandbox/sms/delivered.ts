import type { SmsMessage } from '../twilio/message-store';

/** True for what a handset shows: what it sent itself and what has reached it. */
export const isDelivered = (message: SmsMessage): boolean =>
  message.status === 'delivered' || message.status === 'received';
