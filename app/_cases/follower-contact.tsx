import type { PageContext } from '@/app/_page/context';
import { Button } from '@/app/_ui/form/button';
import { TextField } from '@/app/_ui/form/text-field';
import { Sheet } from '@/app/_ui/layout/page';
import { followerQuery, type FollowerKey } from '@/lib/tickets/cases/follower-proof';

interface Props {
  context: PageContext;
  caseId: string;
  follower: FollowerKey;
  /** The report the person left, kept in every form so that the way back is never lost. */
  report: string | null;
  error?: string | undefined;
}

/** What every form of a follower's page carries. */
export function FollowerFields({ follower, report }: Pick<Props, 'follower' | 'report'>) {
  const { f, t } = followerQuery(follower);
  return (
    <>
      <input type="hidden" name="f" value={f} />
      <input type="hidden" name="t" value={t} />
      <input type="hidden" name="report" value={report ?? ''} />
    </>
  );
}

/** How somebody wants to hear of the case, if they do. */
export function FollowerContactForm({ context, caseId, typed, error, ...fields }: Props & { typed: string }) {
  const { t, link } = context;
  return (
    <Sheet>
      <h2 className="mb-2 text-xl">{t('follow.tellTitle')}</h2>
      <p className="mb-4">{t('follow.tellLead')}</p>
      <form action={link(`/cases/${caseId}/following/contact`)} method="post" noValidate>
        <FollowerFields {...fields} />
        <TextField
          id="contact"
          name="contact"
          label={t('follow.contact')}
          hint={t('follow.contactHint')}
          error={error}
          defaultValue={typed}
          autoComplete="tel"
          maxLength={254}
        />
        <Button look="second">{t('follow.send')}</Button>
      </form>
    </Sheet>
  );
}

/** The six digits that prove it. */
export function FollowerCodeForm({
  context,
  caseId,
  codeId,
  again,
  error,
  ...fields
}: Props & { codeId: string; again: string }) {
  const { t, link } = context;
  return (
    <Sheet>
      <h2 className="mb-2 text-xl">{t('follow.tellTitle')}</h2>
      <p className="mb-4">{t('follow.sent')}</p>
      <form action={link(`/cases/${caseId}/following/confirm`)} method="post" noValidate>
        <FollowerFields {...fields} />
        <input type="hidden" name="code-id" value={codeId} />
        <TextField
          id="code"
          name="code"
          label={t('follow.code')}
          hint={t('follow.codeHint')}
          error={error}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={20}
          width="code"
          required
        />
        <Button>{t('follow.enter')}</Button>
      </form>
      <p className="mt-3">
        <a href={again} className="min-h-target inline-flex items-center">
          {t('follow.again')}
        </a>
      </p>
    </Sheet>
  );
}
