import { CheckLine, Fieldset } from '@/app/_ui/form/choice';
import { SelectField } from '@/app/_ui/form/text-field';
import type { Grant, StaffActor } from '@/lib/platform/actor';
import { placesOf, type Permission } from '@/lib/staff/permissions';
import { ROLES, WHOLE_PROVINCE } from '@/lib/staff/roles';

import type { PageContext } from '../_page/context';
import type { KeptForm } from './kept-form';
import { grantName, roleName } from './role-names';

/** The roles of an account: those it has, to keep or take away, and new ones in one place. */
export function RoleFields({
  context,
  kept,
  actor,
  permission,
  places,
  grants = [],
}: {
  context: PageContext;
  kept: KeptForm;
  actor: StaffActor;
  permission: Permission;
  places: ReadonlyMap<string, string>;
  grants?: readonly Grant[];
}) {
  const { t } = context;
  const mine = placesOf(actor.grants, permission);
  const open = [...places].filter(([code]) => mine.includes(WHOLE_PROVINCE) || mine.includes(code));
  const keep = kept.errors.length > 0 ? kept.values('keep') : undefined;
  return (
    <>
      {grants.length > 0 ? (
        <Fieldset id="keep" label={t('console.roles.has')} hint={t('console.roles.hasHint')}>
          {grants.map((grant) => {
            const value = `${grant.role}@${grant.jurisdictionCode}`;
            return (
              <CheckLine
                key={value}
                id={`keep-${grant.role}-${grant.jurisdictionCode}`}
                name="keep"
                value={value}
                label={grantName(context, places, grant)}
                defaultChecked={keep ? keep.includes(value) : true}
              />
            );
          })}
        </Fieldset>
      ) : null}
      <Fieldset
        id="roles"
        label={t(grants.length > 0 ? 'console.roles.more' : 'console.roles.new')}
        hint={t('console.roles.hint')}
        error={kept.errorOf('roles')}
      >
        {ROLES.map((role) => (
          <CheckLine
            key={role}
            id={`role-${role}`}
            name="roles"
            value={role}
            label={roleName(context, role)}
            defaultChecked={kept.values('roles').includes(role)}
          />
        ))}
      </Fieldset>
      <SelectField
        id="place"
        name="place"
        label={t('console.roles.place')}
        defaultValue={kept.value('place')}
      >
        {open.map(([code, text]) => (
          <option key={code} value={code}>
            {text}
          </option>
        ))}
      </SelectField>
    </>
  );
}
