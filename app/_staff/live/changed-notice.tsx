'use client';

import { useEffect, useState } from 'react';

import type { LiveTopic } from '@/lib/platform/live/notices';

import { BottomNotice } from './bottom-notice';
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
  texts: { changed: string; reload: string };
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
  if (!changed) return null;
  return (
    <BottomNotice>
      <p className="font-bold">{texts.changed}</p>
      <button
        type="button"
        className="button bg-surface text-accent border-accent"
        onClick={() => window.location.reload()}
      >
        {texts.reload}
      </button>
    </BottomNotice>
  );
}
