/** Traditional forms of the characters that danger words and common keywords use; a table, not a converter. */
const TRADITIONAL =
  '槍枪樓楼輕轻傷伤搶抢劫劫盜盗竊窃圍围執执眾众體体賭赌賣卖車车禍祸詐诈騙骗災灾煙烟氣气洩泄觸触電电暈晕毆殴鬥斗殺杀無无沒没發发現现著着' +
  '亂乱燒烧縱纵綁绑強强斷断墜坠進进裡里裏里壓压險险報报隱隐預预擔担會会樣样機机壞坏燈灯蓋盖噴喷墻墙牆墙門门電电個个們们來来說说頭头實实' +
  '聲声響响開开關关點点業业攤摊販贩圾圾樹树橋桥漲涨內内漏漏澇涝滅灭鬧闹罵骂聽听聞闻見见過过還还從从兒儿媽妈爺爷' +
  '場场廠厂園园壇坛訊讯號号線线纜缆導导遊游戲戏鐘钟鎖锁鏽锈鐵铁鋼钢東东邊边區区縣县鄉乡鎮镇廣广貼贴紙纸揚扬塵尘滿满溝沟髒脏臭臭廁厕' +
  '綠绿藥药醫医護护欄栏標标牌牌凍冻雪雪結结積积陷陷塌塌爛烂裂裂營营違违規规佔占搭搭暖暖熱热氧氧購购買买價价樂乐彈弹養养雞鸡鴨鸭豬猪貓猫費费錶表學学動动';

const SIMPLIFIED = new Map<string, string>();
for (let index = 0; index + 1 < TRADITIONAL.length; index += 2)
  SIMPLIFIED.set(TRADITIONAL.charAt(index), TRADITIONAL.charAt(index + 1));

/**
 * Text as words are looked for in it: full-width letters narrowed, lower case, traditional characters simplified, blanks between
 * Chinese characters dropped (people and speech recognition put them anywhere).
 */
export function foldText(text: string): string {
  const folded = Array.from(
    text.normalize('NFKC').toLowerCase(),
    (character) => SIMPLIFIED.get(character) ?? character,
  ).join('');
  return folded.replace(/(\p{Script=Han})[ \t]+(?=\p{Script=Han})/gu, '$1').replaceAll('’', "'");
}
