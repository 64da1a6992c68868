import { displayMode, type PageContext } from '@/app/_page/context';
import { classNames } from '@/app/_ui/class-names';

/** The three things people come for, before all else. In the elder mode calling comes first, and each is a line of its own. */
export async function Acts({ context: { t, link } }: { context: PageContext }) {
  const elder = (await displayMode()) === 'elder';
  const report = { href: link('/report'), title: t('home.report'), text: t('home.reportText') };
  const track = { href: link('/track'), title: t('home.track'), text: t('home.trackText') };
  const call = {
    href: 'tel:12319',
    title: t('home.call'),
    text: elder ? t('home.callElder') : t('home.callText'),
  };
  const acts = elder ? [call, report, track] : [report, track, call];
  return (
    <ul className={classNames('no-print mb-8 grid gap-4', !elder && 'md:grid-cols-3')}>
      {acts.map((act, index) => (
        <li key={act.href}>
          <a
            href={act.href}
            className={classNames(
              'border-accent flex h-full flex-col gap-1 rounded-md border-2 p-5 no-underline',
              index === 0
                ? 'bg-accent text-on-accent hover:bg-accent-strong hover:text-on-accent'
                : 'bg-surface text-accent hover:bg-accent-soft',
            )}
          >
            <span className={classNames('font-bold', elder ? 'text-2xl' : 'text-xl')}>
              {act.title}
              <span aria-hidden="true"> →</span>
            </span>
            <span>{act.text}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
