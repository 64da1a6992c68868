'use client';

import { useEffect, useState } from 'react';

import type { ReportAnswers } from '@/lib/intake/draft-answers';
import type { NearbyCases } from '@/lib/tickets/cases/case-schemas';

import type { ClientStep } from './client-steps';

const STEPS: readonly ClientStep[] = ['photos', 'contact', 'review'];

/**
 * Open cases near the place of a report. Asked as soon as the place is known, so that they are usually there when the
 * review opens; whatever goes wrong, there are none and the report is sent as ever.
 */
export function useNearCases(answers: ReportAnswers, step: ClientStep): NearbyCases['items'] {
  const { description, categoryCode, assetCode, lng, lat } = answers;
  const known = STEPS.includes(step) && (lng !== null || assetCode.trim() !== '');
  const question = known ? JSON.stringify({ description, categoryCode, assetCode, lng, lat }) : '';
  const [found, setFound] = useState<{ question: string; items: NearbyCases['items'] }>({
    question: '',
    items: [],
  });

  useEffect(() => {
    if (question === '') return undefined;
    const stop = new AbortController();
    window
      .fetch('/api/v1/cases/near', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: question,
        signal: stop.signal,
      })
      .then(async (response) => {
        if (response.ok) setFound({ question, items: ((await response.json()) as NearbyCases).items });
      })
      .catch(() => undefined);
    return () => stop.abort();
  }, [question]);

  return found.question === question ? found.items : [];
}
