import type { Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { sandboxUrl } from './steps';

export const narrow = { viewport: { width: 320, height: 740 }, hasTouch: true };

export const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
export const radio = (page: Page, name: RegExp | string) => page.getByRole('radio', { name });
export const heading = (page: Page, name: string) =>
  page.getByRole('heading', { name, exact: true }).waitFor();
export const cover = '小区门口马葫芦盖没了';

export async function open(page: Page): Promise<void> {
  await page.goto('/report', { waitUntil: 'networkidle' });
}

export async function useElderMode(page: Page): Promise<void> {
  await page.context().addCookies([{ name: 'mode', value: 'elder', url: inject('product').publicBaseUrl }]);
}

/** Nothing is wider than the screen, and whatever can be pressed is large enough. */
export async function expectFit(page: Page, least: number): Promise<void> {
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
export async function orderOf(number: string): Promise<unknown> {
  const answer = await fetch(sandboxUrl(`/city-desk/work-orders?ticketNumber=${number}`));
  return ((await answer.json()) as { items: { payload: unknown }[] }).items[0]?.payload;
}

export async function expectOnTrackPage(page: Page, words: readonly string[]): Promise<void> {
  await page.getByRole('link', { name: '查看办理进度' }).click();
  await page.waitForURL(/\/track\//);
  const text = await page.locator('main').innerText();
  for (const word of words) expect(text).toContain(word);
}
