'use client';

import { useEffect, useState } from 'react';

import { ButtonLink } from '../../_ui/form/button';
import { BottomNotice, ReloadButton } from './bottom-notice';
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
  return (
    <BottomNotice urgent>
      {said ? (
        <>
          <p className="font-bold">{texts[said]}</p>
          {said === 'ended' ? (
            <ButtonLink look="second" href={signIn} target="_blank" rel="noopener">
              {texts.signIn}
            </ButtonLink>
          ) : (
            <ReloadButton text={texts.reload} />
          )}
        </>
      ) : null}
    </BottomNotice>
  );
}
