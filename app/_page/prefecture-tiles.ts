/** Where a prefecture stands in the schematic map of the province. */
export interface PrefectureTile {
  column: number;
  row: number;
  /** Fits on a tile. */
  short: { 'zh-CN': string; en: string };
}

/**
 * The thirteen prefectures as equal tiles: north above, neighbours beside each other. Four columns, so that on a screen
 * of 320 px a tile is still wide enough for a thumb.
 */
export const PREFECTURE_TILES: Readonly<Record<string, PrefectureTile>> = {
  '232700': { column: 0, row: 0, short: { 'zh-CN': '大兴安岭', en: 'Hinggan' } },
  '231100': { column: 1, row: 0, short: { 'zh-CN': '黑河', en: 'Heihe' } },
  '230200': { column: 0, row: 1, short: { 'zh-CN': '齐齐哈尔', en: 'Qiqihar' } },
  '231200': { column: 1, row: 1, short: { 'zh-CN': '绥化', en: 'Suihua' } },
  '230700': { column: 2, row: 1, short: { 'zh-CN': '伊春', en: 'Yichun' } },
  '230400': { column: 3, row: 1, short: { 'zh-CN': '鹤岗', en: 'Hegang' } },
  '230600': { column: 0, row: 2, short: { 'zh-CN': '大庆', en: 'Daqing' } },
  '230100': { column: 1, row: 2, short: { 'zh-CN': '哈尔滨', en: 'Harbin' } },
  '230800': { column: 2, row: 2, short: { 'zh-CN': '佳木斯', en: 'Jiamusi' } },
  '230500': { column: 3, row: 2, short: { 'zh-CN': '双鸭山', en: "Sh'yashan" } },
  '231000': { column: 1, row: 3, short: { 'zh-CN': '牡丹江', en: 'Mudanj.' } },
  '230900': { column: 2, row: 3, short: { 'zh-CN': '七台河', en: 'Qitaihe' } },
  '230300': { column: 3, row: 3, short: { 'zh-CN': '鸡西', en: 'Jixi' } },
};
