import { Button, ButtonLink } from '@/app/_ui/form/button';
import { SelectField, TextField } from '@/app/_ui/form/text-field';
import { ACCOUNT_STATUSES } from '@/lib/staff/account-store';
import type { AccountFilters } from '@/lib/staff/accounts';
import { ROLES } from '@/lib/staff/roles';

import type { PageContext } from '../_page/context';
import { roleName } from './role-names';

/** Narrows the list of accounts; every choice is part of the address. */
export function AccountFilterForm({
  context,
  filters,
  places,
}: {
  context: PageContext;
  filters: AccountFilters;
  places: ReadonlyMap<string, string>;
}) {
  const { t, link } = context;
  const any = <option value="">{t('console.accounts.any')}</option>;
  return (
    <form
      action={link('/console/accounts')}
      method="get"
      role="search"
      aria-label={t('console.accounts.search')}
    >
      <div className="grid gap-x-4 sm:grid-cols-2">
        <TextField
          id="q"
          name="q"
          label={t('console.accounts.words')}
          defaultValue={filters.q}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={64}
        />
        <SelectField
          id="status"
          name="status"
          label={t('console.accounts.status')}
          defaultValue={filters.status}
        >
          {any}
          {ACCOUNT_STATUSES.map((status) => (
            <option key={status} value={status}>
              {t(`console.status.${status}`)}
            </option>
          ))}
        </SelectField>
        <SelectField id="role" name="role" label={t('console.roles.new')} defaultValue={filters.role}>
          {any}
          {ROLES.map((role) => (
            <option key={role} value={role}>
              {roleName(context, role)}
            </option>
          ))}
        </SelectField>
        <SelectField id="place" name="place" label={t('console.roles.place')} defaultValue={filters.place}>
          {any}
          {[...places].map(([code, name]) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </SelectField>
      </div>
      <p className="mb-8 flex flex-wrap gap-3">
        <Button>{t('console.accounts.find')}</Button>
        <ButtonLink look="second" href={link('/console/accounts')}>
          {t('console.accounts.clear')}
        </ButtonLink>
      </p>
    </form>
  );
}
