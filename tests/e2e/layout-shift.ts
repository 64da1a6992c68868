import type { Page } from 'playwright-core';

/** A move that nobody asked for. */
interface Shift extends PerformanceEntry {
  value: number;
}

/** What a page may move by itself; people notice 0.1 (Layout Instability). */
export const mostShift = 0.02;

/** How much of the page has moved by itself since it was opened. */
export function layoutShift(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        const add = (entries: PerformanceEntryList) => {
          for (const entry of entries as Shift[]) sum += entry.value;
        };
        const observer = new PerformanceObserver((list) => add(list.getEntries()));
        observer.observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() =>
          requestAnimationFrame(() => {
            add(observer.takeRecords());
            resolve(sum);
          }),
        );
      }),
  );
}
