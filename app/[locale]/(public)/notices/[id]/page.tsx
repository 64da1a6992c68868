import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';

import { noticePlaces, noticeText, noticeTime } from '@/app/_notices/notice-words';
import { pageContext } from '@/app/_page/context';
import { DefinitionList } from '@/app/_ui/content/definition-list';
import { Notice } from '@/app/_ui/content/notice';
import { Breadcrumbs } from '@/app/_ui/layout/breadcrumbs';
import { Page, PageTitle, Sheet } from '@/app/_ui/layout/page';
import { findNotice } from '@/lib/notices/list-notices';
import type { NoticeView } from '@/lib/notices/notice-views';
import { DomainError } from '@/lib/platform/errors';
import { formatDateTime } from '@/lib/platform/i18n/format';
import { reference } from '@/lib/tickets/reference';

interface Props {
  params: Promise<{ locale: string; id: string }>;
}

/** Once for title and page of one request. */
const noticeOf = cache(async (id: string): Promise<NoticeView> => {
  try {
    return await findNotice(id);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'no_such_page') notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const context = await pageContext(params);
  return { title: noticeText((await noticeOf((await params).id)).title, context).text };
}

/** One notice. In an English page a text nobody has translated is shown in Chinese and said to be so. */
export default async function NoticePage({ params }: Props) {
  const context = await pageContext(params);
  const { t, link, locale } = context;
  const [notice, facts] = await Promise.all([noticeOf((await params).id), reference()]);
  const [title, body] = [noticeText(notice.title, context), noticeText(notice.body, context)];
  return (
    <Page narrow>
      <Breadcrumbs
        label={t('site.breadcrumbs')}
        parts={[
          { text: t('site.home'), href: link('/') },
          { text: t('notices.nav'), href: link('/notices') },
          { text: t(`notices.kind.${notice.kind}`) },
        ]}
      />
      <PageTitle>
        <span lang={title.lang}>{title.text}</span>
      </PageTitle>
      {notice.ended ? <Notice kind="warning" title={t('notices.endedTitle')} /> : null}
      {title.lang || body.lang ? (
        <Notice title={t('notices.chineseOnly')}>{t('notices.chineseHelp')}</Notice>
      ) : null}
      <Sheet>
        <div lang={body.lang}>
          {body.text.split('\n').map((paragraph) => (
            <p key={paragraph} className="mb-3 last:mb-0">
              {paragraph}
            </p>
          ))}
        </div>
      </Sheet>
      <DefinitionList
        items={[
          { name: t('notices.kindLabel'), value: t(`notices.kind.${notice.kind}`) },
          { name: t('notices.placeLabel'), value: noticePlaces(notice, facts, context) },
          { name: t('notices.timeLabel'), value: noticeTime(notice, context) },
          { name: t('notices.updated'), value: formatDateTime(locale, new Date(notice.updatedAt)) },
        ]}
      />
    </Page>
  );
}
