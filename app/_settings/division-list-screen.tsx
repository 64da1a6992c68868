import { placeName } from '@/app/_report/place-names';
import { DataTable } from '@/app/_ui/table/data-table';
import { DIVISION_HEADINGS, readDivisionFile, type DivisionRow } from '@/lib/tickets/areas/division-rows';
import type { DivisionList } from '@/lib/tickets/areas/division-setting';
import { divisionsAsCsv } from '@/lib/tickets/areas/write-area-file';
import { reference } from '@/lib/tickets/reference';

import { AreaFields, Downloads, systemOf } from './area-fields';
import { openPrefectures } from './prefecture-picker';
import { editPath, type SettingScreen } from './screen';

const KIND = 'division-list';

const position = ({ centreLng, centreLat }: DivisionRow) =>
  centreLng === null || centreLat === null ? '' : `${centreLng}, ${centreLat}`;

/** Districts, counties, streets and townships of each prefecture. */
export const divisionListScreen: SettingScreen<DivisionList> = {
  kind: KIND,
  name: 'settings.divisions.name',
  about: 'settings.divisions.about',
  title: ({ t }, subject) => t('settings.divisions.of', { place: subject }),
  describe: ({ t }, { divisions }) =>
    divisions.map((row) => ({
      name: row.code,
      text: [
        `${row.nameZh} / ${row.nameEn}`,
        row.kind,
        t(row.selectable ? 'settings.divisions.selectable' : 'settings.divisions.notSelectable'),
        position(row),
        row.altCode ?? '',
        row.note ?? '',
      ]
        .filter(Boolean)
        .join('\n'),
    })),
  toForm: () => ({}),
  fromForm: () => null,
  upload: async (file, form, value) => ({
    prefectureCode: value.prefectureCode,
    divisions: await readDivisionFile(file, value, { system: systemOf(form) }),
  }),
  download: ({ prefectureCode, divisions }) => ({
    name: `divisions-${prefectureCode}.csv`,
    type: 'text/csv',
    text: divisionsAsCsv(divisions),
  }),
  Fields: ({ page, given }) => <AreaFields page={page} given={given} columns={DIVISION_HEADINGS} />,
  async List({ page }) {
    const { t, link, locale, identity } = page;
    const { divisions } = await reference();
    const all = [...divisions.values()];
    const inside = (prefecture: string, level: string) =>
      String(all.filter((row) => row.level === level && row.code.startsWith(prefecture.slice(0, 4))).length);
    return (
      <DataTable
        caption={t('settings.divisions.name')}
        columns={[
          t('settings.areas.prefecture'),
          t('settings.divisions.counties'),
          t('settings.divisions.townships'),
          t('settings.areas.download'),
        ]}
        rows={openPrefectures(identity.actor, divisions, KIND).map((prefecture) => ({
          id: prefecture.code,
          cells: [
            <a
              key="prefecture"
              href={link(editPath(KIND, prefecture.code))}
              className="min-h-target inline-flex items-center font-bold"
            >
              {placeName(prefecture, locale)} {prefecture.code}
            </a>,
            inside(prefecture.code, 'county'),
            inside(prefecture.code, 'township'),
            <Downloads
              key="files"
              page={page}
              kind={KIND}
              subject={prefecture.code}
              formats={[{ format: 'csv', text: 'CSV' }]}
            />,
          ],
        }))}
      />
    );
  },
};
