import { expect, test } from 'vitest';
import { checkPages } from './every-page';
import { strays, templates } from './page-examples';

test('every page of the site map is a page', () => {
  expect(templates.length).toBeGreaterThan(15);
  expect(strays).toEqual([]);
});

// every other page, so that two workers have the same to do
checkPages(templates.filter((_, index) => index % 2 === 0));
