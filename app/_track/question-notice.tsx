import type { ReactNode } from 'react';

import type { PageContext } from '@/app/_page/context';
import { Notice } from '@/app/_ui/content/notice';
import { formatDateTime } from '@/lib/platform/i18n/format';

/** What the desk wants to know, before anything else. */
export function QuestionNotice({
  context: { t, locale },
  questions,
  children,
}: {
  context: PageContext;
  questions: readonly { at: string; text: string }[];
  children?: ReactNode;
}) {
  if (questions.length === 0) return null;
  return (
    <Notice kind="warning" title={t('track.question')}>
      {questions.map(({ at, text }) => (
        <div key={at} className="mb-3">
          <p className="whitespace-pre-line">{text}</p>
          <p className="text-muted text-sm">
            <time dateTime={at}>{formatDateTime(locale, new Date(at))}</time>
          </p>
        </div>
      ))}
      {children}
    </Notice>
  );
}
