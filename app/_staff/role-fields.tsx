import { Fieldset } from '@/app/_ui/form/choice';
import { SelectField } from '@/app/_ui/form/text-field';
import type { Grant, StaffActor } from '@/lib/platform/actor';
import { placesOf, type Permission } from '@/lib/staff/permissions';
import { ROLES, WHOLE_PROVINCE } from '@/lib/staff/roles';

import type { PageContext } from '../_page/context';
import type { KeptForm } from './kept-form';
import { grantName, roleName } from './role-names';

function Box({
  name,
  value,
  text,
  on,
  id,
}: Record<'name' | 'value' | 'text' | 'id', string> & { on: boolean }) {
  return (
    <label htmlFor={id} className="min-h-target flex cursor-pointer items-start gap-3 py-2">
      <input
        type="checkbox"
        id={id}
        name={name}
        value={value}
        defaultChecked={on}
        className="accent-accent mt-0.5 size-6 shrink-0"
      />
      <span>{text}</span>
    </label>
  );
}

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
              <Box
                key={value}
                id={`keep-${grant.role}-${grant.jurisdictionCode}`}
                name="keep"
                value={value}
                text={grantName(context, places, grant)}
                on={keep ? keep.includes(value) : true}
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
          <Box
            key={role}
            id={`role-${role}`}
            name="roles"
            value={role}
            text={roleName(context, role)}
            on={kept.values('roles').includes(role)}
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
