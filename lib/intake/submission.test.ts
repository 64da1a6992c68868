import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { LIMITS } from './limits';
import { parseSubmission, submissionErrors, submissionFields, submissionSchema } from './submission';
import { SUBMISSION_ERRORS } from './submission-errors';

const now = new Date('2026-03-05T02:00:00Z');
const least = { description: '井盖没了', divisionCode: '230102' };
const full = {
  ...least,
  categoryCode: '01002',
  kind: 'component',
  streetCode: '230102001',
  address: '兆麟街1号',
  lng: 126.61,
  lat: 45.77,
  assetCode: 'DG-0032',
  occurredAt: '2026-03-05T09:30:00+08:00',
  reporter: { name: '张三', phone: '13812345678', email: 'zhang@example.com' },
  keepSecret: true,
  anonymous: false,
  requestType: 'complaint',
  attributes: { company: '华能', rooms: 2, leaking: true, days: ['周一', '周二'] },
  attachments: ['0123456789abcdef0123456789abcdef'],
  channel: 'web',
};

function accepted(input: unknown) {
  const result = parseSubmission(input, now);
  if (!result.ok) expect.fail(JSON.stringify(result.errors));
  return result.submission;
}

function codes(input: unknown): Record<string, string> {
  const result = parseSubmission(input, now);
  return result.ok ? {} : Object.fromEntries(result.errors.map(({ field, code }) => [field, code]));
}

