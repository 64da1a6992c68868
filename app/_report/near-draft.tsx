import { setTimeout } from 'node:timers/promises';

import type { PageContext } from '@/app/_page/context';
import type { ReportAnswers } from '@/lib/intake/draft-answers';
import { nearReport } from '@/lib/intake/near-report';
import { logger } from '@/lib/platform/log';

import { NearList } from './near-list';

/** Longer than the look-up takes on a slow day; the review does not wait for more. */
const PATIENCE_MS = 800;

/** What stands near by is a service to the reporter, never a reason to keep a review from them. */
async function nearOf(answers: ReportAnswers) {
  const { description, categoryCode, assetCode, lng, lat } = answers;
  try {
    const found = await Promise.race([
      nearReport({ description, categoryCode, assetCode, lng, lat }),
      setTimeout(PATIENCE_MS, null, { ref: false }),
    ]);
    return found?.items ?? [];
  } catch (error) {
    logger('near').warn({ err: error }, 'near-by cases not shown');
    return [];
  }
}

/** Open cases near a draft's place, for its review without script. */
export async function NearDraft({
  context: { t, locale },
  id,
  answers,
}: {
  context: PageContext;
  id: string;
  answers: ReportAnswers;
}) {
  return <NearList t={t} locale={locale} items={await nearOf(answers)} draft={id} />;
}
