import { parseArgs } from 'node:util';
import { LaunchFault } from '@/lib/launch/fault.mjs';
import { addNotice, type NewNotice } from '@/lib/notices/add-notice';
import { endNotice } from '@/lib/notices/end-notice';
import { listNotices } from '@/lib/notices/list-notices';
import type { Actor } from '@/lib/platform/actor';
import { DomainError } from '@/lib/platform/errors';

const USAGE = `list | end <id> | add --jurisdiction 230100 --kind service|works|weather|heating|supply --title … --body …
  [--title-en … --body-en …] [--divisions 230102,230103] [--from 2026-11-25T08:00:00+08:00] [--until …] [--pinned]`;
const OPERATOR: Actor = { kind: 'system', name: 'command-line' };
const LISTED = 100;

const usage = () =>
  new LaunchFault(`用法：npm run notices -- ${USAGE}`, `Usage: npm run notices -- ${USAGE}`);

function noticeOf(args: string[]): NewNotice {
  const text = { type: 'string' } as const;
  const options = { jurisdiction: text, kind: text, title: text, body: text, divisions: text, from: text };
  const more = { until: text, 'title-en': text, 'body-en': text, pinned: { type: 'boolean' } as const };
  try {
    const { values } = parseArgs({ args, options: { ...options, ...more } });
    return {
      jurisdictionCode: values.jurisdiction ?? '',
      kind: values.kind as NewNotice['kind'],
      titleZh: values.title ?? '',
      bodyZh: values.body ?? '',
      titleEn: values['title-en'],
      bodyEn: values['body-en'],
      divisionCodes: values.divisions?.split(',') ?? [],
      startsAt: values.from,
      endsAt: values.until,
      pinned: values.pinned ?? false,
    };
  } catch {
    throw usage();
  }
}

async function list(): Promise<void> {
  const notices = await listNotices({ state: 'running', jurisdictionCode: null, limit: LISTED });
  for (const { id, jurisdictionCode, kind, endsAt, title } of notices)
    console.log([id, jurisdictionCode, kind, endsAt ?? '-', title['zh-CN']].join('\t'));
  console.log(`${notices.length} 条正在公告 / running`);
}

async function change(action: string, args: string[]): Promise<string> {
  if (action === 'add') return addNotice(OPERATOR, noticeOf(args));
  const [id, ...rest] = args;
  if (action !== 'end' || !id || rest.length > 0) throw usage();
  await endNotice(OPERATOR, id);
  return id;
}

/** `npm run notices -- …`: publishes, ends and shows the notices of the home page. */
export default async function run([action = 'list', ...args]: string[]): Promise<void> {
  if (action === 'list') return list();
  try {
    console.log(`${await change(action, args)}\t${action}\t完成 / done`);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const told = (language: 'zh' | 'en') =>
      (error.options.fields ?? []).map(({ field, message }) => `${field}: ${message[language]}`).join('; ');
    throw error.code === 'no_such_page'
      ? new LaunchFault('没有这条正在公告的通知', 'There is no such running notice')
      : new LaunchFault(told('zh') || error.code, told('en') || error.code);
  }
}