describe('a submission', () => {
  it('needs only what and where', () => {
    expect(accepted(least)).toEqual({
      ...least,
      keepSecret: false,
      anonymous: false,
      requestType: 'report',
      attributes: {},
      attachments: [],
      channel: 'web',
    });
  });

  it('keeps everything it knows and ignores the rest', () => {
    const reporter = { ...full.reporter, phone: '+8613812345678' };
    expect(accepted({ ...full, surprise: 1, reporter: { ...full.reporter, age: 3 } })).toEqual({
      ...full,
      reporter,
    });
  });

  it('cleans text without touching its meaning', () => {
    const { description, address } = accepted({
      ...least,
      description: '  e\u0301\u0000\u202e第一行\r\n第二行\t完👨‍👩‍👧 ',
      address: '兆麟街\n1号',
    });
    expect(description).toBe('é第一行\n第二行 完👨‍👩‍👧');
    expect(address).toBe('兆麟街 1号');
  });

  it('takes full-width codes and phone numbers as meant', () => {
    const submission = accepted({
      ...least,
      divisionCode: '２３０１０２',
      assetCode: ' ＤＧ-０３ ',
      reporter: { phone: '０４５１－８４６６１２３４' },
    });
    expect(submission).toMatchObject({
      divisionCode: '230102',
      assetCode: 'DG-03',
      reporter: { phone: '+8645184661234' },
    });
  });

  it('takes an asset code in blocks, as plates print it, in one form', () => {
    expect(accepted({ ...least, assetCode: 'dg 0032 —7' }).assetCode).toBe('DG0032-7');
  });

  it('takes empty answers as absent', () => {
    const blank = {
      categoryCode: '',
      address: null,
      reporter: { name: ' ', phone: '' },
      lng: null,
      lat: null,
    };
    expect(accepted({ ...least, ...blank })).toMatchObject({ ...least, reporter: {} });
  });

  it('counts characters as people do', () => {
    expect(accepted({ ...least, description: '😀'.repeat(4000) }).description).toHaveLength(8000);
    expect(codes({ ...least, description: '井'.repeat(4001) })).toEqual({ description: 'too_long' });
  });

  it('lets an anonymous report carry a contact, for the command to drop', () => {
    expect(accepted({ ...full, anonymous: true }).anonymous).toBe(true);
  });

  it.each<[string, Record<string, unknown>, Record<string, string>]>([
    [
      'nothing at all',
      { description: undefined, divisionCode: undefined },
      { description: 'required', divisionCode: 'required' },
    ],
    ['blanks only', { description: ' \u0007\n ' }, { description: 'required' }],
    ['a number as text', { description: 5 }, { description: 'invalid_type' }],
    ['a short division', { divisionCode: '2301' }, { divisionCode: 'invalid_division' }],
    ['a street elsewhere', { streetCode: '230103001' }, { streetCode: 'street_elsewhere' }],
    ['a short street', { streetCode: '230102' }, { streetCode: 'invalid_street' }],
    ['a strange category', { categoryCode: 'manhole' }, { categoryCode: 'invalid_category' }],
    ['an unknown kind', { kind: 'thing' }, { kind: 'unknown_choice' }],
    ['an unknown request type', { requestType: 'joke' }, { requestType: 'unknown_choice' }],
    ['half a position', { lng: 126.6 }, { lat: 'lng_lat_pair' }],
    ['the other half', { lat: 45.7 }, { lng: 'lng_lat_pair' }],
    ['a swapped position', { lng: 45.7, lat: 126.6 }, { lng: 'lng_lat_swapped' }],
    ['Beijing', { lng: 116.4, lat: 39.9 }, { lng: 'outside_province' }],
    ['the Gulf of Guinea', { lng: 0, lat: 0 }, { lng: 'outside_province' }],
    ['a position as text', { lng: '126.6', lat: '45.7' }, { lng: 'invalid_type', lat: 'invalid_type' }],
    ['an asset code with other signs', { assetCode: 'DG#03' }, { assetCode: 'invalid_asset_code' }],
    ['a time without its zone', { occurredAt: '2026-03-05T09:30:00' }, { occurredAt: 'invalid_time' }],
    ['a time to come', { occurredAt: '2026-03-05T02:10:01Z' }, { occurredAt: 'future_time' }],
    ['a wrong phone', { reporter: { phone: '12345' } }, { 'reporter.phone': 'invalid_phone' }],
    [
      'a local phone without area code',
      { reporter: { phone: '84661234' } },
      { 'reporter.phone': 'invalid_phone' },
    ],
    ['a wrong e-mail', { reporter: { email: 'zhang@' } }, { 'reporter.email': 'invalid_email' }],
    ['a long name', { reporter: { name: '张'.repeat(51) } }, { 'reporter.name': 'too_long' }],
    ['a reporter that is none', { reporter: 'me' }, { reporter: 'invalid_type' }],
    ['a long attribute', { attributes: { a: 'x'.repeat(2001) } }, { 'attributes.a': 'too_long' }],
    ['a nested attribute', { attributes: { a: { b: 1 } } }, { 'attributes.a': 'invalid_type' }],
    [
      'seven photos',
      { attachments: Array.from({ length: 7 }, (_, n) => `${n}`.repeat(32)) },
      { attachments: 'too_many' },
    ],
    ['a photo twice', { attachments: ['a'.repeat(32), 'a'.repeat(32)] }, { attachments: 'duplicate' }],
    [
      'a photo id that is none',
      { attachments: ['../../etc/passwd'] },
      { 'attachments.0': 'invalid_upload_id' },
    ],
  ])('refuses %s', (_what, change, expected) => {
    expect(codes({ ...least, ...change })).toEqual(expected);
  });

  it('keeps attributes under cleaned names', () => {
    const attributes = { ' a\u0000b\ud800\nc ': 'x', __proto: 'y' };
    expect(accepted({ ...least, attributes }).attributes).toEqual({ 'ab c': 'x', __proto: 'y' });
  });

  it.each([
    ['no name', { '': 'x' }, 'unnamed_attribute'],
    ['a name of nothing visible', { '\u0000\udfff': 'x' }, 'unnamed_attribute'],
    ['a long name', { ['名'.repeat(65)]: 'x' }, 'too_long'],
    ['two names that become one', { a: 'x', 'a\u0000': 'y' }, 'duplicate'],
    [
      'more than 20,000 characters in all',
      Object.fromEntries(Array.from({ length: 11 }, (_, n) => [`a${n}`, '长'.repeat(1_900)])),
      'too_long',
    ],
  ])('refuses attributes with %s', (_name, attributes, code) => {
    expect(codes({ ...least, attributes })).toEqual({ attributes: code });
  });

  it('says how much attributes may hold', () => {
    const attributes = Object.fromEntries(
      Array.from({ length: 11 }, (_, n) => [`a${n}`, '长'.repeat(1_900)]),
    );
    const result = parseSubmission({ ...least, attributes }, now);
    expect(result.ok ? [] : result.errors.map(({ message }) => message.en)).toEqual([
      expect.stringContaining(String(LIMITS.attributesText)),
    ]);
  });

  it('refuses a time before 2000', () => {
    expect(codes({ ...least, occurredAt: '1999-12-31T23:59:59Z' })).toEqual({ occurredAt: 'time_too_old' });
    expect(codes({ ...least, occurredAt: '0001-01-01T00:00:00Z' })).toEqual({ occurredAt: 'time_too_old' });
    expect(accepted({ ...least, occurredAt: '2000-01-01T00:00:00Z' }).occurredAt).toBeDefined();
  });

  it('refuses more than 50 attributes', () => {
    const attributes = Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`a${n}`, 'x']));
    expect(codes({ ...least, attributes })).toEqual({ attributes: 'too_many' });
  });

  it('shows every mistake at once', () => {
    expect(codes({ divisionCode: '23', lng: 45.7, lat: 126.6, occurredAt: '2099-01-01T00:00:00Z' })).toEqual({
      description: 'required',
      divisionCode: 'invalid_division',
      lng: 'lng_lat_swapped',
      occurredAt: 'future_time',
    });
  });

  it('tells in both languages what to do', () => {
    const result = parseSubmission({ ...least, description: '井'.repeat(4001) }, now);
    expect(result.ok ? [] : result.errors).toEqual([
      {
        field: 'description',
        code: 'too_long',
        message: {
          zh: `内容过长，最多 ${LIMITS.description} 个字，请删减。`,
          en: `This is too long. Please shorten it to ${LIMITS.description} characters at most.`,
        },
      },
    ]);
  });

  it.each([undefined, null, 'text', 5, [], [least]])('refuses %j without failing', (input) => {
    expect(parseSubmission(input, now).ok).toBe(false);
  });

  it('never throws and answers only with known codes, whatever arrives', () => {
    const value = fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' }));
    const keys = fc.constantFrom(...Object.keys(full));
    fc.assert(
      fc.property(fc.dictionary(keys, value), (change) => {
        const result = parseSubmission({ ...full, ...change }, now);
        const given = result.ok ? [] : result.errors.map(({ code }) => code);
        expect(given.filter((code) => !Object.hasOwn(SUBMISSION_ERRORS, code))).toEqual([]);
      }),
    );
  });

  it('gives the same when its own result is checked again', () => {
    const once = accepted({ ...full, description: ' a\r\nb\u0001 ' });
    expect(accepted(once)).toEqual(once);
  });
});

describe('the schema for forms', () => {
  const schema = submissionSchema(() => now);

  it('checks across fields and uses the same codes', () => {
    const result = schema.safeParse({ ...least, lng: 45.7, lat: 126.6, categoryCode: '' });
    expect(result.error && submissionErrors(result.error).map(({ field, code }) => [field, code])).toEqual([
      ['lng', 'lng_lat_swapped'],
    ]);
    expect(schema.parse({ ...least, address: '' })).toMatchObject(least);
  });

  it('can be written as JSON Schema', () => {
    const json = z.toJSONSchema(submissionFields, { io: 'input' });
    expect(json.required).toEqual(['description', 'divisionCode']);
  });
});
