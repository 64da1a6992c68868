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

/** One of the choices of a group; `hint` stands below its label and is read out with it. */
export interface ChoiceOption {
  value: string;
  label: string;
  hint?: string | undefined;
}

/**
 * Choices of few, all visible: one of them, or with `many` any number. The first carries the group's id, so that an
 * error summary can lead to it. What is chosen is `chosen`, kept by the browser, or told to `onChoose` with each change.
 */
export function Choices({
  id,
  name,
  label,
  hint,
  error,
  many = false,
  required = false,
  options,
  chosen = [],
  onChoose,
}: FieldProps & {
  name: string;
  many?: boolean;
  /** Makes the browser demand a choice, where it checks forms at all. */
  required?: boolean;
  options: readonly ChoiceOption[];
  chosen?: readonly string[];
  onChoose?: ((chosen: string[]) => void) | undefined;
}) {
  const change = (value: string, on: boolean) =>
    onChoose?.(many ? [...chosen.filter((one) => one !== value), ...(on ? [value] : [])] : [value]);
  return (
    <Fieldset id={`${id}-group`} label={label} hint={hint} error={error}>
      {options.map((option, index) => {
        const optionId = index === 0 ? id : `${id}-${option.value || 'none'}`;
        const on = chosen.includes(option.value);
        return (
          <label key={option.value} htmlFor={optionId} className={choiceClass}>
            <input
              type={many ? 'checkbox' : 'radio'}
              id={optionId}
              name={name}
              value={option.value}
              {...(onChoose
                ? { checked: on, onChange: (event) => change(option.value, event.target.checked) }
                : { defaultChecked: on })}
              required={required}
              className={boxClass}
            />
            <span>
              <span>{option.label}</span>
              {option.hint ? <span className="text-muted block text-sm"> {option.hint}</span> : null}
            </span>
          </label>
        );
      })}
    </Fieldset>
  );
}
