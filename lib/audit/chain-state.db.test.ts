import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { audit } from '@/lib/platform/audit';
import { AuditAnchor } from '@/lib/platform/audit-anchor';
import { AuditSealer } from '@/lib/platform/audit-seal';
import { verifyAudit } from '@/lib/platform/audit-verify';
import { db } from '@/lib/platform/db';
import { signedIn } from '@/tests/factories/staff';
import { useDatabase } from '@/tests/setup/database';
import { readChainState } from './chain-state';
import { readAuditRow } from './read-audit-row';
import { recordVerification } from './record-verification';

const database = useDatabase();
const HARBIN = '230100';
const DAQING = '230600';
const WORKER = { kind: 'system', name: 'worker' } as const;
let folder: string;
let anchor: AuditAnchor;

const auditor = async (jurisdictionCode: string) =>
  (await signedIn([{ role: 'audit-admin', jurisdictionCode }])).actor;

/** Three rows here and two there, ten minutes ago; everything that signing in has written is left out. */
async function writeRows(): Promise<void> {
  await database.query('TRUNCATE audit_event, audit_seal');
  for (const jurisdictionCode of [HARBIN, DAQING, HARBIN, DAQING, HARBIN])
    await audit(db(), {
      jurisdictionCode,
      actor: WORKER,
      action: 'test.act',
      subjectKind: 'ticket',
      subjectId: '1',
    });
  await database.query(`UPDATE audit_event SET at = at - interval '10 minutes'`);
}

const seal = () => new AuditSealer(anchor).round();
const later = (minutes: number) => new Date(Date.now() + minutes * 60_000);

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'chain-'));
  anchor = new AuditAnchor(path.join(folder, 'audit-anchor.ndjson'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a result is kept as a row of the trail, and shown with who verified and when', async () => {
  const actor = await auditor('000000');
  await writeRows();
  expect((await readChainState(actor, new Date(), anchor)).verification).toBeNull();
  await seal();
  await recordVerification(WORKER, await verifyAudit(anchor, new Date()));
  expect((await readChainState(actor, new Date(), anchor)).verification).toMatchObject({
    by: 'worker',
    rows: 5,
    chains: 2,
    faults: [],
  });
  await database.query(
    `UPDATE audit_event SET outcome = 'refused' WHERE jurisdiction_code = $1 AND id =
    (SELECT audit_id FROM audit_seal WHERE jurisdiction_code = $1 AND position = 2)`,
    [DAQING],
  );
  await recordVerification({ kind: 'system', name: 'command-line' }, await verifyAudit(anchor, new Date()));
  const fault = { jurisdictionCode: DAQING, kind: 'changed', position: '2' };
  expect((await readChainState(actor, new Date(), anchor)).verification).toMatchObject({
    by: 'command-line',
    faults: [fault],
  });
  // Of another prefecture's faults an auditor of one hears nothing.
  const local = await readChainState(await auditor(HARBIN), new Date(), anchor);
  expect(local.verification?.faults).toEqual([]);
  expect(local.chains.map(({ jurisdictionCode }) => jurisdictionCode)).toEqual([HARBIN]);
  await expect(recordVerification(actor, await verifyAudit(anchor, new Date()))).rejects.toMatchObject({
    code: 'forbidden',
  });
});

test('rows that wait for their seal for more than a minute are counted, younger ones not', async () => {
  const actor = await auditor(HARBIN);
  await writeRows();
  expect((await readChainState(actor, new Date(), anchor)).unsealed).toBe(3);
  await seal();
  await audit(db(), {
    jurisdictionCode: HARBIN,
    actor: WORKER,
    action: 'test.act',
    subjectKind: 'ticket',
    subjectId: '2',
  });
  expect((await readChainState(actor, new Date(), anchor)).unsealed).toBe(0);
});

test('heads are compared with the file outside', async () => {
  const actor = await auditor(HARBIN);
  await writeRows();
  await seal();
  const stateOf = async (now = new Date()) => {
    const { chains, anchorDamaged } = await readChainState(actor, now, anchor);
    return [chains[0]?.position, chains[0]?.anchor, chains[0]?.anchoredPosition, anchorDamaged];
  };
  expect(await stateOf()).toEqual(['3', 'anchored', '3', false]);
  const text = await readFile(anchor.file, 'utf8');

  await writeFile(anchor.file, text.replaceAll(/"hash":"\w{4}/g, '"hash":"dead'));
  expect(await stateOf()).toEqual(['3', 'differs', '3', false]);
  await writeFile(anchor.file, text.replaceAll('"position":"3"', '"position":"9"'));
  expect(await stateOf()).toEqual(['3', 'cut', '9', false]);
  await writeFile(anchor.file, 'x\n');
  expect(await stateOf()).toEqual(['3', 'none', null, true]);
  await rm(anchor.file);
  expect(await stateOf()).toEqual(['3', 'none', null, false]);

  await writeFile(anchor.file, text);
  await audit(db(), {
    jurisdictionCode: HARBIN,
    actor: WORKER,
    action: 'test.act',
    subjectKind: 'ticket',
    subjectId: '2',
  });
  await new AuditSealer(new AuditAnchor(path.join(folder, 'elsewhere.ndjson'))).round();
  expect(await stateOf()).toEqual(['4', 'anchored', '3', false]);
  expect(await stateOf(later(2))).toEqual(['4', 'behind', '3', false]);
});

test('a row says whether it is still what was sealed', async () => {
  const actor = await auditor(HARBIN);
  await writeRows();
  const [first] = await database.query<{ id: string }>(
    'SELECT id FROM audit_event WHERE jurisdiction_code = $1 ORDER BY at, id LIMIT 1',
    [HARBIN],
  );
  const read = async () => (await readAuditRow(actor, `${HARBIN}-${first?.id}`)).seal;
  expect(await read()).toBeNull();
  await seal();
  const sealed = await read();
  expect(sealed).toMatchObject({ position: '1', matches: true });
  expect(sealed?.hash).toMatch(/^[0-9a-f]{64}$/);
  await database.query(`UPDATE audit_event SET data = '{"a":1}' WHERE id = $1`, [first?.id]);
  expect(await read()).toMatchObject({ position: '1', matches: false });
});
