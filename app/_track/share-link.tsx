'use client';

import { useEffect, useState } from 'react';

import { Button } from '../_ui/form/button';

type Way = 'share' | 'copy';

/** What this browser can do with a link; the clipboard is missing where the site is not served over HTTPS. */
function wayOf(): Way | null {
  if ('share' in navigator) return 'share';
  return 'clipboard' in navigator ? 'copy' : null;
}

/** Passes a link on: by the device's own sheet where there is one, else by copying it. Without script the link stands above. */
export function ShareLink({ url, texts }: { url: string; texts: Record<Way | 'copied', string> }) {
  const [way, setWay] = useState<Way | null>(null);
  const [copied, setCopied] = useState(false);
  useEffect(() => setWay(wayOf()), []);

  async function pass() {
    try {
      if (way === 'share') return await navigator.share({ url });
      await navigator.clipboard.writeText(url);
      setCopied(true);
    } catch {
      // The person closed the sheet, or the browser refused: the link itself is still there to be copied by hand.
      setCopied(false);
    }
  }

  // invisible instead of absent: its room is kept, so nothing moves when it appears
  return (
    <p className="mt-2 flex flex-wrap items-center gap-3">
      <Button type="button" look="second" className={way ? '' : 'invisible'} onClick={() => void pass()}>
        {texts[way ?? 'copy']}
      </Button>
      <span role="status">{copied ? texts.copied : ''}</span>
    </p>
  );
}
