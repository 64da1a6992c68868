import { describe, expect, test } from 'vitest';
import { newForm, proofOf, PUBLIC, rowsOf, withDesk } from '@/tests/factories/reporter';
import { useDatabase } from '@/tests/setup/database';
import { purgeDrafts } from '../purge-drafts';
import { formIdOr, keepForm, newFormId, readKeptForm } from './kept-form';
import { performAct } from './perform-act';

const database = useDatabase();
const typed = { act: 'addition', fields: { text: '金丝雀' }, photos: [], errors: [] };

describe('a refused form', () => {
  test('is shown again to its ticket and act only, and lies sealed', async () => {
    const [ticket, other] = [await withDesk(), await withDesk()];
    const id = newFormId();
    await keepForm(id, typed, proofOf(ticket));
    expect((await readKeptForm(id, 'addition', proofOf(ticket)))?.fields).toEqual({ text: '金丝雀' });
    expect(await readKeptForm(id, 'answer', proofOf(ticket))).toBeNull();
    expect(await readKeptForm(id, 'addition', proofOf(other))).toBeNull();
    expect(await readKeptForm('x', 'addition', proofOf(ticket))).toBeNull();
    const [row] = await database.query<{ cipher: Buffer }>('SELECT cipher FROM track_form WHERE id = $1', [
      id,
    ]);
    expect(row?.cipher.includes('金丝雀')).toBe(false);
  });

  test('is gone once its form has acted, or after a day', async () => {
    const ticket = await withDesk();
    const [sent, left] = [newFormId(), newFormId()];
    for (const id of [sent, left]) await keepForm(id, typed, proofOf(ticket));
    await performAct(PUBLIC, proofOf(ticket), 'addition', { formId: sent, text: '金丝雀' });
    expect(await readKeptForm(sent, 'addition', proofOf(ticket))).toBeNull();
    await database.query(`UPDATE track_form SET expires_at = now() - interval '1 second' WHERE id = $1`, [
      left,
    ]);
    expect(await readKeptForm(left, 'addition', proofOf(ticket))).toBeNull();
    expect(await purgeDrafts({ kind: 'system', name: 'test' })).toBe(1);
  });

  test('has an id of ours, whatever was sent as one', () => {
    const id = newFormId();
    expect(formIdOr(id)).toBe(id);
    for (const other of [undefined, '', 'A'.repeat(32), `${id}0`])
      expect(formIdOr(other)).toMatch(/^[0-9a-f]{32}$/);
  });
});

test('a ticket bears thirty acts an hour, from wherever they come', async () => {
  const ticket = await withDesk();
  const act = (address: string) =>
    performAct({ kind: 'public', address }, proofOf(ticket), 'addition', { formId: newForm(), text: '快' });
  for (let count = 0; count < 30; count += 1) await act(`203.0.113.${count}`);
  await expect(act('203.0.113.200')).rejects.toMatchObject({ code: 'rate_limited' });
  expect((await rowsOf(ticket)).events).toHaveLength(30);
});
