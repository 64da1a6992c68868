import type { Page } from 'playwright-core';
import { inject } from 'vitest';
import texts from '@/lib/platform/i18n/messages/zh-CN.json';
import { buildPhoto } from '@/tests/factories/images';

/** What a resident fills in, in the order the form asks. */
export interface Answers {
  description: string;
  prefecture: string;
  division: string;
  street: string;
  address: string;
  phone: string;
}

/** A report as a resident of Harbin would make it; every one can be told from the others by its text. */
export function answers(change: Partial<Answers> = {}): Answers {
  return {
    description: `中央大街第三根路灯不亮，晚上看不清路（${crypto.randomUUID().slice(0, 8)}）`,
    prefecture: '230100',
    division: '230102',
    street: '230102001',
    address: '中央大街 100 号门前',
    phone: `139${String(Date.now()).slice(-8)}`,
    ...change,
  };
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** The address of a sandbox page. */
export function sandboxUrl(path: string): string {
  return `http://127.0.0.1:${inject('product').sandboxPort}${path}`;
}

async function choosePhoto(page: Page): Promise<void> {
  await page.setInputFiles('#attachments', {
    name: 'lamp.jpg',
    mimeType: 'image/jpeg',
    buffer: await buildPhoto(),
  });
}

/** Fills in the form with script, up to the review. `look` is called at each step. */
export async function fillWithScript(page: Page, given: Answers, look: () => Promise<void>): Promise<void> {
  await page.goto('/report', { waitUntil: 'networkidle' });
  await look();
  await page.fill('#description', given.description);
  await press(page, '下一步');
  await page.selectOption('#prefecture', given.prefecture);
  await page.selectOption('#divisionCode', given.division);
  await page.selectOption('#streetCode', given.street);
  await page.fill('#address', given.address);
  await look();
  await press(page, '下一步');
  await choosePhoto(page);
  await page.getByText('已上传').waitFor();
  await look();
  await press(page, '下一步');
  await page.fill('#reporter-phone', given.phone);
  await look();
  await press(page, '下一步');
  await look();
}

/** The same without script: every step is a page of its own. */
export async function fillWithoutScript(
  page: Page,
  given: Answers,
  look: () => Promise<void>,
): Promise<void> {
  const next = async (step: string) => {
    await press(page, '下一步');
    await page.waitForURL(new RegExp(`/report/[0-9a-f]{32}/${step}$`));
  };
  await page.goto('/report');
  await page.fill('#description', given.description);
  await next('category');
  await look();
  await next('where');
  await look();
  await page.selectOption('#divisionCode', given.division);
  await next('place');
  await page.selectOption('#streetCode', given.street);
  await page.fill('#address', given.address);
  await look();
  await next('photos');
  await choosePhoto(page);
  await press(page, '上传这张照片');
  await page.getByText('已上传').waitFor();
  await look();
  await next('contact');
  await page.fill('#reporter-phone', given.phone);
  await look();
  await next('review');
  await look();
}

/** Sends the reviewed report. @returns number and query code as shown */
export async function send(page: Page): Promise<{ number: string; code: string }> {
  await press(page, '提交');
  await page.getByRole('heading', { name: texts.receipt.title }).waitFor();
  const value = (name: string) => page.locator(`dt:text-is("${name}") + dd`).innerText();
  return {
    number: (await value(texts.receipt.number)).replaceAll(' ', ''),
    code: (await value(texts.receipt.code)).replaceAll(' ', ''),
  };
}

/** The city desk's clerk finds the work order on the desk's own page and reports a step. */
export async function advance(desk: Page, number: string, type: string, unit: string): Promise<void> {
  await desk.goto(sandboxUrl(`/city-desk?ticketNumber=${number}`));
  await desk.locator('a.title').first().click();
  await desk.fill('#unit', unit);
  await desk.locator(`button[name=type][value=${type}]`).click();
  await desk.waitForLoadState();
}
