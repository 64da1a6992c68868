import type { StaffPage } from '@/app/_staff/staff-page';
import { Tag } from '@/app/_ui/content/tag';
import { Button } from '@/app/_ui/form/button';
import { TextField } from '@/app/_ui/form/text-field';
import { DataTable } from '@/app/_ui/table/data-table';
import { formatDateTime } from '@/lib/platform/i18n/format';
import type { DeskSecretLine } from '@/lib/routing/desk-secrets';

/** Sets until when a former secret is valid, or ends it at once. */
function Limit({
  page: { t },
  action,
  secret,
  id,
  error,
}: {
  page: StaffPage;
  action: string;
  secret: DeskSecretLine;
  id: string;
  error: string | undefined;
}) {
  const named = (
    <>
      <input type="hidden" name="keyId" value={secret.keyId} />
      <input type="hidden" name="validFrom" value={secret.validFrom.toISOString()} />
    </>
  );
  return (
    <>
      <form action={action} method="post" noValidate>
        {named}
        <TextField
          id={id}
          name="hours"
          label={t('settings.secret.hours')}
          error={error}
          inputMode="numeric"
          maxLength={3}
          width="code"
          autoComplete="off"
        />
        <Button look="second" className="mb-4">
          {t('settings.secret.limit')}
        </Button>
      </form>
      <form action={action} method="post">
        {named}
        <input type="hidden" name="hours" value="0" />
        <Button look="second">{t('settings.secret.end')}</Button>
      </form>
    </>
  );
}

/** A desk's secrets by their ids, with what can be done about each. */
export function SecretTable({
  page,
  action,
  secrets,
  hoursError,
}: {
  page: StaffPage;
  /** Where a former secret's time is set. */
  action: string;
  secrets: readonly DeskSecretLine[];
  /** What was wrong with a former secret's time; as a rule there is one former secret. */
  hoursError: string | undefined;
}) {
  const { t, locale } = page;
  const at = (moment: Date | null, none: string) => (moment ? formatDateTime(locale, moment) : none);
  const state = ({ signs, valid }: DeskSecretLine) => {
    if (signs) return <Tag kind="good">{t('settings.secret.signs')}</Tag>;
    return valid ? (
      <Tag kind="warning">{t('settings.secret.former')}</Tag>
    ) : (
      <Tag>{t('settings.secret.ended')}</Tag>
    );
  };
  const former = secrets.findIndex(({ valid, signs }) => valid && !signs);
  return (
    <DataTable
      caption={t('settings.secret.name')}
      columns={[
        t('settings.secret.keyId'),
        t('settings.stateName'),
        t('settings.secret.from'),
        t('settings.secret.until'),
        t('settings.secret.heard'),
        t('settings.secret.act'),
      ]}
      rows={secrets.map((secret, index) => ({
        id: `${secret.keyId} ${secret.validFrom.toISOString()}`,
        cells: [
          <code key="id">{secret.keyId}</code>,
          <span key="state">{state(secret)}</span>,
          at(secret.validFrom, ''),
          at(secret.validUntil, t('settings.secret.untilReplaced')),
          at(secret.lastHeardAt, t('settings.secret.never')),
          secret.valid && !secret.signs ? (
            <Limit
              key="act"
              page={page}
              action={action}
              secret={secret}
              id={index === former ? 'hours' : `hours-${index}`}
              error={index === former ? hoursError : undefined}
            />
          ) : (
            ''
          ),
        ],
      }))}
    />
  );
}
