/** The two parts of a message's primary key. */
export interface MessageKey {
  jurisdictionCode: string;
  messageId: string;
}

const REFERENCE = /^(\d{6})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** A message's key in one word, as providers return it to us. */
export function messageReference({ jurisdictionCode, messageId }: MessageKey): string {
  return `${jurisdictionCode}.${messageId}`;
}

/** The key in a reference, or null when it is none of ours. */
export function parseReference(reference: string | null): MessageKey | null {
  const [, jurisdictionCode, messageId] = REFERENCE.exec(reference ?? '') ?? [];
  return jurisdictionCode && messageId ? { jurisdictionCode, messageId } : null;
}

/** The job key of a message's send: at most one waits. */
export function sendJobKey(key: MessageKey): string {
  return `send-message:${messageReference(key)}`;
}
