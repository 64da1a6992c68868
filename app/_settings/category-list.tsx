import type { StaffPage } from '@/app/_staff/staff-page';
import { Notice } from '@/app/_ui/content/notice';
import { Tag } from '@/app/_ui/content/tag';
import { Button } from '@/app/_ui/form/button';
import { SelectField, TextField } from '@/app/_ui/form/text-field';
import { DataTable } from '@/app/_ui/table/data-table';
import { suggest } from '@/lib/intake/suggest/suggest';
import { readReference, type CategoryFact, type Reference } from '@/lib/tickets/reference';

import { PagedLinks, pagedRows } from './paged';
import { editPath } from './screen';

const PER_PAGE = 50;

type Query = Record<string, string | string[] | undefined>;

const textOf = (query: Query, name: string) => {
  const value = query[name];
  return typeof value === 'string' ? value.trim() : '';
};

function matches(row: CategoryFact, words: string, state: string): boolean {
  if (state !== '' && row.active !== (state === 'on')) return false;
  const where = [row.code, row.nameZh, row.nameEn, row.matterZh ?? '', row.majorZh, ...row.keywordsZh];
  return where.some((text) => text.toLowerCase().includes(words.toLowerCase()));
}

/** What a sentence would be taken for, by the keywords as they stand. */
function Try({
  page: { t, link, locale },
  text,
  facts,
}: {
  page: StaffPage;
  text: string;
  facts: Reference;
}) {
  const found = text === '' ? [] : suggest(text, facts).suggestions;
  return (
    <details className="mb-6" open={text !== ''}>
      <summary className="min-h-target text-accent cursor-pointer py-2 font-bold">
        {t('settings.category.try')}
      </summary>
      <form action={link('/console/settings/category')} className="flex flex-wrap items-end gap-x-4">
        <div className="grow">
          <TextField
            id="try"
            name="try"
            label={t('settings.category.sentence')}
            hint={t('settings.category.sentenceHint')}
            defaultValue={text}
            maxLength={200}
            autoComplete="off"
          />
        </div>
        <Button look="second" className="mb-6">
          {t('settings.category.trySend')}
        </Button>
      </form>
      {text !== '' && found.length === 0 ? <Notice title={t('settings.category.tryNone')} /> : null}
      {found.length > 0 ? (
        <DataTable
          caption={t('settings.category.tryFound')}
          columns={[t('settings.category.what'), t('settings.category.score'), t('settings.category.words')]}
          rows={found.map(({ code, name, score, words }) => ({
            id: code,
            cells: [`${code} ${name[locale]}`, `${Math.round(score * 100)}%`, words.join(' ')],
          }))}
        />
      ) : null}
    </details>
  );
}

/** Categories by their major class, with a search. */
export async function CategoryList({ page, query }: { page: StaffPage; query: Query }) {
  const { t, link, locale } = page;
  const facts = await readReference();
  const [words, state] = [textOf(query, 'q'), textOf(query, 'state')];
  const rows = [...facts.categories.values()].filter((row) => matches(row, words, state));
  const majors = new Map<string, CategoryFact[]>();
  const part = pagedRows(rows, query, PER_PAGE);
  for (const row of part.rows) {
    const major = `${row.majorCode} ${locale === 'en' ? row.majorEn : row.majorZh}`;
    majors.set(major, [...(majors.get(major) ?? []), row]);
  }
  return (
    <>
      <form action={link('/console/settings/category')} className="flex flex-wrap items-end gap-x-4">
        <TextField
          id="q"
          name="q"
          type="search"
          label={t('settings.category.search')}
          defaultValue={words}
          maxLength={50}
          autoComplete="off"
        />
        <SelectField id="state" name="state" label={t('settings.category.state')} defaultValue={state}>
          <option value="">{t('settings.allKinds')}</option>
          <option value="on">{t('settings.category.on')}</option>
          <option value="off">{t('settings.category.off')}</option>
        </SelectField>
        <Button look="second" className="mb-6">
          {t('settings.show')}
        </Button>
      </form>
      <Try page={page} text={textOf(query, 'try').slice(0, 200)} facts={facts} />
      <p role="status" className="mb-4">
        {t('settings.category.count', { count: rows.length })}
      </p>
      {[...majors].map(([major, members]) => (
        <DataTable
          key={major}
          caption={major}
          columns={[
            t('settings.category.what'),
            t('settings.category.keywords'),
            t('settings.category.state'),
          ]}
          rows={members.map((row) => ({
            id: row.code,
            cells: [
              <a
                key="name"
                href={link(editPath('category', row.code))}
                className="min-h-target -my-2 inline-flex items-center font-bold"
              >
                {row.code} {locale === 'en' ? row.nameEn : row.nameZh}
              </a>,
              row.keywordsZh.join('、'),
              <Tag key="state" kind={row.active ? 'good' : 'warning'}>
                {t(row.active ? 'settings.category.on' : 'settings.category.off')}
              </Tag>,
            ],
          }))}
        />
      ))}
      <PagedLinks page={page} path="/console/settings/category" query={query} part={part} />
    </>
  );
}
