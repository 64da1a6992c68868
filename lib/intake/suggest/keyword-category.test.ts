import fs from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText } from './fold-text';
import { suggestCategory, type CategoryWords } from './keyword-category';

const seeded = JSON.parse(
  fs.readFileSync(new URL('../../../prisma/seed/data/categories.json', import.meta.url), 'utf8'),
) as (CategoryWords & { code: string })[];
const best = (text: string) => suggestCategory(text, seeded)[0]?.code;

describe('the category a description suggests', () => {
  it.each([
    ['中央大街路灯不亮三天了', '01037'],
    ['小区门口马葫芦盖没了', '01023'],
    ['污水井盖破损', '01002'],
    ['雨水箅子堵了', '01004'],
    ['红绿灯不亮', '02014'],
    ['公厕没水', '03001'],
    ['屋里冷，暖气片冰凉', 'X2101'],
    ['停暖两天了', 'X2102'],
    ['自来水发黄', 'X2104'],
    ['路面结冰，太滑了', '10001'],
    ['道上全是冰没人清雪', '10001'],
    ['夜间施工吵得睡不着', '08001'],
    ['饭店油烟熏人', '06027'],
    ['广场舞音响太大扰民', '06028'],
    ['楼下烧烤摊', '06029'],
    ['楼顶私搭乱建阳光房', '06001'],
    ['小贩占道摆摊', '09006'],
    ['人行道上乱停车', '09009'],
    ['楼道小广告牛皮癣', '07001'],
    ['下水道返水了', 'L0504'],
    ['路面塌陷一个大坑', 'L0501'],
    ['垃圾桶满了没人收', '06042'],
    ['共享单车乱停', '09011'],
    ['物业不管，电梯坏了', 'X2106'],
    ['電線桿路燈壞了', '01037'],
    ['The street light is broken', '01037'],
    ['There is a big pothole', '06013'],
    ['Radiators are cold, no heating', 'X2101'],
  ])('%s -> %s', (text, code) => {
    expect(best(text)).toBe(code);
  });

  it.each(['', '你好', '请尽快处理', '怎么联系你们', 'hello', 'they called me', '这个问题反映很多次了'])(
    'is none when not sure: %s',
    (text) => {
      expect(suggestCategory(text, seeded)).toEqual([]);
    },
  );

  it('names the words, the longest and not those inside them', () => {
    const [first] = suggestCategory('污水井盖破损，井盖丢失', seeded);
    expect(first).toMatchObject({ code: '01002', words: ['污水井盖', '井盖丢失'] });
    expect(first?.score).toBeGreaterThan(0.5);
  });

  it('offers what shares a word, less sure of each', () => {
    const found = suggestCategory('扬尘', seeded);
    expect(found.map(({ code }) => code)).toEqual(['06012', '08004']);
    expect(Math.max(...found.map(({ score }) => score))).toBeLessThan(0.5);
  });

  it('is at most three, best first, scored between 0 and 1, the same every time', () => {
    const words = fc.constantFrom(
      ...seeded.flatMap(({ nameZh, keywordsZh }) => [nameZh, ...keywordsZh]),
      '，',
      '的',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        const found = suggestCategory(text, seeded);
        expect(found.length).toBeLessThanOrEqual(3);
        expect(found).toEqual(suggestCategory(text, [...seeded].reverse()));
        found.forEach(({ score, words: led }, index) => {
          expect(led).not.toEqual([]);
          for (const word of led) expect(foldText(text)).toContain(word);
          expect(score).toBeGreaterThan(0);
          expect(score).toBeLessThan(1);
          expect(score).toBeLessThanOrEqual(found[index - 1]?.score ?? 1);
        });
      }),
    );
  });
});
