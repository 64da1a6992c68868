import { LaunchFault } from '@/lib/launch/fault.mjs';
import { parseContact, type ParsedContact } from '@/lib/people/parse-contact';
import { env } from '@/lib/platform/env';
import { DomainError } from '@/lib/platform/errors';
import { erasePerson } from '@/lib/privacy/erase-person';
import { exportPerson } from '@/lib/privacy/export-person';
import { keyUse } from '@/lib/privacy/key-use';
import { purgeByClass } from '@/lib/privacy/purge-by-class';
import { classReports } from '@/lib/privacy/read-privacy';
import { RotationRefused, rotateKeys } from '@/lib/privacy/rotate-keys';

const USAGE =
  'report | purge | keys | rotate-keys | export --contact <phone or e-mail> | erase --contact <phone or e-mail>';
const OPERATOR = { kind: 'system', name: 'command-line' } as const;

const usage = () =>
  new LaunchFault(`用法：npm run privacy -- ${USAGE}`, `Usage: npm run privacy -- ${USAGE}`);

async function report(): Promise<void> {
  console.log('class\tdays\tlast run\tpurged\toldest left\toverdue\theld\terror');
  for (const { code, days, last } of await classReports())
    console.log(
      [
        code,
        days,
        last?.at.toISOString() ?? '-',
        last?.purged ?? '-',
        last?.oldestLeft?.toISOString() ?? '-',
        last?.overdueLeft ?? '-',
        last?.heldLeft ?? '-',
        last?.error ?? '',
      ].join('\t'),
    );
}

async function keys(): Promise<void> {
  const inUse = await keyUse();
  for (const { keyId, table, cipher, count } of inUse) console.log(`${keyId}\t${table}.${cipher}\t${count}`);
  const used = new Set(inUse.map(({ keyId }) => keyId));
  const [current, ...former] = env().encryptionKeys.map(({ id }) => id);
  const free = former.filter((id) => !used.has(id));
  console.log(`新值使用 / new values are sealed with: ${current}`);
  if (free.length > 0)
    console.log(
      `数据库中已不再使用：${free.join(', ')}。一小时后可从 ENCRYPTION_KEYS 移除；备份仍需要它们。\nNo longer used in the database: ${free.join(', ')}. After an hour they may be taken out of ENCRYPTION_KEYS; backups still need them.`,
    );
}

function whyNot({ reason, detail }: RotationRefused): LaunchFault {
  return reason === 'missing_keys'
    ? new LaunchFault(
        `数据库中仍有用密钥 ${detail.join(', ')} 加密的内容，但 ENCRYPTION_KEYS 中没有。请先放回。`,
        `Values in the database are sealed with ${detail.join(', ')}, which is not in ENCRYPTION_KEYS. Put it back first.`,
      )
    : new LaunchFault(
        `有 ${detail.length} 个运行中的进程还不知道新密钥。请把新密钥放在 ENCRYPTION_KEYS 最前，重启全部进程，再试。`,
        `${detail.length} running processes do not know the new key. Put it first in ENCRYPTION_KEYS, restart every process, then try again.`,
      );
}

async function rotate(): Promise<void> {
  try {
    const { columns } = await rotateKeys(OPERATOR);
    for (const { table, cipher, resealed, unreadable, left } of columns)
      if (resealed + unreadable + left > 0)
        console.log(
          `${table}.${cipher}\t${resealed} 已更换 / sealed anew${unreadable ? `\t${unreadable} 无法打开 / do not open` : ''}${left ? `\t${left} 被占用，请再运行一次 / held: run again` : ''}`,
        );
  } catch (error) {
    if (error instanceof RotationRefused) throw whyNot(error);
    throw error;
  }
  await keys();
}

function contactOf(args: string[]): ParsedContact {
  const [flag, given, ...rest] = args;
  if (flag !== '--contact' || rest.length > 0) throw usage();
  try {
    return parseContact(given);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw new LaunchFault('手机号或邮箱不正确', 'This is neither a phone number nor an e-mail address');
  }
}

/** For somebody who asks by phone, once who they are has been made sure of. */
async function ofPerson(verb: 'export' | 'erase', contact: ParsedContact): Promise<void> {
  if (verb === 'export') return console.log(JSON.stringify(await exportPerson(OPERATOR, contact), null, 2));
  const { now, later } = await erasePerson(OPERATOR, { contact, locale: 'zh-CN' });
  console.log(`已删除 / erased: ${now}\t办结后删除 / once closed: ${later}`);
}

/** `npm run privacy -- …`: what the nightly purge did, a run at once, the keys of sealed values, and a person's own data. */
export default async function run([verb = 'report', ...rest]: string[]): Promise<void> {
  if (verb === 'export' || verb === 'erase') return ofPerson(verb, contactOf(rest));
  if (rest.length > 0) throw usage();
  switch (verb) {
    case 'report':
      return report();
    case 'purge':
      await purgeByClass(OPERATOR);
      return report();
    case 'keys':
      return keys();
    case 'rotate-keys':
      return rotate();
    default:
      throw usage();
  }
}
