import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { lockAccount } from '@/lib/staff/lock-account';
import { readStaffSession } from '@/lib/staff/staff-session';
import { listenAt, type LiveReader } from '@/tests/factories/live';
import { signedIn } from '@/tests/factories/staff';
import { useBrowser } from '@/tests/setup/browser';
import { startSecondWeb, type SecondWeb } from '@/tests/setup/second-web';
import { newStaff, sessionOf, signInByPages } from './staff-steps';

const browser = useBrowser();
const base = () => inject('product').publicBaseUrl;

/** A browser of somebody who is signed in, on a page of the console whose stream is open. */
async function at(path: string, staff: Awaited<ReturnType<typeof newStaff>>): Promise<Page> {
  const page = await browser.open();
  await signedInContext(page.context(), staff);
  await page.goto(path);
  await live(page);
  return page;
}

async function signedInContext(context: BrowserContext, staff: Awaited<ReturnType<typeof newStaff>>) {
  const jar = await sessionOf(staff);
  await context.addCookies(
    jar.header.split('; ').map((pair) => {
      const mark = pair.indexOf('=');
      return { name: pair.slice(0, mark), value: pair.slice(mark + 1), url: base() };
    }),
  );
}

const live = (page: Page) => page.getByText('实时更新中').waitFor();
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

test('one administrator locks an account: another sees that the list changed, and its owner that the session ended', async () => {
  const [victim, admin, colleague] = [
    await newStaff('triage'),
    await newStaff('security-admin'),
    await newStaff('security-admin'),
  ];
  const list = await at('/console/accounts', colleague);
  const owner = await at('/console/account', victim);
  await owner.fill('#current', 'half a password');
  const acting = await at(`/console/accounts/${victim.accountId}`, admin);
  await press(acting, '锁定账户');
  await acting.getByText('账户已锁定').waitFor();

  await owner.getByRole('alert').getByText('登录已结束').waitFor({ timeout: 2_000 });
  expect(await owner.inputValue('#current')).toBe('half a password');
  await browser.checkAccess(owner);
  await browser.picture(owner, 'console-session-ended');
  await list.getByText('账户列表有变化').waitFor({ timeout: 2_000 });
  await browser.checkAccess(list);
  await list.setViewportSize({ width: 390, height: 800 });
  await browser.picture(list, 'console-list-changed');
  // Their own act is no news to who acted, and nobody's page moved by itself.
  expect(await acting.getByText('这个账户有变化').count()).toBe(0);
  await list.getByRole('button', { name: '刷新' }).click();
  await live(list);
  expect(await list.getByText('账户列表有变化').count()).toBe(0);
  expect(await list.getByRole('row', { name: victim.login }).innerText()).toContain('已锁定');
});

test('who was signed out signs in again in another tab, and goes on where they were', async () => {
  const staff = await newStaff('operator');
  const page = await at('/console/account', staff);
  await page.fill('#current', 'typed');
  const tab = await page.context().newPage();
  await tab.goto('/console');
  await press(tab, '退出登录');
  await page.getByRole('alert').getByText('登录已结束').waitFor({ timeout: 2_000 });
  const again = page.context().waitForEvent('page');
  await page.getByRole('link', { name: '重新登录' }).click();
  const signIn = await again;
  await signIn.fill('#login', staff.login);
  await signIn.fill('#password', 'seven blue lamps in harbin');
  await press(signIn, '下一步');
  await signIn.fill('#code', staff.recoveryCodes[0] ?? '');
  await press(signIn, '登录');
  await signIn.waitForURL(/\/console$/);
  await page.bringToFront();
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await live(page);
  await page.getByText('登录已结束').waitFor({ state: 'detached' });
  expect(await page.inputValue('#current')).toBe('typed');
});

test('other roles are said at once', async () => {
  const staff = await newStaff('operator');
  const page = await at('/console', staff);
  const acting = await at(`/console/accounts/${staff.accountId}`, await newStaff('security-admin'));
  await acting.check('#role-supervisor');
  await acting.selectOption('#place', '230100');
  await press(acting, '保存角色');
  await page.getByRole('alert').getByText('您的角色已更改').waitFor({ timeout: 2_000 });
  await page.getByRole('button', { name: '刷新' }).click();
  await page.getByRole('heading', { name: '系统状态' }).waitFor();
});

test('the tabs of a browser share one stream, and the next takes over when it goes', async () => {
  const page = await browser.open();
  const opened: string[] = [];
  page.context().on('request', (request) => {
    if (request.resourceType() === 'eventsource') opened.push(request.url());
  });
  await signedInContext(page.context(), await newStaff('security-admin'));
  await page.goto('/console/accounts');
  await live(page);
  const second = await page.context().newPage();
  await second.goto('/console/accounts');
  await live(second);
  expect(opened).toHaveLength(1);
  await page.close();
  await expect.poll(() => opened.length).toBe(2);
  await live(second);
  await newStaff('operator');
  await second.getByText('账户列表有变化').waitFor({ timeout: 3_000 });
});

