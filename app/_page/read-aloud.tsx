'use client';

import { useEffect, useState } from 'react';

import { Button } from '../_ui/form/button';

/** Reads the page's main part with the browser's own voice. Shown only where there is such a voice. */
export function ReadAloud({ read, stop, lang }: { read: string; stop: string; lang: string }) {
  const [able, setAble] = useState(false);
  const [speaking, setSpeaking] = useState(false);

  useEffect(() => {
    setAble('speechSynthesis' in window);
    return () => window.speechSynthesis?.cancel();
  }, []);

  function toggle() {
    window.speechSynthesis.cancel();
    if (speaking) return setSpeaking(false);
    const words = new SpeechSynthesisUtterance(document.getElementById('main')?.innerText ?? '');
    words.lang = lang;
    words.rate = 0.9;
    words.addEventListener('end', () => setSpeaking(false));
    words.addEventListener('error', () => setSpeaking(false));
    window.speechSynthesis.speak(words);
    setSpeaking(true);
  }

  return (
    // the room is kept before the button appears, so nothing jumps
    <div className="no-print mx-auto max-w-5xl px-4 pt-3">
      <div className="min-h-target">
        {able ? (
          <Button type="button" look="second" aria-pressed={speaking} onClick={toggle}>
            {speaking ? stop : read}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
