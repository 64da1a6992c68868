'use client';

import { useEffect, useState } from 'react';

import { BottomNotice } from './bottom-notice';
import { onLive } from './live-bell';

/**
 * Says at once that nobody is signed in any more, or that one's roles are others. The page stays as it is, with all that is
 * typed: signing in happens in another tab, and this one notices.
 */
export function SessionNotice({
  signIn,
  texts,
}: {
  signIn: string;
  texts: { ended: string; signIn: string; rights: string; reload: string };
}) {
  const [said, setSaid] = useState<'ended' | 'rights'>();
  useEffect(
    () =>
      onLive((message) => {
        if (message.kind === 'rights') setSaid('rights');
        if (message.kind !== 'state') return;
        if (message.state === 'ended') setSaid('ended');
        if (message.state === 'on') setSaid((now) => (now === 'ended' ? undefined : now));
      }),
    [],
  );
  if (!said) return null;
  return (
    <BottomNotice urgent>
      <p className="font-bold">{texts[said]}</p>
      {said === 'ended' ? (
        <a
          href={signIn}
          target="_blank"
          rel="noopener"
          className="button bg-surface text-accent border-accent"
        >
          {texts.signIn}
        </a>
      ) : (
        <button
          type="button"
          className="button bg-surface text-accent border-accent"
          onClick={() => window.location.reload()}
        >
          {texts.reload}
        </button>
      )}
    </BottomNotice>
  );
}
