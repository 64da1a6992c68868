import { describe, expect, test } from 'vitest';
import { DomainError } from '@/lib/platform/errors';
import { readDivisionFile, type DivisionRow } from './division-rows';
import { readGridFile, type Grid } from './grid-rows';
import { inShape, overlaps } from './overlaps';
import { divisionsAsCsv, gridsAsCsv, gridsAsGeoJson } from './write-area-file';

const bytes = (text: string) => new TextEncoder().encode(text);
const square = (west: number, south: number, side = 0.01): [number, number][] => {
  const [east, north] = [west + side, south + side].map((value) => Number(value.toFixed(6))) as [
    number,
    number,
  ];
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
};
const feature = (properties: object, coordinates: unknown, type = 'Polygon') => ({
  type: 'Feature',
  properties,
  geometry: { type, coordinates },
});
const geoJson = (...features: unknown[]) => bytes(JSON.stringify({ type: 'FeatureCollection', features }));

const county = (grids: readonly Grid[] = []) => ({ countyCode: '230102', grids });
const read = (file: Uint8Array, into = county(), options: Partial<Parameters<typeof readGridFile>[2]> = {}) =>
  readGridFile(file, into, { system: 'wgs84', replace: false, ...options });
const faultsOf = async (work: Promise<unknown>): Promise<string[]> => {
  const error = await work.then(
    () => undefined,
    (refused: unknown) => refused,
  );
  if (!(error instanceof DomainError)) throw new Error('was not refused', { cause: error });
  return (error.options.fields ?? []).map(({ message }) => message.en);
};

describe('grids from CSV', () => {
  test('Chinese headings in any order, a class in small letters, quotes and blank lines', async () => {
    const file = bytes(
      '\uFEFF名称,单元网格编码,区域类别\r\n"中央大街,北段",230102001001002,a\r\n\r\n通江街,230102001001001,\r\n',
    );
    expect(await read(file)).toEqual([
      { code: '230102001001001', name: '通江街', areaClass: 'B', streetCode: null, shape: null },
      { code: '230102001001002', name: '中央大街,北段', areaClass: 'A', streetCode: null, shape: null },
    ]);
  });

  test('a file of a Chinese spreadsheet (GBK)', async () => {
    // code,name \n 230102001001001, and 中央 in GB 2312: D6D0 D1EB
    const file = Uint8Array.from([...bytes('code,name\n230102001001001,'), 0xd6, 0xd0, 0xd1, 0xeb, 0x0a]);
    expect((await read(file)).map(({ name }) => name)).toEqual(['中央']);
  });

  test('every wrong line is named, and nothing is taken', async () => {
    const file = bytes(
      'code,areaClass\n230102x,A\n230103001001001,A\n230102001001001,D\n230102001001002,A\n230102001001002,A\n',
    );
    expect(await faultsOf(read(file))).toEqual([
      'Line 2: the code “230102x” must have 6 to 15 digits',
      'Line 3: the code 230103001001001 does not belong to 230102',
      'Line 4: the area class “D” must be A, B or C',
      'Line 6: the code 230102001001002 stands in the file twice',
    ]);
  });

  test('thirty faults are named and the others counted', async () => {
    const faults = await faultsOf(read(bytes(`code\n${'x\n'.repeat(40)}`)));
    expect(faults).toHaveLength(31);
    expect(faults.at(-1)).toBe('and 10 more');
  });

  test.each([
    ['', 'no column'],
    ['a,b\n1,2\n', 'no column'],
    ['code\n"230102', 'never closed'],
    ['{"type": ', 'cannot be read'],
    ['{"type":"Feature"}', 'FeatureCollection'],
  ])('%j cannot be read', async (text, reason) => {
    expect((await faultsOf(read(bytes(text)))).join()).toContain(reason);
  });
});

describe('grids from GeoJSON', () => {
  test('a polygon and one of several parts with a hole', async () => {
    const outer = square(126.6, 45.7, 0.03);
    const hole = square(126.61, 45.71);
    const found = await read(
      geoJson(
        feature({ gridId: '230102001001001', name: '一', areaClass: 'C' }, [outer, hole]),
        feature({ gridId: 230102001001002 }, [[square(126.7, 45.7)], [square(126.8, 45.7)]], 'MultiPolygon'),
      ),
    );
    expect(found).toEqual([
      { code: '230102001001001', name: '一', areaClass: 'C', streetCode: null, shape: [[outer, hole]] },
      {
        code: '230102001001002',
        name: '230102001001002',
        areaClass: 'B',
        streetCode: null,
        shape: [[square(126.7, 45.7)], [square(126.8, 45.7)]],
      },
    ]);
  });

  test.each([
    [
      'open',
      [
        [126.6, 45.7],
        [126.7, 45.7],
        [126.7, 45.8],
        [126.6, 45.8],
      ],
      'not closed',
    ],
    [
      'latitude first',
      [
        [45.7, 126.6],
        [45.8, 126.6],
        [45.8, 126.7],
        [45.7, 126.6],
      ],
      'not in Heilongjiang',
    ],
    [
      'without area',
      [
        [126.6, 45.7],
        [126.7, 45.7],
        [126.8, 45.7],
        [126.6, 45.7],
      ],
      'no area',
    ],
    [
      'too short',
      [
        [126.6, 45.7],
        [126.7, 45.7],
        [126.6, 45.7],
      ],
      'geometry must be',
    ],
  ])('an outline that is %s is refused', async (_name, ring, reason) => {
    expect((await faultsOf(read(geoJson(feature({ code: '230102001001001' }, [ring]))))).join()).toContain(
      reason,
    );
  });

  test('GCJ-02 is turned into WGS-84: some hundred metres to the south-west', async () => {
    const file = geoJson(feature({ code: '230102001001001' }, [square(126.6, 45.7)]));
    const [lng, lat] = (await read(file, county(), { system: 'gcj02' }))[0]!.shape![0]![0]![0]!;
    expect(126.6 - lng).toBeGreaterThan(0.003);
    expect(126.6 - lng).toBeLessThan(0.009);
    expect(45.7 - lat).toBeGreaterThan(0.0005);
    expect(45.7 - lat).toBeLessThan(0.005);
  });

  test('another coordinate system is refused', async () => {
    const file = bytes(
      JSON.stringify({
        type: 'FeatureCollection',
        crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::3857' } },
        features: [],
      }),
    );
    expect((await faultsOf(read(file))).join()).toContain('3857');
  });
});

