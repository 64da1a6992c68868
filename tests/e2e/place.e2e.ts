import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { useBrowser } from '@/tests/setup/browser';
import { DAZHI, device, openPlace, press } from './place-steps';

const browser = useBrowser();

const chosen = async (page: Page) => ({
  division: await page.inputValue('#divisionCode'),
  address: await page.inputValue('#address'),
});

async function review(page: Page): Promise<string> {
  for (const heading of ['照片', '联系方式', '核对并提交']) {
    await press(page, '下一步');
    await page.getByRole('heading', { name: heading, exact: true }).waitFor();
  }
  return page.locator('main').innerText();
}

describe('the districts as tiles', () => {
  test('are chosen by keyboard and stay in step with the lists', async () => {
    const page = await openPlace(browser);
    const harbin = page.getByRole('radio', { name: '哈尔滨', exact: true });
    // Nothing is chosen: the tab key stops at the first tile, the one in the north-west.
    await page.getByRole('radio', { name: '大兴安岭', exact: true }).focus();
    for (let presses = 0; presses < 8 && !(await harbin.isChecked()); presses += 1)
      await page.keyboard.press('ArrowDown');
    expect(await page.inputValue('#prefecture')).toBe('230100');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await expect.poll(() => page.inputValue('#divisionCode')).toBe('230102');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => page.inputValue('#divisionCode')).toBe('230103');
    await page.selectOption('#prefecture', '230200');
    expect(await page.getByRole('radio', { name: '齐齐哈尔', exact: true }).isChecked()).toBe(true);
    expect(await page.inputValue('#divisionCode')).toBe('');
    await page.selectOption('#divisionCode', '230203');
    expect(await page.getByRole('radio', { name: '建华区', exact: true }).isChecked()).toBe(true);
    await browser.picture(page, 'place-tiles');
  });

  test.each([
    ['standard', 44],
    ['elder', 60],
    ['contrast', 44],
  ] as const)('fit 320 px in the %s mode with full targets', async (mode, least) => {
    const page = await openPlace(browser, { viewport: { width: 320, height: 800 } }, mode);
    await page.selectOption('#prefecture', '230200');
    await browser.checkAccess(page);
    const found = await page.evaluate((side) => {
      const boxes = [...document.querySelectorAll('main button, main select, main label:has([type=radio])')];
      return {
        wide: document.documentElement.scrollWidth - window.innerWidth,
        tiles: document.querySelectorAll('main [type=radio]').length,
        small: boxes
          .map((box) => ({ text: box.textContent, ...box.getBoundingClientRect().toJSON() }))
          .filter(({ width, height }) => width < side - 0.5 || height < side - 0.5),
      };
    }, least);
    // 13 prefectures, and the 16 districts and counties of Qiqihar.
    expect(found).toEqual({ wide: 0, tiles: 29, small: [] });
    await browser.picture(page, `place-${mode}`);
  });
});

describe('the position of the device', () => {
  test('is taken only when asked for, says how good it is and proposes the district', async () => {
    const page = await openPlace(browser, device(DAZHI.lng, DAZHI.lat));
    expect(await page.locator('main').innerText()).not.toContain('已记下位置');
    await press(page, '用手机现在的位置');
    const status = page.getByRole('status').filter({ hasText: '已记下位置' });
    await status.waitFor();
    expect(await status.innerText()).toContain('误差约 25 米');
    expect(await status.innerText()).toContain('看起来在哈尔滨市 南岗区附近');
    expect(await page.inputValue('#divisionCode')).toBe('230103');
    await expect.poll(() => page.inputValue('#streetCode')).toBe('230103001');
    expect(await review(page)).toContain('经度 126.63939，纬度 45.75652');
  });

  test('never overwrites a district the person chose', async () => {
    const page = await openPlace(browser, device(DAZHI.lng, DAZHI.lat));
    await page.selectOption('#prefecture', '230200');
    await page.selectOption('#divisionCode', '230203');
    await press(page, '用手机现在的位置');
    await page.getByText('与所选区县不同').waitFor();
    expect(await page.inputValue('#divisionCode')).toBe('230203');
    await press(page, '改为南岗区');
    expect(await page.inputValue('#divisionCode')).toBe('230103');
    await press(page, '不用这个位置');
    expect(await page.locator('main').innerText()).not.toContain('已记下位置');
  });

  test('is refused kindly outside the province, and too coarse a one only hints', async () => {
    browser.expectError('422');
    const page = await openPlace(browser, device(121.47, 31.23));
    await press(page, '用手机现在的位置');
    await page.getByText('这个位置不在黑龙江省').waitFor();
    expect(await page.inputValue('#divisionCode')).toBe('');
    await page.context().setGeolocation({ longitude: 127.48, latitude: 45.76, accuracy: 4_000 });
    await press(page, '用手机现在的位置');
    await page.getByText('误差约 4 公里').waitFor();
    expect(await page.inputValue('#divisionCode')).toBe('230125');
    expect(await page.locator('main').innerText()).not.toContain('已记下位置');
  });

  test('that is denied is explained, and the list goes on', async () => {
    const page = await openPlace(browser, { permissions: [] });
    await press(page, '用手机现在的位置');
    await page.getByText('浏览器没有允许定位').waitFor();
    await page.selectOption('#prefecture', '230100');
    expect(await page.locator('#divisionCode option').count()).toBe(19);
  });
});

