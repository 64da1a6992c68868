import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useBrowser } from '@/tests/setup/browser';
import { startSlowLine, type SlowLine } from '@/tests/setup/slow-line';
import { layoutShift, mostShift } from './layout-shift';

const browser = useBrowser();

// A page whose parts come in one after the other must not be rebuilt before the reader's eyes. Most browsers wait for the
// whole of it; Safari and Firefox do not know how, and for them the frame stands still.
describe.each([
  { browsers: 'that wait for the whole page', rel: 'expect', paths: ['/my-reports', '/cases'], most: 0 },
  { browsers: 'that do not', rel: 'unknown', paths: ['/', '/contact'], most: mostShift },
])('over a slow line, in browsers $browsers', ({ rel, paths, most }) => {
  let line: SlowLine;
  beforeAll(async () => {
    line = await startSlowLine((html) => html.replace('rel="expect"', `rel="${rel}"`));
    expect(await (await fetch(`${line.url}/contact`)).text()).toContain(`rel="${rel}"`);
  });
  afterAll(() => line.stop());

  test.each(['standard', 'elder'])('a page stays where it is in the %s mode', async (mode) => {
    const page = await browser.open({ viewport: { width: 390, height: 800 }, baseURL: line.url });
    await page.context().addCookies([{ name: 'mode', value: mode, url: line.url }]);
    // brings the style sheet, which would hold the first paint
    await page.goto('/contact');
    for (const path of paths) {
      await page.goto(path, { waitUntil: 'networkidle' });
      expect(await layoutShift(page), path).toBeLessThanOrEqual(most);
    }
  });
});
