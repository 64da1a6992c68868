import { DefinitionList } from '@/app/_ui/content/definition-list';
import { Notice } from '@/app/_ui/content/notice';
import { Button } from '@/app/_ui/form/button';
import { Choices } from '@/app/_ui/form/choice';
import { TextField } from '@/app/_ui/form/text-field';
import { Sheet } from '@/app/_ui/layout/page';
import { DataTable } from '@/app/_ui/table/data-table';
import type { Contact } from '@/lib/people/contact-store';
import { formatDateTime } from '@/lib/platform/i18n/format';
import type { MessageKey } from '@/lib/platform/i18n/translate';
import type { RevealView } from '@/lib/privacy/read-reporter';
import { REVEAL_REASONS, type RevealReason } from '@/lib/privacy/reveal-reasons';

import type { PageContext } from '../_page/context';
import type { KeptForm } from './kept-form';
import { reporterPath } from './revealed';

const REASONS: Record<RevealReason, MessageKey> = {
  'call-back': 'console.reporter.reasons.callBack',
  clarify: 'console.reporter.reasons.clarify',
  danger: 'console.reporter.reasons.danger',
  'check-result': 'console.reporter.reasons.checkResult',
  'own-request': 'console.reporter.reasons.ownRequest',
  other: 'console.reporter.reasons.other',
};

const LINK = 'min-h-target -my-2 inline-flex items-center';

/** The contact in full, for the moment that its cookie lasts. */
export function RevealedContact({
  context: { t, link },
  number,
  contact: { name, phone, email },
}: {
  context: PageContext;
  number: string;
  contact: Contact;
}) {
  return (
    <>
      <Notice title={t('console.reporter.shown')}>{t('console.reporter.shownText')}</Notice>
      <DefinitionList
        items={[
          { name: t('console.reporter.name'), value: name ?? '—' },
          {
            name: t('console.reporter.phone'),
            value: phone ? (
              <a href={`tel:${phone}`} className={LINK}>
                {phone}
              </a>
            ) : (
              '—'
            ),
          },
          {
            name: t('console.reporter.email'),
            value: email ? (
              <a href={`mailto:${email}`} className={LINK}>
                {email}
              </a>
            ) : (
              '—'
            ),
          },
        ]}
      />
      <form action={link(`${reporterPath(number)}/hide`)} method="post" className="mb-6">
        <Button look="second">{t('console.reporter.hide')}</Button>
      </form>
    </>
  );
}

/** Why the contact is needed. */
export function RevealForm({
  context: { t, link },
  number,
  kept,
}: {
  context: PageContext;
  number: string;
  kept: KeptForm;
}) {
  return (
    <Sheet>
      <h2 className="mb-2 text-xl">{t('console.reporter.reveal')}</h2>
      <p className="mb-4">{t('console.reporter.revealText')}</p>
      <form action={link(`${reporterPath(number)}/reveal`)} method="post" noValidate>
        <Choices
          id="reason"
          name="reason"
          label={t('console.reporter.reason')}
          error={kept.errorOf('reason')}
          chosen={kept.values('reason')}
          options={REVEAL_REASONS.map((value) => ({ value, label: t(REASONS[value]) }))}
        />
        <TextField
          id="text"
          name="text"
          label={t('console.reporter.text')}
          hint={t('console.reporter.textHint')}
          error={kept.errorOf('text')}
          defaultValue={kept.value('text')}
          autoComplete="off"
          maxLength={200}
          required
        />
        <Button>{t('console.reporter.show')}</Button>
      </form>
    </Sheet>
  );
}

/** Who has looked, when and why. */
export function RevealHistory({
  context: { t, locale },
  reveals,
}: {
  context: PageContext;
  reveals: readonly RevealView[];
}) {
  if (reveals.length === 0) return <p className="mt-6">{t('console.reporter.noHistory')}</p>;
  return (
    <DataTable
      caption={t('console.reporter.history')}
      columns={[
        t('console.reporter.at'),
        t('console.reporter.by'),
        t('console.reporter.reason'),
        t('console.reporter.text'),
      ]}
      rows={reveals.map(({ at, by, reason, text }) => ({
        id: at.toISOString(),
        cells: [formatDateTime(locale, at), by ?? '—', t(REASONS[reason]), text || '—'],
      }))}
    />
  );
}
