import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/setup/database';
import { audit } from './audit';
import { AuditAnchor } from './audit-anchor';
import { AuditSealer, AuditTailError } from './audit-seal';
import { verifyAudit } from './audit-verify';
import { db, transaction, type Tx } from './db';

const database = useDatabase();
let folder: string;
let anchor: AuditAnchor;
let sealer: AuditSealer;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'anchor-'));
  anchor = new AuditAnchor(path.join(folder, 'audit-anchor.ndjson'));
  sealer = new AuditSealer(anchor);
  await database.query('TRUNCATE audit_event, audit_seal');
});
afterEach(() => rm(folder, { recursive: true }));

const write = (
  tx: Tx,
  jurisdictionCode = '230100',
  data: Record<string, unknown> = { b: 1, a: ['x', null] },
) =>
  audit(tx, {
    jurisdictionCode,
    actor: { kind: 'system', name: 'test' },
    action: 'test.act',
    subjectKind: 'ticket',
    subjectId: '1',
    data,
  });

async function writeMany(count: number, jurisdictionCode = '230100'): Promise<void> {
  for (let index = 0; index < count; index += 1) await write(db(), jurisdictionCode, { index });
}

const faults = async (now = new Date()) => (await verifyAudit(anchor, now)).faults;
const tomorrow = () => new Date(Date.now() + 86_400_000);

describe('sealing', () => {
  test('chains each prefecture for itself and anchors its head', async () => {
    await writeMany(5);
    await writeMany(3, '230200');
    expect(await sealer.round()).toBe(8);
    await writeMany(2);
    expect(await sealer.round()).toBe(2);
    expect(await sealer.round()).toBe(0);
    expect(await verifyAudit(anchor, tomorrow())).toEqual({ rows: 10, chains: 2, faults: [] });
    expect((await anchor.read()).map((head) => [head.jurisdictionCode, Number(head.position)])).toEqual([
      ['230100', 5],
      ['230200', 3],
      ['230100', 7],
    ]);
  });

  test('takes the rows of a slow transaction after the rows of quicker ones', async () => {
    await transaction(async (slow) => {
      await write(slow);
      await writeMany(3);
      expect(await sealer.round()).toBe(3);
    });
    expect(await sealer.round()).toBe(1);
    expect(await faults(tomorrow())).toEqual([]);
  });

  test('takes rows older than its window by the walk over everything', async () => {
    await writeMany(3);
    await database.query(`UPDATE audit_event SET at = at - interval '2 days'`);
    expect(await sealer.round()).toBe(3);
    expect(await faults()).toEqual([]);
  });

  test('two sealers and many writers at once leave one unbroken chain', async () => {
    const other = new AuditSealer(new AuditAnchor(path.join(folder, 'other.ndjson')));
    const sixRounds = async (one: AuditSealer) => {
      for (let round = 0; round < 6; round += 1) await one.round();
    };
    await Promise.all([
      ...Array.from({ length: 40 }, () => transaction((tx) => write(tx))),
      sixRounds(sealer),
      sixRounds(other),
    ]);
    await sealer.round();
    expect(await verifyAudit(anchor, tomorrow())).toMatchObject({ rows: 40, faults: [] });
  });

  test('goes on after a restart from what the database and the anchor say', async () => {
    await writeMany(2);
    await sealer.round();
    await appendFile(anchor.file, '{"jurisdictionCode":"2301');
    await writeMany(2);
    expect(await new AuditSealer(anchor).round()).toBe(2);
    expect(await readFile(anchor.file, 'utf8')).toContain('"position":"4"');
  });
});

describe('tampering', () => {
  beforeEach(async () => {
    await writeMany(6);
    await sealer.round();
  });

  test('a changed row is found', async () => {
    await database.query(
      `UPDATE audit_event SET action = 'nothing' WHERE id = (SELECT audit_id FROM audit_seal WHERE position = 3)`,
    );
    expect(await faults()).toEqual([{ jurisdictionCode: '230100', kind: 'changed', position: 3n }]);
  });

  test('a removed row is found', async () => {
    await database.query(
      'DELETE FROM audit_event WHERE id = (SELECT audit_id FROM audit_seal WHERE position = 4)',
    );
    expect(await faults()).toEqual([{ jurisdictionCode: '230100', kind: 'missing', position: 4n }]);
  });

  test('a row removed together with its seal is found', async () => {
    await database.query(
      `WITH gone AS (DELETE FROM audit_seal WHERE position = 2 RETURNING audit_id)
       DELETE FROM audit_event WHERE id IN (SELECT audit_id FROM gone)`,
    );
    expect(await faults()).toEqual([
      { jurisdictionCode: '230100', kind: 'gap', position: 3n },
      { jurisdictionCode: '230100', kind: 'changed', position: 3n },
    ]);
  });

  test('a cut tail is found, and no new row is sealed over the cut', async () => {
    await database.query(
      `WITH gone AS (DELETE FROM audit_seal WHERE position > 4 RETURNING audit_id)
       DELETE FROM audit_event WHERE id IN (SELECT audit_id FROM gone)`,
    );
    expect(await faults()).toEqual([{ jurisdictionCode: '230100', kind: 'cut', position: 4n }]);
    await writeMany(3);
    await expect(sealer.round()).rejects.toThrow(AuditTailError);
    await expect(new AuditSealer(anchor).round()).rejects.toThrow(AuditTailError);
  });

  test('a chain that was computed anew is found by its anchor', async () => {
    await database.query(`UPDATE audit_event SET action = 'nothing'; `);
    await database.query('TRUNCATE audit_seal');
    await new AuditSealer(new AuditAnchor(path.join(folder, 'forged.ndjson'))).round();
    expect(await faults()).toEqual([{ jurisdictionCode: '230100', kind: 'rewritten', position: 6n }]);
  });

  test('an anchor that was emptied is found', async () => {
    await writeFile(anchor.file, '');
    expect(await faults(tomorrow())).toEqual([
      { jurisdictionCode: '230100', kind: 'not-anchored', position: 0n },
    ]);
  });

  test('rows that stay unsealed for more than a minute are found', async () => {
    await writeMany(2);
    expect(await faults()).toEqual([]);
    expect(await faults(tomorrow())).toEqual([
      { jurisdictionCode: '230100', kind: 'unsealed', position: 2n },
    ]);
  });
});
