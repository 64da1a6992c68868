import { renderToStaticMarkup } from 'react-dom/server';
import { encode } from 'uqr';
import { expect, test } from 'vitest';

import { QrCode } from './qr-code';

/** The modules that a path of `M x y h w v1 h-w z` runs covers. */
function modulesOf(path: string, size: number): boolean[][] {
  const drawn = Array.from({ length: size }, () => Array<boolean>(size).fill(false));
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
    drawn[Number(y)]!.fill(true, Number(x), Number(x) + Number(width));
  return drawn;
}

test('the drawing has exactly the modules of the code, with a quiet zone around them', () => {
  const text = 'https://12319.example/track/010123456784?t=AbCdEfGhIjKlMnOpQrStUv';
  const markup = renderToStaticMarkup(<QrCode text={text} label="扫码" />);
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const path = /<path d="([^"]+)"/.exec(markup)?.[1] ?? '';
  expect(modulesOf(path, size)).toEqual(data);
  expect(data.slice(0, 4).flat()).not.toContain(true);
  expect(markup).toContain('aria-label="扫码"');
  expect(markup.length).toBeLessThan(12_000);
});
