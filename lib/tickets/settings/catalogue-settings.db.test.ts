import { beforeEach, expect, test } from 'vitest';
import { suggest } from '@/lib/intake/suggest/suggest';
import { submitReport } from '@/lib/intake/submit-report';
import type { StaffActor } from '@/lib/platform/actor';
import { undoChange } from '@/lib/settings/undo-change';
import { buildCase } from '@/tests/factories/case';
import { changeSetting, previewOf, refusalOf, systemAdmin } from '@/tests/factories/setting';
import { buildTicket } from '@/tests/factories/ticket';
import { useDatabase } from '@/tests/setup/database';
import { hiddenCategories } from '../cases/hidden-categories';
import { questionsOf } from '../category-questions';
import { readReference } from '../reference';
import { categoryWithQuestions } from '../reference-views';

const database = useDatabase();

let admin: StaffActor;
beforeEach(async () => {
  admin = await systemAdmin();
  await database.query('TRUNCATE ticket, public_case, setting_change CASCADE');
});

// As the standard has it: GB/T 47678.5-2026, 01037 路灯.
const lamp = {
  code: '01037',
  kind: 'component',
  nameZh: '路灯',
  nameEn: 'Street light',
  matterCode: '01037',
  matterZh: '路灯异常',
  keywordsZh: ['路灯', '路灯不亮', '路灯坏', '没有路灯', '太黑'],
  active: true,
};
const changed = (more: object) => ({ kind: 'category', subject: '01037', value: { ...lamp, ...more } });

test('keywords and "on" of the standard’s own are staff’s, its words are not', async () => {
  const refusal =
    'nameZh: Names, codes and kinds of the standard stay; change the keywords or switch the category off';
  expect(await refusalOf(admin, changed({ nameZh: '街灯' }))).toEqual([refusal]);
  expect(await refusalOf(admin, changed({ matterCode: '' }))).toEqual([refusal]);
  expect(await refusalOf(admin, changed({ keywordsZh: ['灯'] }))).toEqual([
    'keywordsZh.0: A keyword has at least two characters',
  ]);
  const sentence = '小区里的月亮灯灭了';
  const codes = async () => suggest(sentence, await readReference()).suggestions.map(({ code }) => code);
  expect(await codes()).not.toContain('01037');
  // 供水井盖 is a keyword of 01001 供水井盖, 月亮灯 of nobody.
  const words = changed({ keywordsZh: ['路灯', '月亮灯', '供水井盖'] });
  const { texts, rows } = await previewOf(admin, words);
  expect(texts.at(-1)).toMatch(/^! Some of the new keywords belong to other categories/);
  expect(rows.at(-1)).toEqual(['供水井盖', '供水井盖']);
  const change = await changeSetting(admin, words);
  expect(await codes()).toContain('01037');
  await undoChange(admin, change);
  expect(await codes()).not.toContain('01037');
  expect((await readReference()).categories.get('01037')?.keywordsZh).toEqual(lamp.keywordsZh);
});

test('a category that is switched off: who used it, what names it, and what stays', async () => {
  const now = new Date();
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
  await buildTicket({ categoryCode: '01037', status: 'handling', submittedAt: daysAgo(2) });
  await buildTicket({ categoryCode: '01037', status: 'closed', submittedAt: daysAgo(89) });
  await buildTicket({ categoryCode: '01037', status: 'closed', submittedAt: daysAgo(91) });
  await buildTicket({ categoryCode: '01038', status: 'handling', submittedAt: daysAgo(2) });
  await buildCase({ categoryCode: '01037' });
  const { texts, rows } = await previewOf(admin, changed({ active: false }), now);
  expect(texts).toEqual([
    '! Nobody can choose it once it is off; reports of the last 90 days that did: 3',
    'Of this category: open tickets 2, public cases 1; they go on showing its name',
    'Whoever is filling in a report is asked to look at the category again; nothing typed is lost',
    'Settings that name this code: 2',
  ]);
  expect(rows).toEqual([
    ['Category question', '01037/lamp_extent'],
    ['Deadline rule', 'handle-01037-any'],
  ]);

  await database.query(
    `INSERT INTO setting (key, value, source) VALUES ('cases.hidden-categories', '["01037"]', 'test')`,
  );
  const change = await changeSetting(admin, changed({ active: false }));
  const facts = await readReference();
  expect(facts.categoryRows.some(({ code }) => code === '01037')).toBe(false);
  expect(categoryWithQuestions(facts, '01037')).toBeUndefined();
  // Earlier reports keep their name, and what is hidden stays hidden.
  expect(facts.categories.get('01037')?.nameZh).toBe('路灯');
  await expect.poll(hiddenCategories, { timeout: 10_000 }).toEqual(['01037']);
  const report = {
    description: '路灯不亮',
    divisionCode: '230102',
    categoryCode: '01037',
    anonymous: true,
  };
  const send = () =>
    submitReport({ kind: 'public', address: '203.0.113.9' }, report, {
      channel: 'web',
      locale: 'zh-CN',
      idempotency: { scope: 'reports', key: crypto.randomUUID() },
    }).then(
      () => 'taken',
      (error: { options?: { fields?: { code: string }[] } }) => error.options?.fields?.[0]?.code,
    );
  await expect.poll(send, { timeout: 10_000, interval: 500 }).toBe('unknown_category');
  await undoChange(admin, change);
  expect((await readReference()).categories.get('01037')?.active).toBe(true);
});

