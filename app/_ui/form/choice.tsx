import type { ComponentProps, ReactNode } from 'react';

import { classNames } from '../class-names';
import { FieldError, Hint, type FieldProps } from './field';

const choiceClass = 'min-h-target flex cursor-pointer items-start gap-3 py-2';
const boxClass = 'accent-accent mt-0.5 size-6 shrink-0';

/** One yes-or-no choice. */
export function Checkbox({
  id,
  label,
  hint,
  ...input
}: Pick<FieldProps, 'id' | 'label' | 'hint'> & Omit<ComponentProps<'input'>, 'id' | 'type'>) {
  return (
    <div className="mb-6">
      <label htmlFor={id} className={choiceClass}>
        <input
          {...input}
          type="checkbox"
          id={id}
          aria-describedby={hint ? `${id}-hint` : undefined}
          className={boxClass}
        />
        <span>{label}</span>
      </label>
      {hint ? (
        <div className="pl-9">
          <Hint id={id}>{hint}</Hint>
        </div>
      ) : null}
    </div>
  );
}

/** A group of fields that answer one question. */
export function Fieldset({ id, label, hint, error, children }: FieldProps & { children: ReactNode }) {
  return (
    <fieldset
      id={id}
      aria-describedby={classNames(hint && `${id}-hint`, error && `${id}-error`) || undefined}
      className={classNames('mb-6', error && 'border-danger border-l-4 pl-4')}
    >
      <legend className="mb-1 font-bold">{label}</legend>
      {hint ? <Hint id={id}>{hint}</Hint> : null}
      {error ? <FieldError id={id}>{error}</FieldError> : null}
      {children}
    </fieldset>
  );
}

/** One choice of few, all visible. The first option carries the group's id, so that an error summary can lead to it. */
export function Radios({
  id,
  label,
  hint,
  error,
  options,
  ...input
}: FieldProps & { options: readonly { value: string; label: string }[] } & Omit<
    ComponentProps<'input'>,
    'id' | 'type'
  >) {
  return (
    <Fieldset id={`${id}-group`} label={label} hint={hint} error={error}>
      {options.map((option, index) => {
        const optionId = index === 0 ? id : `${id}-${option.value}`;
        return (
          <label key={option.value} htmlFor={optionId} className={choiceClass}>
            <input {...input} type="radio" id={optionId} value={option.value} className={boxClass} />
            <span>{option.label}</span>
          </label>
        );
      })}
    </Fieldset>
  );
}
