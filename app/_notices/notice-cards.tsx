import type { PageContext } from '@/app/_page/context';
import { Tag } from '@/app/_ui/content/tag';
import type { NoticeView } from '@/lib/notices/notice-views';
import type { Reference } from '@/lib/tickets/reference';

import { noticePlaces, noticeText, noticeTime } from './notice-words';

/** Notices as a list; each leads to its page. A Chinese title in an English page keeps a line in English beside it. */
export function NoticeCards({
  notices,
  reference,
  context,
}: {
  notices: readonly NoticeView[];
  reference: Reference;
  context: PageContext;
}) {
  const { t, link } = context;
  return (
    <ul className="mb-4 grid gap-3">
      {notices.map((notice) => {
        const title = noticeText(notice.title, context);
        return (
          <li key={notice.id} className="bg-surface border-line rounded-md border p-4">
            <h3 className="text-lg">
              <a href={link(`/notices/${notice.id}`)} className="min-h-target inline-flex items-center">
                <span lang={title.lang}>{title.text}</span>
              </a>
            </h3>
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <Tag>{t(`notices.kind.${notice.kind}`)}</Tag>
              <span>{noticePlaces(notice, reference, context)}</span>
              <span className="text-muted text-sm">{noticeTime(notice, context)}</span>
              {title.lang ? <span className="text-muted text-sm">{t('notices.chineseOnly')}</span> : null}
            </p>
          </li>
        );
      })}
    </ul>
  );
}
