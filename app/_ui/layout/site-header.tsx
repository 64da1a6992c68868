import { classNames } from '../class-names';

interface HeaderLink {
  text: string;
  href: string;
}

/** The bar above every page: name, main places, language, and how the site is shown. The last is a form, so it works without script. */
export function SiteHeader({
  skip,
  home,
  tagline,
  placesLabel,
  places,
  language,
  modes,
}: {
  skip: string;
  home: HeaderLink;
  tagline: string;
  placesLabel: string;
  places: readonly HeaderLink[];
  language: HeaderLink & { lang: string };
  modes: {
    action: string;
    back: string;
    label: string;
    options: readonly { value: string; text: string; on: boolean }[];
  };
}) {
  const item = 'inline-flex min-h-target items-center px-3 font-bold no-underline hover:underline';
  return (
    <>
      <a
        href="#main"
        className="bg-surface text-accent focus:min-h-target sr-only z-10 font-bold focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:flex focus:items-center focus:px-4"
      >
        {skip}
      </a>
      <header>
        <div className="no-print bg-accent-soft border-line border-b text-sm">
          <div className="mx-auto flex max-w-5xl flex-wrap items-center justify-between gap-x-4 px-2 sm:px-4">
            <form action={modes.action} method="post" className="flex flex-wrap items-center">
              <input type="hidden" name="back" value={modes.back} />
              <div role="group" aria-label={modes.label} className="flex flex-wrap">
                {modes.options.map((option) => (
                  <button
                    key={option.value}
                    name="mode"
                    value={option.value}
                    aria-pressed={option.on}
                    className={classNames(
                      'min-h-target cursor-pointer px-2 sm:px-3',
                      option.on
                        ? 'text-ink border-accent border-b-4 font-bold'
                        : 'text-accent border-b-4 border-transparent underline underline-offset-4',
                    )}
                  >
                    {option.text}
                  </button>
                ))}
              </div>
            </form>
            <a
              href={language.href}
              lang={language.lang}
              hrefLang={language.lang}
              className={classNames(item, 'px-2')}
            >
              {language.text}
            </a>
          </div>
        </div>
        <div className="bg-surface border-accent border-b-4">
          <div className="mx-auto flex max-w-5xl flex-wrap items-center justify-between gap-x-6 gap-y-1 px-4 py-3">
            <a
              href={home.href}
              className="text-ink min-h-target flex flex-wrap items-center gap-x-3 no-underline"
            >
              <span className="text-accent text-xl font-bold tracking-wide">{home.text}</span>
              <span className="text-muted text-sm">{tagline}</span>
            </a>
            {places.length > 0 ? (
              // a row of its own where it may not fit beside the name, so that it does not start there while it comes in
              <nav
                aria-label={placesLabel}
                className="no-print -mx-3 flex basis-full flex-wrap lg:basis-auto"
              >
                {places.map((place) => (
                  <a key={place.href} href={place.href} className={item}>
                    {place.text}
                  </a>
                ))}
              </nav>
            ) : null}
          </div>
        </div>
      </header>
    </>
  );
}
