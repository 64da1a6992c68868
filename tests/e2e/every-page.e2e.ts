import type { BrowserContextOptions, Page } from 'playwright-core';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { localePath, locales } from '@/lib/platform/i18n/locales';
import { useBrowser } from '@/tests/setup/browser';
import { layoutShift, mostShift } from './layout-shift';
import { cookiesOf, examplesOf, strays, templates } from './page-examples';
import { pageWeight, scriptFloor } from './page-weight';
import { walk } from './tab-walk';

const browser = useBrowser();
const modes = ['standard', 'elder', 'contrast'] as const;
type Mode = (typeof modes)[number];
const [chinese] = locales;

/** Smallest side of what can be pressed, in CSS pixels (experience.md). */
const target = { standard: 44, elder: 60, contrast: 44 };

const KB = 1024;
/**
 * Own script of a page beyond what every page of the framework loads, after gzip; HTML before it (experience.md).
 * Tables of the console hold what an office needs at a glance; they shrink to a tenth on the way.
 */
const budget = { html: 60 * KB, console: 130 * KB, script: 10 * KB, form: 60 * KB };
/** Pages whose script is the form itself. */
const forms = ['/report'];

const phone = { width: 320, height: 800 };
/** 1280 x 1024 CSS pixels at 400 % (WCAG 1.4.10) */
const zoomed = { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 };

const fileName = (template: string) => template.replace(/[^a-z-]+/g, '-').replace(/^-|-$/g, '') || 'home';

test('every page of the site map is a page', () => {
  expect(templates.length).toBeGreaterThan(15);
  expect(strays).toEqual([]);
});

// The tests of all templates use the same few pages of one browser, which keep script and style.
describe.each(templates)('%s', (template) => {
  let cookies: string[] = [];
  let examples: readonly string[] = [];
  beforeAll(async () => {
    cookies = (await cookiesOf(template)).split('; ').filter(Boolean);
    examples = await examplesOf(template);
  });

  /** A page of a browser that carries what the examples are seen with. */
  async function open(options: BrowserContextOptions = {}, mode: Mode = 'standard'): Promise<Page> {
    // A service worker would answer for the product.
    const page = await browser.stay({ ...options, serviceWorkers: 'block' });
    await page.context().clearCookies();
    await page.context().addCookies(
      [...cookies, `mode=${mode}`].map((pair) => {
        const at = pair.indexOf('=');
        return { name: pair.slice(0, at), value: pair.slice(at + 1), url: inject('product').publicBaseUrl };
      }),
    );
    return page;
  }

  test.each(modes)(
    'passes axe, fits 320 px, has targets of full size, stays in place and asks nobody else in the %s mode',
    async (mode) => {
      const page = await open({ viewport: phone }, mode);
      const hosts = new Set<string>();
      const note = (request: { url(): string }) => hosts.add(new URL(request.url()).host);
      page.on('request', note);
      for (const path of mode === 'contrast' ? examples.slice(0, CONTRASTED) : examples) {
        await look(page, path, mode);
        if (path === examples[0] && mode !== 'contrast')
          await pictures(page, `${fileName(template)}-${mode}`);
        // Other words are longer or shorter; colours are as they were.
        if (mode === 'standard' || (mode === 'elder' && path === examples[0]))
          await look(page, localePath('en', path), mode);
      }
      page.off('request', note);
      expect([...hosts]).toEqual([new URL(inject('product').publicBaseUrl).host]);
    },
  );

  async function pictures(page: Page, name: string): Promise<void> {
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: phone.height });
      await browser.picture(page, `${name}-${width}`);
    }
    await page.setViewportSize(phone);
  }

  test('is walked by the Tab key: everything in turn, seen where it is, and out again', async () => {
    const page = await open();
    await page.goto(examples[0]!, { waitUntil: 'networkidle' });
    expect(await walk(page)).toEqual({ missed: [], unseen: [], back: true });
  });

  test('is readable at 400 % zoom', async () => {
    const page = await open(zoomed);
    for (const path of examples) {
      await page.goto(path);
      expect(await zoomFaults(page), path).toEqual({ wide: 0, cut: [], stuck: [] });
    }
  });

  test('says what it has to say without script, and nothing on it is dead', async () => {
    const page = await open({ javaScriptEnabled: false });
    for (const path of examples) {
      await page.goto(path);
      expect((await page.locator('main h1').innerText()).trim(), path).not.toBe('');
      expect((await page.locator('main').innerText()).length, path).toBeGreaterThan(40);
      const dead = await page.locator('button:visible').evaluateAll((buttons) =>
        buttons
          .filter((button) => {
            const form = button.closest('form');
            return !form?.getAttribute('action') || button.getAttribute('type') === 'button';
          })
          .map((button) => button.outerHTML),
      );
      expect(dead, path).toEqual([]);
    }
  });

  test('keeps its weight', async () => {
    const floor = await scriptFloor();
    for (const path of examples) {
      const { html, script } = await pageWeight(path, cookies.join('; '));
      expect(html, path).toBeLessThanOrEqual(template.startsWith('/console') ? budget.console : budget.html);
      expect(script - floor, path).toBeLessThanOrEqual(
        forms.includes(template) ? budget.form : budget.script,
      );
    }
  });
});

