import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startSandbox, type RunningSandbox } from '@/sandbox/server';

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.stop());

interface Style {
  sources: {
    paper: { tiles: string[]; attribution: string };
    places: { data: { features: { geometry: { coordinates: number[] }; properties: { name: string } }[] } };
  };
}

async function style(file: string): Promise<Style> {
  const answer = await fetch(`${sandbox.url}/map/${file}`);
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  return (await answer.json()) as Style;
}

it('gives a style whose tiles are pictures, from the address it was asked at', async () => {
  const { paper } = (await style('style.json')).sources;
  expect(paper.attribution).toContain('演示数据');
  expect(paper.tiles).toEqual([`${sandbox.url}/map/tiles/{z}/{x}/{y}.png`]);
  for (const [z, x, y] of [
    [0, 0, 0],
    [5, 27, 11],
    [19, 446_583, 187_030],
  ]) {
    const answer = await fetch(`${sandbox.url}/map/tiles/${z}/${x}/${y}.png`);
    expect(answer.headers.get('content-type')).toBe('image/png');
    const { width, height, format } = await sharp(Buffer.from(await answer.arrayBuffer())).metadata();
    expect({ width, height, format }).toEqual({ width: 256, height: 256, format: 'png' });
  }
});

it('gives the same places some hundred metres apart in GCJ-02', async () => {
  const harbin = async (file: string) => {
    const { features } = (await style(file)).sources.places.data;
    return features.find(({ properties }) => properties.name === '哈尔滨市')?.geometry.coordinates;
  };
  // As the published list of division centres has it, which counts in GCJ-02.
  expect(await harbin('style-gcj02.json')).toEqual([126.64246, 45.75697]);
  const [lng = 0, lat = 0] = (await harbin('style.json')) ?? [];
  expect(126.64246 - lng).toBeCloseTo(0.006, 3);
  expect(45.75697 - lat).toBeCloseTo(0.002, 3);
});

it('refuses what it does not have, and writes down what it was asked', async () => {
  for (const path of [
    'map/other.json',
    'map/tiles/3/8/0.png',
    'map/tiles/20/0/0.png',
    'map/tiles/3/-1/0.png',
    'map/tiles/3/1/0.jpg',
    'map/tiles/3/1/0.png/more',
  ])
    expect((await fetch(`${sandbox.url}/${path}`)).status, path).toBe(404);
  expect((await fetch(`${sandbox.url}/map/style.json`, { method: 'POST' })).status).toBe(404);
  const log = (await (await fetch(`${sandbox.url}/map/_log`)).json()) as { entries: { path: string }[] };
  expect(log.entries.map(({ path }) => path)).toContain('/map/tiles/20/0/0.png');
});
