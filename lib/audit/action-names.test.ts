import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ALL_PERMISSIONS } from '@/lib/staff/permissions';
import { TICKET_EVENT_TYPES } from '@/lib/tickets/status';
import { actionChoices, actionName, actionsOf, isNamedAction } from './action-names';
import { SUBJECT_KINDS } from './subject-names';

const lib = path.resolve(import.meta.dirname, '..');
const code = fs
  .readdirSync(lib, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.includes('.test.') && !file.includes('generated'))
  .map((file) => fs.readFileSync(path.join(lib, file), 'utf8'))
  .join('\n');
const found = (pattern: RegExp) => [...code.matchAll(pattern)].map(([, name = '']) => name);

test('every act that the code writes into the trail has a name', () => {
  const written = [
    ...found(/\baction: '([\w-]+\.[\w-]+|submit-report|unsubscribe)'/g),
    ...found(/\bauditOf\(\w+, '([\w.-]+)'\)/g),
    ...TICKET_EVENT_TYPES.map((type) => `ticket.${type}`),
    ...['add', 'secret', 'pause', 'resume', 'default-rule'].map((change) => `desk.${change}`),
    ...ALL_PERMISSIONS,
  ];
  expect(written.length).toBeGreaterThan(70);
  expect([...new Set(written)].filter((action) => !isNamedAction(action))).toEqual([]);
});

test('every kind of subject has a name', () => {
  const written = found(/\bsubjectKind: '([\w-]+)'/g);
  expect(written.length).toBeGreaterThan(20);
  expect([...new Set(written)].filter((kind) => !SUBJECT_KINDS.includes(kind))).toEqual([]);
});

test('names are in both languages, and a code without one stays a code', () => {
  expect(actionName('staff-account.lock', 'zh-CN')).toBe('锁定账户');
  expect(actionName('staff-account.lock', 'en')).toBe('Account locked');
  expect(actionName('something.new', 'en')).toBe('something.new');
  expect(actionsOf('audit')).toContain('audit.export');
  expect(actionsOf('nothing')).toBeUndefined();
  expect(actionsOf('constructor')).toBeUndefined();
  const codes = actionChoices('en').flatMap(({ actions }) => actions.map((action) => action.code));
  expect(new Set(codes).size).toBe(codes.length);
});
