import type { PageContext } from '@/app/_page/context';
import { Notice } from '@/app/_ui/content/notice';
import { DataTable } from '@/app/_ui/table/data-table';
import type { Effect, InBoth } from '@/lib/settings/setting-kind';

/** What a proposed change would do to what there is. */
export function Effects({ page: { t, locale }, effects }: { page: PageContext; effects: readonly Effect[] }) {
  if (effects.length === 0) return null;
  const say = (text: string | InBoth) =>
    typeof text === 'string' ? text : text[locale === 'en' ? 'en' : 'zh'];
  return (
    <section aria-labelledby="effects">
      <h2 id="effects" className="mb-2 text-xl">
        {t('settings.effects')}
      </h2>
      {effects.map(({ level, text, table }) => (
        <div key={say(text)}>
          <Notice kind={level === 'warning' ? 'warning' : 'info'} title={say(text)} />
          {table ? (
            <DataTable
              caption={say(text)}
              columns={table.columns.map(say)}
              rows={table.rows.map((cells, index) => ({ id: String(index), cells: cells.map(say) }))}
            />
          ) : null}
        </div>
      ))}
    </section>
  );
}
