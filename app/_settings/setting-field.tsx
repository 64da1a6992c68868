import type { ComponentProps } from 'react';

import type { KeptForm } from '@/app/_staff/kept-form';
import { SelectField, TextArea, TextField } from '@/app/_ui/form/text-field';

interface Given {
  given: KeptForm;
  name: string;
}

/** One line of a setting's form, filled and marked as it was given. */
export function SettingText({ given, name, ...field }: Given & Omit<ComponentProps<typeof TextField>, 'id'>) {
  return (
    <TextField
      {...field}
      id={name}
      name={name}
      error={given.errorOf(name)}
      defaultValue={given.value(name)}
      autoComplete="off"
    />
  );
}

/** Several lines. */
export function SettingArea({ given, name, ...field }: Given & Omit<ComponentProps<typeof TextArea>, 'id'>) {
  return (
    <TextArea
      {...field}
      id={name}
      name={name}
      error={given.errorOf(name)}
      defaultValue={given.value(name)}
      autoComplete="off"
    />
  );
}

/** One of several; give `option` elements as children. */
export function SettingSelect({
  given,
  name,
  ...field
}: Given & Omit<ComponentProps<typeof SelectField>, 'id'>) {
  return (
    <SelectField
      {...field}
      id={name}
      name={name}
      error={given.errorOf(name)}
      defaultValue={given.value(name)}
    />
  );
}
