import type { Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { useBrowser } from '@/tests/setup/browser';
import { sandboxUrl, send } from './steps';

const browser = useBrowser();
const narrow = { viewport: { width: 320, height: 740 }, hasTouch: true };

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const radio = (page: Page, name: RegExp | string) => page.getByRole('radio', { name });
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true }).waitFor();
const cover = '小区门口马葫芦盖没了';

async function open(page: Page): Promise<void> {
  await page.goto('/report', { waitUntil: 'networkidle' });
}

async function useElderMode(page: Page): Promise<void> {
  await page.context().addCookies([{ name: 'mode', value: 'elder', url: inject('product').publicBaseUrl }]);
}

/** Nothing is wider than the screen, and whatever can be pressed is large enough. */
async function expectFit(page: Page, least: number): Promise<void> {
  const found = await page.evaluate((size) => {
    const boxes = [...document.querySelectorAll('main label, main button, main input, main select, main a')];
    return {
      wide: document.documentElement.scrollWidth - window.innerWidth,
      small: boxes
        .filter((box) => !box.matches('[type=radio], [type=checkbox], [type=hidden], label:not(:has(input))'))
        .filter((box) => box.getBoundingClientRect().height < size - 0.5)
        .map((box) => box.outerHTML),
    };
  }, least);
  expect(found).toEqual({ wide: 0, small: [] });
}

/** The work order of a ticket as the city desk received it. */
async function orderOf(number: string): Promise<unknown> {
  const answer = await fetch(sandboxUrl(`/city-desk/work-orders?ticketNumber=${number}`));
  return ((await answer.json()) as { items: { payload: unknown }[] }).items[0]?.payload;
}

async function expectOnTrackPage(page: Page, words: readonly string[]): Promise<void> {
  await page.getByRole('link', { name: '查看办理进度' }).click();
  await page.waitForURL(/\/track\//);
  const text = await page.locator('main').innerText();
  for (const word of words) expect(text).toContain(word);
}

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
    await browser.checkAccess(page);
    await browser.picture(page, 'category-question-error-320-elder');
    await radio(page, '缺失').check();
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
    await page.waitForFunction(() => localStorage.getItem('report-draft')?.includes('路灯不亮'));
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

describe('without script', () => {
  test('suggestions, own choice and questions are steps of their own, and can be changed', async () => {
    const page = await browser.open({ ...narrow, javaScriptEnabled: false });
    const twin = await browser.open(narrow);
    const look = async (name: string) => {
      await twin.goto(page.url());
      await browser.checkAccess(twin);
      await expectFit(twin, 44);
      await browser.picture(page, `category-plain-${name}`);
    };
    await page.goto('/report');
    await page.fill('#description', '医保报销不了，车停得乱');
    await press(page, '下一步');
    await page.waitForURL(/\/category$/);
    await page.getByRole('link', { name: '拨打 12345' }).waitFor();
    expect(await radio(page, /不确定/).isChecked()).toBe(true);
    await look('suggestions');

    await radio(page, /我自己选/).check();
    await press(page, '下一步');
    await press(page, '下一步');
    await page.locator('#error-summary').getByText('请选择一项').waitFor();
    await look('classes');
    await radio(page, '街面秩序').check();
    await press(page, '下一步');
    await press(page, '下一步');
    await page.locator('#error-summary').getByText('请选择一项').waitFor();
    await radio(page, '机动车乱停放').check();
    await look('categories');
    await press(page, '下一步');
    await page.waitForURL(/\/questions$/);
    await page.getByRole('checkbox', { name: '盲道' }).check();
    await page.fill('#attributes-plate', '黑A12345'.repeat(30));
    await press(page, '下一步');
    await page
      .locator('#error-summary')
      .getByText(/车牌号.*内容过长/)
      .waitFor();
    expect(await page.getByRole('checkbox', { name: '盲道' }).isChecked()).toBe(true);
    await page.fill('#attributes-plate', '黑A12345');
    await look('questions');
    await press(page, '下一步');
    await page.waitForURL(/\/where$/);
    await page.selectOption('#divisionCode', '230102');
    await press(page, '下一步');
    await page.fill('#address', '中央大街 100 号门前');
    await press(page, '下一步');
    await press(page, '下一步');
    await press(page, '下一步');
    await page.waitForURL(/\/review$/);
    await look('review');

    await page.getByRole('link', { name: '修改：属于哪一类' }).click();
    expect(await radio(page, /机动车乱停放/).isChecked()).toBe(true);
    await press(page, '下一步');
    await page.waitForURL(/\/questions\?from=review/);
    await page.getByRole('checkbox', { name: '人行道' }).check();
    await press(page, '下一步');
    await page.waitForURL(/\/review$/);
    expect(await page.locator('main').innerText()).toContain('人行道、盲道');
    const { number } = await send(page);
    await expectOnTrackPage(page, ['机动车乱停放', '人行道、盲道', '黑A12345']);
    await expect
      .poll(() => orderOf(number), { timeout: 20_000 })
      .toMatchObject({
        categoryCode: '09009',
        attributes: { plate: '黑A12345', blocked: ['pavement', 'tactile'] },
      });
  });

  test('a question that must be answered is asked once more before sending', async () => {
    const page = await browser.open({ javaScriptEnabled: false });
    await page.goto('/report');
    await page.fill('#description', cover);
    await press(page, '下一步');
    await radio(page, /不明井盖/).check();
    await press(page, '下一步');
    await page.waitForURL(/\/questions$/);
    await page.goto(page.url().replace('/questions', '/where'));
    await page.selectOption('#divisionCode', '230102');
    await press(page, '下一步');
    await page.fill('#address', '中央大街 100 号门前');
    for (const step of ['photos', 'contact', 'review']) {
      await press(page, '下一步');
      await page.waitForURL(new RegExp(`/${step}$`));
    }
    await press(page, '提交');
    await page
      .locator('#error-summary')
      .getByText(/井盖现在怎样/)
      .waitFor();
    await radio(page, '松动、有响声').check();
    await press(page, '下一步');
    await page.waitForURL(/\/where$/);
  });
});