/** High contrast changes colours, which all pages take from the same few names: so many looks of a page are judged in it. */
const CONTRASTED = 4;

/** Opens an address and judges what is there. */
async function look(page: Page, path: string, mode: Mode): Promise<void> {
  const locale = locales.find((one) => one !== chinese && path.startsWith(`/${one}`)) ?? chinese;
  await page.goto(path);
  expect(await page.getAttribute('html', 'lang')).toBe(locale);
  // An example that leads elsewhere shows nothing of this page.
  expect(new URL(page.url()).pathname).toBe(path.split('?')[0]);
  // Once in a mode, and once in the other language: what axe judges there are the texts' names and their marking.
  if (locale === chinese || mode === 'standard') await browser.checkAccess(page);
  const found = await page.evaluate((least) => {
    const controls = [...document.querySelectorAll('a, button, input, select, textarea, summary')];
    return {
      wide: document.documentElement.scrollWidth - window.innerWidth,
      titles: document.querySelectorAll('h1').length,
      small: controls
        .filter((control) => {
          const { width, height } = control.getBoundingClientRect();
          const type = control.getAttribute('type') ?? '';
          // A box is pressed by its label; the skip link is one pixel until it has the focus.
          return width > 1 && !['hidden', 'radio', 'checkbox'].includes(type) && height < least - 0.5;
        })
        .map((control) => control.outerHTML),
    };
  }, target[mode]);
  expect(found, path).toEqual({ wide: 0, titles: 1, small: [] });
  // High contrast has other colours and nothing else.
  if (locale !== chinese || mode === 'contrast') return;
  // By now the script has brought what it brings.
  await page.waitForLoadState('networkidle');
  expect(await layoutShift(page), path).toBeLessThan(mostShift);
}

/** What a reader at 400 % would have to scroll for sideways, could not read to its end, or would look past. */
function zoomFaults(page: Page): Promise<{ wide: number; cut: string[]; stuck: string[] }> {
  return page.evaluate(() => ({
    wide: document.documentElement.scrollWidth - window.innerWidth,
    cut: [...document.querySelectorAll('main *')]
      .filter((element) => {
        const { overflowX, textOverflow } = getComputedStyle(element);
        return (
          element.scrollWidth > element.clientWidth + 1 &&
          (overflowX === 'hidden' || textOverflow === 'ellipsis')
        );
      })
      .map((element) => element.outerHTML.slice(0, 200)),
    stuck: [...document.querySelectorAll('body *')]
      .filter((element) => {
        const { position } = getComputedStyle(element);
        const { height, width } = element.getBoundingClientRect();
        return ['fixed', 'sticky'].includes(position) && width > 1 && height > window.innerHeight / 4;
      })
      .map((element) => element.outerHTML.slice(0, 200)),
  }));
}
