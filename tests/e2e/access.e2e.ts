import { describe, expect, test } from 'vitest';
import { useBrowser } from '@/tests/setup/browser';

const browser = useBrowser();
test('the display mode is switched without script and stays for the next page', async () => {
  const page = await browser.open({ javaScriptEnabled: false });
  await page.goto('/');
  await browser.picture(page, 'home');
  await page.goto('/en/help?from=test');
  await page.getByRole('button', { name: 'Large text' }).click();
  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/en/help?from=test');
  expect(await page.getAttribute('html', 'data-mode')).toBe('elder');
  await page.goto('/');
  const size = await page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize));
  expect(size).toBeGreaterThanOrEqual(18);
  await browser.picture(page, 'home-elder');
  await page.getByRole('button', { name: '标准版' }).click();
  expect(await page.getAttribute('html', 'data-mode')).toBe('standard');
  expect(await page.context().cookies()).toEqual([]);
});

test('the language is changed by a link that keeps the page', async () => {
  const page = await browser.open();
  await page.goto('/track?error=pair');
  await page.getByRole('link', { name: 'English' }).click();
  expect(page.url()).toMatch(/\/en\/track\?error=pair$/);
  await page.getByRole('link', { name: '中文' }).click();
  expect(page.url()).toMatch(/\/track\?error=pair$/);
});

describe('by keyboard alone', () => {
  test('the skip link comes first and leads to the main part', async () => {
    const page = await browser.open();
    await page.goto('/');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('跳到正文');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
  });

  test('a report is written, put right and reviewed', async () => {
    const page = await browser.open();
    await page.goto('/report', { waitUntil: 'networkidle' });
    const at = () => page.evaluate(() => document.activeElement?.id || document.activeElement?.textContent);
    const tabTo = async (wanted: string) => {
      for (let presses = 0; presses < 40 && (await at()) !== wanted; presses += 1)
        await page.keyboard.press('Tab');
      expect(await at()).toBe(wanted);
    };

    await tabTo('下一步');
    await page.keyboard.press('Enter');
    await expect.poll(at).toBe('error-summary');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await at()).toBe('description');
    await page.keyboard.type('井盖缺失');
    await tabTo('下一步');
    await page.keyboard.press('Enter');
    await expect.poll(at).toBe('在哪里');

    await page.locator('#prefecture option[value="230100"]').waitFor({ state: 'attached' });
    await tabTo('prefecture');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => page.inputValue('#prefecture')).toBe('230100');
    await tabTo('divisionCode');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => page.inputValue('#divisionCode')).toBe('230102');
    await tabTo('address');
    await page.keyboard.type('中央大街 100 号');
    for (const heading of ['照片', '联系方式', '核对并提交']) {
      await tabTo('下一步');
      await page.keyboard.press('Enter');
      await expect.poll(at).toBe(heading);
    }
    expect(await page.locator('main').innerText()).toContain('中央大街 100 号');
    await page.goBack();
    await expect.poll(at).toBe('联系方式');
  });

  test('a wrong pair is refused in words that tell nothing', async () => {
    const page = await browser.open();
    await page.goto('/track');
    await page.focus('#number');
    await page.keyboard.type('010284363092');
    await page.keyboard.press('Tab');
    await page.keyboard.type('000000');
    await page.keyboard.press('Enter');
    await page.waitForURL(/error=/);
    expect(await page.locator('#error-summary').innerText()).toContain('两样都要对');
    expect(page.url()).not.toContain('000000');
  });
});
