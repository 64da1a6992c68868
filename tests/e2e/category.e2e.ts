import { describe, expect, test } from 'vitest';
import { useBrowser } from '@/tests/setup/browser';
import {
  cover,
  expectFit,
  expectOnTrackPage,
  heading,
  narrow,
  open,
  orderOf,
  press,
  radio,
  useElderMode,
} from './category-steps';
import { keptOn } from './device-steps';
import { send } from './steps';

const browser = useBrowser();
describe('with script', () => {
  test('the words suggest a category, its question is asked, and the desk is told', async () => {
    const page = await browser.open(narrow);
    await useElderMode(page);
    await open(page);
    const box = () =>
      page.locator('#description').evaluate((area) => area.getBoundingClientRect().top + scrollY);
    const before = await box();
    await page.fill('#description', cover);
    await radio(page, /不明井盖.*因为您写了「马葫芦盖没了」/).waitFor();
    expect(await box()).toBe(before);
    expect(await radio(page, /不确定/).isChecked()).toBe(true);
    await expectFit(page, 60);
    await browser.checkAccess(page);
    await browser.picture(page, 'category-script-320-elder');

    await radio(page, /不明井盖/).check();
    await press(page, '下一步');
    await heading(page, '补充几个情况');
    await press(page, '下一步');
    await page
      .locator('#error-summary')
      .getByRole('link', { name: /井盖现在怎样/ })
      .click();
    expect(await page.locator('#attributes-cover_state-group-error').innerText()).toContain('请填写');
    await browser.checkAccess(page);
    await browser.picture(page, 'category-question-error-320-elder');
    await radio(page, '缺失').check();
    await page.locator('#attributes-cover_state-group-error').waitFor({ state: 'detached' });
    await expectFit(page, 60);
    await press(page, '下一步');
    await page.selectOption('#prefecture', '230100');
    await page.selectOption('#divisionCode', '230102');
    await page.fill('#address', '中央大街 100 号门前');
    for (const name of ['照片', '联系方式', '核对并提交']) {
      await press(page, '下一步');
      await heading(page, name);
    }
    const review = await page.locator('main').innerText();
    for (const words of ['不明井盖', '井盖现在怎样：缺失']) expect(review).toContain(words);
    await browser.checkAccess(page);
    const { number } = await send(page);
    await expectOnTrackPage(page, ['不明井盖', '井盖现在怎样', '缺失']);
    await expect
      .poll(() => orderOf(number), { timeout: 20_000 })
      .toMatchObject({ categoryCode: '01023', attributes: { cover_state: 'missing' } });
  });

  test('a category once chosen stays, whatever is written later, and is there after a reload', async () => {
    const page = await browser.open();
    await open(page);
    await page.fill('#description', cover);
    await radio(page, /不明井盖/).check();
    await page.fill('#description', '路灯不亮');
    await radio(page, /路灯.*因为您写了/).waitFor();
    expect(await radio(page, /不明井盖.*已选/).isChecked()).toBe(true);
    await expect.poll(async () => (await keptOn(page)).description).toContain('路灯不亮');
    await page.reload({ waitUntil: 'networkidle' });
    await radio(page, /不明井盖.*已选/).waitFor();
    expect(await radio(page, /不明井盖.*已选/).isChecked()).toBe(true);
  });

  test('one’s own choice is found by keyboard, by searching and by class', async () => {
    const page = await browser.open(narrow);
    await open(page);
    await page.fill('#description', '说不清是什么问题');
    const unsure = radio(page, /不确定/);
    await unsure.waitFor();
    await unsure.focus();
    await page.keyboard.press('ArrowDown');
    expect(await radio(page, '我自己选').isChecked()).toBe(true);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('category-search');
    await page.keyboard.type('噪');
    await page.keyboard.press('Enter');
    await page.getByText(/查到 \d+ 个类别/).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    const found = page.locator('input[name=category-found]:checked');
    expect(await found.count()).toBe(1);
    expect(await page.inputValue('#category-minor')).toBe(await found.inputValue());
    await browser.checkAccess(page);
    await expectFit(page, 44);
    await browser.picture(page, 'category-own-320');

    await page.selectOption('#category-major', { label: '街面秩序' });
    await page.selectOption('#category-minor', { label: '机动车乱停放' });
    await press(page, '下一步');
    await heading(page, '补充几个情况');
    await page.getByRole('checkbox', { name: '盲道' }).check();
    await page.getByRole('checkbox', { name: '人行道' }).check();
    await press(page, '上一步');
    // Passing by another choice loses no answer.
    await unsure.check();
    await radio(page, '我自己选').check();
    await page.fill('#category-search', '机动车乱停放');
    await page.locator('#category-found').check();
    await press(page, '下一步');
    expect(await page.getByRole('checkbox', { name: '盲道' }).isChecked()).toBe(true);
  });

  test('without an answer the form goes on silently', async () => {
    const page = await browser.open();
    await page.route('**/api/v1/suggest', (request) => request.abort());
    browser.expectError('ERR_FAILED');
    await open(page);
    const failed = page.waitForEvent('requestfailed');
    await page.fill('#description', cover);
    await failed;
    await press(page, '下一步');
    await heading(page, '在哪里');
    expect(await page.locator('#error-summary').count()).toBe(0);
  });

  test('an answer to older words is dropped', async () => {
    const page = await browser.open();
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const asked: string[] = [];
    await page.route('**/api/v1/suggest', async (request) => {
      asked.push(request.request().postData() ?? '');
      if (asked.length === 1) await held;
      await request.continue().catch(() => undefined);
    });
    await open(page);
    const first = page.waitForRequest('**/api/v1/suggest');
    await page.fill('#description', cover);
    await first;
    await page.fill('#description', '路灯不亮');
    await radio(page, /路灯.*因为您写了/).waitFor();
    const old = page.waitForEvent('requestfinished', { timeout: 3_000 }).catch(() => null);
    release();
    await old;
    expect(asked).toHaveLength(2);
    expect(await radio(page, /井盖/).count()).toBe(0);
  });

  test('half a word of an input method is not asked', async () => {
    const page = await browser.open();
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/suggest')) asked.push(request.postData() ?? '');
    });
    await open(page);
    await page.clock.install();
    const keyboard = await page.context().newCDPSession(page);
    await page.focus('#description');
    await keyboard.send('Input.imeSetComposition', { text: 'ludeng', selectionStart: 6, selectionEnd: 6 });
    expect(await page.inputValue('#description')).toBe('ludeng');
    await page.clock.runFor(5_000);
    expect(asked).toEqual([]);
    await keyboard.send('Input.insertText', { text: '路灯不亮' });
    const request = page.waitForRequest('**/api/v1/suggest');
    await page.clock.runFor(1_000);
    expect((await request).postData()).toBe('{"text":"路灯不亮"}');
    expect(asked).toHaveLength(1);
  });

  test('somebody else’s matter is advised, after the emergency notice, and can be reported', async () => {
    const page = await browser.open(narrow);
    await open(page);
    await page.fill('#description', '家里停电，还有人打架');
    const advice = page.getByRole('link', { name: '拨打 95598' });
    await advice.waitFor();
    const notice = page.getByRole('alert').filter({ hasText: '请先打电话' });
    const top = async (place: typeof advice) => (await place.boundingBox())?.y ?? 0;
    expect(await top(notice)).toBeLessThan(await top(advice));
    expect(await advice.getAttribute('href')).toBe('tel:95598');
    await browser.checkAccess(page);
    await browser.picture(page, 'category-elsewhere-320');
    await press(page, '下一步');
    await heading(page, '在哪里');
  });

  test('in English the suggestions speak English', async () => {
    const page = await browser.open();
    await page.goto('/en/report', { waitUntil: 'networkidle' });
    await page.fill('#description', 'The street light is broken');
    await radio(page, /Street light.*because you wrote “street light”/).waitFor();
    await browser.picture(page, 'category-script-en');
  });
});
