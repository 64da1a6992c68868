import { randomBytes } from 'node:crypto';
import type { Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { useBrowser } from '@/tests/setup/browser';
import { answers, sandboxUrl } from './steps';
import { desk, report } from './track-steps';

const browser = useBrowser();
const patience = { timeout: 30_000 };
const phoneScreen = { viewport: { width: 390, height: 844 } };

const base = () => inject('product').publicBaseUrl;
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();
const newAsset = () => `DG-${randomBytes(5).toString('hex').toUpperCase()}`;

/** A lamp that somebody reported and a desk has; its public case. */
async function lampCase(): Promise<{ number: string; trackUrl: string; asset: string; id: string }> {
  const asset = newAsset();
  const { trackingNumber, trackUrl } = await report({ categoryCode: '01037', assetCode: asset });
  let id = '';
  await expect
    .poll(async () => {
      const answer = await fetch(`${base()}/api/v1/cases/near?assetCode=${asset}`);
      const { items } = (await answer.json()) as { items: { id: string }[] };
      id = items[0]?.id ?? '';
      return id;
    }, patience)
    .not.toBe('');
  return { number: trackingNumber, trackUrl, asset, id };
}

async function followersOf(id: string): Promise<number> {
  const answer = await fetch(`${base()}/api/v1/cases/${id}`);
  return ((await answer.json()) as { followers: number }).followers;
}

/** Writes a report about the lamp up to the review; with script every step stays on one page. */
async function write(page: Page, asset: string, description: string, script: boolean): Promise<void> {
  const given = answers();
  // No register knows these lamps: the look-up of the number says so.
  if (script) browser.expectError('404');
  const next = () => press(page, '下一步');
  await page.goto('/report', { waitUntil: script ? 'networkidle' : 'load' });
  await page.fill('#description', description);
  await next();
  // Without script the category is a step of its own; it stays open here.
  if (!script) await next();
  if (script) await page.selectOption('#prefecture', given.prefecture);
  await page.selectOption('#divisionCode', given.division);
  if (!script) await next();
  await page.fill('#assetCode', asset);
  for (let step = 0; step < 3; step += 1) await next();
}

/** What the handset of a number shows. */
async function handset(phone: string): Promise<string> {
  return (await fetch(sandboxUrl(`/sms/handsets/+86${phone}`))).text();
}

/** The newest mail to an address whose subject has these words. */
async function mailTo(address: string, subject: string): Promise<string> {
  const page = await browser.open();
  const link = page.locator('a.title', { hasText: subject }).first();
  await expect
    .poll(async () => {
      await page.goto(sandboxUrl(`/mail?to=${address}`));
      return link.count();
    }, patience)
    .toBe(1);
  await link.click();
  return page.locator('pre.mail').innerText();
}

/** What a page must be, seen by a twin with script where it has none. */
async function look(page: Page, name: string, twin?: Page): Promise<void> {
  if (twin) await twin.goto(page.url());
  await browser.checkAccess(twin ?? page);
  await browser.picture(page, `follow-${name}`);
}

describe('two people who met the same lamp', () => {
  test('follow its case instead of reporting again, hear how it ends, and one of them stops', async () => {
    const lamp = await lampCase();
    const phone = `138${String(Date.now()).slice(-8)}`;
    const email = `lamp-${lamp.asset.toLowerCase()}@example.cn`;

    // With script, by phone.
    const first = await browser.open(phoneScreen);
    await write(first, lamp.asset, '第三根路灯一直不亮', true);
    await first.getByText('附近有正在办理的同类案件').waitFor();
    const shown = await first.locator('section[aria-labelledby=near]').innerText();
    for (const words of ['同一设施', '道里区', '上报', '承办平台']) expect(shown).toContain(words);
    expect(shown).not.toContain('路灯不亮');
    expect(await first.getByRole('button', { name: '提交', exact: true }).isEnabled()).toBe(true);
    await look(first, 'review');
    await first.getByRole('link', { name: /^就是这个，我也遇到/ }).click();
    await first.getByRole('heading', { name: '我也遇到这个问题' }).waitFor();
    await look(first, 'before');
    await press(first, '我也遇到');
    await first.getByText('已记下：您也遇到了这个问题').waitFor();
    await look(first, 'after');
    expect(await followersOf(lamp.id)).toBe(1);

    await first.fill('#contact', phone.slice(0, 6));
    await press(first, '获取验证码');
    await first.locator('#error-summary').waitFor();
    expect(await first.inputValue('#contact')).toBe(phone.slice(0, 6));
    await first.fill('#contact', phone);
    await press(first, '获取验证码');
    await first.locator('#code').waitFor();
    await look(first, 'code');
    expect(first.url()).not.toContain(phone);
    let code = '';
    await expect
      .poll(async () => (code = /验证码(\d{6})，用于接收/.exec(await handset(phone))?.[1] ?? ''), patience)
      .toMatch(/^\d{6}$/);
    await first.fill('#code', code === '000000' ? '000001' : '000000');
    await press(first, '确认接收通知');
    await first.locator('#error-summary').waitFor();
    await first.fill('#code', code);
    await press(first, '确认接收通知');
    await first.getByText('会通知您', { exact: true }).waitFor();

    // Their own report is still there.
    await first.getByRole('link', { name: '还是单独上报' }).click();
    await first.getByText('已恢复上次没写完的内容').waitFor();
    expect(await first.inputValue('#description')).toBe('第三根路灯一直不亮');

    // Without script, by e-mail.
    const second = await browser.open({ ...phoneScreen, javaScriptEnabled: false });
    await write(second, lamp.asset, '路灯杆歪了', false);
    await second.getByRole('link', { name: /^就是这个，我也遇到/ }).click();
    await press(second, '我也遇到');
    await second.getByText('已记下：您也遇到了这个问题').waitFor();
    expect(await second.locator('main').innerText()).toContain('没有新的编号');
    await second.goBack();
    await press(second, '我也遇到');
    expect(await followersOf(lamp.id), 'pressed twice is one person').toBe(2);
    await second.fill('#contact', email);
    await press(second, '获取验证码');
    const told = await mailTo(email, '关注案件：验证码');
    const page = /填写验证码: (\S+)/.exec(told)?.[1] ?? '';
    await second.goto(page);
    await second.fill('#code', /验证码是 (\d{6})/.exec(told)?.[1] ?? '');
    await press(second, '确认接收通知');
    await second.getByText('会通知您', { exact: true }).waitFor();
    await second.getByRole('link', { name: '还是单独上报' }).click();
    expect(await second.locator('main').innerText()).toContain('路灯杆歪了');
    expect(new URL(second.url()).pathname).toMatch(/^\/report\/[0-9a-f]{32}\/review$/);

    // The reporter sees how many there are, and where the public case is.
    const reporter = await browser.open(phoneScreen);
    await reporter.goto(lamp.trackUrl);
    const ticket = await reporter.locator('main').innerText();
    expect(ticket).toContain('2 人也遇到');
    await reporter.getByRole('button', { name: /^(复制链接|分享)$/ }).waitFor();
    await look(reporter, 'track');
    await reporter.getByRole('link', { name: new RegExp(`/cases/${lamp.id}$`) }).click();
    await reporter.getByText('2 人也遇到').waitFor();
    await look(reporter, 'case');

    // The desk closes it: both hear, each once.
    for (const type of ['signed', 'handled', 'checked']) await desk(lamp.number, { type });
    await expect.poll(() => handset(phone), patience).toMatch(/您关注的道里区“[^”]+”案件已办结/);
    expect((await handset(phone)).match(/已办结/g)).toHaveLength(1);
    const closed = await mailTo(email, '您关注的案件已办结');
    expect(closed).not.toContain(lamp.number);
    expect(closed).toContain(`/cases/${lamp.id}`);

    // Unfollowing by the link in the mail asks first.
    const ends = /不再关注这个案件: (\S+)/.exec(closed)?.[1] ?? '';
    await second.goto(ends);
    expect(await followersOf(lamp.id)).toBe(2);
    await press(second, '取消关注');
    await second.getByText('您没有关注这个案件').waitFor();
    await look(second, 'ended', reporter);
    expect(await followersOf(lamp.id)).toBe(1);

    // A closed case can no longer be followed, and says what to do instead.
    await second.goto(`/cases/${lamp.id}/follow`);
    await second.getByText('这个案件已办结，不能再关注').waitFor();
    await look(second, 'closed', reporter);
  });

  test('are not counted any more when they undo it at once', async () => {
    const lamp = await lampCase();
    const page = await browser.open({ javaScriptEnabled: false });
    await page.goto(`/cases/${lamp.id}`);
    await page.getByRole('link', { name: '我也遇到', exact: true }).click();
    await press(page, '我也遇到');
    await press(page, '取消关注');
    await page.getByText('您没有关注这个案件').waitFor();
    expect(await followersOf(lamp.id)).toBe(0);
  });
});

test('a report with nothing near by shows nothing, and a look-up that fails keeps nobody from sending', async () => {
  const page = await browser.open(phoneScreen);
  await page.route('**/api/v1/cases/near', (route) => route.abort());
  browser.expectError('ERR_FAILED');
  await write(page, newAsset(), '路灯不亮', true);
  await page.getByText('请核对，然后提交').waitFor();
  expect(await page.locator('section[aria-labelledby=near]').count()).toBe(0);
  await press(page, '提交');
  await page.getByRole('heading', { name: '已提交' }).waitFor();
});

test.each(['standard', 'elder', 'contrast'])(
  'the pages of following are for everyone, in the %s mode',
  async (mode) => {
    const lamp = await lampCase();
    const page = await browser.open({ viewport: { width: 320, height: 800 } });
    if (mode !== 'standard') await page.context().addCookies([{ name: 'mode', value: mode, url: base() }]);
    const check = async (name: string) => {
      await browser.checkAccess(page);
      const found = await page.evaluate(
        (least) => ({
          wide: document.documentElement.scrollWidth - window.innerWidth,
          small: [...document.querySelectorAll('main a, main button, main input:not([type=hidden])')]
            .filter((control) => control.getBoundingClientRect().height < least - 0.5)
            .map((control) => control.outerHTML),
        }),
        mode === 'elder' ? 60 : 44,
      );
      expect(found, `${name} (${mode})`).toEqual({ wide: 0, small: [] });
      await browser.picture(page, `follow-320-${mode}-${name}`);
    };
    await write(page, lamp.asset, '路灯不亮', true);
    await page.locator('section[aria-labelledby=near]').waitFor();
    await check('review');
    await page.goto(`/en/cases/${lamp.id}/follow?report=form`);
    await check('before');
    await press(page, 'I met this too');
    await page.getByText('Noted: you met this problem too').waitFor();
    await check('after');
    await page.goto(lamp.trackUrl);
    await check('track');
  },
);
