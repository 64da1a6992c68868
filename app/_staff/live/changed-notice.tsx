'use client';

import { useEffect, useState } from 'react';

import type { LiveTopic } from '@/lib/platform/live/notices';

import { BottomNotice, ReloadButton } from './bottom-notice';
import { onLive } from './live-bell';

/**
 * Says that what the page shows is out of date, with a button that loads it anew. It never does so by itself: somebody may be
 * reading or typing. Last in a page's <main>.
 * @param ids only these rows, where the page is about some; a change that names none may be about them
 */
export function ChangedNotice({
  topics,
  ids,
  texts,
}: {
  topics: readonly LiveTopic[];
  ids?: readonly string[];
  /** Without `reload` there is no button: on a form it would throw away what is typed. */
  texts: { changed: string; reload?: string };
}) {
  const [changed, setChanged] = useState(false);
  const [wanted] = useState({ topics, ids });
  useEffect(
    () =>
      onLive((message) => {
        if (message.kind === 'resync') setChanged(true);
        if (message.kind !== 'change' || !wanted.topics.includes(message.change.topic)) return;
        const named = message.change.ids;
        if (!wanted.ids || !named || named.some((id) => wanted.ids?.includes(id))) setChanged(true);
      }),
    [wanted],
  );
  return (
    <BottomNotice>
      {changed ? (
        <>
          <p className="font-bold">{texts.changed}</p>
          {texts.reload ? <ReloadButton text={texts.reload} /> : null}
        </>
      ) : null}
    </BottomNotice>
  );
}
