import { expect, inject, test } from 'vitest';
import { Jar } from '@/tests/factories/jar';
import { PASSWORD } from '@/tests/factories/staff';
import { useBrowser } from '@/tests/setup/browser';
import { newStaff, postForm, sessionOf, signInByPages } from './staff-steps';
import { sandboxUrl } from './steps';

const browser = useBrowser();
type Page = Awaited<ReturnType<typeof browser.open>>;
const main = (page: Page) => page.locator('main').innerText();
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

interface Mails {
  messages: { text: string }[];
}
const mailsOf = async (to: string) =>
  ((await (await fetch(sandboxUrl(`/mail/messages?to=${encodeURIComponent(to)}`))).json()) as Mails).messages;

test('without script: a security administrator mails an invitation, corrects it, cancels it, and closes the account', async () => {
  const admin = await newStaff('security-admin');
  const page = await browser.open({ javaScriptEnabled: false });
  await page.goto('/console/accounts/invite');
  await signInByPages(page, admin);
  await page.waitForURL(/\/console\/accounts\/invite$/);
  const login = `mailed-${crypto.randomUUID().slice(0, 8)}`;
  const email = `${login}@example.org`;
  await page.fill('#login', login);
  await page.fill('#displayName', '冯三');
  await page.fill('#email', email);
  await page.check('#role-operator');
  await page.selectOption('#place', '230100');
  await press(page, '邀请');
  await page.waitForURL(/done=mailed$/);
  expect(await main(page)).toContain('链接不在这里显示');
  expect(await page.content()).not.toContain('invitation?token=');
  await expect.poll(async () => (await mailsOf(email)).length, { timeout: 30_000 }).toBe(1);
  await expect
    .poll(async () => (await page.reload(), main(page)), { timeout: 30_000 })
    .toContain('邮件已发出');
  await browser.picture(page, 'console-account-invited');
  const link =
    /https?:\/\/\S+\/console\/invitation\?token=[\w-]+/.exec((await mailsOf(email))[0]?.text ?? '')?.[0] ??
    '';
  const guest = await browser.open({ javaScriptEnabled: false });
  await guest.goto(link);
  expect(await main(guest)).toContain('冯三');

  await page.fill('#email', 'no address');
  await press(page, '保存');
  expect(await page.locator('#error-summary').innerText()).toContain('电子邮箱格式不正确');
  expect(await page.inputValue('#email')).toBe('no address');
  await page.fill('#displayName', '冯四');
  await page.fill('#email', '');
  await press(page, '保存');
  await page.waitForURL(/done=edit$/);
  expect(await page.locator('main h1').innerText()).toBe('冯四');
  expect(await page.getByRole('button', { name: '重新发送邀请邮件' }).count()).toBe(0);
  await press(page, '取消邀请');
  await page.waitForURL(/done=cancel$/);
  expect(await main(page)).toContain('没有有效的邀请');
  await guest.reload();
  expect(await guest.locator('main h1').innerText()).toBe('邀请链接不能使用');
  await press(page, '生成链接，由我转交');
  await page.waitForURL(/\/console\/once$/);
  expect(await main(page)).toContain('/console/invitation?token=');
  await press(page, '我已保存');

  await page.fill('#confirm', 'somebody-else');
  await press(page, '停用账户');
  expect(await page.locator('#error-summary').innerText()).toContain('登录名与此账户不符');
  await page.fill('#confirm', login);
  await press(page, '停用账户');
  await page.waitForURL(/done=close$/);
  expect(await main(page)).toContain('已停用');
  expect(await page.locator('main form').count()).toBe(0);

  await page.goto('/console/accounts');
  await page.fill('#q', '冯四');
  await page.selectOption('#status', 'closed');
  await press(page, '查找');
  expect(await main(page)).toContain(login);
  await browser.picture(page, 'console-accounts-found');
  await page.fill('#q', '没有这个人');
  await press(page, '查找');
  expect(await main(page)).toContain('没有符合条件的账户');
});

test('a password asked for again changes the cookie, and the former one opens nothing', async () => {
  const jar = await sessionOf(await newStaff('security-admin'));
  const before = jar.header;
  const look = async (cookie: string) =>
    (
      await fetch(new URL('/console', inject('product').publicBaseUrl), {
        redirect: 'manual',
        headers: { cookie },
      })
    ).status;
  expect(await look(before)).toBe(200);
  const wrong = new Jar();
  expect(await postForm('/console/confirm/check', { current: PASSWORD }, wrong)).toContain(
    '/console/sign-in',
  );
  await postForm('/console/confirm/check', { current: 'wrong', next: '/console/account' }, jar);
  expect(await look(before), 'a wrong password changes nothing').toBe(200);
  expect(await postForm('/console/confirm/check', { current: PASSWORD, next: '/console/account' }, jar)).toBe(
    '/console/account',
  );
  expect(jar.header).not.toBe(before);
  expect(await look(jar.header)).toBe(200);
  expect(await look(before)).toBe(307);
});
