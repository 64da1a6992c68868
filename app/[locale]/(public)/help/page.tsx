import { DeadlineTables, NumberList, StateList } from '@/app/_help/topic-extras';
import { TOPICS, type Topic } from '@/app/_help/topics';
import { pageContext, type PageContext } from '@/app/_page/context';
import { pageMetadata, type PageProps } from '@/app/_page/metadata';
import { Prose } from '@/app/_page/prose';
import { unlessAway } from '@/app/_page/when-away';
import { ButtonLink } from '@/app/_ui/form/button';
import { Breadcrumbs } from '@/app/_ui/layout/breadcrumbs';
import { Page, PageTitle } from '@/app/_ui/layout/page';
import { deadlineFacts, type DeadlineFacts } from '@/lib/tickets/deadline-facts';

export const generateMetadata = pageMetadata('help.title');

/** Where a topic leads on, if anywhere. */
const onward: Partial<Record<Topic, { path: string; name: 'report.nav' | 'track.nav' | 'privacy.nav' }>> = {
  report: { path: '/report', name: 'report.nav' },
  track: { path: '/track', name: 'track.nav' },
  privacy: { path: '/privacy', name: 'privacy.nav' },
};

function Section({
  topic,
  facts,
  context,
}: {
  topic: Topic;
  facts: DeadlineFacts | null;
  context: PageContext;
}) {
  const { t, link } = context;
  const on = onward[topic];
  return (
    <section aria-labelledby={topic} className="mb-10">
      <h2 id={topic} className="mb-2 text-xl">
        {t(`help.topic.${topic}.title`)}
      </h2>
      <div className="max-w-2xl">
        <Prose text={t(`help.topic.${topic}.text`)} />
        {on ? (
          <p>
            <ButtonLink look="second" href={link(on.path)}>
              {t(on.name)}
            </ButtonLink>
          </p>
        ) : null}
      </div>
      {topic === 'who' ? <NumberList context={context} /> : null}
      {topic === 'states' ? <StateList context={context} /> : null}
      {topic === 'time' ? <DeadlineTables facts={facts} context={context} /> : null}
    </section>
  );
}

/** Who to call first of all, then how a report goes; each topic can be linked to. */
export default async function HelpPage({ params }: PageProps) {
  const context = await pageContext(params);
  const { t, link } = context;
  const facts = await unlessAway('help.deadlines', deadlineFacts());
  return (
    <Page>
      <Breadcrumbs
        label={t('site.breadcrumbs')}
        parts={[{ text: t('site.home'), href: link('/') }, { text: t('help.nav') }]}
      />
      <PageTitle>{t('help.title')}</PageTitle>
      <nav aria-label={t('help.contents')} className="no-print mb-8">
        <p className="font-bold">{t('help.contents')}</p>
        <ul className="grid gap-x-6 sm:grid-cols-2 lg:grid-cols-3">
          {TOPICS.map((topic) => (
            <li key={topic}>
              <a href={`#${topic}`} className="min-h-target inline-flex items-center">
                {t(`help.topic.${topic}.title`)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {TOPICS.map((topic) => (
        <Section key={topic} topic={topic} facts={facts} context={context} />
      ))}
    </Page>
  );
}
