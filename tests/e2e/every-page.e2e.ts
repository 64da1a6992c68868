import type { BrowserContextOptions, Page } from 'playwright-core';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { localePath, locales } from '@/lib/platform/i18n/locales';
import { useBrowser } from '@/tests/setup/browser';
import { layoutShift, mostShift } from './layout-shift';
import { cookiesOf, examplesOf, strays, templates } from './page-examples';
import { pageWeight, scriptFloor } from './page-weight';

const browser = useBrowser();
const modes = ['standard', 'elder', 'contrast'] as const;

/** Smallest side of what can be pressed, in CSS pixels (experience.md). */
const target = { standard: 44, elder: 60, contrast: 44 };

const KB = 1024;
/** Own script of a page beyond what every page of the framework loads, after gzip; HTML before it (experience.md). */
const budget = { html: 60 * KB, script: 10 * KB, form: 60 * KB };
/** Pages whose script is the form itself. */
const forms = ['/report'];

async function setMode(page: Page, mode: (typeof modes)[number]): Promise<void> {
  if (mode === 'standard') return;
  await page.context().addCookies([{ name: 'mode', value: mode, url: inject('product').publicBaseUrl }]);
}

const fileName = (template: string) => template.replace(/[^a-z-]+/g, '-').replace(/^-|-$/g, '') || 'home';

test('every page of the site map is a page', () => {
  expect(templates.length).toBeGreaterThan(15);
  expect(strays).toEqual([]);
});

describe.each(templates)('%s', (template) => {
  let cookies = '';
  beforeAll(async () => {
    cookies = await cookiesOf(template);
  });

  /** A page of a browser that carries what the examples are seen with. */
  async function open(options: BrowserContextOptions = {}): Promise<Page> {
    const page = await browser.open(options);
    const pairs = cookies.split('; ').filter(Boolean);
    await page.context().addCookies(
      pairs.map((pair) => {
        const at = pair.indexOf('=');
        return { name: pair.slice(0, at), value: pair.slice(at + 1), url: inject('product').publicBaseUrl };
      }),
    );
    return page;
  }

  test.each(modes)('passes axe, fits 320 px and has targets of full size in the %s mode', async (mode) => {
    const page = await open({ viewport: { width: 320, height: 800 } });
    await setMode(page, mode);
    const examples = await examplesOf(template);
    for (const locale of locales) {
      for (const path of examples) {
        await page.goto(localePath(locale, path));
        expect(await page.getAttribute('html', 'lang')).toBe(locale);
        // An example that leads elsewhere shows nothing of this page.
        expect(new URL(page.url()).pathname).toBe(localePath(locale, path).split('?')[0]);
        await browser.checkAccess(page);
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
        expect(found, `${locale} ${path}`).toEqual({ wide: 0, titles: 1, small: [] });
      }
    }
    if (mode === 'contrast') return;
    await page.goto(examples[0]!);
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      await browser.picture(page, `${fileName(template)}-${mode}-${width}`);
    }
  });

  test('is walked by the Tab key: everything in turn, seen where it is, and out again', async () => {
    const page = await open();
    await page.goto((await examplesOf(template))[0]!, { waitUntil: 'networkidle' });
    expect(await walk(page)).toEqual({ missed: [], unseen: [], back: true });
  });

  test('is readable at 400 % zoom', async () => {
    // 1280 x 1024 CSS pixels at 400 % (WCAG 1.4.10)
    const page = await open({ viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 });
    for (const path of await examplesOf(template)) {
      await page.goto(path);
      const found = await page.evaluate(() => ({
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
      expect(found, path).toEqual({ wide: 0, cut: [], stuck: [] });
    }
  });

  test('says what it has to say without script, and nothing on it is dead', async () => {
    const page = await open({ javaScriptEnabled: false });
    for (const path of await examplesOf(template)) {
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

  test('keeps its weight, stays in place and asks nobody else', async () => {
    const floor = await scriptFloor();
    const page = await open({ viewport: { width: 390, height: 800 } });
    const hosts = new Set<string>();
    page.on('request', (request) => hosts.add(new URL(request.url()).host));
    for (const path of await examplesOf(template)) {
      const { html, script } = await pageWeight(path, cookies);
      expect(html, path).toBeLessThanOrEqual(budget.html);
      expect(script - floor, path).toBeLessThanOrEqual(
        forms.includes(template) ? budget.form : budget.script,
      );
      await page.goto(path, { waitUntil: 'networkidle' });
      expect(await layoutShift(page), path).toBeLessThan(mostShift);
    }
    expect([...hosts]).toEqual([new URL(inject('product').publicBaseUrl).host]);
  });
});

/** Presses Tab through the whole page. What was never reached, what had the focus unseen, and whether the focus left the page's end. */
async function walk(page: Page): Promise<{ missed: string[]; unseen: string[]; back: boolean }> {
  const expected = await page.evaluate(() => {
    const groups = new Set<string>();
    const all = [
      ...document.querySelectorAll<HTMLElement>(
        'a[href], button, input, select, textarea, summary, [tabindex="0"], audio[controls], video[controls]',
      ),
    ];
    const reachable = all.filter((element) => {
      if (
        element.matches(':disabled, [type=hidden], [tabindex="-1"]') ||
        !element.checkVisibility({ visibilityProperty: true })
      )
        return false;
      if (!(element instanceof HTMLInputElement) || element.type !== 'radio') return true;
      const first = !groups.has(element.name);
      groups.add(element.name);
      return first;
    });
    reachable.forEach((element, index) => (element.dataset.walk = String(index)));
    return reachable.map((element) => element.outerHTML.slice(0, 160));
  });
  const reached = new Set<number>();
  const unseen: string[] = [];
  let back = false;
  for (let presses = 0; presses < expected.length * 2 + 5 && !back; presses += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null;
      if (!element || element === document.body) return null;
      const group = element instanceof HTMLInputElement && element.type === 'radio' ? element.name : null;
      const marked = group
        ? document.querySelector<HTMLElement>(`input[name="${group}"][data-walk]`)
        : element;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      return {
        index: Number(marked?.dataset.walk ?? -1),
        html: element.outerHTML.slice(0, 160),
        ring: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
        inView:
          box.bottom > 0 && box.top < window.innerHeight && box.right > 0 && box.left < window.innerWidth,
      };
    });
    if (!at || (at.index === 0 && reached.has(0) && reached.size > 1)) back = true;
    else {
      reached.add(at.index);
      if (!at.ring || !at.inView) unseen.push(at.html);
    }
  }
  return { missed: expected.filter((_, index) => !reached.has(index)), unseen, back };
}
