import fs from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { buildPhoto } from '@/tests/factories/images';
import { useBrowser } from '@/tests/setup/browser';
import { sandboxUrl } from './steps';
import { desk, heardByDesk, orderOf, report } from './track-steps';

const browser = useBrowser();
const patience = { timeout: 30_000 };
const phoneScreen = { viewport: { width: 360, height: 740 } };
const CANARY = '金丝雀在灯杆上补充了一句';

const base = () => inject('product').publicBaseUrl;
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const follow = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).click();

const untilSays = (page: Page, words: string) =>
  expect
    .poll(async () => {
      await page.reload();
      return page.locator('main').innerText();
    }, patience)
    .toContain(words);

/** Everything the pages of a ticket must be, seen by a twin with script. */
async function look(page: Page, name: string): Promise<void> {
  const twin = await browser.open(phoneScreen);
  await twin.goto(page.url());
  const scroll = await twin.evaluate(() => document.documentElement.scrollWidth);
  expect(scroll, `${name} is no wider than a phone`).toBeLessThanOrEqual(360);
  await browser.checkAccess(twin);
  await browser.picture(twin, `track-${name}`);
}

describe('a resident who follows a report, without script', () => {
  test('adds, hurries, answers the desk, and has it dealt with again', async () => {
    const { trackingNumber, trackUrl } = await report();
    const page = await browser.open({ ...phoneScreen, javaScriptEnabled: false });
    await page.goto(trackUrl);
    await look(page, 'acts');

    await follow(page, '补充内容或照片');
    await look(page, 'addition');
    await page.fill('#text', CANARY);
    await page.setInputFiles('#photos', {
      name: 'lamp.jpg',
      mimeType: 'image/jpeg',
      buffer: await buildPhoto(),
    });
    await press(page, '发送补充');
    await page.getByText('补充已发出').waitFor();
    const ticket = await page.locator('main').innerText();
    for (const words of ['您作了补充', CANARY, '1 张']) expect(ticket).toContain(words);

    await follow(page, '催办');
    await look(page, 'urging');
    await press(page, '催办');
    await page.getByText('已催办').waitFor();
    expect(await page.getByRole('link', { name: '催办', exact: true }).count()).toBe(0);

    await desk(trackingNumber, { type: 'signed' });
    await desk(trackingNumber, { type: 'question', text: '是第几根灯杆？' });
    await untilSays(page, '是第几根灯杆？');
    await look(page, 'question');
    await follow(page, '答复');
    await look(page, 'answer');
    await page.fill('#text', '第三根');
    await press(page, '发送答复');
    await page.getByText('答复已发出').waitFor();
    expect(await page.getByText('承办单位有问题要问您').count()).toBe(0);

    for (const type of ['handled', 'checked']) await desk(trackingNumber, { type });
    await untilSays(page, '已办结');
    await follow(page, '不满意，重新办理');
    await look(page, 'reopen');
    await page.fill('#text', '晚上又灭了');
    await press(page, '要求重新办理');
    await page.getByText('已重新办理').waitFor();
    await expect
      .poll(() => heardByDesk(trackingNumber), patience)
      .toEqual(['addition', 'urging', 'answer', 'reopen']);
    const order = await orderOf(trackingNumber);
    expect(order?.messages[0]?.message.attachments).toHaveLength(1);
    await untilSays(page, '已派给承办单位');
  });

  test('loses nothing that was typed when something is wrong, and acts once when the form is sent again', async () => {
    const { trackUrl } = await report();
    const page = await browser.open({ ...phoneScreen, javaScriptEnabled: false });
    await page.goto(trackUrl);
    await follow(page, '补充内容或照片');
    await page.fill('#text', '看这张图');
    await page.setInputFiles('#photos', [
      { name: 'good.jpg', mimeType: 'image/jpeg', buffer: await buildPhoto() },
      { name: 'bad.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no photo at all') },
    ]);
    await press(page, '发送补充');
    await page.locator('#error-summary').waitFor();
    expect(await page.inputValue('#text')).toBe('看这张图');
    expect(await page.isChecked('#keep0')).toBe(true);
    expect(await page.locator('#error-summary').innerText()).toContain('bad.jpg');
    expect(page.url()).not.toContain(encodeURIComponent('看这张图'));
    await look(page, 'addition-refused');
    await press(page, '发送补充');
    await page.getByText('补充已发出').waitFor();
    expect(await page.locator('main').innerText()).toContain('1 张');

    await follow(page, '撤回上报');
    await press(page, '确认撤回');
    await page.locator('#error-summary').waitFor();
    await page.fill('#text', '自己好了');
    const form = page.url();
    await press(page, '确认撤回');
    await page.getByText('上报已撤回').waitFor();
    // Back to the used form: the ticket has moved on, and nothing is done twice.
    await page.goto(form);
    await page.getByText('工单状态已变化').waitFor();
  });

  test('changes the contact, and prints a receipt whose link opens the report', async () => {
    const { trackUrl, phone } = await report();
    const page = await browser.open({ ...phoneScreen, javaScriptEnabled: false });
    await page.goto(trackUrl);
    await follow(page, '更改联系方式');
    await look(page, 'contact');
    const masked = await page.locator('main').innerText();
    expect(masked).toContain(`${phone.slice(0, 3)}****${phone.slice(-4)}`);
    await page.fill('#phone', '12');
    await page.fill('#email', 'Ouyang@Example.cn');
    await press(page, '保存');
    await page.locator('#error-summary').waitFor();
    expect(await page.inputValue('#email')).toBe('Ouyang@Example.cn');
    await page.fill('#phone', '');
    await press(page, '保存');
    await page.getByText('联系方式已更改。').waitFor();

    await follow(page, '打印回执、分享链接');
    await look(page, 'receipt');
    const link = await page.locator('#link').innerText();
    expect(await page.getByRole('img', { name: '打开本工单的二维码' }).count()).toBe(1);
    await page.goto(link);
    expect(await page.locator('h1').innerText()).toContain('工单');
  });
});

