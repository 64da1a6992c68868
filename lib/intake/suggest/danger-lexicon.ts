/**
 * Danger words of the 110/119/120/122 linkage (国办发〔2022〕12号 gives the scope; the words are proposed, not official) and what
 * only looks like them. Every expression is matched inside one clause of folded text (see fold-text).
 */
export type EmergencyService = '110' | '119' | '120' | '122' | 'gas';

export interface DangerRule {
  services: readonly EmergencyService[];
  words: RegExp;
  /** A clause that matches speaks of something else. */
  unless?: RegExp;
  /** Said as a risk or a habit ("容易着火") it is no emergency; never for violence or a life in danger. */
  softens?: true;
}

/** Said of the future, of a habit or of long ago: a risk to report, not an emergency. */
export const RISK_ONLY =
  /容易|易发|隐患|可能(?:会|引|导致|造成|发生)|会(?:砸|伤|摔|撞|电|发生|引[起发]|导致|造成)|随时|早晚|小心|万一|一旦|如果|要是|否则|防止|预防|避免|以免|免得|担心|(?:^|[^可])怕|恐(?:将|会)|差点|险些|差一点|频发|多发|经常|演练|去年|前年|上个?月|多年前|\b(?:could|might|may (?:be|get|fall|cause|catch|hurt)|risk|hazards?|prone|in case|danger of|if there is|last year|last month|drill)\b/;

/** Words that contain a danger word and mean something else; they are blotted out before anything is looked for. */
export const LOOKALIKES: readonly RegExp[] = [
  /[像跟如似][^,.!?;]{0,10}?(?:一样|似的|一般)/g,
  /(?:水|喷|油|焊|胶|标|钉|电|玩具|加油|充电|高压|洗车|热风|测温|扫码|扫描|喷漆|红缨|打钉)枪|枪手|枪头|枪毙/g,
  /架子鼓|打架子|拨打/g,
  /跳楼(?:机|价|大?甩卖|清仓)/g,
  /火灾(?:报警器|报警|探测器?|自动|危险|公众|演练|宣传|预防|知识)(?!.{0,4}(?:响|叫))|防火|灭火|消防|打(?:不着|着)火|点着火|着火点|火灾隐患/g,
  /(?:防|反)(?:诈骗|溺水|触电|爆炸|爆|盗窃|盗|毒|赌)/g,
  /落水(?:管|口|井|斗)|流血牺牲|血流成/g,
  /急救(?:通道|站|箱|包|电话|知识|培训|设备|中心|车通道|车位)/g,
  /电脑中毒|手机中毒|信息爆炸|爆炸头|爆炸性|爆炸糖|气氛爆炸/g,
  /(?:睡|停|放|凉|亮|开|关|堵|占|等|站|坐)着了/g,
  /救命(?:稻草|恩人)|晕车|晕倒机/g,
  /(?:动物|宠物|小?狗|流浪狗|野狗|猫|小猫|流浪猫|鸟|鸽子|老鼠|鸡|猪|家禽|鱼)的?(?:尸体|死尸)/g,
  /毒品站|毒品预防|禁毒|吸毒虫/g,
  /偷(?:工减料|排|倒|税|懒|换|拍|着|偷)/g,
  /(?:构成|存在|形成|造成|严重|带来)[^,.!?;]{0,6}威胁|威胁(?:着|到|了)?[^,.!?;]{0,10}(?:安全|生命|健康|出行)|安全威胁/g,
  /一氧化碳(?:报警器?|检测|探测)[^,.!?;]{0,3}(?:坏|没装|未装|不好使|失灵)/g,
  /\bfire[- ]?(?:hydrants?|lanes?|stations?|trucks?|engines?|exits?|extinguishers?|doors?|escapes?|safety|brigade|department|hazards?|access|passages?|drill|wood|works?|proof|fight\w*)\b/g,
  /\b(?:street|crime|food) fights?\b|\bfight(?:ing)? (?:against|for|corruption|crime|the cold)\b/g,
  /\b(?:water|glue|spray|nail|charging|squirt|toy|heat|fuel)[- ]guns?\b|\bknife[- ](?:shop|grinder|sharpener)\b/g,
  /\b(?:smoke (?:detector|alarm)s?|no[- ]smoking|smoke[- ]free|accident[- ]prone|first[- ]aid)\b(?! (?:is |keeps )?(?:going off|ringing|beeping))/g,
];

