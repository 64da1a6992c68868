import type { PageContext } from '@/app/_page/context';
import { Button } from '@/app/_ui/form/button';
import { TextField } from '@/app/_ui/form/text-field';

/** Longer questions are cut: what follows is not looked at. */
export const LONGEST_QUERY = 60;

/** The one search over everything, as a plain form. */
export function SearchBox({ words = '', context: { t, link } }: { words?: string; context: PageContext }) {
  return (
    <form
      action={link('/search')}
      method="get"
      role="search"
      aria-label={t('search.title')}
      className="no-print"
    >
      <div className="flex max-w-2xl flex-wrap items-end gap-x-3">
        <div className="min-w-48 grow">
          <TextField
            id="q"
            name="q"
            label={t('search.label')}
            hint={t('search.hint')}
            defaultValue={words}
            maxLength={200}
            autoComplete="off"
            enterKeyHint="search"
          />
        </div>
        <p className="mb-6">
          <Button>{t('search.submit')}</Button>
        </p>
      </div>
    </form>
  );
}
