import { crc32, deflateSync } from 'node:zlib';

const SIZE = 256;
const STEPS = [10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0005];
const LEAST_PIXELS = 64;
/** Two papers, a line and a stronger line. */
const PALETTE = Buffer.from([0xf4, 0xf1, 0xe8, 0xec, 0xe8, 0xda, 0xcf, 0xc8, 0xb4, 0xa8, 0x9e, 0x84]);

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

function png(pixels: Buffer): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(SIZE, 0);
  head.writeUInt32BE(SIZE, 4);
  // 8 bits a pixel, by palette
  head.set([8, 3, 0, 0, 0], 8);
  const rows = Buffer.alloc(SIZE * (SIZE + 1));
  for (let row = 0; row < SIZE; row += 1)
    pixels.copy(rows, row * (SIZE + 1) + 1, row * SIZE, (row + 1) * SIZE);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('PLTE', PALETTE),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Which cell of the grid each pixel's edge lies in, and the last beyond the tile. */
function cells(step: number, degreesAt: (pixel: number) => number): number[] {
  return Array.from({ length: SIZE + 1 }, (_, pixel) => Math.floor(degreesAt(pixel) / step));
}

/** One tile of a paper with a grid of degrees (web Mercator), as PNG. */
export function drawTile(z: number, x: number, y: number): Buffer {
  const world = SIZE * 2 ** z;
  const step = STEPS.findLast((degrees) => (degrees / 360) * world >= LEAST_PIXELS) ?? 10;
  const columns = cells(step, (pixel) => ((x * SIZE + pixel) / world) * 360 - 180);
  const rows = cells(step, (pixel) => {
    const mercator = Math.PI * (1 - (2 * (y * SIZE + pixel)) / world);
    return (Math.atan(Math.sinh(mercator)) * 180) / Math.PI;
  });
  const pixels = Buffer.alloc(SIZE * SIZE);
  for (let row = 0; row < SIZE; row += 1)
    for (let column = 0; column < SIZE; column += 1) {
      const [east, south] = [columns[column + 1] ?? 0, rows[row + 1] ?? 0];
      const [west, north] = [columns[column] ?? 0, rows[row] ?? 0];
      const strong = (west !== east && east % 5 === 0) || (north !== south && north % 5 === 0);
      const line = west !== east || north !== south;
      const paper = (((west + north) % 2) + 2) % 2;
      pixels[row * SIZE + column] = strong ? 3 : line ? 2 : paper;
    }
  return png(pixels);
}
