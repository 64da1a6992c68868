import { describe, expect, test } from 'vitest';
import {
  blankAnswers,
  draftSteps,
  mergeStep,
  nextStep,
  stepOfField,
  toSubmission,
  type ReportAnswers,
} from './draft-answers';
import { answerErrors, stepErrors } from './draft-errors';

const now = new Date('2026-03-02T02:00:00Z');
const form = (fields: Record<string, string>) => new URLSearchParams(fields);
const full: ReportAnswers = {
  ...blankAnswers(),
  description: '路灯不亮',
  divisionCode: '230102',
  streetCode: '230102001',
  address: '中央大街 100 号',
};

describe('laying one step over the answers', () => {
  test('changes the fields of that step only', () => {
    const merged = mergeStep(full, 'what', form({ description: '井盖缺失', address: 'x' }));
    expect(merged).toEqual({ ...full, description: '井盖缺失' });
  });

  test('a new district drops the street of the old one, the same district keeps it', () => {
    expect(mergeStep(full, 'where', form({ divisionCode: '230103' })).streetCode).toBe('');
    expect(mergeStep(full, 'where', form({ divisionCode: '230102' })).streetCode).toBe('230102001');
  });

  test('another category drops the answers to the questions of the old one, the same keeps them', () => {
    const lamp = { ...full, categoryCode: '01037', attributes: { lamp_extent: 'one' } };
    expect(mergeStep(lamp, 'category', form({ categoryCode: 'X2101' }))).toMatchObject({
      categoryCode: 'X2101',
      attributes: {},
    });
    expect(mergeStep(lamp, 'category', form({ categoryCode: '01037' }))).toEqual(lamp);
    expect(mergeStep(lamp, 'category', form({}))).toMatchObject({ categoryCode: '', attributes: {} });
  });

  test('answers to questions are taken by their keys, lists by [] even with one choice', () => {
    const given = new URLSearchParams([
      ['attributes.plate', '黑A12345'],
      ['attributes.blocked[]', 'tactile'],
      ['attributes.__proto__', 'x'],
      ['attributes.Big', 'x'],
      ['description', 'x'],
    ]);
    const { attributes, description } = mergeStep(full, 'questions', given);
    expect(attributes).toEqual({ plate: '黑A12345', blocked: ['tactile'] });
    expect(description).toBe('路灯不亮');
    const cleared = mergeStep({ ...full, attributes }, 'questions', form({ 'attributes.plate': '' }));
    expect(cleared.attributes).toEqual({ plate: '' });
  });

  test('an unticked box is a no', () => {
    const secret = { ...full, keepSecret: true };
    expect(mergeStep(secret, 'contact', form({})).keepSecret).toBe(false);
    expect(mergeStep(full, 'contact', form({ keepSecret: 'on' })).keepSecret).toBe(true);
  });

  test('the review changes nothing', () => {
    expect(mergeStep(full, 'review', form({ description: '' }))).toEqual(full);
  });
});

describe('what is sent', () => {
  test('leaves out what was left blank', () => {
    expect(toSubmission(full)).toEqual({
      description: '路灯不亮',
      divisionCode: '230102',
      streetCode: '230102001',
      address: '中央大街 100 号',
      keepSecret: false,
      attachments: [],
    });
  });

  test('names the category chosen and the questions answered', () => {
    const attributes = { room_temperature: '15', since: ' ', rooms: [], days: ['sat', 'sun'] };
    expect(toSubmission({ ...full, categoryCode: 'X2101', attributes })).toMatchObject({
      categoryCode: 'X2101',
      attributes: { room_temperature: '15', days: ['sat', 'sun'] },
    });
    expect(toSubmission({ ...full, attributes: { since: '' } })).not.toHaveProperty('attributes');
  });

  test('names the reporter as soon as one way to reach them is given', () => {
    const reporter = { name: '', phone: '13800000000', email: ' ' };
    expect(toSubmission({ ...full, reporter }).reporter).toEqual({ phone: '13800000000' });
  });
});

describe('what is wrong', () => {
  test('nothing with a description, a district and an address', () => {
    expect(answerErrors(full, now, [])).toEqual([]);
  });

  test('a district alone says too little, a number on an object or a position is enough', () => {
    const bare = { ...full, address: '' };
    expect(answerErrors(bare, now, []).map(({ field }) => field)).toEqual(['address']);
    expect(answerErrors({ ...bare, assetCode: 'LD-1024' }, now, [])).toEqual([]);
    expect(answerErrors({ ...bare, lng: 126.6, lat: 45.7 }, now, [])).toEqual([]);
  });

  test('is shown at the step that asks it', () => {
    const errors = answerErrors(
      { ...blankAnswers(), reporter: { name: '', phone: '12', email: '' } },
      now,
      [],
    );
    expect(stepErrors(errors, 'what').map(({ field }) => field)).toEqual(['description']);
    expect(stepErrors(errors, 'where').map(({ field }) => field)).toEqual(['divisionCode']);
    expect(stepErrors(errors, 'contact').map(({ field }) => field)).toEqual(['reporter.phone']);
  });

  test('the questions are a step only where the category has some', () => {
    expect(nextStep('what', false)).toBe('category');
    expect(nextStep('category', false)).toBe('where');
    expect(nextStep('category', true)).toBe('questions');
    expect(draftSteps(false)).not.toContain('questions');
    expect([stepOfField('attributes.plate'), stepOfField('categoryCode')]).toEqual(['questions', 'category']);
  });

  test('a required question left open is an error of its step', () => {
    const asked = {
      key: 'lamp_extent',
      datatype: 'singlevaluelist' as const,
      label: { 'zh-CN': '有多少', en: 'How many' },
      hint: null,
      required: true,
      options: [{ key: 'one', name: { 'zh-CN': '一盏', en: 'One' } }],
    };
    const errors = answerErrors({ ...full, categoryCode: '01037' }, now, [asked]);
    expect(stepErrors(errors, 'questions').map(({ field, code }) => [field, code])).toEqual([
      ['attributes.lamp_extent', 'required'],
    ]);
    const said = { ...full, categoryCode: '01037', attributes: { lamp_extent: 'one' } };
    expect(answerErrors(said, now, [asked])).toEqual([]);
  });

  test('a field of no step is shown with the review', () => {
    expect(stepOfField('attachments.2')).toBe('photos');
    expect(stepOfField('occurredAt')).toBe('review');
    expect(nextStep('review', true)).toBe('review');
  });
});