/** What makes a match say that it is not so, when it stands right before the word. */
export const NEGATED_BEFORE =
  /(?:没有?|未|无|不是|并非|并没有?|不存在|不曾|不会|不再|没人|无人|没见|未见|没看[到见]|没发现|未发现)(?:人|再|发生|出现|看[到见]|发现|任何|什么|有|过|明显|是|因|在|持续){0,3}$/;
export const ASKED_BEFORE = /有没有?(?:人|发生|出现)?$/;
export const NEGATED_BEFORE_EN =
  /\b(?:no|not|without|never|isn't|is not|wasn't|was not|aren't|weren't|no one (?:is|was)|nobody (?:is|was))(?: (?:a|an|any|really|signs? of|sign of|been|on|there|smell of))*\s*$/;

/** Things and animals that fall or are trapped, in a clause that names no person. */
const NO_PERSON =
  /^(?!.*(?:人|孩|娃|大爷|大娘|大妈|大叔|老太|老头|学生|child|man|woman|boy|girl|person|someone|somebody)).*(?:手机|钥匙|钱包|东西|狗|猫|宠物|耳机|卡|包|垃圾|石头|树枝|栏杆|护栏|牌|桶|盖|箅子|篦子|车|砖|土|渣|泥|phone|keys?|wallet|dog|cat)/;

