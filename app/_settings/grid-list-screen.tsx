import { placeName } from '@/app/_report/place-names';
import { DataTable } from '@/app/_ui/table/data-table';
import { GRID_HEADINGS, readGridFile, type Grid } from '@/lib/tickets/areas/grid-rows';
import type { GridList } from '@/lib/tickets/areas/grid-setting';
import { countGrids } from '@/lib/tickets/areas/count-grids';
import { gridsAsCsv, gridsAsGeoJson } from '@/lib/tickets/areas/write-area-file';
import { reference } from '@/lib/tickets/reference';

import { AreaFields, Downloads, systemOf } from './area-fields';
import { PrefecturePicker, pickedPrefecture } from './prefecture-picker';
import { editPath, one, type SettingScreen } from './screen';

const KIND = 'grid-list';

/** Outline in few words: as many corners, and where the first lies. */
function outlineOf(shape: Grid['shape']): string {
  const corners = shape?.flat(2) ?? [];
  return corners.length === 0 ? '—' : `${corners.length} @ ${corners[0]!.join(', ')}`;
}

/** The grids of each county. */
export const gridListScreen: SettingScreen<GridList> = {
  kind: KIND,
  name: 'settings.grids.name',
  about: 'settings.grids.about',
  title: ({ t }, subject) => t('settings.grids.of', { place: subject }),
  describe: ({ t }, { grids }) =>
    grids.map(({ code, name, areaClass, streetCode, shape }) => ({
      name: code,
      text: [
        name,
        t('settings.grids.areaClass', { value: areaClass }),
        streetCode ?? '',
        t('settings.grids.outline', { value: outlineOf(shape) }),
      ]
        .filter(Boolean)
        .join('\n'),
    })),
  toForm: () => ({}),
  fromForm: () => null,
  upload: async (file, form, value) => ({
    countyCode: value.countyCode,
    grids: await readGridFile(file, value, {
      system: systemOf(form),
      replace: one(form, 'mode') === 'replace',
    }),
  }),
  download: ({ countyCode, grids }, format) =>
    format === 'csv'
      ? { name: `grids-${countyCode}.csv`, type: 'text/csv', text: gridsAsCsv(grids) }
      : { name: `grids-${countyCode}.geojson`, type: 'application/geo+json', text: gridsAsGeoJson(grids) },
  Fields: ({ page, given }) => (
    <AreaFields
      page={page}
      given={given}
      columns={GRID_HEADINGS}
      modes={[
        { value: 'merge', label: page.t('settings.grids.merge'), hint: page.t('settings.grids.mergeHint') },
        {
          value: 'replace',
          label: page.t('settings.grids.replace'),
          hint: page.t('settings.grids.replaceHint'),
        },
      ]}
    />
  ),
  async List({ page, query }) {
    const { t, link, locale, identity } = page;
    const { divisions } = await reference();
    const prefecture = pickedPrefecture(identity.actor, divisions, KIND, query);
    const counts = await countGrids(prefecture);
    const counties = [...divisions.values()].filter(
      ({ level, parentCode }) => level === 'county' && parentCode === prefecture,
    );
    return (
      <>
        <PrefecturePicker page={page} kind={KIND} divisions={divisions} picked={prefecture} />
        <DataTable
          caption={t('settings.grids.name')}
          columns={[
            t('settings.grids.county'),
            t('settings.grids.count'),
            t('settings.grids.shaped'),
            t('settings.areas.download'),
          ]}
          rows={counties.map((county) => {
            const count = counts.get(county.code);
            return {
              id: county.code,
              cells: [
                <a
                  key="county"
                  href={link(editPath(KIND, county.code))}
                  className="min-h-target inline-flex items-center font-bold"
                >
                  {placeName(county, locale)} {county.code}
                </a>,
                String(count?.grids ?? 0),
                String(count?.shaped ?? 0),
                count ? (
                  <Downloads
                    key="files"
                    page={page}
                    kind={KIND}
                    subject={county.code}
                    formats={[
                      { format: 'csv', text: 'CSV' },
                      { format: 'geojson', text: 'GeoJSON' },
                    ]}
                  />
                ) : (
                  '—'
                ),
              ],
            };
          })}
        />
      </>
    );
  },
};
