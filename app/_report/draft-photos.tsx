import type { ReactNode } from 'react';

import type { Translate } from '@/lib/platform/i18n/translate';

import { Button } from '../_ui/form/button';
import { FileField } from '../_ui/form/text-field';

/** Photos without script: chosen files are sent with either button, so nobody loses one by pressing the wrong one. */
export function DraftPhotos({
  t,
  uploadAction,
  saveAction,
  id,
  to,
  attachments,
  most,
  back,
}: {
  t: Translate;
  uploadAction: string;
  saveAction: string;
  id: string;
  to: string;
  attachments: readonly string[];
  most: number;
  back: ReactNode;
}) {
  const full = attachments.length >= most;
  return (
    <>
      {attachments.length > 0 ? (
        <ul aria-label={t('report.photos.list')} className="border-line mb-6 border-t">
          {attachments.map((upload, index) => (
            <li
              key={upload}
              className="border-line flex flex-wrap items-center justify-between gap-3 border-b py-2"
            >
              <span>
                {t('report.photos.name', { number: index + 1 })} · {t('report.photos.done')}
              </span>
              <form action={saveAction} method="post">
                <input type="hidden" name="draft" value={id} />
                <input type="hidden" name="step" value="photos" />
                <Button look="plain" name="remove" value={upload}>
                  {t('report.photos.remove', { number: index + 1 })}
                </Button>
              </form>
            </li>
          ))}
        </ul>
      ) : null}
      <form
        action={full ? saveAction : uploadAction}
        method="post"
        encType={full ? undefined : 'multipart/form-data'}
      >
        <input type="hidden" name="draft" value={id} />
        <input type="hidden" name="step" value="photos" />
        <input type="hidden" name="to" value={to} />
        {full ? (
          <p className="mb-6">{t('report.photos.full', { max: most })}</p>
        ) : (
          <>
            <FileField
              id="attachments"
              name="photo"
              label={t('report.photos.label', { max: most })}
              hint={t('report.photos.hint')}
              accept="image/jpeg,image/png,image/webp"
              multiple
            />
            <p className="mb-6">
              <Button look="second" name="then" value="stay">
                {t('report.photos.add')}
              </Button>
            </p>
          </>
        )}
        <p className="flex flex-wrap gap-3">
          <Button name="then" value="next">
            {t('form.next')}
          </Button>
          {back}
        </p>
      </form>
    </>
  );
}
