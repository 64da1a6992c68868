import type { PageContext } from '@/app/_page/context';
import { PREFECTURE_TILES } from '@/app/_page/prefecture-tiles';
import { LinkList } from '@/app/_ui/content/link-list';
import { TileMap } from '@/app/_ui/map/tile-map';
import type { Reference } from '@/lib/tickets/reference';
import { filterQuery, type CaseFilters } from '@/lib/tickets/cases/case-filters';
import type { CaseList } from '@/lib/tickets/cases/case-schemas';

/** How the cases of this list spread over the province: a schematic map, and the same as links. */
export function DistrictMap({
  list,
  filters,
  reference,
  context: { t, link, locale },
}: {
  list: CaseList;
  filters: CaseFilters;
  reference: Reference;
  context: PageContext;
}) {
  const prefecture = filters.district?.slice(0, 4);
  const facet = prefecture ? list.facets.district : list.facets.prefecture;
  const counts = new Map(facet.map(({ value, count }) => [value, count]));
  // below a county nothing is known of its neighbours
  const counted = !filters.district || filters.district.endsWith('00');
  const most = Math.max(1, ...counts.values());
  const divisions = [...reference.divisions.values()];
  const areas = divisions
    .filter(({ level, code, selectable }) =>
      prefecture ? level === 'county' && code.startsWith(prefecture) && selectable : level === 'prefecture',
    )
    .map(({ code, nameZh, nameEn }) => ({
      code,
      name: locale === 'en' ? nameEn : nameZh,
      count: counts.get(code) ?? 0,
    }));
  const tiles = areas.flatMap(({ code, count }) => {
    const place = PREFECTURE_TILES[code];
    return place
      ? [
          {
            id: code,
            label: place.short[locale],
            value: String(count),
            column: place.column,
            row: place.row,
            share: count / most,
          },
        ]
      : [];
  });
  return (
    <section aria-labelledby="by-district" className="mb-8">
      <h2 id="by-district" className="mb-2 text-xl">
        {t('cases.byDistrict')}
      </h2>
      {list.capped ? <p className="text-muted mb-2 text-sm">{t('cases.partial')}</p> : null}
      <div className="grid gap-6 md:grid-cols-[3fr_2fr]">
        {tiles.length > 0 ? (
          <figure>
            <TileMap label={t('cases.mapLabel')} tiles={tiles} />
            <figcaption className="text-muted mt-2 text-sm">{t('cases.mapNote')}</figcaption>
          </figure>
        ) : null}
        <LinkList
          links={areas.map(({ code, name, count }) => ({
            href: link(`/cases${filterQuery({ ...filters, district: code })}`),
            text: counted || count > 0 ? `${name} (${count})` : name,
            ...(filters.district === code ? { current: true } : {}),
          }))}
        />
      </div>
    </section>
  );
}
