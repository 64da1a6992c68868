import path from 'node:path';
import { DEMO_PASSWORD, DEMO_STAFF, DEMO_TOTP_SECRET } from '@/lib/staff/demo';
import type { LaunchSettings } from '@/lib/launch/settings';

/** What a newcomer needs to know once everything is ready. */
export function printBanner(settings: LaunchSettings): void {
  const { publicBaseUrl, sandbox, dataDir, sandboxPort, smtpPort, moved } = settings;
  const lines = [`12319 已就绪 / ready: ${publicBaseUrl}  (English: ${publicBaseUrl}/en)`];
  if (sandbox) {
    const outside = `http://localhost:${sandboxPort}`;
    lines.push(
      `模拟外部系统 / the outside world in miniature: ${outside}/`,
      `  城市平台 / city desk ${outside}/city-desk   短信 / SMS ${outside}/sms   邮箱 / mailbox ${outside}/mail (SMTP ${smtpPort})`,
      `工作台 / console: ${publicBaseUrl}/console  登录名 / login: ${DEMO_STAFF.map(({ login }) => login).join(' ')}`,
      `  口令 / password: ${DEMO_PASSWORD}  验证器密钥 / authenticator: ${DEMO_TOTP_SECRET}（当前验证码 / code now: npm run -s staff -- demo-code）`,
      `日志 / logs: ${path.join(dataDir, 'logs')}`,
    );
  }
  if (moved) {
    lines.push(
      `数据目录 / data: ${dataDir}（PostgreSQL 的系统用户无法进入本目录 / PostgreSQL’s account may not enter this folder）`,
    );
  }
  lines.push('按 Ctrl-C 停止 / Ctrl-C stops it');
  console.log(lines.join('\n'));
}
