import { Acts } from '@/app/_home/acts';
import { readHome, type HomePlace } from '@/app/_home/read-home';
import { WeekSection } from '@/app/_home/week-section';
import { NoticeCards } from '@/app/_notices/notice-cards';
import { pageContext, type PageContext } from '@/app/_page/context';
import { EmergencyNumbers } from '@/app/_page/emergency-numbers';
import type { PageProps } from '@/app/_page/metadata';
import { SearchBox } from '@/app/_search/search-box';
import { Page } from '@/app/_ui/layout/page';

interface Props extends PageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

function Notices({ home, context }: { home: HomePlace; context: PageContext }) {
  const { t, link } = context;
  if (!home.notices || home.notices.length === 0) return null;
  return (
    <section aria-labelledby="notices" className="mb-10">
      <h2 id="notices" className="mb-3 text-xl">
        {t('home.noticesTitle')}
      </h2>
      <NoticeCards notices={home.notices} reference={home.facts} context={context} />
      <p>
        <a href={link('/notices')} className="min-h-target inline-flex items-center font-bold">
          {t('home.noticesAll')}
        </a>
      </p>
    </section>
  );
}

function HowItWorks({ context: { t } }: { context: PageContext }) {
  const steps = [
    { title: t('home.step1'), text: t('home.step1Text') },
    { title: t('home.step2'), text: t('home.step2Text') },
    { title: t('home.step3'), text: t('home.step3Text') },
  ];
  return (
    <section aria-labelledby="how" className="mb-10">
      <h2 id="how" className="mb-4 text-xl">
        {t('home.how')}
      </h2>
      <ol className="grid gap-4 md:grid-cols-3">
        {steps.map((step, index) => (
          <li key={step.title} className="bg-surface border-line rounded-md border p-5">
            <h3 className="text-lg">
              <span className="text-accent mr-2 tabular-nums">{index + 1}</span>
              {step.title}
            </h3>
            <p>{step.text}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}

/**
 * The three acts a person comes for stand first; then what everyone should know, and what became of what others reported.
 * The acts and the telephone numbers are there without the database, too.
 */
export default async function HomePage({ params, searchParams }: Props) {
  const context = await pageContext(params);
  const { t, link } = context;
  const home = await readHome((await searchParams).district);
  return (
    <Page>
      <h1 className="mb-2 text-2xl sm:text-3xl">{t('home.title')}</h1>
      <p className="mb-6 text-lg">{t('home.lead')}</p>
      <Acts context={context} />
      <section
        aria-labelledby="emergency"
        className="border-danger bg-danger-soft mb-8 rounded-sm border-l-8 px-5 py-4"
      >
        <h2 id="emergency" className="text-danger text-lg">
          {t('emergency.title')}
        </h2>
        <p>{t('emergency.text')}</p>
        <EmergencyNumbers t={t} />
      </section>
      <SearchBox context={context} />
      {home ? <Notices home={home} context={context} /> : null}
      <HowItWorks context={context} />
      <WeekSection home={home} context={context} />
      <section aria-labelledby="cases" className="mb-10">
        <h2 id="cases" className="mb-2 text-xl">
          {t('cases.nav')}
        </h2>
        <p className="mb-2">{t('home.casesText')}</p>
        <p>
          <a href={link('/cases')} className="min-h-target inline-flex items-center font-bold">
            {t('home.casesLink')}
          </a>
        </p>
      </section>
      <section aria-labelledby="scope">
        <h2 id="scope" className="mb-2 text-xl">
          {t('home.scope')}
        </h2>
        <p className="mb-2">{t('home.scopeText')}</p>
        <p>
          <a href={link('/help')} className="min-h-target inline-flex items-center font-bold">
            {t('home.scopeLink')}
          </a>
        </p>
      </section>
    </Page>
  );
}