describe('with a second web process', () => {
  let second: SecondWeb;
  beforeAll(async () => {
    second = await startSecondWeb({});
  });
  afterAll(() => second.stop());

  test('both are told, and one that is stopped ends its streams and goes within its grace', async () => {
    const jar = await sessionOf(await newStaff('security-admin'));
    const readers: LiveReader[] = [];
    for (const url of [base(), second.url])
      readers.push(await listenAt(`${url}/console/live`, { cookie: jar.header }));
    expect(readers.map(({ status }) => status)).toEqual([200, 200]);
    const { accountId } = await newStaff('triage');
    const named = (reader: LiveReader) =>
      reader.heard('change').some(({ ids }) => (ids as string[] | undefined)?.includes(accountId));
    for (const reader of readers) await reader.until(named, 3_000);

    const began = Date.now();
    await second.stop();
    expect(Date.now() - began).toBeLessThan(5_000);
    await readers[1]?.until(({ over }) => over, 1_000);
    expect(readers[0]?.over).toBe(false);
    readers[0]?.leave();
    second = await startSecondWeb({});
  });

  test('a session that is revoked by one process ends at the other', async () => {
    const victim = await newStaff('triage');
    const jar = await sessionOf(victim);
    const reader = await listenAt(`${second.url}/console/live`, { cookie: jar.header });
    const { session } = await signedIn([{ role: 'security-admin', jurisdictionCode: '000000' }]);
    const admin = await readStaffSession(session.secret, new Date());
    await lockAccount(admin!.actor, victim.accountId);
    await reader.until(({ over }) => over, 2_000);
    expect(reader.events.map(({ event }) => event)).toEqual(['ended']);
  });
});

describe('the first page', () => {
  test.each(['standard', 'elder', 'contrast'] as const)(
    'tells the state of the system (%s)',
    async (mode) => {
      const page = await browser.open({ viewport: { width: 320, height: 800 } });
      await signedInContext(page.context(), await newStaff('system-admin'));
      await page.context().addCookies([{ name: 'mode', value: mode, url: base() }]);
      for (const path of ['/console', '/en/console']) {
        await page.goto(path);
        await page.locator('main dl').waitFor();
        await browser.checkAccess(page);
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
          path,
        ).toBe(0);
      }
      await page.goto('/console');
      for (const width of [390, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        await browser.picture(page, `console-health-${mode}-${width}`);
      }
      expect(await page.locator('main').innerText()).toContain('运行中');
    },
  );
});

describe('keyboard shortcuts', () => {
  test.each(['standard', 'elder', 'contrast'] as const)('the sheet in the %s mode', async (mode) => {
    const page = await browser.open({ viewport: { width: 320, height: 640 } });
    await signedInContext(page.context(), await newStaff('security-admin'));
    await page.context().addCookies([{ name: 'mode', value: mode, url: base() }]);
    await page.goto('/console/accounts');
    await live(page);
    const link = page.getByRole('link', { name: '邀请人员' });
    await link.focus();
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: '键盘快捷键' });
    await sheet.waitFor();
    expect(await sheet.innerText()).toContain('邀请人员');
    await browser.checkAccess(page);
    await page.setViewportSize({ width: 1280, height: 900 });
    await browser.picture(page, `console-shortcuts-sheet-${mode}`);
    await page.keyboard.press('g');
    await page.keyboard.press('h');
    expect(page.url()).toMatch(/\/console\/accounts$/);
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'hidden' });
    expect(await link.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  test('lead to places, and do nothing while somebody types', async () => {
    const page = await at('/console', await newStaff('security-admin'));
    await page.keyboard.press('g');
    await page.keyboard.press('a');
    await page.waitForURL(/\/console\/accounts$/);
    await live(page);
    await page.keyboard.press('n');
    await page.waitForURL(/\/console\/accounts\/invite$/);
    await live(page);
    await page.locator('#displayName').focus();
    await page.keyboard.type('g h?');
    expect(await page.inputValue('#displayName')).toBe('g h?');
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(page.url()).toMatch(/\/invite$/);
  });

  test('can be turned off and on again', async () => {
    const staff = await newStaff('security-admin');
    const page = await browser.open({ javaScriptEnabled: false });
    await page.goto('/console/shortcuts');
    await signInByPages(page, staff);
    await page.waitForURL(/\/console\/shortcuts$/);
    await press(page, '停用快捷键');
    expect(await page.locator('main').innerText()).toContain('快捷键已停用');
    const other = await browser.open();
    await other.context().addCookies(await page.context().cookies());
    await other.goto('/console');
    await live(other);
    await other.keyboard.press('?');
    await other.keyboard.press('g');
    await other.keyboard.press('m');
    expect(await other.locator('dialog').count()).toBe(0);
    expect(other.url()).toMatch(/\/console$/);
    await press(page, '启用快捷键');
    await other.context().addCookies(await page.context().cookies());
    await other.context().clearCookies({ name: 'shortcuts' });
    await other.reload();
    await live(other);
    await other.keyboard.press('?');
    await other.getByRole('dialog').waitFor();
  });
});
