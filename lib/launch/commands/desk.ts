import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { LaunchFault } from '@/lib/launch/fault.mjs';
import { systemClock } from '@/lib/platform/clock';
import { DomainError } from '@/lib/platform/errors';
import { configureDesk, type DeskChange } from '@/lib/routing/configure-desk';
import { listDesks } from '@/lib/routing/list-desks';

const USAGE = `list | add <code> --jurisdiction 230100 --name-zh … --name-en … --kind digital_city_platform --base-url https://… [--digits-only]
  | secret <code> <keyId> [--stdin] [--overlap-hours 24] | pause <code> | resume <code> | default-rule <code>`;

const usage = () => new LaunchFault(`用法：npm run desk -- ${USAGE}`, `Usage: npm run desk -- ${USAGE}`);

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        jurisdiction: { type: 'string' },
        'name-zh': { type: 'string' },
        'name-en': { type: 'string' },
        kind: { type: 'string' },
        'base-url': { type: 'string' },
        'digits-only': { type: 'boolean' },
        stdin: { type: 'boolean' },
        'overlap-hours': { type: 'string' },
      },
    });
  } catch {
    throw usage();
  }
}

async function changeOf(args: string[]): Promise<DeskChange> {
  const { values, positionals } = parsed(args);
  const [action, code = '', keyId = '', ...rest] = positionals;
  if (!code || rest.length > 0 || (keyId !== '') !== (action === 'secret')) throw usage();
  switch (action) {
    case 'add':
      return {
        action,
        code,
        jurisdictionCode: values.jurisdiction ?? '',
        nameZh: values['name-zh'] ?? '',
        nameEn: values['name-en'] ?? '',
        kind: values.kind ?? '',
        baseUrl: values['base-url'] ?? '',
        digitsOnly: values['digits-only'] ?? false,
      };
    case 'secret':
      return {
        action,
        code,
        keyId,
        ...(values.stdin ? { secret: (await text(process.stdin)).trim() } : {}),
        ...(values['overlap-hours'] ? { overlapHours: Number(values['overlap-hours']) } : {}),
      };
    case 'pause':
    case 'resume':
    case 'default-rule':
      return { action, code };
    default:
      throw usage();
  }
}

async function list(): Promise<void> {
  const desks = await listDesks(systemClock.now());
  for (const desk of desks)
    console.log(
      [
        desk.code,
        desk.jurisdictionCode,
        desk.nameZh,
        desk.kind,
        desk.baseUrl,
        desk.active ? (desk.paused ? 'paused' : 'active') : 'set aside',
        ...(desk.openUntil ? [`circuit open until ${desk.openUntil.toISOString()}`] : []),
        `keys: ${desk.keyIds.join(', ') || '-'}`,
        `rules: ${desk.rules}`,
      ].join('\t'),
    );
  console.log(`${desks.length} 个平台 / desks`);
}

/** `npm run desk -- …`: sets up and shows the desks that reports are routed to. */
export default async function run(args: string[]): Promise<void> {
  if ((args[0] ?? 'list') === 'list') return list();
  const change = await changeOf(args);
  try {
    const { secret } = await configureDesk({ kind: 'system', name: 'command-line' }, change);
    console.log(`${change.code}\t${change.action}\t完成 / done`);
    if (secret) console.log(`${secret}\n密钥只显示这一次 / The secret is shown this once only`);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const told = (language: 'zh' | 'en') =>
      (error.options.fields ?? []).map(({ field, message }) => `${field}: ${message[language]}`).join('; ');
    throw error.code === 'unknown_desk'
      ? new LaunchFault(`没有启用的平台 ${change.code}`, `There is no active desk ${change.code}`)
      : new LaunchFault(told('zh') || error.code, told('en') || error.code);
  }
}
