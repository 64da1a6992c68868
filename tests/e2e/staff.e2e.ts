import { expect, test } from 'vitest';
import { openInvitation } from '@/lib/staff/invitation-store';
import { codeOf, PASSWORD } from '@/tests/factories/staff';
import { useBrowser } from '@/tests/setup/browser';
import { newStaff, sessionOf, signInByPages } from './staff-steps';

const browser = useBrowser();
const heading = (page: Awaited<ReturnType<typeof browser.open>>) => page.locator('main h1').innerText();
const press = (page: Awaited<ReturnType<typeof browser.open>>, name: string) =>
  page.getByRole('button', { name, exact: true }).click();

test('without script: a security administrator invites somebody, who sets up the account and signs in', async () => {
  const admin = await newStaff('security-admin');
  const page = await browser.open({ javaScriptEnabled: false });
  await page.goto('/console/accounts/invite');
  await page.waitForURL(/\/console\/sign-in\?next=/);
  await signInByPages(page, admin);
  await page.waitForURL(/\/console\/accounts\/invite$/);
  expect(await page.locator('body').innerText()).toContain('安全管理员 · 全省');

  const login = `e2e-${crypto.randomUUID().slice(0, 8)}`;
  await page.fill('#login', 'Ä');
  await page.fill('#displayName', '钱七');
  await page.check('#role-triage');
  await page.selectOption('#place', '230100');
  await press(page, '邀请');
  expect(await page.locator('#error-summary').innerText()).toContain('登录名须为');
  expect(await page.inputValue('#displayName')).toBe('钱七');
  expect(await page.isChecked('#role-triage')).toBe(true);
  expect(page.url()).not.toContain(encodeURIComponent('钱七'));
  await page.fill('#login', login);
  await press(page, '邀请');
  await page.waitForURL(/\/console\/once$/);
  await browser.checkAccess(await twin(page));
  const link = await page.locator('main code').innerText();
  await press(page, '我已保存');
  expect(await heading(page)).toBe('钱七');
  await page.goto('/console/once');
  expect(await page.locator('main').innerText()).not.toContain('invitation');

  const guest = await browser.open({ javaScriptEnabled: false });
  await guest.goto(link);
  await browser.picture(guest, 'console-invitation');
  const secret =
    (await openInvitation(new URL(link).searchParams.get('token'), new Date()))?.totpSecret ?? '';
  const shown = (await guest.locator('main code').innerText()).replaceAll(' ', '');
  expect(shown).toBe(secret);
  await guest.fill('#password', 'password1234');
  await guest.fill('#repeat', 'password1234');
  await guest.fill('#code', codeOf(secret, new Date()));
  await press(guest, '启用账户');
  expect(await guest.locator('#error-summary').innerText()).toContain('口令太常见');
  await guest.fill('#password', PASSWORD);
  await guest.fill('#repeat', PASSWORD);
  await guest.fill('#code', codeOf(secret, new Date()));
  await press(guest, '启用账户');
  await guest.waitForURL(/\/console\/once$/);
  const codes = await guest.locator('main li code').allInnerTexts();
  expect(codes).toHaveLength(10);
  await browser.picture(guest, 'console-recovery-codes');
  await press(guest, '我已保存');
  await guest.waitForURL(/\/console\/sign-in/);
  await guest.goto(link);
  expect(await heading(guest)).toBe('邀请链接不能使用');
  await guest.goto('/console');
  await guest.fill('#login', login);
  await guest.fill('#password', PASSWORD);
  await press(guest, '下一步');
  await guest.fill('#code', codes[0] ?? '');
  await press(guest, '登录');
  await guest.waitForURL(/\/console$/);
  expect(await heading(guest)).toBe('钱七，您好');
  expect(await guest.locator('main').innerText()).toContain('研判员 · 哈尔滨市');
  expect(await guest.getByRole('link', { name: '账户', exact: true }).count()).toBe(0);
  await browser.picture(guest, 'console-home');

  // The administrator locks the account while it is in use.
  await page.goto('/console/accounts');
  await browser.picture(page, 'console-accounts');
  await page.getByRole('link', { name: login }).click();
  await press(page, '锁定账户');
  expect(await page.locator('main').innerText()).toContain('账户已锁定');
  await guest.reload();
  expect(guest.url()).toContain('/console/sign-in');
});

/** The same page in a browser with script, which axe needs. */
async function twin(page: Awaited<ReturnType<typeof browser.open>>) {
  const other = await browser.open();
  await other.context().addCookies(await page.context().cookies());
  await other.goto(page.url());
  return other;
}

test('a wrong password and a wrong code say the same for everybody, and keep the name', async () => {
  const staff = await newStaff('operator');
  const page = await browser.open();
  const said: string[] = [];
  for (const login of [staff.login, 'nobody-of-this-name']) {
    await page.goto('/console/sign-in');
    await page.fill('#login', login);
    await page.fill('#password', 'not this password');
    await press(page, '下一步');
    await page.waitForURL(/error=1/);
    expect(await page.inputValue('#login')).toBe(login);
    said.push(await page.locator('main').innerText());
  }
  expect(said[0]).toBe(said[1]);
  await browser.picture(page, 'console-sign-in-wrong');
});

test.each(['system-admin', 'audit-admin'] as const)('%s: sees nothing of accounts', async (role) => {
  const page = await browser.open();
  await page.goto('/console');
  await signInByPages(page, await newStaff(role));
  await page.waitForURL(/\/console$/);
  expect(await page.getByRole('link', { name: '账户', exact: true }).count()).toBe(0);
  browser.expectError('404');
  await page.goto('/console/accounts');
  expect(await heading(page)).toBe('没有这个页面');
  await browser.checkAccess(page);
});

test('somebody ends another session of theirs, changes the password, and signs out', async () => {
  const staff = await newStaff('supervisor');
  const page = await browser.open();
  await page.goto('/console/account');
  await page.fill('#login', staff.login);
  await page.fill('#password', PASSWORD);
  await press(page, '下一步');
  await page.fill('#code', staff.recoveryCodes[0] ?? '');
  await press(page, '登录');
  await page.waitForURL(/\/console\/account$/);
  const other = await sessionOf(staff);
  await page.reload();
  await browser.picture(page, 'console-account');
  await press(page, '结束这个会话');
  await page.waitForURL(/done=session/);
  const answer = await fetch(new URL('/console', page.url()), {
    redirect: 'manual',
    headers: { cookie: other.header },
  });
  expect(answer.status).toBe(307);

  await page.fill('#current', PASSWORD);
  await page.fill('#password', 'nine green trams in harbin');
  await page.fill('#repeat', 'nine green trams in harbin');
  await press(page, '更换口令');
  await page.waitForURL(/done=password/);
  await press(page, '退出登录');
  await page.waitForURL(/done=signed-out/);
  const cookies = await page.context().cookies();
  expect(cookies.filter(({ name }) => name === 'staff')).toEqual([]);
  await page.goBack();
  await page.waitForURL(/\/console\/sign-in/);
});

test('pages of the console are kept by nobody and found by no search engine', async () => {
  const page = await browser.open();
  for (const path of ['/console/sign-in', '/en/console/sign-in']) {
    const headers = (await page.goto(path))?.headers() ?? {};
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['x-robots-tag']).toBe('noindex, nofollow');
  }
});
