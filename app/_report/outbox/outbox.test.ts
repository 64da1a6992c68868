import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildItem, HOUR, OutboxWorld, type Weather } from '@/tests/factories/outbox-world';
import { flush } from './deliver';
import { bodyOf, isDue, missingPhotos, pauseAfter, step, type OutboxItem } from './machine';

const owner = 'tab';

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
    const world = new OutboxWorld();
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
    const world = new OutboxWorld();
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
    const world = new OutboxWorld();
    await world.store.putPhoto('one', new Blob(['one']));
    await world.store.queue(buildItem({ photos: [{ id: 'one', print: '1' }] }), owner);
    world.weather = ['fair', 'fair', 'no way out'];
    await flush(world.deps);
    world.now += 3 * 24 * HOUR;
    await flush(world.deps);
    expect([world.tickets.length, world.uploads.size]).toEqual([1, 2]);
  });

  it('asks the person when a photo is neither here nor there any more', async () => {
    const world = new OutboxWorld();
    await world.store.queue(buildItem({ photos: [{ id: 'lost', print: '1' }] }), owner);
    await flush(world.deps);
    expect(await world.store.items()).toMatchObject([
      { state: 'review', reason: { problem: { text: '照片不在了' } } },
    ]);
  });

  it('flags a report written in another form and sends nothing', async () => {
    const world = new OutboxWorld();
    world.formVersion = 'v2';
    await world.store.queue(buildItem(), owner);
    await flush(world.deps);
    expect(await world.store.items()).toMatchObject([{ state: 'review', reason: { kind: 'form' } }]);
    expect(world.tickets).toEqual([]);
  });

  it('finds the number of what had arrived when the report was changed after a lost answer', async () => {
    const world = new OutboxWorld();
    const item = buildItem();
    await world.store.queue(item, owner);
    world.weather = ['fair', 'no way back'];
    await flush(world.deps);
    const draft = await world.store.reopen(item.key, owner);
    if (!draft || draft === 'busy') throw new Error('not opened');
    // What is open in the form goes out no more.
    world.now += HOUR;
    await flush(world.deps);
    expect([await world.store.items(), await world.store.receipts()]).toEqual([[], []]);
    const answers = { ...draft.answers, description: '路灯不亮，改过' };
    await world.store.queue(buildItem({ ...draft, answers }), owner);
    await flush(world.deps);
    expect(world.tickets).toHaveLength(1);
    expect(await world.store.receipts()).toHaveLength(1);
    expect(await world.store.items()).toEqual([]);
  });

  it('does not write back what was thrown away while it was on its way', async () => {
    const world = new OutboxWorld();
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
  const weather = fc.oneof(
    { weight: 4, arbitrary: fc.constant<Weather>('fair') },
    { weight: 3, arbitrary: fc.constant<Weather>('no way back') },
    { weight: 2, arbitrary: fc.constantFrom<Weather>('no way out', 'too many', 'fault') },
  );
  const act = fc.oneof(
    fc.record({ kind: fc.constant('flush'), weather: fc.array(weather, { minLength: 2, maxLength: 8 }) }),
    fc.record({
      kind: fc.constant('killed'),
      after: fc.nat({ max: 6 }),
      weather: fc.array(weather, { maxLength: 4 }),
    }),
    fc.record({ kind: fc.constant('write'), photos: fc.nat({ max: 2 }), bad: fc.boolean() }),
    fc.record({ kind: fc.constant('edit'), which: fc.nat({ max: 1 }), again: fc.boolean() }),
    fc.record({ kind: fc.constant('discard'), which: fc.nat({ max: 3 }) }),
    fc.record({ kind: fc.constant('later'), hours: fc.nat({ max: 72 }) }),
    fc.record({ kind: fc.constant('new form') }),
  );

  it('a key gives one ticket at most, and a report is sent, thrown away, waiting, or being written', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 25 }), async (acts) => {
        const world = new OutboxWorld();
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
      { numRuns: 1000 },
    );
  });

  it('the same answers and uploads make the same body', () => {
    const photos = [{ id: 'p', print: 'x', uploadId: '0'.repeat(32) }];
    expect(bodyOf(buildItem({ photos }))).toBe(bodyOf(structuredClone(buildItem({ photos }))));
  });
});
