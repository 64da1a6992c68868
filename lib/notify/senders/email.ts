import nodemailer from 'nodemailer';
import type SMTPPool from 'nodemailer/lib/smtp-pool';
import type { SendResult } from '@/lib/telephony/sms-provider';
import { currentTexts } from '../message-texts';
import { providerTemplateId, renderMail } from '../render';
import { unsubscribeUrl } from '../unsubscribe-link';
import type { OutgoingMessage, Sender } from './contract';

interface EmailOptions {
  /** smtp(s)://user:password@host:port */
  smtpUrl: string;
  from: string;
  publicBaseUrl: string;
}

/** Longest attempt, waiting for a free connection included; shorter than SENDING_LOST_MS of claim-message. */
const SEND_TIMEOUT_MS = 45_000;
/** One address and nothing else: a list or a route would send the message to others (RFC 5321 4.1.2). */
const ONE_ADDRESS = /^[^\s@<>()[\]\\,;:"\p{Cc}]{1,64}@[^\s@<>()[\]\\,;:"\p{Cc}]{1,253}$/u;

/**
 * E-mail through SMTP. Each message has one Message-ID for all its attempts, so a repeat after a lost answer is
 * recognised as the same message.
 */
export function emailSender({ smtpUrl, from, publicBaseUrl }: EmailOptions): Sender {
  const transport = nodemailer.createTransport(poolOptions(smtpUrl));
  const domain = /@([A-Za-z0-9.-]+)/.exec(from)?.[1] ?? 'localhost';

  async function send(message: OutgoingMessage): Promise<SendResult> {
    if (!ONE_ADDRESS.test(message.to))
      return { outcome: 'refused', reason: 'invalid_address', optedOut: false };
    const stopUrl = unsubscribeUrl(publicBaseUrl, message.reference);
    const messageId = `<${message.reference}@${domain}>`;
    const { templateId, locale, variables } = message;
    try {
      const texts = await currentTexts(providerTemplateId(templateId, locale));
      const sent = transport.sendMail({
        from,
        to: { name: '', address: message.to },
        messageId,
        ...renderMail(templateId, locale, variables, { publicBaseUrl, unsubscribeUrl: stopUrl }, texts),
        headers: {
          // RFC 3834: answering machines keep quiet. RFC 8058: a mail client's own button ends the messages.
          'Auto-Submitted': 'auto-generated',
          'List-Unsubscribe': `<${stopUrl}>`,
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        },
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      await withinTime(sent, SEND_TIMEOUT_MS);
      return { outcome: 'accepted', providerId: messageId };
    } catch (error) {
      return failure(error);
    }
  }

  return {
    provider: 'smtp',
    repeatable: true,
    send,
    findSent: () => Promise.resolve(null),
    close: () => transport.close(),
  };
}

/** Settles as `work` does, or rejects with ETIMEDOUT. Work that ends later is dropped: a repeat has the same Message-ID. */
async function withinTime(work: Promise<unknown>, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(Object.assign(new Error('mail server too slow'), { code: 'ETIMEDOUT' })),
      milliseconds,
    );
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}

/** nodemailer reads options beside a URL only from the URL's own query. */
function poolOptions(smtpUrl: string): SMTPPool.Options & { maxRequeues: number } {
  const url = new URL(smtpUrl);
  return {
    pool: true,
    maxConnections: 3,
    maxMessages: 100,
    // An idle connection the server has closed is replaced once; by default the pool would try for ever.
    maxRequeues: 1,
    host: url.hostname,
    port: url.port === '' ? (url.protocol === 'smtps:' ? 465 : 587) : Number(url.port),
    secure: url.protocol === 'smtps:',
    auth:
      url.username === ''
        ? undefined
        : { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    dnsTimeout: 10_000,
  };
}

/** SMTP replies: 5yz is final, 4yz and a lost connection are tried again (RFC 5321 4.2.1). */
function failure(error: unknown): SendResult {
  const { responseCode, code } = (error ?? {}) as { responseCode?: unknown; code?: unknown };
  const name = typeof code === 'string' && /^[A-Z_]{2,40}$/.test(code) ? code : 'no_answer';
  if (typeof responseCode !== 'number') return { outcome: 'retry', reason: name };
  const reason = `smtp_${responseCode}`;
  // Our own sign-in being refused says nothing about the recipient.
  return responseCode >= 500 && name !== 'EAUTH'
    ? { outcome: 'refused', reason, optedOut: false }
    : { outcome: 'retry', reason };
}
