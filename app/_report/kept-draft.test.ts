import { afterEach, describe, expect, it, vi } from 'vitest';
import { joinTyped, takeFormerDraft } from './kept-draft';

describe('a draft that an earlier version kept', () => {
  afterEach(() => vi.unstubAllGlobals());

  function withStorage(value: string | null) {
    const storage = new Map(value === null ? [] : [['report-draft', value]]);
    const localStorage = {
      getItem: (name: string) => storage.get(name) ?? null,
      removeItem: (name: string) => storage.delete(name),
    };
    vi.stubGlobal('window', { localStorage });
    return storage;
  }

  it('is taken over once, with its key, what was sent and its photos', () => {
    const upload = 'ab'.repeat(16);
    const at = Date.now() - 6 * 86_400_000;
    const answers = { description: '路灯不亮', attachments: [upload] };
    const storage = withStorage(JSON.stringify({ answers, key: 'k1', sent: ['body'], at }));
    expect(takeFormerDraft()).toMatchObject({
      key: 'k1',
      sent: ['body'],
      answers: { description: '路灯不亮', categoryCode: '', keepSecret: false },
      photos: [{ uploadId: upload, uploadedAt: at }],
    });
    expect(storage.size).toBe(0);
  });

  it.each([
    ['nothing', null],
    ['too old', JSON.stringify({ answers: {}, key: 'k', at: Date.now() - 8 * 86_400_000 })],
    ['unreadable', '{'],
  ])('is none when there is %s', (_name, value) => {
    withStorage(value);
    expect(takeFormerDraft()).toBeNull();
  });

  it('loses no words typed before the script came', () => {
    expect(joinTyped('', '路灯不亮')).toBe('路灯不亮');
    expect(joinTyped('路灯不亮了', '路灯不亮')).toBe('路灯不亮了');
    expect(joinTyped('路灯', '路灯不亮')).toBe('路灯不亮');
    expect(joinTyped('井盖缺失', '路灯不亮')).toBe('路灯不亮\n井盖缺失');
  });
});