test.each(['standard', 'elder', 'contrast'])(
  'a ticket’s pages are for everyone, in the %s mode',
  async (mode) => {
    const { trackUrl } = await report();
    const [ticket, query] = trackUrl.split('?');
    const page = await browser.open({ viewport: { width: 320, height: 800 } });
    if (mode !== 'standard') await page.context().addCookies([{ name: 'mode', value: mode, url: base() }]);
    for (const below of ['', '/addition', '/urging', '/withdrawal', '/contact', '/receipt']) {
      await page.goto(`${ticket}${below}?${query}`);
      await browser.checkAccess(page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(wide, `${below} (${mode})`).toBe(0);
      const least = mode === 'elder' ? 60 : 44;
      const small = await page.evaluate(
        (side) =>
          [
            ...document.querySelectorAll(
              'main a, main button, main input:not([type=hidden], [type=checkbox])',
            ),
          ]
            .filter((control) => control.getBoundingClientRect().height < side - 0.5)
            .map((control) => control.outerHTML),
        least,
      );
      expect(small, `${below} (${mode})`).toEqual([]);
    }
  },
);

describe('my reports', () => {
  const codeFrom = async (phone: string): Promise<string> => {
    const handset = await browser.open();
    let code = '';
    await expect
      .poll(async () => {
        await handset.goto(sandboxUrl(`/sms/handsets/+86${phone}`));
        const texts = await handset.locator('.bubbles').innerText();
        code = /验证码(\d{6})，用于查看/.exec(texts)?.[1] ?? '';
        return code;
      }, patience)
      .toMatch(/^\d{6}$/);
    return code;
  };

  test('are listed for who holds the phone, until signed out', async () => {
    const { trackingNumber, phone } = await report();
    const page = await browser.open({ ...phoneScreen, javaScriptEnabled: false });
    await page.goto('/track');
    await follow(page, '没有编号？用手机号或邮箱查看我的全部上报');
    await look(page, 'my-contact');
    await page.fill('#contact', phone);
    await press(page, '获取验证码');
    await page.waitForURL(/my-reports\?code=/);
    expect(page.url()).not.toContain(phone);
    await look(page, 'my-code');
    const code = await codeFrom(phone);
    await page.fill('#code', code === '000000' ? '000001' : '000000');
    await press(page, '查看我的上报');
    await page.locator('#error-summary').waitFor();
    await page.fill('#code', code);
    await press(page, '查看我的上报');
    await page.getByText(trackingNumber.replaceAll(/(\d{4})(?=\d)/g, '$1 ')).waitFor();
    const [cookie] = await page.context().cookies();
    expect(cookie).toMatchObject({ name: 'citizen', httpOnly: true, sameSite: 'Lax' });
    const answer = await fetch(`${base()}/my-reports`, { headers: { cookie: `citizen=${cookie?.value}` } });
    expect(await answer.text()).toContain(trackingNumber.slice(0, 4));
    expect(answer.headers.get('cache-control')).toMatch(/no-store/);

    await press(page, '退出');
    await page.locator('#contact').waitFor();
    const after = await fetch(`${base()}/my-reports`, { headers: { cookie: `citizen=${cookie?.value}` } });
    expect(await after.text()).not.toContain(`/track/${trackingNumber}`);
  });

  test('say the same to a number that is nobody’s', async () => {
    const page = await browser.open({ javaScriptEnabled: false });
    const { phone } = await report();
    const seen = [];
    for (const contact of [phone, '13500000000']) {
      await page.goto('/my-reports');
      await page.fill('#contact', contact);
      await press(page, '获取验证码');
      await page.waitForURL(/my-reports\?code=/);
      seen.push(await page.locator('main').innerText());
    }
    expect(seen[0]).toBe(seen[1]);
  });
});

describe('doors', () => {
  const post = (below: string, fields: Record<string, string>, origin = base()) =>
    fetch(`${base()}${below}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin },
      body: new URLSearchParams(fields),
    });

  test('are shut to other sites and to who has no link', async () => {
    const { trackingNumber, trackUrl } = await report();
    const token = new URL(trackUrl).searchParams.get('t') ?? '';
    const urge = `/track/${trackingNumber}/urging/send`;
    const foreign = await post(urge, { t: token }, 'https://elsewhere.example');
    expect(foreign.headers.get('location')).toContain('code=cross_site');
    const strange = await post(urge, { t: 'A'.repeat(22) });
    expect(strange.headers.get('location')).toBe('/track?error=link');
    for (const below of ['urging', 'receipt', 'contact']) {
      const page = await fetch(`${base()}/track/${trackingNumber}/${below}?t=${'A'.repeat(22)}`);
      expect(await page.text(), below).not.toContain('中央大街');
    }
    const photos = await post(`/track-photos/${trackingNumber}?t=x&act=addition`, { text: 'x' });
    expect(photos.headers.get('location')).toBe('/track?error=link');
    for (const below of ['request', 'enter', 'leave']) {
      const answer = await post(`/my-reports/${below}`, {}, 'https://elsewhere.example');
      expect(answer.headers.get('location')).toContain('code=cross_site');
    }
    expect(await heardByDesk(trackingNumber)).toEqual([]);
  });

  test('what residents write is in no log', () => {
    const folder = path.join(inject('product').dataDir, 'logs');
    const logs = fs.readdirSync(folder).filter((name) => !name.includes('sandbox'));
    expect(logs.length).toBeGreaterThanOrEqual(2);
    for (const name of logs) {
      const text = fs.readFileSync(path.join(folder, name), 'utf8');
      for (const words of [CANARY, '晚上又灭了', 'uyang@', 'Ouyang@'])
        expect(text.includes(words), `${name}: ${words}`).toBe(false);
    }
  });
});
