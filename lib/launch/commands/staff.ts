import { parseArgs } from 'node:util';
import { LaunchFault } from '@/lib/launch/fault.mjs';
import { systemClock } from '@/lib/platform/clock';
import { env } from '@/lib/platform/env';
import { DomainError } from '@/lib/platform/errors';
import { DEMO_TOTP_SECRET } from '@/lib/staff/demo';
import { inviteStaff } from '@/lib/staff/invite-staff';
import { ROLES, WHOLE_PROVINCE } from '@/lib/staff/roles';
import { totpCode } from '@/lib/staff/totp';

const USAGE = `invite --login zhang.san --role security-admin [--name 张三] [--place 000000] | demo-code
  roles: ${ROLES.join(' ')}`;

const usage = () => new LaunchFault(`用法：npm run staff -- ${USAGE}`, `Usage: npm run staff -- ${USAGE}`);

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        login: { type: 'string' },
        name: { type: 'string' },
        role: { type: 'string' },
        place: { type: 'string' },
      },
    });
  } catch {
    throw usage();
  }
}

async function invite(values: {
  login?: string;
  name?: string;
  role?: string;
  place?: string;
}): Promise<void> {
  const { login = '', name = login, role = '', place = WHOLE_PROVINCE } = values;
  const input = { login, displayName: name, roles: [{ role, jurisdictionCode: place }] };
  const { token } = await inviteStaff({ kind: 'system', name: 'command-line' }, input);
  console.log(`${env().publicBaseUrl}/console/invitation?token=${token}`);
  console.log('链接三天内有效，只能使用一次，不再显示 / good for three days and one use; not shown again');
}

/** `npm run staff -- …`: makes the first administrator; every further account is made in the console. */
export default async function run(args: string[]): Promise<void> {
  const { values, positionals } = parsed(args);
  const [action, ...rest] = positionals;
  if (rest.length > 0) throw usage();
  if (action === 'demo-code' && env().sandbox) {
    console.log(totpCode(DEMO_TOTP_SECRET, systemClock.now()));
    return;
  }
  if (action !== 'invite') throw usage();
  try {
    await invite(values);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const told = (language: 'zh' | 'en') =>
      (error.options.fields ?? []).map(({ field, message }) => `${field}: ${message[language]}`).join('; ') ||
      error.text(language);
    throw new LaunchFault(told('zh'), told('en'));
  }
}
