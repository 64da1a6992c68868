import { beforeEach, describe, expect, test } from 'vitest';
import type { StaffActor } from '@/lib/platform/actor';
import { db } from '@/lib/platform/db';
import { applyChange } from '@/lib/settings/apply-change';
import { readChange, readTyped } from '@/lib/settings/changes';
import { proposeChange } from '@/lib/settings/propose-change';
import { undoChange } from '@/lib/settings/undo-change';
import { signedIn } from '@/tests/factories/staff';
import { useDatabase } from '@/tests/setup/database';
import { readCaps } from './caps';
import { builtInTexts, currentTexts, textsChangedSince } from './message-texts';
import { renderMail, renderSms } from './render';
import { smsSender } from './senders/sms';
import type { OutgoingMessage } from './senders/contract';

const database = useDatabase();

const ID = 'report-signed.zh-CN';
const VALUES = { number: '230123456789', unit: '道里区城管局' };
const DUE = { ...VALUES, due: '2026-11-25T10:00:00Z' };
const OWN = {
  ...builtInTexts(ID),
  sms: '【12319】您好，{number}号上报由{unit}办理{due?，{due}前办结}。',
  mailSubject: '【12319】{number} 有单位办理',
  mailText: '您好。\n{number} 由{unit}办理。\n{due?期限：{due}。}',
};

let admin: StaffActor;
beforeEach(async () => {
  await db().query('DELETE FROM rate_limit');
  await db().query('DELETE FROM message_template');
  await db().query('DELETE FROM setting_change');
  await db().query(`DELETE FROM setting WHERE key = 'notify.caps'`);
  admin = (await signedIn([{ role: 'system-admin', jurisdictionCode: '000000' }])).actor;
});

const propose = (value: unknown, subject = ID, kind = 'message-template') =>
  proposeChange(admin, { kind, subject, value });
const apply = async (value: unknown, subject = ID, kind = 'message-template') => {
  const { id, state } = await propose(value, subject, kind);
  expect(state).toBe('proposed');
  await applyChange(admin, id);
  return id;
};
const sms = async (values: Record<string, string>) => renderSms(ID, values, await currentTexts(ID));
const refusal = async (id: string, kind = 'message-template') =>
  (await readTyped(admin, kind, id))?.errors.map(({ field, message }) => `${field}: ${message.en}`);

describe('a text of messages', () => {
  test('is in the next message once it is applied, and gone once it is undone', async () => {
    expect(await sms(DUE)).toBe(
      '【12319】2301 2345 6789号上报已由道里区城管局接收，应于11月25日18:00前办结。',
    );
    const change = await apply(OWN);
    expect(await sms(DUE)).toBe(
      '【12319】您好，2301 2345 6789号上报由道里区城管局办理，11月25日18:00前办结。',
    );
    expect(await sms(VALUES)).toBe('【12319】您好，2301 2345 6789号上报由道里区城管局办理。');
    const links = { publicBaseUrl: 'https://12319.example', unsubscribeUrl: 'https://12319.example/stop' };
    const mail = renderMail('report-signed', 'zh-CN', VALUES, links, await currentTexts(ID));
    expect(mail.subject).toBe('【12319】2301 2345 6789 有单位办理');
    // The paragraph that has nothing to say is not there at all.
    expect(mail.text.split('\n\n').slice(0, 3)).toEqual([
      '您好。',
      '2301 2345 6789 由道里区城管局办理。',
      '查询进度: https://12319.example/track',
    ]);
    await undoChange(admin, change);
    expect(await sms(VALUES)).toBe('【12319】2301 2345 6789号上报已由道里区城管局接收。');
    expect(await database.query('SELECT sms FROM message_template')).toEqual([{ sms: null }]);
  });

  test('of another language or template stays as it is', async () => {
    await apply(OWN);
    expect(await currentTexts('report-signed.en')).toMatchObject({
      sms: '[12319] {number} is with {unit}{due?, due {due}}.',
    });
    expect((await propose(OWN, 'report-closed.zh-CN')).state).toBe('refused');
    await expect(propose({ ...OWN, template: 'x.zh-CN' }, 'x.zh-CN')).resolves.toMatchObject({
      state: 'refused',
    });
  });

  test('that no longer fits what this version knows is not sent', async () => {
    await database.query(
      `INSERT INTO message_template VALUES ('report-signed', 'zh-CN', '【12319】{number}{gone}', '【12319】x', '{number}', now())`,
    );
    expect(await sms(VALUES)).toBe('【12319】2301 2345 6789号上报已由道里区城管局接收。');
  });
});

