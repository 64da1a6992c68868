import { beforeEach, describe, expect, test } from 'vitest';
import { putAuditRow, type AuditRowParts } from '@/tests/factories/audit';
import { signedIn } from '@/tests/factories/staff';
import { useDatabase } from '@/tests/setup/database';
import { readAuditFilters } from './audit-filters';
import { exportAudit } from './export-audit';
import { searchAudit } from './search-audit';

const database = useDatabase();
const put = (row?: AuditRowParts) => putAuditRow(database, row);
const auditor = async () => (await signedIn([{ role: 'audit-admin', jurisdictionCode: '000000' }])).actor;
const asked = (query: string) => readAuditFilters(new URLSearchParams(query)).filters;

beforeEach(async () => {
  await database.query('TRUNCATE audit_event, audit_seal');
  await database.query('DELETE FROM rate_limit');
});

describe('the file', () => {
  test('has the rows as they are, in China’s time, and no formula', async () => {
    await put({
      at: new Date('2026-11-20T16:30:00.123Z'),
      kind: 'desk',
      actor: '=HYPERLINK("http://x")',
      subject: '@SUM(1+1)*cmd',
      request: '-1+2',
      data: { note: 'a,"b"' },
    });
    const { csv } = await exportAudit(await auditor(), { filters: asked('kind=desk'), locale: 'zh-CN' });
    const [heading, line] = csv.split('\r\n');
    expect(heading).toBe(
      '\uFEFF时间（北京时间）,管辖,编号,主体类别,主体,登录名,操作代码,操作,结果,对象类别,对象,请求编号,内容,链上位置',
    );
    expect(line).toMatch(/^2026-11-21T00:30:00\.123\+08:00,230100,230100-[0-9a-f-]{36},desk,/);
    expect(line).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect(line).toContain(`,submit-report,提交上报,done,ticket,"'@SUM(1+1)*cmd","'-1+2",`);
    expect(line).toContain(`"{""note"":""a,\\""b\\""""}"`);
  });

  test('stops at ten thousand rows, the newest, and says so', async () => {
    await database.query(
      `INSERT INTO audit_event SELECT '230100', gen_random_uuid(), timestamptz '2026-11-20' + n * interval '1 second',
         'public', 'public', 'submit-report', 'done', 'ticket', n::text, NULL, '{}' FROM generate_series(1, 10001) n`,
    );
    const actor = await auditor();
    const filters = asked('action=submit-report');
    const page = await searchAudit(actor, { filters, after: null, limit: 10 });
    expect([page.count, page.more]).toEqual([10_000, true]);
    const { csv, ...told } = await exportAudit(actor, { filters, locale: 'en' });
    expect(told).toEqual({ rows: 10_000, cut: true });
    expect(csv.trimEnd().split('\r\n')).toHaveLength(10_001);
    expect(csv).toContain(',ticket,10001,');
    expect(csv).not.toContain(',ticket,1,');
  });
});
