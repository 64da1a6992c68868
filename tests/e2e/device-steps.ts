import pg from 'pg';
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { inject } from 'vitest';
import texts from '@/lib/platform/i18n/messages/zh-CN.json';
import type { Network } from '@/tests/factories/network';
import type { TestBrowser } from '@/tests/setup/browser';
import type { Answers } from './steps';

export const words = texts.report;

export const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** The form over a line that can be cut. */
export async function openForm(
  browser: TestBrowser,
  network: Network,
  options: BrowserContextOptions = {},
): Promise<Page> {
  browser.allowErrors('net::ERR_');
  const page = await browser.open({ baseURL: network.url, ...options });
  await page.goto('/report', { waitUntil: 'networkidle' });
  return page;
}

/** Waits until the service worker has the form and the page is under it: from now on the form opens without a network. */
export async function untilKept(page: Page): Promise<void> {
  await page.waitForFunction(async () => {
    const kept = await Promise.all(['/report', '/api/v1/divisions'].map((path) => caches.match(path)));
    return navigator.serviceWorker.controller !== null && kept.every((copy) => copy !== undefined);
  });
}

/** The line is cut and the browser knows it. */
export async function goOffline(context: BrowserContext, network: Network): Promise<void> {
  network.cut();
  await context.setOffline(true);
}

export async function goOnline(context: BrowserContext, network: Network): Promise<void> {
  network.mend();
  await context.setOffline(false);
}

/** Fills in the form up to the photos. */
export async function fillUntilPhotos(page: Page, given: Answers): Promise<void> {
  await page.fill('#description', given.description);
  await press(page, '下一步');
  await page.selectOption('#prefecture', given.prefecture);
  await page.selectOption('#divisionCode', given.division);
  await page.fill('#address', given.address);
  await press(page, '下一步');
  await page.getByRole('heading', { name: '照片' }).waitFor();
}

/** From the photos to the review. */
export async function skipToReview(page: Page): Promise<void> {
  await press(page, '下一步');
  await page.getByRole('heading', { name: '联系方式' }).waitFor();
  await press(page, '下一步');
  await page.getByRole('heading', { name: '核对并提交' }).waitFor();
}

/** Sends what cannot go out now. */
export async function queue(page: Page): Promise<void> {
  await press(page, '提交');
  await page.getByRole('heading', { name: words.outbox.savedTitle }).waitFor();
}

/** Tickets in the database with this description, and the widths of their photos in order. */
export async function ticketsOf({ description }: Answers): Promise<{ number: string; widths: number[] }[]> {
  const client = new pg.Client({ connectionString: inject('product').databaseOwnerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ number: string; widths: number[] }>(
      `SELECT t.tracking_number AS number,
         coalesce(array_agg(u.width ORDER BY a.position) FILTER (WHERE u.id IS NOT NULL), '{}') AS widths
       FROM ticket t
       LEFT JOIN ticket_attachment a ON a.jurisdiction_code = t.jurisdiction_code AND a.ticket_id = t.id
       LEFT JOIN upload u ON u.id = a.upload_id
       WHERE t.description = $1 GROUP BY t.id, t.tracking_number`,
      [description],
    );
    return rows;
  } finally {
    await client.end();
  }
}

/** Fires Background Sync in the service worker, as the browser does when a connection is there. */
export async function fireSync(context: BrowserContext, origin: string): Promise<void> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const registrationId = await new Promise<string>((resolve) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const ours = registrations.find(({ scopeURL }) => scopeURL === `${origin}/`);
      if (ours) resolve(ours.registrationId);
    });
    void session.send('ServiceWorker.enable');
  });
  const event = { origin, registrationId, tag: 'report-outbox', lastChance: false };
  await session.send('ServiceWorker.dispatchSyncEvent', event);
  await page.close();
}

/** What the browser's database holds: the draft's description and number of photos, and the pictures. */
export function keptOn(page: Page): Promise<{ description?: string; photos: number; pictures: number }> {
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        const opening = indexedDB.open('report');
        opening.addEventListener('success', () => {
          const tx = opening.result.transaction(['drafts', 'photos']);
          const draft = tx.objectStore('drafts').get('current');
          const pictures = tx.objectStore('photos').count();
          tx.addEventListener('complete', () => {
            opening.result.close();
            const found = draft.result as { answers: { description: string }; photos: unknown[] } | undefined;
            resolve({
              ...(found && { description: found.answers.description }),
              photos: found?.photos.length ?? 0,
              pictures: pictures.result,
            });
          });
        });
      }),
  );
}
