import { describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/setup/database';
import { readDraft } from './read-draft';
import { saveDraft } from './save-draft';
import { sendDraft } from './send-draft';

const database = useDatabase();
const actor = { kind: 'public', address: '198.51.100.7' } as const;
const words = '第三根路灯不亮';

async function written(change: { address?: string } = {}): Promise<string> {
  const { id } = await saveDraft(actor, {
    id: null,
    change: (answers) => ({
      ...answers,
      description: words,
      divisionCode: '230102',
      address: '中央大街 100 号',
      reporter: { name: '张三', phone: '13800000000', email: '' },
      ...change,
    }),
  });
  return id;
}

const tickets = () => database.query<{ id: string }>('SELECT id FROM ticket WHERE description = $1', [words]);

describe('a draft on the server', () => {
  test('lies under a random id, sealed, for seven days', async () => {
    const id = await written();
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    const [row] = await database.query<{ cipher: Buffer; days: number }>(
      `SELECT cipher, round(extract(epoch FROM expires_at - now()) / 86400)::int AS days FROM web_draft WHERE id = $1`,
      [id],
    );
    expect(row?.days).toBe(7);
    for (const plain of [words, '张三', '13800000000']) expect(row?.cipher.includes(plain)).toBe(false);
    expect((await readDraft(id)).answers.description).toBe(words);
  });

  test('does not open under another id: a row moved to a known id stays shut', async () => {
    const [mine, other] = [await written(), await written()];
    await database.query(
      'UPDATE web_draft SET cipher = (SELECT cipher FROM web_draft WHERE id = $1) WHERE id = $2',
      [other, mine],
    );
    await expect(readDraft(mine)).rejects.toThrow();
  });

  test('is gone when its days are over', async () => {
    const id = await written();
    await database.query(`UPDATE web_draft SET expires_at = now() - interval '1 second' WHERE id = $1`, [id]);
    await expect(readDraft(id)).rejects.toMatchObject({ code: 'draft_expired' });
    await expect(saveDraft(actor, { id, change: (answers) => answers })).rejects.toMatchObject({
      code: 'draft_expired',
    });
    await expect(sendDraft(actor, { id, locale: 'zh-CN' })).rejects.toMatchObject({ code: 'draft_expired' });
  });
});

describe('sending a draft', () => {
  test('makes one ticket, however often and however simultaneously it is sent', async () => {
    const before = (await tickets()).length;
    const id = await written();
    const together = await Promise.all(
      Array.from({ length: 8 }, () => sendDraft(actor, { id, locale: 'zh-CN' })),
    );
    const later = await sendDraft(actor, { id, locale: 'zh-CN' });
    expect(new Set([...together, later].map((receipt) => receipt.trackingNumber)).size).toBe(1);
    expect((await tickets()).length).toBe(before + 1);
    expect((await readDraft(id)).receipt?.queryCode).toBe(later.queryCode);
  });

  test('gives the same number when the receipt was not kept, even after the answers were changed', async () => {
    const id = await written();
    const before = await readDraft(id);
    const first = await sendDraft(actor, { id, locale: 'zh-CN' });
    const kept = await readDraft(id);
    expect(before.sending).toBeNull();
    expect(kept.sending).not.toBeNull();
    await saveDraft(actor, { id, change: (answers) => ({ ...answers, description: '别的' }) });
    expect((await readDraft(id)).answers.description).toBe(words);
    expect((await sendDraft(actor, { id, locale: 'zh-CN' })).trackingNumber).toBe(first.trackingNumber);
  });

  test('refuses wrong answers and lets them be put right', async () => {
    const id = await written();
    await saveDraft(actor, { id, change: (answers) => ({ ...answers, divisionCode: '999999' }) });
    await expect(sendDraft(actor, { id, locale: 'zh-CN' })).rejects.toMatchObject({ code: 'invalid_input' });
    const { draft } = await saveDraft(actor, {
      id,
      change: (answers) => ({ ...answers, divisionCode: '230102' }),
    });
    expect(draft.answers.divisionCode).toBe('230102');
    expect((await sendDraft(actor, { id, locale: 'en' })).trackUrl).toContain('/en/track/');
  });
});
