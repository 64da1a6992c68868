import { pageContext, type PageContext } from '@/app/_page/context';
import { pageMetadata, type PageProps } from '@/app/_page/metadata';
import { Button } from '@/app/_ui/form/button';
import { ErrorSummary } from '@/app/_ui/form/error-summary';
import { TextField } from '@/app/_ui/form/text-field';
import { Breadcrumbs } from '@/app/_ui/layout/breadcrumbs';
import { Page, PageTitle, Sheet } from '@/app/_ui/layout/page';

export const generateMetadata = pageMetadata('track.title');

type Fault = { field?: string; text: string };

function faultOf({ t }: PageContext, error: unknown, minutes: unknown): Fault | null {
  switch (error) {
    case 'number':
      return { field: 'number', text: t('track.numberWrong') };
    case 'code':
      return { field: 'code', text: t('track.codeWrong') };
    case 'pair':
      return { text: t('track.wrong') };
    case 'link':
      return { text: t('track.gone') };
    case 'limit': {
      const wait = typeof minutes === 'string' && /^\d{1,4}$/u.test(minutes) ? Number(minutes) : 15;
      return { text: t('track.tooMany', { minutes: wait }) };
    }
    default:
      return null;
  }
}

export default async function TrackPage({
  params,
  searchParams,
}: PageProps & { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const context = await pageContext(params);
  const { t, link } = context;
  const { error, minutes, number } = await searchParams;
  const fault = faultOf(context, error, minutes);
  return (
    <Page narrow>
      <Breadcrumbs
        label={t('site.breadcrumbs')}
        parts={[{ text: t('site.home'), href: link('/') }, { text: t('track.nav') }]}
      />
      <PageTitle>{t('track.title')}</PageTitle>
      <ErrorSummary title={t('form.errors')} errors={fault ? [fault] : []} />
      <p className="mb-4">{t('track.lead')}</p>
      <Sheet>
        <form action={link('/track/find')} method="post">
          <TextField
            id="number"
            name="number"
            label={t('track.number')}
            hint={t('track.numberHint')}
            error={fault?.field === 'number' ? fault.text : undefined}
            defaultValue={typeof number === 'string' ? number.slice(0, 40) : undefined}
            inputMode="numeric"
            autoComplete="off"
            maxLength={40}
            required
            width="code"
          />
          <TextField
            id="code"
            name="code"
            label={t('track.code')}
            hint={t('track.codeHint')}
            error={fault?.field === 'code' ? fault.text : undefined}
            inputMode="numeric"
            autoComplete="off"
            maxLength={20}
            required
            width="code"
          />
          <Button>{t('track.submit')}</Button>
        </form>
      </Sheet>
      <p className="mb-2">
        <a href={link('/my-reports')} className="min-h-target inline-flex items-center">
          {t('my.link')}
        </a>
      </p>
      <p>{t('track.lost')}</p>
    </Page>
  );
}
