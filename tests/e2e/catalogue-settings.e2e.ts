import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { db } from '@/lib/platform/db';
import { useBrowser } from '@/tests/setup/browser';
import { expectFit, narrow, press, radio } from './category-steps';
import { newStaff, signInByPages } from './staff-steps';
import { send } from './steps';
import { report } from './track-steps';

const browser = useBrowser();
const base = () => inject('product').publicBaseUrl;
const errors = (page: Page) => page.locator('#error-summary').innerText();
const main = (page: Page) => page.locator('main').innerText();

/** Somebody who may change settings, at a page of the console. */
async function adminAt(path: string, options: Parameters<typeof browser.open>[0] = {}): Promise<Page> {
  const page = await browser.open(options);
  await page.goto(path);
  await signInByPages(page, await newStaff('system-admin'));
  await page.waitForURL(`**${path}`);
  return page;
}

/** The page in a browser with script, at 320 px, for axe and a picture. */
async function look(page: Page, name: string): Promise<void> {
  const twin = await browser.open(narrow);
  await twin.context().addCookies(await page.context().cookies());
  await twin.goto(page.url());
  await browser.checkAccess(twin);
  await expectFit(twin, 0);
  await browser.picture(twin, `settings-${name}-320`);
  await page.setViewportSize({ width: 1280, height: 900 });
  await browser.picture(page, `settings-${name}`);
}

const asForm = (fields: Record<string, string>) => ({
  method: 'POST',
  redirect: 'manual' as const,
  body: new URLSearchParams(fields),
  headers: { origin: base() },
});

/** A report about 违规户外广告, written without script up to its place. */
async function draft(): Promise<string> {
  const step = async (fields: Record<string, string>) =>
    (await fetch(`${base()}/report/save`, asForm(fields))).headers.get('location') ?? '';
  const id = (await step({ step: 'what', description: '楼顶的户外广告快掉下来了' })).split('/')[2] ?? '';
  await step({ draft: id, step: 'category', categoryCode: '07003' });
  await step({ draft: id, step: 'where', divisionCode: '230102' });
  await step({ draft: id, step: 'place', address: '中央大街 66 号楼顶' });
  return id;
}

test('without script: a question is added and asked of who is writing a report, who keeps what was typed', async () => {
  const id = await draft();
  const page = await adminAt('/console/settings/category-question', { javaScriptEnabled: false });
  await look(page, 'questions');
  await page.getByRole('link', { name: '增加问题' }).click();
  await page.fill('#categoryPattern', '07003');
  await page.fill('#key', 'advert_state');
  await page.fill('#labelZh', '广告牌现在怎样');
  await page.fill('#labelEn', 'State of the sign');
  await page.fill('#options', 'loose|松动|Loose\nfallen|掉落');
  await page.check('#required');
  await press(page, '预览改动');
  expect(await errors(page)).toContain('第 2 行：格式为“代号|中文|English”');
  expect(await page.inputValue('#labelZh')).toBe('广告牌现在怎样');
  expect(await page.isChecked('#required')).toBe(true);
  await look(page, 'question-error');
  await page.fill('#options', 'loose|松动|Loose\nfallen|掉落|Fallen');
  await press(page, '预览改动');
  expect(await main(page)).toContain('会问这个问题的事项：现在 0 个，以后 1 个');
  await look(page, 'question-preview');
  await press(page, '确认生效');
  expect(await main(page)).toContain('已生效');

  // Within seconds, for everybody.
  const asked = async () => {
    const answer = await fetch(`${base()}/api/v1/categories/07003`);
    return ((await answer.json()) as { questions: { key: string }[] }).questions.map(({ key }) => key);
  };
  await expect.poll(asked, { timeout: 10_000 }).toEqual(['advert_state']);
  const resident = await browser.open({ javaScriptEnabled: false });
  await resident.goto(`/report/${id}/review`);
  await press(resident, '提交');
  expect(await errors(resident)).toContain('广告牌现在怎样');
  await resident.goto(`/report/${id}/questions`);
  await radio(resident, '松动').check();
  await press(resident, '下一步');
  await resident.goto(`/report/${id}/review`);
  const review = await main(resident);
  for (const words of ['楼顶的户外广告快掉下来了', '中央大街 66 号楼顶', '广告牌现在怎样：松动'])
    expect(review).toContain(words);
  await send(resident);

  await press(page, '撤销这项变更');
  expect(await errors(page)).toContain('已有工单回答了这个问题，请改为停用');
});

