'use client';

import { useEffect, useState } from 'react';

import { LIMITS } from '@/lib/intake/limits';
import type { SuggestReply } from '@/lib/intake/suggest/suggest-schema';

/** Long enough that a word is finished, short enough that the answer is there when the person looks up. */
const PAUSE_MS = 350;
/** One character says nothing. */
const LEAST_TEXT = 2;

/** Who comes back to the step finds the suggestions as they were. */
let latest: { text: string; reply: SuggestReply } | null = null;

async function ask(text: string, signal: AbortSignal): Promise<SuggestReply> {
  const response = await window.fetch('/api/v1/suggest', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text }),
    signal,
  });
  if (!response.ok) throw new Error(`suggest: ${response.status}`);
  return (await response.json()) as SuggestReply;
}

/**
 * What the text suggests, asked while it is typed; the answer to an older text is never shown for a newer one that was
 * answered. Null until there is an answer: without a network the form goes on without.
 * @param paused an input method is composing: half a word would be asked
 */
export function useSuggestions(text: string, paused: boolean): SuggestReply | null {
  const asked = Array.from(text.trim()).slice(0, LIMITS.description).join('');
  const enough = asked.length >= LEAST_TEXT;
  const [reply, setReply] = useState(() => (latest?.text === asked ? latest.reply : null));

  useEffect(() => {
    if (paused || !enough || latest?.text === asked) return;
    const current = new AbortController();
    const timer = window.setTimeout(() => {
      ask(asked, current.signal).then(
        (found) => {
          if (current.signal.aborted) return;
          latest = { text: asked, reply: found };
          setReply(found);
        },
        () => undefined,
      );
    }, PAUSE_MS);
    return () => {
      window.clearTimeout(timer);
      current.abort();
    };
  }, [asked, enough, paused]);

  return enough ? reply : null;
}
