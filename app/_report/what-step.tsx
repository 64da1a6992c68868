import type { ReactNode } from 'react';

import { LIMITS } from '@/lib/intake/submission';
import type { Translate } from '@/lib/platform/i18n/translate';

import { Button } from '../_ui/form/button';
import { WhatFields, type FieldsProps } from './fields';
import type { useKeptDraft } from './use-kept-draft';

/** What is wrong, with script: the text and, below it, what its words bring up at once. */
export function WhatStep({
  t,
  fields,
  kept,
  description,
  notice,
}: {
  t: Translate;
  fields: FieldsProps;
  kept: ReturnType<typeof useKeptDraft>;
  description: string;
  /** The emergency notice, when the text asks for one. */
  notice: ReactNode;
}) {
  const count = Array.from(description.trim()).length;
  return (
    <>
      {kept.restored ? (
        <p className="mb-4">
          {t('report.restored')}{' '}
          <Button type="button" look="plain" onClick={() => kept.clear()}>
            {t('report.startAgain')}
          </Button>
        </p>
      ) : null}
      <WhatFields
        {...fields}
        counter={
          kept.ready
            ? t('report.what.counter', { count, max: LIMITS.description })
            : t('report.what.most', { max: LIMITS.description })
        }
      />
      {notice}
    </>
  );
}
