import { upsert, type SeedClient } from './client';
import classes from './data/retention-classes.json';

/** Retention classes: texts and bounds follow the release, the days are staff's once they are there. */
export async function seedRetention(client: SeedClient): Promise<void> {
  const texts = {
    covers_zh: 'text',
    covers_en: 'text',
    after_zh: 'text',
    after_en: 'text',
    purges_zh: 'text',
    purges_en: 'text',
    basis: 'text',
    confidence: 'text',
  };
  await upsert(client, {
    table: 'retention_class',
    columns: { code: 'text', ...texts, days: 'int', min_days: 'int', max_days: 'int' },
    key: ['code'],
    updates: [...Object.keys(texts), 'min_days', 'max_days'],
    rows: classes.map((row) => ({
      code: row.code,
      covers_zh: row.coversZh,
      covers_en: row.coversEn,
      after_zh: row.afterZh,
      after_en: row.afterEn,
      purges_zh: row.purgesZh,
      purges_en: row.purgesEn,
      basis: row.basis,
      confidence: row.confidence,
      days: row.days,
      min_days: row.minDays,
      max_days: row.maxDays,
    })),
  });
}
