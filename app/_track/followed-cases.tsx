import { FollowerFields } from '@/app/_cases/follower-contact';
import type { PageContext } from '@/app/_page/context';
import { Button } from '@/app/_ui/form/button';
import { formatDate } from '@/lib/platform/i18n/format';
import type { FollowedCase } from '@/lib/tickets/cases/followed-cases';

/** The cases that a proven contact follows, each with a way to stop. Without any, nothing. */
export function FollowedCases({
  context: { t, link, locale },
  followed,
}: {
  context: PageContext;
  followed: readonly FollowedCase[];
}) {
  if (followed.length === 0) return null;
  return (
    <section className="mb-6">
      <h2 className="mb-3 text-xl">{t('my.followed')}</h2>
      <ul className="border-line border-t">
        {followed.map(({ key, caseId, statusText, category, division, followedAt }) => {
          const name = `${category[locale]} ${division[locale]}`;
          return (
            <li key={key.followerId} className="border-line border-b py-3">
              {statusText ? (
                <a
                  href={link(`/cases/${caseId}`)}
                  className="min-h-target inline-flex items-center font-bold"
                >
                  {name}
                </a>
              ) : (
                <p className="font-bold">{name}</p>
              )}
              <p>{statusText?.[locale] ?? t('my.notPublic')}</p>
              <p className="text-muted text-sm">
                {t('my.followedSince', { date: formatDate(locale, followedAt) })}
              </p>
              <form action={link(`/cases/${caseId}/following/end`)} method="post" className="mt-2">
                <FollowerFields follower={key} report={null} />
                <input type="hidden" name="from" value="my" />
                <Button look="second" aria-label={t('my.unfollowWhat', { what: name })}>
                  {t('my.unfollow')}
                </Button>
              </form>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
