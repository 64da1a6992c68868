import type { DeliverDeps } from '@/app/_report/outbox/deliver';
import { deviceStore, type DeviceStore } from '@/app/_report/outbox/device-store';
import { memoryKv, type Kv } from '@/app/_report/outbox/kv';
import type { OutboxItem } from '@/app/_report/outbox/machine';
import type { ReceiptData } from '@/app/_report/receipt';
import { blankAnswers } from '@/lib/intake/draft-answers';
import { DomainError } from '@/lib/platform/errors';
import { problemResponse } from '@/lib/platform/problem';

export const HOUR = 3_600_000;
/** A report in the outbox that may go out at once. */
export function buildItem(change: Partial<OutboxItem> = {}): OutboxItem {
  return {
    key: 'a'.repeat(32),
    answers: { ...blankAnswers(), description: '路灯不亮', divisionCode: '230102', address: '中央大街' },
    photos: [],
    sent: [],
    locale: 'zh-CN',
    formVersion: 'v1',
    writtenAt: 0,
    words: { sentTitle: '', sentBody: '', photoGone: '照片不在了' },
    state: 'waiting',
    tries: 0,
    notBefore: 0,
    imposed: false,
    ...change,
  };
}

/** What the line does to one request. */
export type Weather = 'fair' | 'no way out' | 'no way back' | 'too many' | 'fault';

/** A device with its store, and the rules of the API as docs/contracts tells them, on a line that fails as the script says. */
export class OutboxWorld {
  now = 1_000_000;
  formVersion = 'v1';
  weather: Weather[] = [];
  /** Writes to the device that still succeed before the tab or worker is killed; undefined: all. */
  writesLeft: number | undefined;
  readonly tickets: { key: string; body: string }[] = [];
  readonly uploads = new Map<string, { at: number; key?: string }>();
  readonly store: DeviceStore;
  private readonly kv = memoryKv();

  constructor() {
    const mortal: Kv = {
      durable: true,
      run: (mode, work) => {
        if (mode === 'readwrite' && this.writesLeft !== undefined && (this.writesLeft -= 1) < 0)
          return Promise.reject(new Error('killed'));
        return this.kv.run(mode, work);
      },
    };
    this.store = deviceStore(
      mortal,
      () => undefined,
      () => this.now,
    );
  }

  get deps(): DeliverDeps {
    return { store: this.store, fetch: this.fetch, now: () => this.now };
  }

  readonly fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const weather = this.weather.shift() ?? 'fair';
    if (weather === 'no way out') throw new TypeError('network');
    if (weather === 'too many')
      return refusal(new DomainError('rate_limited', { params: { seconds: 60 }, retryAfterSeconds: 60 }));
    if (weather === 'fault') return new Response('bad gateway', { status: 502 });
    const answer = this.answer(url, init);
    if (weather === 'no way back') throw new TypeError('network');
    return answer;
  };

  /** The rules of the API: one ticket for a key, the same answer for the same body, uploads bound once and for a day. */
  private answer(url: string, init: RequestInit): Response {
    if (url === '/api/v1/report-form') return Response.json({ version: this.formVersion });
    if (url === '/api/v1/uploads') {
      const uploadId = String(this.uploads.size).padStart(32, '0');
      this.uploads.set(uploadId, { at: this.now });
      return Response.json({ uploadId }, { status: 201 });
    }
    const key = new Headers(init.headers).get('idempotency-key') ?? '';
    const body = init.body as string;
    const known = this.tickets.find((ticket) => ticket.key === key);
    if (known && known.body !== body) return refusal(new DomainError('idempotency_conflict'));
    if (!known) {
      const { description, attachments = [] } = JSON.parse(body) as {
        description: string;
        attachments?: string[];
      };
      if (description === 'bad') return refusal(new DomainError('invalid_input'));
      for (const id of attachments) {
        const upload = this.uploads.get(id);
        if (!upload || upload.key !== undefined || this.now - upload.at > 24 * HOUR)
          return refusal(new DomainError('upload_unavailable'));
      }
      for (const id of attachments) this.uploads.set(id, { at: this.now, key });
      this.tickets.push({ key, body });
    }
    const receipt: ReceiptData = {
      trackingNumber: key.slice(0, 12),
      queryCode: '123456',
      trackUrl: 'http://site/track',
    };
    return Response.json(receipt, { status: 201 });
  }
}

function refusal(error: DomainError): Response {
  return problemResponse(error, 'zh', 'request');
}
