import type { PageContext } from '@/app/_page/context';
import { TileMap } from '@/app/_ui/map/tile-map';
import type { Reference } from '@/lib/tickets/reference';
import { filterQuery, type CaseFilters } from '@/lib/tickets/cases/case-filters';
import type { CaseList } from '@/lib/tickets/cases/case-schemas';

/** Where the thirteen prefectures stand in the schematic map: column and row, north above, neighbours beside each other. */
const PLACES: Record<string, { column: number; row: number; short: { 'zh-CN': string; en: string } }> = {
  '232700': { column: 1, row: 0, short: { 'zh-CN': '大兴安岭', en: 'Hinggan' } },
  '231100': { column: 2, row: 1, short: { 'zh-CN': '黑河', en: 'Heihe' } },
  '230700': { column: 3, row: 1, short: { 'zh-CN': '伊春', en: 'Yichun' } },
  '230400': { column: 4, row: 1, short: { 'zh-CN': '鹤岗', en: 'Hegang' } },
  '230200': { column: 0, row: 2, short: { 'zh-CN': '齐齐哈尔', en: 'Qiqihar' } },
  '230600': { column: 1, row: 2, short: { 'zh-CN': '大庆', en: 'Daqing' } },
  '231200': { column: 2, row: 2, short: { 'zh-CN': '绥化', en: 'Suihua' } },
  '230800': { column: 4, row: 2, short: { 'zh-CN': '佳木斯', en: 'Jiamusi' } },
  '230500': { column: 5, row: 2, short: { 'zh-CN': '双鸭山', en: "Sh'yashan" } },
  '230100': { column: 2, row: 3, short: { 'zh-CN': '哈尔滨', en: 'Harbin' } },
  '231000': { column: 3, row: 3, short: { 'zh-CN': '牡丹江', en: 'Mudanj.' } },
  '230900': { column: 4, row: 3, short: { 'zh-CN': '七台河', en: 'Qitaihe' } },
  '230300': { column: 5, row: 3, short: { 'zh-CN': '鸡西', en: 'Jixi' } },
};

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
    const place = PLACES[code];
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
        <ul className="[&_a]:min-h-target grid grid-cols-2 content-start gap-x-4 [&_a]:inline-flex [&_a]:items-center [&_a]:tabular-nums">
          {areas.map(({ code, name, count }) => (
            <li key={code}>
              <a
                href={link(`/cases${filterQuery({ ...filters, district: code })}`)}
                aria-current={filters.district === code ? 'true' : undefined}
              >
                {counted || count > 0 ? `${name} (${count})` : name}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