test('with script: a deadline rule is changed, moves an open ticket, and is undone by one act', async () => {
  const page = await adminAt('/console/settings/deadline-rule');
  const { trackingNumber } = await report({ description: '墙上有小广告', categoryCode: '07001' });
  const due = async () =>
    (
      await db().query<{ due_at: Date }>('SELECT due_at FROM ticket WHERE tracking_number = $1', [
        trackingNumber,
      ])
    ).rows[0]?.due_at.toISOString();
  const before = await due();
  await page.fill('#category', '07001');
  await press(page, '显示');
  await page.getByRole('status').getByText('07001 非法小广告').waitFor();
  expect(await page.getByRole('row', { name: /07001 非法小广告.*起作用/ }).count()).toBe(1);
  await look(page, 'rules');
  await page.getByRole('link', { name: '07001 非法小广告' }).click();
  await page.fill('#amount', '20');
  await page.selectOption('#unit', 'work_day');
  await press(page, '预览改动');
  expect(await errors(page)).toContain('请写明新的依据');
  await page.fill('#source', '黑建规〔2026〕3号');
  await page.selectOption('#confidence', 'read');
  await press(page, '预览改动');
  expect(await main(page)).toMatch(/[1-9]\d* 件在办工单的期限会改变/);
  await look(page, 'rule-preview');
  await press(page, '确认生效');
  await expect.poll(due, { timeout: 20_000 }).not.toBe(before);
  await press(page, '撤销这项变更');
  await page.getByText('已撤销').first().waitFor();
  await expect.poll(due, { timeout: 20_000 }).toBe(before);
});

test('without script: a year is added to the calendar, shown month by month, and undone', async () => {
  const page = await adminAt('/console/settings/calendar-year', { javaScriptEnabled: false });
  await look(page, 'calendar');
  await page.getByRole('link', { name: '增加年份' }).click();
  await page.fill('#year', '2030');
  await page.fill('#source', '国办发明电〔2029〕5号');
  await page.fill('#days', '2030-01-01 holiday 元旦\n2031-02-03 holiday 春节');
  await press(page, '预览改动');
  expect(await errors(page)).toContain('2031-02-03 不在 2030 年');
  await page.fill('#days', '2030-01-01 holiday 元旦\n2030-02-03 holiday 春节\n2030-02-09 workday 春节');
  await press(page, '预览改动');
  // 3 February 2030 is a Sunday, the 9th a Saturday.
  expect(await main(page)).toContain('本来就是周末，不影响计算：2030-02-03');
  await press(page, '确认生效');
  const change = page.url();
  await page.goto('/console/settings/calendar-year?year=2030');
  const february = page.getByRole('table', { name: '2030年2月' });
  expect(await february.getByRole('cell', { name: '9 班', exact: true }).count()).toBe(1);
  expect(await february.getByRole('cell', { name: '10 休', exact: true }).count()).toBe(1);
  await look(page, 'calendar-2030');
  await page.goto(change);
  await press(page, '撤销这项变更');
  await page.goto('/console/settings/calendar-year?year=2030');
  expect(await main(page)).toContain('还没有 2030 年');
});

test('a category is found and switched off and on again', async () => {
  const page = await adminAt('/console/settings/category');
  await page.fill('#q', '广告语言');
  await press(page, '显示');
  expect(await main(page)).toContain('共 1 个事项');
  await look(page, 'categories');
  await page.getByRole('link', { name: '07004 广告语言文字不规范' }).click();
  await page.uncheck('#active');
  await look(page, 'category');
  await press(page, '预览改动');
  expect(await main(page)).toContain('停用后不能再选这个事项；最近 90 天有 0 件诉求选了它');
  await press(page, '确认生效');
  const status = async () => (await fetch(`${base()}/api/v1/categories/07004`)).status;
  await expect.poll(status, { timeout: 10_000 }).toBe(404);
  await press(page, '撤销这项变更');
  await expect.poll(status, { timeout: 10_000 }).toBe(200);
});
