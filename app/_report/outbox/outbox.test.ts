import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blankAnswers } from '@/lib/intake/draft-answers';
import { DomainError } from '@/lib/platform/errors';
import { problemResponse } from '@/lib/platform/problem';
import type { ReceiptData } from '../receipt';
import { flush, type DeliverDeps } from './deliver';
import { deviceStore, type DeviceStore } from './device-store';
import { memoryKv, type Kv } from './kv';
import { bodyOf, isDue, missingPhotos, pauseAfter, step, type OutboxItem } from './machine';

const HOUR = 3_600_000;
const owner = 'tab';

function buildItem(change: Partial<OutboxItem> = {}): OutboxItem {
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

/** A world whose network does to each request what the script says: it passes, never arrives, or its answer is lost. */
type Weather = 'fair' | 'no way out' | 'no way back' | 'too many' | 'fault';

class World {
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

describe('one report in the outbox', () => {
  it('waits longer with every try, and no longer than a quarter of an hour', () => {
    expect([1, 2, 3, 20].map(pauseAfter)).toEqual([5_000, 10_000, 20_000, 900_000]);
  });

  it('goes out as soon as the connection is back, but never before the moment the server named', () => {
    const lost = step(buildItem(), { kind: 'lost', now: 100 });
    expect([isDue(lost, 5_099), isDue(lost, 5_100), isDue(step(lost, { kind: 'online' }), 100)]).toEqual([
      false,
      true,
      true,
    ]);
    const told = step(buildItem(), { kind: 'lost', now: 100, retryAfterMs: 60_000 });
    expect(isDue(step(told, { kind: 'online' }), 60_099)).toBe(false);
    expect(isDue(step(told, { kind: 'pressed' }), 101)).toBe(true);
  });

  it('uploads a photo again when its upload is about to end, but not once a body named it', () => {
    const photos = [{ id: 'p', print: 'x', uploadId: 'u', uploadedAt: 0 }];
    const late = 23 * HOUR + 1;
    expect(missingPhotos(buildItem({ photos }), late - 1)).toEqual([]);
    expect(missingPhotos(buildItem({ photos }), late)).toEqual(photos);
    expect(missingPhotos(buildItem({ photos, sent: ['body'] }), late)).toEqual([]);
  });

  it('waits for the person once it was refused, whatever the network does', () => {
    const problem = { code: 'invalid_input', text: 'x', fields: [] };
    const refused = step(buildItem(), { kind: 'refused', problem });
    expect(step(refused, { kind: 'online' })).toMatchObject({ state: 'review', reason: { kind: 'refused' } });
    expect(isDue(refused, 1e15)).toBe(false);
  });
});

describe('sending', () => {
  it('uploads the photos first and in their order, and leaves nothing but the receipt behind', async () => {
    const world = new World();
    for (const id of ['one', 'two']) await world.store.putPhoto(id, new Blob([id]));
    const photos = ['one', 'two'].map((id) => ({ id, print: id }));
    await world.store.queue(buildItem({ photos }), owner);
    await flush(world.deps);
    const sent = JSON.parse(world.tickets[0]?.body ?? '') as { attachments: string[] };
    expect(sent.attachments).toEqual(['0'.repeat(32), `${'0'.repeat(31)}1`]);
    expect(await world.store.items()).toEqual([]);
    expect(await world.store.photo('one')).toBeUndefined();
    expect(await world.store.receipts()).toMatchObject([{ about: '路灯不亮' }]);
  });

  it('sends the very same body again after a lost answer, even days later', async () => {
    const world = new World();
    await world.store.putPhoto('one', new Blob(['one']));
    await world.store.queue(buildItem({ photos: [{ id: 'one', print: '1' }] }), owner);
    world.weather = ['fair', 'fair', 'no way back'];
    await flush(world.deps);
    expect(await world.store.items()).toMatchObject([{ state: 'waiting', tries: 1 }]);
    world.now += 3 * 24 * HOUR;
    await flush(world.deps);
    expect([world.tickets.length, world.uploads.size]).toEqual([1, 1]);
    expect(await world.store.receipts()).toHaveLength(1);
  });

  it('uploads the photos anew when a body never arrived and its uploads are gone', async () => {
    const world = new World();
    await world.store.putPhoto('one', new Blob(['one']));
    await world.store.queue(buildItem({ photos: [{ id: 'one', print: '1' }] }), owner);
    world.weather = ['fair', 'fair', 'no way out'];
    await flush(world.deps);
    world.now += 3 * 24 * HOUR;
    await flush(world.deps);
    expect([world.tickets.length, world.uploads.size]).toEqual([1, 2]);
  });

  it('asks the person when a photo is neither here nor there any more', async () => {
    const world = new World();
    await world.store.queue(buildItem({ photos: [{ id: 'lost', print: '1' }] }), owner);
    await flush(world.deps);
    expect(await world.store.items()).toMatchObject([
      { state: 'review', reason: { problem: { text: '照片不在了' } } },
    ]);
  });

  it('flags a report written in another form and sends nothing', async () => {
    const world = new World();
    world.formVersion = 'v2';
    await world.store.queue(buildItem(), owner);
    await flush(world.deps);
    expect(await world.store.items()).toMatchObject([{ state: 'review', reason: { kind: 'form' } }]);
    expect(world.tickets).toEqual([]);
  });

  it('does not write back what was thrown away while it was on its way', async () => {
    const world = new World();
    const item = buildItem();
    await world.store.queue(item, owner);
    const { deps } = world;
    await flush({
      ...deps,
      fetch: async (url, init) => {
        await world.store.discard(item.key);
        return deps.fetch(url, init);
      },
    });
    expect([await world.store.items(), world.tickets]).toEqual([[], []]);
  });
});

describe('whatever happens', () => {
  const weather = fc.constantFrom<Weather>('fair', 'no way out', 'no way back', 'too many', 'fault');
  const act = fc.oneof(
    fc.record({ kind: fc.constant('flush'), weather: fc.array(weather, { maxLength: 8 }) }),
    fc.record({
      kind: fc.constant('killed'),
      after: fc.nat({ max: 6 }),
      weather: fc.array(weather, { maxLength: 4 }),
    }),
    fc.record({ kind: fc.constant('write'), photos: fc.nat({ max: 2 }), bad: fc.boolean() }),
    fc.record({ kind: fc.constant('edit'), which: fc.nat({ max: 3 }), again: fc.boolean() }),
    fc.record({ kind: fc.constant('discard'), which: fc.nat({ max: 3 }) }),
    fc.record({ kind: fc.constant('later'), hours: fc.nat({ max: 72 }) }),
    fc.record({ kind: fc.constant('new form') }),
  );

  it('a key gives one ticket at most, and a report is sent, thrown away, waiting, or being written', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 25 }), async (acts) => {
        const world = new World();
        const written = new Set<string>();
        const discarded = new Set<string>();
        const send = (item: OutboxItem) =>
          world.store.queue({ ...item, formVersion: world.formVersion }, owner);

        for (const [at, given] of acts.entries()) {
          const items = await world.store.items();
          const key = 'which' in given ? items[given.which]?.key : undefined;
          switch (given.kind) {
            case 'write': {
              const report = String(at).padStart(32, 'f');
              const photos = Array.from({ length: given.photos }, (_, n) => ({
                id: `${at}-${n}`,
                print: '',
              }));
              for (const { id } of photos) await world.store.putPhoto(id, new Blob([id]));
              const { answers } = buildItem();
              const description = given.bad ? 'bad' : '好';
              await send(buildItem({ key: report, photos, answers: { ...answers, description } }));
              written.add(report);
              break;
            }
            case 'flush':
            case 'killed':
              world.weather = [...given.weather];
              world.writesLeft = given.kind === 'killed' ? given.after : undefined;
              await flush(world.deps, { before: { kind: 'pressed' } }).catch(() => undefined);
              world.writesLeft = undefined;
              break;
            case 'edit': {
              if (key === undefined) break;
              const draft = await world.store.reopen(key, owner);
              if (!draft || draft === 'busy') break;
              const answers = { ...draft.answers, description: `改${at}` };
              if (given.again) await send(buildItem({ ...draft, answers }));
              else await send(buildItem({ ...draft }));
              break;
            }
            case 'discard':
              if (key === undefined) break;
              await world.store.discard(key);
              discarded.add(key);
              break;
            case 'later':
              world.now += given.hours * HOUR;
              break;
            case 'new form':
              world.formVersion += '+';
              break;
          }
          const keys = world.tickets.map((ticket) => ticket.key);
          expect(new Set(keys).size).toBe(keys.length);
        }

        // Fair weather, and the person looks at what was flagged and puts it right.
        for (let round = 0; round < 4; round += 1) {
          world.weather = [];
          await flush(world.deps, { before: { kind: 'pressed' } });
          for (const item of await world.store.items()) {
            expect(item.state).toBe('review');
            const draft = await world.store.reopen(item.key, owner);
            if (!draft || draft === 'busy') continue;
            await send(buildItem({ ...draft, answers: { ...draft.answers, description: '改好了' } }));
          }
        }
        expect(await world.store.items()).toEqual([]);
        const receipts = (await world.store.receipts()).map(({ key }) => key);
        const sent = world.tickets.map(({ key }) => key);
        expect(new Set(sent).size).toBe(sent.length);
        for (const key of written) expect(discarded.has(key) || receipts.includes(key), key).toBe(true);
        for (const key of receipts) expect(sent).toContain(key);
      }),
      { numRuns: 300 },
    );
  });

  it('the same answers and uploads make the same body', () => {
    const photos = [{ id: 'p', print: 'x', uploadId: '0'.repeat(32) }];
    expect(bodyOf(buildItem({ photos }))).toBe(bodyOf(structuredClone(buildItem({ photos }))));
  });
});
