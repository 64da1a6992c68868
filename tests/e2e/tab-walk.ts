import type { Page } from 'playwright-core';

/** Presses Tab through the whole page. What was never reached, what had the focus unseen, and whether the focus left the page's end. */
export async function walk(page: Page): Promise<{ missed: string[]; unseen: string[]; back: boolean }> {
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