describe('the number on an object', () => {
  test('is looked up and fills the place, and its matter is only offered', async () => {
    const page = await openPlace(browser);
    await page.fill('#assetCode', 'ｄｚ－００１２');
    await page.keyboard.press('Enter');
    const found = page.getByText('编号对应：路灯，南岗区，花园街道，东大直街 12 号门前');
    await found.waitFor();
    expect(await chosen(page)).toEqual({ division: '230103', address: '东大直街 12 号门前' });
    expect(await page.inputValue('#assetCode')).toBe('DZ-0012');
    await expect.poll(() => page.inputValue('#streetCode')).toBe('230103001');
    await press(page, '是它坏了：事项选“路灯”');
    await page.getByText('事项已选“路灯”').waitFor();
    // Another number replaces what came from the first one.
    await page.fill('#assetCode', 'BK-0021');
    await press(page, '查找编号');
    await expect.poll(() => chosen(page)).toEqual({ division: '230203', address: '卜奎大街 21 号门前' });
    const text = await review(page);
    expect(text).toContain('编号对应：路灯，建华区，卜奎大街 21 号门前');
    expect(text).toMatch(/经度 123\.95\d+，纬度 47\.34\d+/);
  });

  test('in another district asks to check and changes nothing by itself', async () => {
    const page = await openPlace(browser);
    await page.selectOption('#prefecture', '230100');
    await page.selectOption('#divisionCode', '230104');
    await page.fill('#address', '我写的地址');
    await page.fill('#assetCode', 'DZ-0012');
    await page.focus('#address');
    await page.getByText('这个设施在南岗区').waitFor();
    expect(await chosen(page)).toEqual({ division: '230104', address: '我写的地址' });
    expect(await review(page)).toContain('与所选区县不同，请核对');
  });

  test('that nobody knows is kept and sent as it is', async () => {
    browser.expectError('404');
    const page = await openPlace(browser);
    await page.selectOption('#prefecture', '230100');
    await page.selectOption('#divisionCode', '230104');
    await page.fill('#assetCode', 'NO-SUCH-7');
    await press(page, '查找编号');
    await page.getByText('没有登记过这个编号').waitFor();
    const text = await review(page);
    expect(text).toContain('设施编号 NO-SUCH-7');
    expect(text).toContain('会照样提交');
  });

  test.each([
    ['230103', 'no such 7', ['设施编号 no such 7', '没有登记过这个编号']],
    ['230103', 'dz-0012', ['设施编号 DZ-0012', '编号对应：路灯', '东大直街 12 号门前', '经度 126.63939']],
    ['230104', 'dz-0012', ['设施编号 DZ-0012', '这个设施在南岗区，与所选区县不同']],
  ])('without script, in %s as "%s", is looked up on saving', async (division, code, expected) => {
    const page = await browser.open({ javaScriptEnabled: false });
    await page.goto('/report');
    await page.fill('#description', '路灯不亮');
    for (const step of ['category', 'where']) {
      await press(page, '下一步');
      await page.waitForURL(new RegExp(`/${step}$`));
    }
    await page.selectOption('#divisionCode', division);
    await press(page, '下一步');
    await page.fill('#assetCode', code);
    for (const step of ['photos', 'contact', 'review']) {
      await press(page, '下一步');
      await page.waitForURL(new RegExp(`/${step}$`));
    }
    const text = await page.locator('main').innerText();
    for (const part of expected) expect(text).toContain(part);
  });
});
