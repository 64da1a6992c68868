import { notFound, redirect } from 'next/navigation';

import { pageContext } from '@/app/_page/context';
import { pageMetadata } from '@/app/_page/metadata';
import { ActFields, takesPhotos } from '@/app/_track/act-fields';
import { QuestionNotice } from '@/app/_track/question-notice';
import { proofOfLink, ticketPath } from '@/app/_track/reporter-proof';
import { actOf } from '@/app/_track/send-act';
import { Notice } from '@/app/_ui/content/notice';
import { Button, ButtonLink } from '@/app/_ui/form/button';
import { ErrorSummary } from '@/app/_ui/form/error-summary';
import { Breadcrumbs } from '@/app/_ui/layout/breadcrumbs';
import { Page, PageTitle } from '@/app/_ui/layout/page';
import { contactOnTicket } from '@/lib/intake/track/contact-on-ticket';
import { newFormId, readKeptForm } from '@/lib/intake/track/kept-form';
import { formatTrackingNumber } from '@/lib/tickets/tracking-number';
import { trackForReporter } from '@/lib/tickets/track-ticket';

export const generateMetadata = pageMetadata('track.title', { hidden: true });

interface Props {
  params: Promise<{ locale: string; number: string; act: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The form of one act of the reporter. Its id is made here, so that sending it twice acts once. */
export default async function ActPage({ params, searchParams }: Props) {
  const context = await pageContext(params);
  const { t, link, locale } = context;
  const [{ number, act: named }, query] = [await params, await searchParams];
  const act = actOf(named);
  if (!act) notFound();
  const proof = proofOfLink(number, query.t);
  if (!proof) redirect(link('/track?error=link'));
  const token = String(query.t);
  const kept = await readKeptForm(query.form, act, proof);
  const { acts, questions } = await trackForReporter(proof);
  const back = link(ticketPath(number, token));
  // A page kept open while the ticket went on: nothing to fill in, unless something typed would be lost.
  if (!acts.includes(act) && !kept) redirect(`${link(ticketPath(number, token, '', { gone: act }))}#done`);
  const errors = (kept?.errors ?? []).map(({ field, zh, en }) => ({
    text: locale === 'en' ? en : zh,
    ...(field ? { field } : {}),
  }));
  const now = act === 'contact' ? await contactOnTicket(proof) : null;
  const reached = [now?.phone, now?.email].filter(Boolean).join(t('track.act.contact.and'));
  const photos = takesPhotos(act);
  const sent = new URLSearchParams({ t: token, act, locale });
  return (
    <Page narrow>
      <Breadcrumbs
        label={t('site.breadcrumbs')}
        parts={[
          { text: t('site.home'), href: link('/') },
          { text: t('track.ticket', { number: formatTrackingNumber(number) }), href: back },
          { text: t(`track.act.${act}.link`) },
        ]}
      />
      <PageTitle>{t(`track.act.${act}.title`)}</PageTitle>
      <ErrorSummary title={t('form.errors')} errors={errors} />
      <p className="mb-6">{t(`track.act.${act}.lead`)}</p>
      {act === 'answer' ? <QuestionNotice context={context} questions={questions} /> : null}
      {now ? (
        <Notice title={t('track.act.contact.now')}>{reached || t('track.act.contact.none')}</Notice>
      ) : null}
      <form
        method="post"
        noValidate
        action={photos ? `/track-photos/${number}?${sent.toString()}` : link(`/track/${number}/${act}/send`)}
        encType={photos ? 'multipart/form-data' : undefined}
      >
        <input type="hidden" name="t" value={token} />
        <input type="hidden" name="form" value={kept ? String(query.form) : newFormId()} />
        <ActFields
          context={context}
          act={act}
          kept={kept}
          errorOf={(field) => errors.find((error) => error.field === field)?.text}
        />
        <p className="flex flex-wrap gap-3">
          <Button>{t(`track.act.${act}.submit`)}</Button>
          <ButtonLink look="second" href={back}>
            {t('track.act.back')}
          </ButtonLink>
        </p>
      </form>
    </Page>
  );
}
