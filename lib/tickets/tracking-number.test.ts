import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dammDigit,
  formatTrackingNumber,
  jurisdictionOfNumber,
  makeTrackingNumber,
  newQueryCode,
  parseQueryCode,
  parseTrackingNumber,
  SEQUENCE_SPACE,
} from './tracking-number';

const key = Buffer.from('a fixed key of thirty-two bytes!');
const withCheck = (digits: string) => digits + String(dammDigit(digits));
const digitString = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((d) => d.join(''));

describe('the Damm check digit', () => {
  it('gives the published vector 572 -> 4', () => {
    expect(dammDigit('572')).toBe(4);
    expect(dammDigit('5724')).toBe(0);
  });

  it('refuses anything but digits', () => {
    expect(() => dammDigit('57a')).toThrow(RangeError);
    expect(() => dammDigit('５７２')).toThrow(RangeError);
  });

  it('catches every single-digit error and adjacent swap in all numbers of three digits', () => {
    let errors = 0;
    let swaps = 0;
    for (let value = 0; value < 1000; value += 1) {
      const good = withCheck(String(value).padStart(3, '0'));
      for (let place = 0; place < good.length; place += 1) {
        for (let digit = 0; digit < 10; digit += 1) {
          if (good[place] === String(digit)) continue;
          errors += 1;
          if (dammDigit(good.slice(0, place) + String(digit) + good.slice(place + 1)) === 0)
            expect.fail(good);
        }
        const next = good[place + 1];
        if (next === undefined || next === good[place]) continue;
        swaps += 1;
        const swapped = good.slice(0, place) + next + String(good[place]) + good.slice(place + 2);
        if (dammDigit(swapped) === 0) expect.fail(good);
      }
    }
    expect([errors, swaps > 2500]).toEqual([36_000, true]);
  });

  it('catches them in real numbers too', () => {
    fc.assert(
      fc.property(
        digitString(11),
        fc.integer({ min: 0, max: 11 }),
        fc.integer({ min: 1, max: 9 }),
        (digits, place, shift) => {
          const good = withCheck(digits);
          const wrong = (Number(good[place]) + shift) % 10;
          expect(parseTrackingNumber(good)).toBe(good);
          expect(
            parseTrackingNumber(good.slice(0, place) + String(wrong) + good.slice(place + 1)),
          ).toBeNull();
          const [left, right] = [good[place], good[place + 1]];
          if (right === undefined || left === right) return;
          expect(
            parseTrackingNumber(good.slice(0, place) + right + String(left) + good.slice(place + 2)),
          ).toBeNull();
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('tracking numbers', () => {
  it('have 12 digits, lead with the prefecture, and end in their check digit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: SEQUENCE_SPACE - 1 }), (sequence) => {
        const number = makeTrackingNumber('232700', sequence, key);
        expect(number).toMatch(/^27\d{10}$/);
        expect(dammDigit(number)).toBe(0);
        expect(jurisdictionOfNumber(number)).toBe('232700');
      }),
    );
  });

  it('never repeat in a million, are in no order, and spread evenly', () => {
    const count = 1_000_000;
    const seen = new Uint8Array(SEQUENCE_SPACE / 8);
    const buckets = new Uint32Array(100);
    let rising = 0;
    let previous = -1;
    for (let sequence = 1; sequence <= count; sequence += 1) {
      const value = Number(makeTrackingNumber('230100', sequence, key).slice(2, 11));
      const bit = 1 << (value & 7);
      if (((seen[value >> 3] ?? 0) & bit) !== 0) expect.fail(`${sequence} repeats`);
      seen[value >> 3] = (seen[value >> 3] ?? 0) | bit;
      buckets[Math.floor(value / 10_000_000)] = (buckets[Math.floor(value / 10_000_000)] ?? 0) + 1;
      if (value > previous) rising += 1;
      previous = value;
    }
    // Random order rises half of the time; the standard deviation over a million is about 290.
    expect(Math.abs(rising - count / 2)).toBeLessThan(3000);
    // Each of 100 buckets expects 10,000 with a standard deviation of about 100.
    for (const inBucket of buckets) expect(Math.abs(inBucket - 10_000)).toBeLessThan(600);
  }, 60_000);

  it('are a permutation at the end of the sequence as well', () => {
    const last = Array.from({ length: 20_000 }, (_, back) =>
      makeTrackingNumber('230100', SEQUENCE_SPACE - 1 - back, key),
    );
    expect(new Set(last).size).toBe(last.length);
  });

  it('depend on the key and on the prefecture', () => {
    const series = (code: string, secret: Buffer) =>
      Array.from({ length: 50 }, (_, n) => makeTrackingNumber(code, n, secret).slice(2, 11)).join();
    const other = Buffer.from('another key, thirty-two bytes ok');
    expect(series('230100', key)).toBe(series('230100', Buffer.from(key)));
    expect(series('230100', key)).not.toBe(series('230100', other));
    expect(series('230100', key)).not.toBe(series('230200', key));
  });

  it('stay the same for ever under one key', () => {
    expect([0, 1, 2, 999_999_999].map((n) => makeTrackingNumber('230100', n, key))).toEqual([
      '012366769530',
      '012992564195',
      '017461357245',
      '013848077821',
    ]);
  });

  it('refuse what would break the promise', () => {
    expect(() => makeTrackingNumber('230100', SEQUENCE_SPACE, key)).toThrow(RangeError);
    expect(() => makeTrackingNumber('230100', -1, key)).toThrow(RangeError);
    expect(() => makeTrackingNumber('230100', 1.5, key)).toThrow(RangeError);
    expect(() => makeTrackingNumber('230102', 1, key)).toThrow(RangeError);
    expect(() => makeTrackingNumber('230100', 1, Buffer.alloc(8))).toThrow(RangeError);
  });
});

describe('what people type', () => {
  const number = makeTrackingNumber('230100', 7, key);
  const spoken = formatTrackingNumber(number);
  const wide = number.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));

  it('is shown in three groups of four', () => {
    expect(spoken).toMatch(/^\d{4} \d{4} \d{4}$/);
  });

  it.each([
    spoken,
    ` ${number}\n`,
    spoken.replaceAll(' ', '-'),
    spoken.replaceAll(' ', '—'),
    spoken.replaceAll(' ', '\u3000'),
    wide,
  ])('is understood: %s', (typed) => {
    expect(parseTrackingNumber(typed)).toBe(number);
  });

  it.each(['', '123', `${number}0`, number.slice(1), 'abcdabcdabcd', '١١١١١١١١١١١١'])(
    'is refused: %s',
    (typed) => {
      expect(parseTrackingNumber(typed)).toBeNull();
    },
  );

  it('as a query code may carry blanks and full-width digits', () => {
    expect(parseQueryCode(' 012 345 ')).toBe('012345');
    expect(parseQueryCode('０１２３４５')).toBe('012345');
    expect(parseQueryCode('12345')).toBeNull();
    expect(parseQueryCode('1234567')).toBeNull();
  });

  it('as a new query code is six digits, leading zeros kept', () => {
    const codes = Array.from({ length: 2000 }, newQueryCode);
    for (const code of codes) expect(code).toMatch(/^\d{6}$/);
    expect(codes.some((code) => code.startsWith('0'))).toBe(true);
    expect(new Set(codes).size).toBeGreaterThan(1950);
  });
});
