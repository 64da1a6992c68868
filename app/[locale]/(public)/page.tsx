import { pageContext } from '@/app/_page/context';
import { EmergencyNumbers } from '@/app/_page/emergency-numbers';
import type { PageProps } from '@/app/_page/metadata';
import { Page } from '@/app/_ui/layout/page';

/** The three acts a person comes for stand first: call, report, follow. */
export default async function HomePage({ params }: PageProps) {
  const { t, link } = await pageContext(params);
  const acts = [
    { href: link('/report'), title: t('home.report'), text: t('home.reportText'), main: true },
    { href: link('/track'), title: t('home.track'), text: t('home.trackText'), main: false },
    { href: 'tel:12319', title: t('home.call'), text: t('home.callText'), main: false },
  ];
  const steps = [
    { title: t('home.step1'), text: t('home.step1Text') },
    { title: t('home.step2'), text: t('home.step2Text') },
    { title: t('home.step3'), text: t('home.step3Text') },
  ];
  return (
    <Page>
      <h1 className="mb-2 text-2xl sm:text-3xl">{t('home.title')}</h1>
      <p className="mb-6 text-lg">{t('home.lead')}</p>
      <ul className="mb-8 grid gap-4 md:grid-cols-3">
        {acts.map((act) => (
          <li key={act.href}>
            <a
              href={act.href}
              className={`flex h-full flex-col gap-1 rounded-md border-2 p-5 no-underline ${
                act.main
                  ? 'border-accent bg-accent text-on-accent hover:bg-accent-strong hover:text-on-accent'
                  : 'border-accent bg-surface text-accent hover:bg-accent-soft'
              }`}
            >
              <span className="text-xl font-bold">
                {act.title}
                <span aria-hidden="true"> →</span>
              </span>
              <span>{act.text}</span>
            </a>
          </li>
        ))}
      </ul>
      <section
        aria-labelledby="emergency"
        className="border-danger bg-danger-soft mb-10 rounded-sm border-l-8 px-5 py-4"
      >
        <h2 id="emergency" className="text-danger text-lg">
          {t('emergency.title')}
        </h2>
        <p>{t('emergency.text')}</p>
        <EmergencyNumbers t={t} />
      </section>
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
