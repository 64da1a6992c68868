import type { PageContext } from '@/app/_page/context';

import type { SearchResult } from './search-sources';

/** What one source found, or null when it cannot be asked now. */
export interface SourceResult {
  id: string;
  title: string;
  found: SearchResult | null;
}

/** The hits of one source, with the way to all of them. */
export function ResultGroup({
  result: { id, title, found },
  context: { t, link },
}: {
  result: SourceResult;
  context: PageContext;
}) {
  const count = (found?.count ?? 0).toLocaleString('en');
  return (
    <section aria-labelledby={`found-${id}`} className="mb-8">
      <h2 id={`found-${id}`} className="mb-3 text-xl">
        {title}
        {found ? (
          <span className="text-muted ml-3 text-base font-normal tabular-nums">
            {found.capped ? t('search.countCapped', { count }) : t('search.count', { count })}
          </span>
        ) : null}
      </h2>
      {found ? null : <p>{t('search.away')}</p>}
      <ul className="grid gap-2">
        {found?.hits.map((hit) => (
          <li key={hit.path} className="bg-surface border-line rounded-md border px-4 py-2">
            <h3>
              <a href={link(hit.path)} className="min-h-target inline-flex items-center">
                <span lang={hit.lang}>{hit.title}</span>
              </a>
            </h3>
            <p className="text-sm">{hit.text}</p>
          </li>
        ))}
      </ul>
      {found?.all && found.count > found.hits.length ? (
        <p>
          <a href={link(found.all)} className="min-h-target inline-flex items-center font-bold">
            {t('search.all', { title })}
          </a>
        </p>
      ) : null}
    </section>
  );
}
