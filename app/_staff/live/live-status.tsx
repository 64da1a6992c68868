'use client';

import { useEffect, useState } from 'react';

import { classNames } from '../../_ui/class-names';
import { listen, type LivePlan } from './listen';
import { ringLive, type LiveState } from './live-bell';

/** Keeps the page's stream and says, in small letters, whether it is there. Without script there is neither. */
export function LiveStatus({ plan, texts }: { plan: LivePlan; texts: { on: string; off: string } }) {
  const [state, setState] = useState<LiveState>();
  const [wasOn, setWasOn] = useState(false);
  const { url, session, since } = plan;
  useEffect(
    () =>
      listen({ url, session, since }, (message) => {
        if (message.kind === 'state') setState(message.state);
        if (message.kind === 'state' && message.state === 'on') setWasOn(true);
        ringLive(message);
      }),
    [url, session, since],
  );
  const off = state === 'off' && wasOn;
  // Its room is kept from the start, so nothing moves when it appears; that all is well is not read out on every page.
  return (
    <span
      role="status"
      aria-live={wasOn ? 'polite' : 'off'}
      className={classNames('text-muted py-2', state === 'on' || off ? '' : 'invisible')}
    >
      {off ? texts.off : texts.on}
    </span>
  );
}
