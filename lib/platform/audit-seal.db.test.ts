import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/setup/database';
import { audit } from './audit';
import { AnchorFault, AuditAnchor } from './audit-anchor';
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
    expect((await anchor.read()).map(({ position }) => Number(position))).toEqual([2, 4]);
    await writeMany(1);
    expect(await new AuditSealer(anchor).round()).toBe(1);
    expect(await faults(tomorrow())).toEqual([]);
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

  test.each([
    ['outcome', `outcome = 'refused'`],
    ['actor', `actor_id = 'somebody'`],
    ['subject', `subject_id = '2'`],
    ['time', `at = at + interval '1 millisecond'`],
    ['data', `data = '{}'`],
  ])('so it is when only its %s is changed', async (_what, change) => {
    await database.query(
      `UPDATE audit_event SET ${change} WHERE id = (SELECT audit_id FROM audit_seal WHERE position = 3)`,
    );
    expect(await faults()).toEqual([{ jurisdictionCode: '230100', kind: 'changed', position: 3n }]);
  });

  test('two rows that changed places are found', async () => {
    const [third, fourth] = await database.query<{ id: string }>(
      'SELECT audit_id AS id FROM audit_seal WHERE position IN (3, 4) ORDER BY position',
    );
    await database.query('DELETE FROM audit_seal WHERE audit_id = $1', [fourth?.id]);
    await database.query('UPDATE audit_seal SET audit_id = $1 WHERE position = 3', [fourth?.id]);
    await database.query(
      `INSERT INTO audit_seal SELECT jurisdiction_code, 4, $1, hash, sealed_at FROM audit_seal WHERE position = 3`,
      [third?.id],
    );
    expect((await faults()).map(({ kind, position }) => [kind, position])).toEqual([
      ['changed', 3n],
      ['changed', 4n],
      // what came after follows from a hash that is not there any more
      ['changed', 5n],
    ]);
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

  test('an anchor that was removed is found', async () => {
    await rm(anchor.file);
    expect(await faults(tomorrow())).toEqual([
      { jurisdictionCode: '230100', kind: 'not-anchored', position: 0n },
    ]);
  });

  test('an anchor whose head was changed is found', async () => {
    const text = await readFile(anchor.file, 'utf8');
    await writeFile(anchor.file, text.replace(/"hash":"\w{4}/, '"hash":"dead'));
    expect(await faults()).toEqual([{ jurisdictionCode: '230100', kind: 'rewritten', position: 6n }]);
    await writeFile(anchor.file, text.replace('"position":"6"', '"position":"9"'));
    expect(await faults()).toEqual([{ jurisdictionCode: '230100', kind: 'cut', position: 6n }]);
  });

  test('an anchor with a line that is no head is found, and nothing is sealed on', async () => {
    await writeFile(anchor.file, `{}\n${await readFile(anchor.file, 'utf8')}`);
    expect(await faults()).toEqual([{ jurisdictionCode: '000000', kind: 'anchor-damaged', position: 1n }]);
    await writeMany(1);
    await expect(new AuditSealer(anchor).round()).rejects.toThrow(AnchorFault);
  });

  test('rows that stay unsealed for more than a minute are found', async () => {
    await writeMany(2);
    expect(await faults()).toEqual([]);
    expect(await faults(tomorrow())).toEqual([
      { jurisdictionCode: '230100', kind: 'unsealed', position: 2n },
    ]);
  });
});
