'use client';

import { useCallback, useRef, useState } from 'react';

import type { Locale } from '@/lib/platform/i18n/locales';
import type { ComponentView } from '@/lib/tickets/components/component-schema';

import { readProblem } from './problem';

/** What is known of a number: nothing asked, on the way, found, or why not. */
export type ComponentState =
  | { kind: 'none' | 'busy' }
  | { kind: 'found'; component: ComponentView }
  | { kind: 'unknown' | 'failed'; text: string };

/** Looks numbers of objects up, each once; an answer that was overtaken by another number is dropped. */
export function useComponent(locale: Locale, failedText: string) {
  const [state, setState] = useState<ComponentState>({ kind: 'none' });
  const asked = useRef('');

  /** @returns the thing found, for the number last asked for only */
  const lookUp = useCallback(
    async (typed: string): Promise<ComponentView | null> => {
      const code = typed.trim();
      if (code === asked.current) return null;
      asked.current = code;
      if (code === '') {
        setState({ kind: 'none' });
        return null;
      }
      setState({ kind: 'busy' });
      const next = await ask(code, locale, failedText);
      if (asked.current !== code) return null;
      // A failure may be asked again with the same number.
      if (next.kind === 'failed') asked.current = '';
      if (next.kind === 'found') asked.current = next.component.code;
      setState(next);
      return next.kind === 'found' ? next.component : null;
    },
    [locale, failedText],
  );

  return {
    state,
    lookUp,
    /** What was looked up last: null when no list knows it, undefined while that is open. */
    found: state.kind === 'found' ? state.component : state.kind === 'unknown' ? null : undefined,
    /** Whether a number has not been looked up yet. */
    isNew: (typed: string) => typed.trim() !== asked.current,
  };
}

async function ask(code: string, locale: Locale, failedText: string): Promise<ComponentState> {
  try {
    const answer = await window.fetch(`/api/v1/components/${encodeURIComponent(code)}`);
    if (answer.ok) return { kind: 'found', component: (await answer.json()) as ComponentView };
    const { text } = readProblem(await answer.text(), locale, failedText);
    return { kind: answer.status === 404 ? 'unknown' : 'failed', text };
  } catch {
    return { kind: 'failed', text: failedText };
  }
}
