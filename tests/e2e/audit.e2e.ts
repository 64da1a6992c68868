import fs from 'node:fs';
import path from 'node:path';
import { expect, inject, test } from 'vitest';
import { recordVerification } from '@/lib/audit/record-verification';
import { audit } from '@/lib/platform/audit';
import { AuditAnchor } from '@/lib/platform/audit-anchor';
import { verifyAudit } from '@/lib/platform/audit-verify';
import { db } from '@/lib/platform/db';
import { useBrowser } from '@/tests/setup/browser';
import { newStaff, sessionOf, signInByPages } from './staff-steps';

const browser = useBrowser();
type Page = Awaited<ReturnType<typeof browser.open>>;
const main = (page: Page) => page.locator('main').innerText();
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const follow = (page: Page, name: string | RegExp) =>
  page.getByRole('link', { name, exact: true }).first().click();

/** What `npm run audit:verify` does, on the running product. */
async function verify(): Promise<void> {
  const anchor = new AuditAnchor(path.join(inject('product').dataDir, 'audit-anchor.ndjson'));
  await recordVerification({ kind: 'system', name: 'command-line' }, await verifyAudit(anchor, new Date()));
}

test('without script: an audit administrator sees the chain, finds what somebody did, opens a row and exports the list', async () => {
  const [auditor, operator] = [await newStaff('audit-admin'), await newStaff('operator')];
  await sessionOf(operator);
  await verify();
  const page = await browser.open({ javaScriptEnabled: false });
  await page.goto('/console');
  await signInByPages(page, auditor);
  await page.waitForURL(/\/console$/);
  await follow(page, '审计');
  expect(await main(page)).toContain('最近一次核验：审计链完整');
  expect(await main(page)).toContain('命令行核验');
  await browser.picture(page, 'console-audit');

  // Nothing typed is lost when a filter is wrong, and nothing is listed as if it were right.
  await page.fill('#who', operator.login);
  await page.fill('#from', '2030-01-02 00:00');
  await page.fill('#to', '2030-01-01');
  await press(page, '查询');
  expect(await page.locator('#error-summary').innerText()).toContain('早于开始时间');
  expect(await page.inputValue('#who')).toBe(operator.login);
  expect(await page.inputValue('#from')).toBe('2030-01-02 00:00');
  expect(await page.locator('main tbody a').count()).toBe(0);

  await page.fill('#to', '2030-01-03');
  await press(page, '查询');
  expect(await main(page)).toContain('没有符合条件的记录');
  await follow(page, '清除条件');
  await page.getByText('更多条件').click();
  await page.selectOption('#subjectKind', 'staff-account');
  await page.fill('#subject', operator.accountId);
  await page.selectOption('#action', '@accounts');
  await press(page, '查询');
  expect(await main(page)).toContain('共 2 条记录');
  expect(await main(page)).toContain(operator.login);
  await browser.picture(page, 'console-audit-found');

  await page.locator('main tbody a').first().click();
  expect(await page.locator('main h1').innerText()).toContain('接受邀请');
  await expect
    .poll(async () => (await page.reload(), main(page)), { timeout: 30_000 })
    .toContain('内容与封存时一致');
  await browser.picture(page, 'console-audit-row');
  await follow(page, '此对象的全部记录');
  expect(await main(page)).toContain('staff-session.start');

  const [download] = await Promise.all([page.waitForEvent('download'), press(page, '导出 CSV')]);
  expect(download.suggestedFilename()).toMatch(/^audit-\d{14}\.csv$/);
  const csv = fs.readFileSync(await download.path(), 'utf8');
  expect(csv.startsWith('\uFEFF时间（北京时间）,')).toBe(true);
  expect(csv).toContain('staff-invitation.accept');
  expect(csv).toContain(operator.accountId);

  // The export and the look before it are in the trail themselves.
  await page.goto(`/console/audit?who=${auditor.login}&action=@audit`);
  expect(await main(page)).toContain('导出审计记录');
  expect(await main(page)).toContain('查看一条审计记录');
});

test('older rows are a page away, and newer ones do not move it', async () => {
  const page = await browser.open();
  const auditor = await newStaff('audit-admin');
  const actor = { kind: 'system', name: 'test' } as const;
  for (let count = 0; count < 30; count += 1)
    await audit(db(), {
      jurisdictionCode: '000000',
      actor,
      action: 'audit.verify',
      subjectKind: 'audit-trail',
      subjectId: 'chains',
      data: { rows: 0, chains: 0, faults: 0, found: [] },
    });
  await page.goto('/console/audit');
  await signInByPages(page, auditor);
  await page.waitForURL(/\/console\/audit$/);
  const times = () =>
    page
      .locator('main table:last-of-type tbody th a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  const first = await times();
  await newStaff('operator');
  await follow(page, /更早的记录/);
  await page.waitForURL(/cursor=/);
  const second = await times();
  expect(second.length).toBeGreaterThan(0);
  expect(second.filter((href) => first.includes(href))).toEqual([]);
  await follow(page, /回到最新/);
  await page.waitForURL(/\/console\/audit$/);
  await browser.checkAccess(page);
});

test.each(['security-admin', 'system-admin'] as const)(
  '%s: sees nothing of the audit trail',
  async (role) => {
    const page = await browser.open();
    await page.goto('/console');
    await signInByPages(page, await newStaff(role));
    await page.waitForURL(/\/console$/);
    expect(await page.getByRole('link', { name: '审计', exact: true }).count()).toBe(0);
    browser.expectError('404');
    await page.goto('/console/audit');
    expect(await page.locator('main h1').innerText()).toBe('没有这个页面');
  },
);
