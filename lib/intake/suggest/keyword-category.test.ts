import fs from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import englishWords from './english-words.json';
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

  it.each([
    ['Broken street light in front of our house', '01037'],
    ['Manhole cover missing on Zhongyang Street', '01023'],
    ['The sewage manhole cover is broken', '01002'],
    ['storm-drain grate is blocked with leaves', '01004'],
    ['Traffic lights at the crossing are out', '02014'],
    ['The bus stop has no roof any more', '02004'],
    ['Public toilet is filthy', '03001'],
    ['Fly-tipping behind the school', '06010'],
    ['Nobody has collected it: rubbish not collected for a week', '06010'],
    ['The bins are overflowing again', '06042'],
    ['Uneven pavement, my mother fell', '06013'],
    ['dog mess everywhere', '06012'],
    ['A dead dog lies at the side of the road', '06037'],
    ['A tree has fallen across the path', '04002'],
    ['Abandoned cars in the yard', '06034'],
    ['Restaurant fumes come in through our window', '06027'],
    ['Square dancing is too loud at night', '06028'],
    ['noise from the construction site at 2 a.m.', '08001'],
    ['Construction-site dust covers our balconies', '08004'],
    ['Cars parked on the sidewalk', '09009'],
    ['Shared bikes block the entrance', '09011'],
    ['Graffiti on the wall', '07001'],
    ['The fire lane is blocked', '09012'],
    ['The street is flooded after the rain', 'L0506'],
    ['sewage overflowing into the yard', 'L0504'],
    ['Water main burst', 'L0502'],
    ['Slippery road, nobody cleared the snow', '10001'],
    ['a dangling wire over the footpath', '10002'],
    ['Our flat is cold, the radiator is cold', 'X2101'],
    ['no water since this morning', 'X2103'],
    ['The elevator in our building is broken', 'X2106'],
  ])('in English: %s -> %s', (text, code) => {
    expect(best(text)).toBe(code);
  });

  it('is not led by a short English name that means something else in a sentence', () => {
    expect(suggestCategory('Well, the neighbours know it as well', seeded)).toEqual([]);
  });

  it('names English words as they were written, so far as case goes', () => {
    expect(suggestCategory('FLY-TIPPING!', seeded)[0]).toMatchObject({
      code: '06010',
      words: ['fly-tipping'],
    });
  });

  it('knows every category it has English words for', () => {
    const codes = new Set(seeded.map(({ code }) => code));
    expect(Object.keys(englishWords).filter((code) => !codes.has(code))).toEqual([]);
  });

  it.each([
    '',
    '你好',
    '请尽快处理',
    '怎么联系你们',
    'hello',
    'they called me',
    'please help',
    'Thank you very much for your work',
    '这个问题反映很多次了',
  ])('is none when not sure: %s', (text) => {
    expect(suggestCategory(text, seeded)).toEqual([]);
  });

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