describe('the length of an SMS', () => {
  // 67 characters, of which {unit} becomes ten at most and {number} fourteen.
  const long = (characters: number) => ({
    ...OWN,
    sms: `【12319】{number}号由{unit}办。${'长'.repeat(characters)}`,
  });

  test('is seen in the preview with what it costs', async () => {
    // 7 + 14 + 2 + 10 + 2 = 35 characters with the longest variables.
    const { id } = await propose(long(35));
    const { effects } = await readChange(admin, id);
    expect(effects[0]).toMatchObject({
      level: 'information',
      text: { en: 'The SMS has at most 1 part(s), now 1; it costs no more.' },
    });
    const table = effects.find(({ text }) => text.en === 'The SMS as it arrives')?.table;
    expect(table?.rows.map((row) => row.slice(2))).toEqual([
      ['66', 'UCS-2', '1', '1'],
      ['66', 'UCS-2', '1', '1'],
      ['70', 'UCS-2', '1', '1'],
    ]);
    const second = await propose(long(36));
    expect((await readChange(admin, second.id)).effects[0]).toMatchObject({
      level: 'warning',
      text: { en: 'The SMS has at most 2 part(s), now 1: each costs up to 2.0 times as much.' },
    });
  });

  test('is refused above the limit that is set', async () => {
    const refused = await propose(long(100));
    expect(refused.state).toBe('refused');
    expect(await refusal(refused.id)).toEqual([
      'sms: With the longest variables the SMS has 3 parts, and 2 are allowed; shorten it',
    ]);
    const caps = { smsPerDay: 10, smsBurst: 3, emailPerDay: 20, emailBurst: 5 };
    const change = await apply({ ...caps, smsParts: 3 }, 'notify.caps', 'message-caps');
    expect((await propose(long(100))).state).toBe('proposed');
    await apply(long(100));
    // The limit may fall below what there is; the preview names the texts.
    await undoChange(admin, change);
    const lower = await propose({ ...caps, smsParts: 1 }, 'notify.caps', 'message-caps');
    expect((await readChange(admin, lower.id)).effects.at(-1)?.table?.rows).toEqual([[ID]]);
  });
});

test('an unknown send is not looked up by words it did not leave with', async () => {
  const asked: string[] = [];
  const sender = smsSender({
    name: 'listing',
    capabilities: { inbound: false, media: false, freeText: true, templates: false, lookup: true },
    send: () => Promise.resolve({ outcome: 'retry', reason: 'x' }),
    findSent: ({ templateId }) => {
      asked.push(templateId);
      return Promise.resolve([]);
    },
    parseInbound: () => null,
    parseStatus: () => null,
    acknowledge: () => ({ contentType: '', body: '' }),
  });
  const message: OutgoingMessage = {
    reference: 'x',
    to: '+8613900000000',
    templateId: 'report-signed',
    locale: 'zh-CN',
    variables: VALUES,
  };
  const since = new Date(Date.now() - 60_000);
  expect(await sender.findSent(message, since)).toEqual([]);
  await undoChange(admin, await apply(OWN));
  expect(await textsChangedSince(ID, since)).toBe(true);
  expect(await sender.findSent(message, since)).toBeNull();
  expect(asked).toEqual([ID]);
});

test('the caps are what a change makes them, and the built-in ones once it is undone', async () => {
  const value = { smsPerDay: 4, smsBurst: 1, emailPerDay: 9, emailBurst: 2, smsParts: 1 };
  const change = await apply(value, 'notify.caps', 'message-caps');
  expect(await readCaps()).toEqual({
    sms: { perDay: 4, burst: 1 },
    email: { perDay: 9, burst: 2 },
    smsParts: 1,
  });
  await undoChange(admin, change);
  expect(await readCaps()).toEqual({
    sms: { perDay: 10, burst: 3 },
    email: { perDay: 20, burst: 5 },
    smsParts: 2,
  });
  const refused = await propose({ ...value, smsBurst: 0, emailBurst: 1.5 }, 'notify.caps', 'message-caps');
  expect((await refusal(refused.id, 'message-caps'))?.map((text) => text.split(':')[0])).toEqual([
    'smsBurst',
    'emailBurst',
  ]);
});
