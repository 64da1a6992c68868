import type { BrowserContextOptions, Page } from 'playwright-core';
import { inject } from 'vitest';
import type { TestBrowser } from '@/tests/setup/browser';

/** House 12 of East Dazhi Street, among the demonstration's things with numbers (WGS-84). */
export const DAZHI = { lng: 126.639394, lat: 45.75652 };

/** A browser whose device says where it is. */
export const device = (lng: number, lat: number, accuracy = 25): BrowserContextOptions => ({
  permissions: ['geolocation'],
  geolocation: { longitude: lng, latitude: lat, accuracy },
});

/** Presses a button by its whole name. */
export const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** The step that asks where, with its lists loaded. */
export async function openPlace(
  browser: TestBrowser,
  options: BrowserContextOptions = {},
  mode = 'standard',
): Promise<Page> {
  const page = await browser.open(options);
  if (mode !== 'standard') {
    const url = options.baseURL ?? inject('product').publicBaseUrl;
    await page.context().addCookies([{ name: 'mode', value: mode, url }]);
  }
  await page.goto('/report', { waitUntil: 'networkidle' });
  await page.fill('#description', '路灯不亮');
  await press(page, '下一步');
  await page.locator('#prefecture option[value="230100"]').waitFor({ state: 'attached' });
  return page;
}
