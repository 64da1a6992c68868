import { atomResponse } from '@/app/_page/atom';
import { listNotices } from '@/lib/notices/list-notices';
import type { Locale } from '@/lib/platform/i18n/locales';
import { translator } from '@/lib/platform/i18n/translate';
import { limit } from '@/lib/platform/rate-limit';
import { route } from '@/lib/platform/route';
import { reference } from '@/lib/tickets/reference';

import { noticePlaces, noticeText, noticeTime } from './notice-words';

const ENTRIES = 50;

/** The newest notices, running and ended, as an Atom feed. */
export function noticeFeed(locale: Locale) {
  return route('notices.feed', async (_request, { address }) => {
    await limit('read-address', address);
    const t = translator(locale);
    const [notices, facts] = await Promise.all([
      listNotices({ state: 'any', jurisdictionCode: null, limit: ENTRIES }),
      reference(),
    ]);
    return atomResponse({
      locale,
      title: t('notices.feedTitle'),
      path: '/notices',
      query: '',
      entries: notices.map((notice) => {
        const title = noticeText(notice.title, { locale });
        const facing = [noticePlaces(notice, facts, { t, locale }), noticeTime(notice, { t, locale })];
        return {
          id: `urn:uuid:${notice.id}`,
          title: title.text,
          path: `/notices/${notice.id}`,
          published: notice.startsAt,
          updated: notice.updatedAt,
          category: { code: notice.kind, name: t(`notices.kind.${notice.kind}`) },
          summary: `${facing.join(' · ')}\n${noticeText(notice.body, { locale }).text}`,
          ...(title.lang ? { lang: title.lang } : {}),
        };
      }),
    });
  });
}
