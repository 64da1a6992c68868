import type { ComponentProps, ReactNode } from 'react';

import { classNames } from '../class-names';
import { controlClass, describedBy, Field, type FieldProps } from './field';

type Width = 'full' | 'code';

/** One line of text. */
export function TextField({
  id,
  label,
  hint,
  error,
  width = 'full',
  ...input
}: FieldProps & { width?: Width } & Omit<ComponentProps<'input'>, 'id' | 'width'>) {
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <input
        type="text"
        {...input}
        id={id}
        aria-describedby={describedBy({ id, hint, error })}
        aria-invalid={error ? true : undefined}
        className={classNames(controlClass, width === 'code' && 'max-w-72 tracking-wider tabular-nums')}
      />
    </Field>
  );
}

/** Several lines of text. `counter` stands below it and may be live. */
export function TextArea({
  id,
  label,
  hint,
  error,
  counter,
  ...textarea
}: FieldProps & { counter?: ReactNode } & Omit<ComponentProps<'textarea'>, 'id'>) {
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <textarea
        rows={6}
        {...textarea}
        id={id}
        aria-describedby={describedBy({ id, hint, error }, counter ? `${id}-counter` : undefined)}
        aria-invalid={error ? true : undefined}
        className={controlClass}
      />
      {counter ? (
        <p id={`${id}-counter`} className="text-muted mt-1 text-sm">
          {counter}
        </p>
      ) : null}
    </Field>
  );
}

/** One choice of many. Give `option` and `optgroup` elements as children. */
export function SelectField({
  id,
  label,
  hint,
  error,
  children,
  ...select
}: FieldProps & Omit<ComponentProps<'select'>, 'id'>) {
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <select
        {...select}
        id={id}
        aria-describedby={describedBy({ id, hint, error })}
        aria-invalid={error ? true : undefined}
        className={controlClass}
      >
        {children}
      </select>
    </Field>
  );
}

/** Files from the device. */
export function FileField({
  id,
  label,
  hint,
  error,
  ...input
}: FieldProps & Omit<ComponentProps<'input'>, 'id' | 'type'>) {
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <input
        {...input}
        type="file"
        id={id}
        aria-describedby={describedBy({ id, hint, error })}
        aria-invalid={error ? true : undefined}
        className={classNames(
          controlClass,
          'file:bg-accent-soft file:text-accent file:border-control file:mr-4 file:rounded-sm file:border file:px-3 file:py-1 file:font-bold',
        )}
      />
    </Field>
  );
}
