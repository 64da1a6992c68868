/** The pages that open without a network: the report form in each language, nothing personal. */
export const FORM_PAGES: readonly string[] = ['/report', '/en/report'];

/** The lists the form asks for, and the questions of one category. */
const LISTS = /^\/api\/v1\/(?:divisions|categories(?:\/[0-9A-Z]+)?)$/u;
const FIRST_LISTS = ['/api/v1/divisions', '/api/v1/categories'];
const ASSETS = '/_next/static/';

const CACHE_PREFIX = 'report-form-';
const CACHE = `${CACHE_PREFIX}1`;
/** A network that has not answered by then is as good as none, if there is a copy. */
const PATIENCE_MS = 6_000;
/** A form left open that long may still ask for parts of an earlier build. */
const OLD_ASSET_MS = 7 * 86_400_000;

/** Everything was removed for good: what is still under way writes nothing back. */
let withdrawn = false;

type Work = (work: Promise<unknown>) => void;

const pathOf = (url: string) => new URL(url).pathname;

function isFormPage(url: string): boolean {
  return FORM_PAGES.includes(pathOf(url));
}

/** The built files a page names, in its tags and in the data its script starts from. */
export function assetsOf(html: string): string[] {
  return [...new Set(html.match(/\/_next\/static\/[\w./~%@-]+\.(?:js|css|woff2)/gu) ?? [])];
}

/** Keeps a page with everything it needs; the page last, so that no copy lies there half. */
async function keepPage(url: string, response: Response): Promise<void> {
  if (withdrawn) return;
  const cache = await caches.open(CACHE);
  const page = response.clone();
  const assets = assetsOf(await response.text());
  for (const asset of assets) if (!(await cache.match(asset))) await cache.add(asset);
  await cache.put(pathOf(url), page);
  await dropOldAssets(cache);
}

/** Removes built files that no kept page names and that came with an earlier build long ago. */
async function dropOldAssets(cache: Cache): Promise<void> {
  const named = new Set<string>();
  for (const path of FORM_PAGES) {
    const page = await cache.match(path);
    for (const asset of page ? assetsOf(await page.text()) : []) named.add(asset);
  }
  for (const request of await cache.keys()) {
    const path = pathOf(request.url);
    if (!path.startsWith(ASSETS) || named.has(path)) continue;
    const date = Date.parse((await cache.match(request))?.headers.get('date') ?? '');
    if (!(Date.now() - date < OLD_ASSET_MS)) await cache.delete(request);
  }
}

/** Fetches a form page and keeps it, in the display mode of the person's cookie. */
async function refreshPage(path: string): Promise<void> {
  const response = await globalThis.fetch(path, { credentials: 'same-origin' });
  if (isWhole(response)) await keepPage(response.url, response);
}

/** Fetches every kept page again: the display mode has changed. */
export async function refreshPages(): Promise<void> {
  const cache = await caches.open(CACHE);
  for (const path of FORM_PAGES) if (await cache.match(path)) await refreshPage(path);
}

/** Keeps what the form in front of the person needs, as far as it came before the worker did. */
export async function keepForm(paths: readonly string[], assets: readonly string[]): Promise<void> {
  const cache = await caches.open(CACHE);
  for (const asset of assets) if (!(await cache.match(asset))) await cache.add(asset);
  for (const path of paths) if (!(await cache.match(path))) await refreshPage(path);
  for (const list of FIRST_LISTS) if (!(await cache.match(list))) await cache.add(list);
}

/** Removes what other versions of this worker kept; with `all`, everything. */
export async function dropCaches({ all = false } = {}): Promise<void> {
  withdrawn ||= all;
  for (const name of await caches.keys())
    if (name.startsWith(CACHE_PREFIX) && (all || name !== CACHE)) await caches.delete(name);
}

function isWhole(response: Response): boolean {
  return response.status === 200 && !response.redirected && response.type === 'basic';
}

// Looking into a cache by its name does not make one that was removed.
const copyOf = (key: string) => caches.match(key, { cacheName: CACHE });

/** Fresh from the network; the copy when that fails, answers with a gateway's fault, or keeps silent. */
async function networkFirst(
  request: Request,
  key: string,
  keep: (response: Response) => void,
): Promise<Response> {
  const copy = await copyOf(key);
  const network = globalThis.fetch(request).then((response) => {
    if (isWhole(response)) keep(response.clone());
    return copy && response.status >= 502 && response.status <= 504 ? copy : response;
  });
  if (!copy) return network;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<Response>((resolve) => (timer = setTimeout(resolve, PATIENCE_MS, copy)));
  return Promise.race([network.catch(() => copy), silence]).finally(() => clearTimeout(timer));
}

async function cacheFirst(request: Request, keep: (response: Response) => void): Promise<Response> {
  const copy = await copyOf(request.url);
  if (copy) return copy;
  const response = await globalThis.fetch(request);
  if (isWhole(response)) keep(response.clone());
  return response;
}

/**
 * The answer to a request that belongs to the form; undefined for all others, which pass untouched.
 * @param meanwhile keeps the worker alive until something is written
 */
export function answerForForm(request: Request, meanwhile: Work): Promise<Response> | undefined {
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== globalThis.location.origin) return undefined;
  if (request.mode === 'navigate')
    return isFormPage(request.url)
      ? networkFirst(request, url.pathname, (page) => {
          if (url.search === '') meanwhile(keepPage(request.url, page));
        })
      : undefined;
  // The referrer is the page that asks: what other pages load is none of this worker's business.
  if (request.referrer === '' || !isFormPage(request.referrer)) return undefined;
  const store = (response: Response) => {
    if (!withdrawn) meanwhile(caches.open(CACHE).then((cache) => cache.put(request, response)));
  };
  if (url.pathname.startsWith(ASSETS)) return cacheFirst(request, store);
  return LISTS.test(url.pathname) ? networkFirst(request, request.url, store) : undefined;
}