export const DANGER_RULES: readonly DangerRule[] = [
  // Violence and crime
  {
    services: ['110'],
    words:
      /打架|斗殴|互殴|群殴|殴打|打群架|打起来|干仗|干起来|动手打|打人(?!工|民|社)|打老婆|打老人|打孩子|家暴|家庭暴力|削人|削他|削我|撕巴起来|要出人命|闹出人命/g,
    unless: /(?:电话|鼓|字|球|牌|麻将|铃)[^,.!?;]{0,3}打起来|打起来鼓/,
  },
  {
    services: ['110', '120'],
    words: /持刀|拿刀|动刀|提刀|拎刀|持械|砍人|砍伤|捅人|捅伤|刀捅|攮人|杀人|行凶|被打伤|打伤/g,
  },
  { services: ['110', '120'], words: /伤人/g, unless: /[坠掉落砸翘塌]/, softens: true },
  {
    services: ['110'],
    words:
      /枪声|开枪|枪击|持枪|枪支|手枪|猎枪|步枪|枪|抢劫|抢包|抢钱|被抢|绑架|劫持|拐卖|拐孩子|抢孩子|强奸|猥亵|威胁|恐吓|暴力抗法|围攻执法|泼汽油|炸弹/g,
    unless: /被抢(?:占|走车位|车位)/,
  },
  {
    services: ['110'],
    words:
      /盗窃|被盗(?!版)|小偷|被偷|偷走|偷了|偷东西|扒窃|扒手|贼偷|入室|赌博|聚赌|卖淫|嫖娼|吸毒|贩毒|毒品|诈骗|传销/g,
    unless: /被盗用/,
  },
  {
    services: ['110', '119'],
    words: /纵火|放火(?!锅|车|炕)|爆炸|煤气罐炸|气罐炸/g,
    unless: /烟花|鞭炮|礼炮/,
    softens: true,
  },
  {
    services: ['110'],
    words: /堵路|拦路|聚众|群体性/g,
    unless:
      /(?:车|雪|垃圾|树|土|石|货|摊|贩|商|占道|停|施工|杂物|冰|水|建材|沙).{0,6}堵路|堵路.{0,4}(?:车|雪|垃圾)|聚众(?:跳|唱|喝|打牌|打麻将|下棋|吃|聊|遛)/,
  },
  { services: ['110'], words: /走失|走丢|失踪/g, unless: /猫|狗|宠物|鹦鹉|乌龟|盖|灯|桶|牌|座椅/ },
  { services: ['110'], words: /死尸|尸体|死人了|有死人|发现死人/g },
  // A life in danger
  {
    services: ['110', '119', '120'],
    words: /跳楼|跳桥|跳江|跳河|轻生|自杀|寻短见|想不开|割腕|上吊(?:自|死|了(?!个|一|块))/g,
  },
  {
    services: ['110', '119', '120'],
    words: /溺水|落水|掉(?:进|到|入)?(?:了)?(?:松花)?(?:江|河|湖|冰窟窿?|水里)里?/g,
    unless: NO_PERSON,
  },
  {
    services: ['119', '120'],
    words:
      /(?:掉|坠|摔|跌)(?:进|到|入|下|在|落)(?:了|去)?[^,.!?;]{0,6}?(?:井|下水道|深坑|大坑|地沟|马葫芦)(?!盖|圈)里?|(?:掉|坠|摔|跌)了?[^,.!?;]{0,3}?(?:井|下水道|坑|地沟|马葫芦)[里中]|井[^,.!?;]{0,12}(?:掉|摔|跌)[进下]去|坠井/g,
    unless: NO_PERSON,
  },
  {
    services: ['119', '120'],
    words: /被困|困住|困在|困人|卡在电梯|电梯[^,.!?;]{0,6}出不来/g,
    unless: /(?:经常|总|老是)困人|猫|狗|车(?:位)?被困/,
  },
  {
    services: ['119', '120'],
    words: /被埋|埋住|压住人|砸到人|砸了人|砸死|(?:房|楼)(?:子|屋)?倒?塌了?(?!漏)|墙倒了/g,
    softens: true,
  },
  {
    services: ['120'],
    words:
      /昏迷|昏倒|昏过去|晕倒|晕过去|晕厥|不省人事|没有?呼吸|(?:人|老人|大爷|大娘|孩子)没气儿?了|(?:突发|突然犯|犯了?)(?:心脏病|心梗|脑梗|脑出血|癫痫)|(?:心脏病|心梗|脑梗|脑出血|癫痫)(?:突发|发作|犯了)|抽搐|抽过去|休克|窒息|大出血|流血|出血|淌血|倒地不起|(?:摔|倒|滑)[^,.!?;]{0,8}起不来|临产|要生了|急救|救命|服毒|喝农药/g,
  },
  {
    services: ['120'],
    words: /受伤|摔伤|砸伤|撞伤|烫伤|烧伤|咬伤|骨折|摔断|食物中毒|酒精中毒|中毒/g,
    unless: /(?:树|草|花|苗).{0,4}(?:烧伤|受伤|中毒)/,
    softens: true,
  },
  { services: ['119', '120'], words: /煤气中毒|中煤气|一氧化碳|煤烟.{0,2}熏(?:着|倒)|熏迷糊/g },
  {
    services: ['119', '120'],
    words:
      /触电(?!的?[危风]险)|电死|电倒(?!是|没|也|还|挺)|电着人|电到人|被电(?:了|到|着|倒|击|伤)|电击|漏电(?:电|伤)人/g,
    softens: true,
  },
  // Fire
  {
    services: ['119'],
    words:
      /着火(?!车|锅|山|炕|墙|腿)|起火(?!车|锅|腿|把|炕)|失火|火灾|大火(?!车|锅|炕|墙|龙|腿|鸡|爆炒|炖)|着了火|火势|救火|冒火|(?:房子|屋子|楼|车|草垛|柴垛|棚子|仓库|树|垃圾桶|垃圾箱|电箱|配电箱|电线|家里?|商店|饭店|厨房|林子|山)着了(?!急|迷|凉|道|魔|地)|烧起来|火着起来/g,
    unless: /(?:气得|心里|嗓子)[^,.!?;]{0,3}冒火/,
    softens: true,
  },
  {
    services: ['119'],
    words: /冒浓烟|冒黑烟|冒烟/g,
    unless: /烟囱|锅炉|尾气|排气|排烟|烟道|油烟|烧烤|饭店|烧秸秆|烧垃圾|烧树叶|焚烧/,
    softens: true,
  },
  // Gas
  {
    services: ['gas', '119'],
    words:
      /(?:燃气|煤气|天然气|瓦斯|液化气)(?:管道?|罐|灶|表|阀门|井)?(?:里|处)?(?:大量)?(?:泄漏|泄露|漏气|漏了|跑气|断裂|挖断|挖破)|漏(?:燃|煤|天然)气|(?:挖断|挖破|挖漏)[^,.!?;]{0,6}(?:燃气|煤气|天然气)|(?:燃气|煤气|天然气)管[^,.!?;]{0,4}(?:破裂|爆裂|挖断|断了|漏)/g,
    unless: /万一|一旦|要是|如果|防止|预防|演练/,
  },
  {
    services: ['gas'],
    words:
      /(?:燃气|煤气|天然气|瓦斯|液化气)(?:的)?(?:气?味|臭味)|臭鸡蛋味?|闻[到着](?:了)?[^,.!?;]{0,6}(?:燃气|煤气|天然气|瓦斯)/g,
  },
  // Traffic
  {
    services: ['110', '122'],
    words: /交通事故|肇事|车祸|逃逸|撞车|撞人|撞死|撞倒|被车撞|酒驾|醉驾/g,
    unless:
      /撞(?:死|倒|坏)?了?[^,.!?;]{0,3}(?:狗|猫|树|杆|护栏|桩|牌)|(?:栏|杆|灯|树|桩|牌|墩|箱|亭|岛|桶|墙|门|栓)[^,.!?;]{0,4}被[^,.!?;]{0,4}撞/,
    softens: true,
  },
  // English
  { services: ['119'], words: /\b(?:on fire|fire|burning building|in flames)\b/g, softens: true },
  {
    services: ['119'],
    words:
      /\b(?:(?:thick|black|heavy|much|lots? of|full of|is|see|seeing) smoke|smoke (?:is|coming|in the|everywhere|pouring))\b/g,
    unless:
      /chimney|(?:people|they|men|who|to|not|don't|we) smoke|restaurant|barbecue|bbq|exhaust|cigarette|boiler|burning (?:leaves|rubbish|trash|garbage|straw)/,
    softens: true,
  },
  {
    services: ['gas', '119'],
    words: /\bgas (?:is |was )?leak(?:s|ing|age)?\b|\bleak(?:ing|s)? (?:of )?(?:natural )?gas\b/g,
    unless: /in case|drill/,
  },
  {
    services: ['gas'],
    words: /\bsmell(?:s|ing)? (?:of |like )?(?:natural )?gas\b|\bgas smell\b|\brotten eggs?\b/g,
  },
  {
    services: ['120'],
    words:
      /\b(?:unconscious|not breathing|fainted|passed out|bleeding|heart attack|stroke victim|poison(?:ed|ing)|broken (?:leg|arm|hip)|ambulance|seizure)\b|\b(?:man|woman|person|someone|somebody|child|elderly \w+) (?:has )?collapsed\b/g,
    unless: /ambulance (?:lane|bay|access)/,
  },
  {
    services: ['120'],
    words: /\b(?:injured|wounded)\b/g,
    unless: /injured (?:dog|cat|bird|tree)/,
    softens: true,
  },
  { services: ['119', '120'], words: /\b(?:electrocut\w+|carbon monoxide|electric shock)\b/g, softens: true },
  {
    services: ['119', '120'],
    words:
      /\b(?:trapped|stuck in (?:the|a) (?:lift|elevator)|(?:fell|fallen|falls) (?:in|into|down) (?:a |an |the )?(?:open )?(?:manhole|sewer|well|pit|drain))\b/g,
    unless: NO_PERSON,
  },
  {
    services: ['110', '119', '120'],
    words:
      /\b(?:suicid\w+|kill (?:him|her|my)self|(?:jump|jumping) (?:off|from)|drown\w*|fell (?:in|into) the (?:river|water))\b/g,
    unless: NO_PERSON,
  },
  {
    services: ['110'],
    words:
      /\b(?:fights?|fighting|brawl|gun|gunshots?|gunfire|shots fired|robb(?:ed|ery|ing)|mugged|stolen|theft|thief|thieves|burglar\w*|threaten(?:ed|ing|s)? (?:me|him|her|us|them|people|to|my|with)|kidnap\w*|rape\w*|domestic violence|assault\w*|missing (?:child|boy|girl|person)|dead body|drug dealing|gambling den|prostitution|fraud|bomb)\b/g,
  },
  { services: ['110', '120'], words: /\b(?:knife|knives|stabb\w+|machete|beaten up)\b/g },
  { services: ['110', '119'], words: /\b(?:explosion|exploded|arson)\b/g, softens: true },
  {
    services: ['110', '122'],
    words:
      /\b(?:(?:car|traffic|road) (?:accident|crash)|hit[- ]and[- ]run|drunk driv\w+|hit by a (?:car|bus|truck))\b/g,
    softens: true,
  },
];
