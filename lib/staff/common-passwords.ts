/**
 * Passwords of twelve characters and more that appear again and again in leaked lists, and the words such passwords are made
 * of. Compared after folding (small letters, no blanks, signs for the letters they stand for), so each is its variants too.
 */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `123456789012 1234567890123 12345678901234 1234567890qwe 123456789qwe 123456789abc 1234567891011 123123123123
   123qweasdzxc 12qwaszx34er 147258369147 1q2w3e4r5t6y 1q2w3e4r5t6y7u 1qaz2wsx3edc 1qaz2wsx3edc4rfv 1qazxsw23edc
   abcd12345678 abc123456789 abcdefghijkl admin1234567 admin12345678 administrator administrator1 asdfghjkl123
   asdfghjklzxc changemechange changeme1234 computer1234 correcthorsebatterystaple dearbook1234 football1234
   helloworld12 helloworld123 iloveyou1234 iloveyou1314 internet1234 letmein12345 liverpool123 manchester123
   michelle1234 million1million passw0rd1234 password1234 password12345 password123456 passwordpassword
   princess1234 q1w2e3r4t5y6 qazwsxedcrfv qazwsxedc123 qwer12345678 qwerasdfzxcv qwerty123456 qwerty1234567
   qwertyqwerty qwertyuiop12 qwertyuiop123 qwertyuiop[] qwertyuiopasdfghjkl root12345678 secretsecret
   sunshine1234 superman1234 test12345678 testtesttest welcome12345 welcome123456 zaq12wsxcde3 zxcvbnm12345
   zxcvbnm123456 zxcvbnmasdfghjkl zxcvbnmasdfghjklqwertyuiop woaini123456 woaini1314520 woaini5201314 woainiwoaini
   5201314woaini 52013145201314 nihao1234567 zhongguo1234 haerbin12345 harbin123456 heilongjiang heilongjiang1
   heilongjiang123 longjiang123 chengguan123 chengshiguanli chengguan12319 rexian12319 hotline12319 12319rexian
   12319hotline 123191231912319 mima12345678 gongzuo12345 zhengfu12345 wangluo12345 guanliyuan12 guanliyuan123`
    .split(/\s+/)
    .filter(Boolean),
);
