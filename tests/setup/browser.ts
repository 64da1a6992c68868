import fs from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { chromium as chromiumPath } from './chromium.mjs';

const axe = fs.readFileSync(path.resolve('node_modules/axe-core/axe.min.js'), 'utf8');
const pictures = path.resolve('tests/output/pictures');
const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'].concat([
  '--disable-background-networking',
  '--disable-component-update',
]);

export interface TestBrowser {
  /** A page in a context of its own, on the product's address; closed after the test. */
  open(options?: BrowserContextOptions): Promise<Page>;
  /** The same, for all tests of the file that ask with these options: what its context has loaded and holds stays. */
  stay(options: BrowserContextOptions): Promise<Page>;
  /** Checks the page with axe: no violation of WCAG 2.2 A or AA. Pages without script are checked by a twin with script. */
  checkAccess(page: Page): Promise<void>;
  /** Says that one error of this kind belongs to the test: without it the test fails, and so it does when it does not come. */
  expectError(part: string): void;
  /** Says that errors of this kind may come, however many: a page that tries again while the network is away. */
  allowErrors(part: string): void;
  /** Saves a picture under tests/output/pictures. */
  picture(page: Page, name: string): Promise<void>;
}

/**
 * Chromium for this test file. Uncaught errors of a page, and whatever it writes to the console as an error, fail the test.
 */
export function useBrowser(): TestBrowser {
  let browser: Browser;
  let pages: Page[] = [];
  let complaints: string[] = [];
  let expected: string[] = [];
  let allowed: string[] = [];
  const staying = new Map<string, Page>();

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: chromiumPath(), headless: true, args: quiet });
  });
  afterEach(async () => {
    const heard = complaints.filter((complaint) => !allowed.some((part) => complaint.includes(part)));
    const missing = expected.filter((part) => {
      const index = heard.findIndex((complaint) => complaint.includes(part));
      if (index >= 0) heard.splice(index, 1);
      return index < 0;
    });
    for (const page of pages) await page.context().close();
    [pages, complaints, expected, allowed] = [[], [], [], []];
    expect(heard, 'errors in the browser').toEqual([]);
    expect(missing, 'errors that did not come').toEqual([]);
  });
  afterAll(() => browser.close());

  async function newPage(options: BrowserContextOptions): Promise<Page> {
    const { publicBaseUrl } = inject('product');
    const context = await browser.newContext({
      baseURL: publicBaseUrl,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      ...options,
    });
    const page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`);
    });
    return page;
  }

  return {
    async open(options = {}) {
      const page = await newPage(options);
      pages.push(page);
      return page;
    },
    async stay(options) {
      const key = JSON.stringify(options);
      const page = staying.get(key) ?? (await newPage(options));
      staying.set(key, page);
      return page;
    },
    checkAccess,
    expectError: (part) => void expected.push(part),
    allowErrors: (part) => void allowed.push(part),
    async picture(page, name) {
      fs.mkdirSync(pictures, { recursive: true });
      await page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: true });
    },
  };
}

interface AxeRun {
  violations: { id: string; help: string; nodes: { html: string }[] }[];
}

async function checkAccess(page: Page): Promise<void> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate<AxeRun>(
    `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'] })`,
  );
  const found = violations.map(
    ({ id, help, nodes }) => `${id}: ${help} (${nodes.map((node) => node.html).join(', ')})`,
  );
  expect(found, `axe on ${page.url()}`).toEqual([]);
}
