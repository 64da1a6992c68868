import type { SandboxConfig } from '../config';
import type { Faults } from '../faults';
import { ask, type Answer } from '../http';
import { Overtaking } from '../overtaking';
import type { PeerLog } from '../peer-log';
import type { Timers } from '../timers';
import type { MessageStore, SmsMessage } from './message-store';
import { twilioSignature } from './signature';

const HOP_MS = 20;

/** Posts a signed form webhook as Twilio does. Rejects when nothing answers. */
export function postWebhook(
  config: SandboxConfig,
  url: string,
  parameters: Record<string, string>,
  options: { dropAnswer?: boolean; token?: string } = {},
): Promise<Answer> {
  return ask(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      'user-agent': 'TwilioProxy/1.1',
      accept: '*/*',
      'i-twilio-idempotency-token': options.token ?? crypto.randomUUID(),
      'x-twilio-signature': twilioSignature(config.twilio.authToken, url, parameters),
    },
    body: new URLSearchParams(parameters).toString(),
    timeoutMs: 15_000,
    ...(options.dropAnswer && { dropAnswer: true }),
  });
}

/**
 * Moves messages queued -> sent -> delivered and tells each step to the StatusCallback. The gateway's faults bend
 * the callbacks (twice, overtaking); the network's faults bend the last hop: `latencyMs` makes it late, `failRate`
 * ends in undelivered 30003, `down` leaves the message at sent.
 */
export class Delivery {
  readonly #overtaking: Overtaking;
  /** What is still to be told, one chain per message: callbacks of a message are in order unless a fault says otherwise. */
  readonly #chains = new WeakMap<SmsMessage, Promise<unknown>>();

  constructor(
    private readonly config: SandboxConfig,
    private readonly store: MessageStore,
    private readonly network: Faults,
    faults: Faults,
    private readonly log: PeerLog,
    private readonly timers: Timers,
  ) {
    this.#overtaking = new Overtaking(faults, timers);
  }

  start(message: SmsMessage): void {
    this.#tell(message, 'queued');
    this.timers.after(HOP_MS, () => {
      this.store.update(message, { status: 'sent', dateSent: new Date().toISOString() });
      this.#tell(message, 'sent');
      if (this.network.settings.down) return;
      this.timers.after(HOP_MS + this.network.settings.latencyMs, () => this.#lastHop(message));
    });
  }

  /** Takes up messages that a restart left half way. */
  resume(): void {
    for (const message of this.store.newestFirst()) {
      if (message.status === 'queued' || message.status === 'accepted') this.start(message);
    }
  }

  clear(): void {
    this.#overtaking.clear();
  }

  #lastHop(message: SmsMessage): void {
    if (this.network.hits('failRate')) {
      this.store.update(message, {
        status: 'undelivered',
        errorCode: 30003,
        errorMessage: 'Unreachable destination handset',
      });
    } else {
      this.store.update(message, { status: 'delivered' });
    }
    this.#tell(message, message.status);
  }

  #tell(message: SmsMessage, status: string): void {
    if (message.statusCallback === null) return;
    const before = this.#chains.get(message) ?? Promise.resolve();
    const callback = message.statusCallback;
    const next = before.then(() => this.#overtaking.run(() => this.#post(message, callback, status)));
    this.#chains.set(message, next);
  }

  async #post(message: SmsMessage, callback: string, status: string): Promise<void> {
    const parameters: Record<string, string> = {
      AccountSid: this.config.twilio.accountSid,
      ApiVersion: '2010-04-01',
      From: message.from,
      MessageSid: message.sid,
      MessageStatus: status,
      SmsSid: message.sid,
      SmsStatus: status,
      To: message.to,
      ...(message.messagingServiceSid && { MessagingServiceSid: message.messagingServiceSid }),
      ...(status === 'undelivered' && { ErrorCode: String(message.errorCode) }),
    };
    const line = {
      direction: 'out',
      method: 'POST',
      path: new URL(callback).pathname,
      messageSid: message.sid,
      messageStatus: status,
    } as const;
    // One repeat when nothing answers, none after an answer: Twilio's default for status callbacks.
    for (const attempt of [1, 2]) {
      try {
        const answer = await postWebhook(this.config, callback, parameters);
        const settled = answer.status >= 200 && answer.status < 300;
        this.log.write({
          ...line,
          status: answer.status,
          outcome: settled ? 'acknowledged' : 'not_acknowledged',
          attempt,
        });
        return;
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        this.log.write({ ...line, status: null, outcome: 'no_answer', reason, attempt });
      }
    }
  }
}
