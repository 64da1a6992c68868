import { describe, expect, test } from 'vitest';
import { useBrowser } from '@/tests/setup/browser';
import { cover, expectFit, expectOnTrackPage, narrow, orderOf, press, radio } from './category-steps';
import { send } from './steps';

const browser = useBrowser();

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
    await page.selectOption('#categoryCode', { label: '机动车乱停放' });
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