test('a local category is added under a class there is, named anew, and not taken away once it is used', async () => {
  const value = {
    code: 'X0601',
    kind: 'event',
    nameZh: '冰雕破损',
    nameEn: 'Damaged ice sculpture',
    matterCode: '',
    matterZh: '',
    keywordsZh: ['冰雕', '雪雕'],
    active: true,
  };
  const add = (more: object) => ({ kind: 'category', subject: null, value: { ...value, ...more } });
  expect(await refusalOf(admin, add({ code: 'X9901' }))).toEqual([
    'code: The digits after X name no major class there is',
  ]);
  expect(await refusalOf(admin, add({ code: '06099' }))).toEqual([
    'code: Only local extensions, beginning with X, can be added',
  ]);
  const added = await changeSetting(admin, add({}));
  expect((await readReference()).categories.get('X0601')).toMatchObject({
    majorCode: '06',
    majorZh: '市容环境',
    standard: 'local-extension',
    nameZh: '冰雕破损',
  });
  const renamed = await changeSetting(admin, { ...add({ nameZh: '冰雪景观破损' }), subject: 'X0601' });
  expect((await readReference()).categories.get('X0601')?.nameZh).toBe('冰雪景观破损');
  await undoChange(admin, renamed);
  const { ticketId } = await buildTicket({ categoryCode: 'X0601' });
  await expect(undoChange(admin, added)).rejects.toMatchObject({ code: 'invalid_input' });
  await database.query('DELETE FROM ticket_event WHERE ticket_id = $1', [ticketId]);
  await database.query('DELETE FROM ticket WHERE id = $1', [ticketId]);
  await undoChange(admin, added);
  expect((await readReference()).categories.has('X0601')).toBe(false);
});

const question = {
  categoryPattern: '0103*',
  key: 'pole_number',
  datatype: 'singlevaluelist',
  labelZh: '灯杆上有编号吗',
  labelEn: 'Is there a number on the pole',
  hintZh: '',
  hintEn: '',
  required: false,
  position: '2',
  options: 'yes|有|Yes\nno|没有|No',
  active: true,
};
const newQuestion = { kind: 'category-question', subject: null, value: question };

test('a question is asked of what its pattern names, switched off for one category, and undone', async () => {
  // The standard has 01030 to 01039, ten categories.
  const { texts, rows } = await previewOf(admin, newQuestion);
  expect(texts[0]).toBe('Categories that ask it: 0 now, 10 afterwards (10 listed)');
  expect(rows.map(([code]) => code)).toEqual(Array.from({ length: 10 }, (_, at) => `0103${String(at)}`));
  const added = await changeSetting(admin, newQuestion);
  const asked = async (code: string) =>
    questionsOf((await readReference()).questions, code).map(({ key }) => key);
  expect(await asked('01037')).toEqual(['lamp_extent', 'pole_number']);
  const exception = { ...question, categoryPattern: '01037', active: false };
  await changeSetting(admin, { ...newQuestion, value: exception });
  expect(await asked('01037')).toEqual(['lamp_extent']);
  expect(await asked('01038')).toEqual(['pole_number']);
  await undoChange(admin, added);
  expect(await asked('01038')).toEqual([]);
});

test('options in use are named before they go, and an answered question cannot be undone', async () => {
  const value = { ...question, categoryPattern: '01036' };
  const added = await changeSetting(admin, { ...newQuestion, value });
  await buildTicket({ categoryCode: '01036', attributes: { pole_number: 'no' } });
  await buildTicket({ categoryCode: '01036', attributes: { pole_number: 'yes' } });
  const { texts } = await previewOf(admin, {
    kind: 'category-question',
    subject: '01036/pole_number',
    value: { ...value, required: true, options: 'yes|有|Yes\nunsure|不清楚|Not sure' },
  });
  expect(texts.slice(2)).toEqual([
    '! Reports that chose an option that goes, and show its key only from then on: 1',
    '! Once required, the form on the web cannot be sent without an answer; calls and text messages can',
  ]);
  await expect(undoChange(admin, added)).rejects.toMatchObject({ code: 'invalid_input' });
});

test('what a question must say', async () => {
  const wrong = (more: object) => refusalOf(admin, { ...newQuestion, value: { ...question, ...more } });
  expect(await wrong({ options: 'yes|有|Yes\nno|没有' })).toEqual([
    'options: Line 2: The form is key|中文|English',
  ]);
  expect(await wrong({ options: 'yes|有|Yes\nyes|没有|No' })).toEqual([
    'options: Two options have the same key',
  ]);
  expect(await wrong({ datatype: 'text' })).toEqual(['options: Only a choice has options']);
  expect(await wrong({ hintZh: '看灯杆下部' })).toEqual(['hintEn: Give the hint in both languages']);
  expect(await wrong({ categoryPattern: '99*' })).toEqual(['categoryPattern: No category has such a code']);
  expect(await wrong({ key: 'Pole' })).toEqual([
    'key: A key begins with a small letter and has small letters, digits and underscores only',
  ]);
});