describe('what there is', () => {
  const known: Grid[] = [
    {
      code: '230102001001001',
      name: '一',
      areaClass: 'A',
      streetCode: '230102001',
      shape: [[square(126.6, 45.7)]],
    },
    { code: '230102001001002', name: '二', areaClass: 'B', streetCode: null, shape: null },
  ];

  test('stays where the file says nothing of it', async () => {
    const found = await read(bytes('code,name\n230102001001001,新名\n'), county(known));
    expect(found).toEqual([{ ...known[0], name: '新名' }, known[1]]);
  });

  test('goes where the file is the whole list', async () => {
    const found = await read(bytes('code\n230102001001002\n'), county(known), { replace: true });
    expect(found).toEqual([known[1]]);
  });

  test('comes back as it was given out', async () => {
    expect(await read(bytes(gridsAsGeoJson(known)))).toEqual(known);
    expect(await read(bytes(gridsAsCsv(known)), county(known))).toEqual(known);
  });
});

describe('divisions', () => {
  const harbin: DivisionRow = {
    code: '230100',
    parentCode: '230000',
    level: 'prefecture',
    kind: 'city',
    nameZh: '哈尔滨市',
    nameEn: 'Harbin',
    official: true,
    altCode: null,
    selectable: true,
    centreLng: 126.53,
    centreLat: 45.8,
    note: null,
  };
  const into = { prefectureCode: '230100', divisions: [harbin] };
  const readAll = (text: string) => readDivisionFile(bytes(text), into, { system: 'wgs84' });

  test('a county and a street of it, the street with twelve digits', async () => {
    const found = await readAll(
      '代码,名称,英文名称,可选,经度,纬度\n230102001000,兆麟街道,,否,,\n230102,道里区,Daoli,是,126.61,45.75\n',
    );
    expect(
      found.map(({ code, parentCode, level, nameEn, selectable, centreLng }) => [
        code,
        parentCode,
        level,
        nameEn,
        selectable,
        centreLng,
      ]),
    ).toEqual([
      ['230100', '230000', 'prefecture', 'Harbin', true, 126.53],
      ['230102', '230100', 'county', 'Daoli', true, 126.61],
      ['230102001', '230102', 'township', '兆麟街道', false, null],
    ]);
  });

  test('every wrong line is named', async () => {
    expect(
      await faultsOf(
        readAll(
          'code,name,selectable,lng,lat\n2301,x,,,\n230202,龙沙区,,,\n230103,,,,\n230104,道外区,maybe,,\n230105,y,,abc,45\n230199001,z,,,\n',
        ),
      ),
    ).toEqual([
      'Line 2: the code “2301” must have 6 digits (city, county) or 9 (street, town)',
      'Line 3: 230202 does not belong to 230100',
      'Line 4: the name is missing',
      'Line 5: selectable must be yes or no',
      'Line 6: give longitude and latitude in degrees',
      'Line 7: its parent 230199 is not in the list',
    ]);
  });

  test('come back as they were given out', async () => {
    expect(await readAll(divisionsAsCsv([harbin]))).toEqual([harbin]);
  });
});

describe('shapes', () => {
  const ring = square(126.6, 45.7, 0.03);
  const hole = square(126.61, 45.71);
  test.each([
    [[126.605, 45.705], true],
    [[126.615, 45.715], false],
    [[126.64, 45.705], false],
  ] as const)('%j inside: %s', (at, inside) => {
    expect(inShape(at, [[ring, hole]])).toBe(inside);
  });

  test('neighbours do not overlap, a grid inside another does, one in its hole does not', () => {
    const grid = (code: string, shape: Grid['shape']) => ({ code, shape });
    expect(overlaps([grid('a', [[square(126.6, 45.7)]]), grid('b', [[square(126.61, 45.7)]])])).toEqual([]);
    expect(overlaps([grid('b', [[ring]]), grid('a', [[hole]])])).toEqual([['a', 'b']]);
    expect(overlaps([grid('a', [[ring, hole]]), grid('b', [[hole]])])).toEqual([]);
  });
});
