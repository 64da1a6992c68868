import type { ReactNode } from 'react';

import { classNames } from '../class-names';

/** What every field has in common. `error` is the text shown at the field and read out with it. */
export interface FieldProps {
  id: string;
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
}

/** The ids a control names in aria-describedby, in reading order. */
export function describedBy(
  { id, hint, error }: Pick<FieldProps, 'id' | 'hint' | 'error'>,
  more?: string,
): string | undefined {
  return classNames(hint && `${id}-hint`, error && `${id}-error`, more) || undefined;
}

export const controlClass = 'control';

export function Hint({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p id={`${id}-hint`} className="text-muted mb-2 text-sm">
      {children}
    </p>
  );
}

/** The message at a field. The mark before it says "error" without colour. */
export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p id={`${id}-error`} className="text-danger mb-2 font-bold">
      <span aria-hidden="true">⚠ </span>
      {children}
    </p>
  );
}

/** Label, hint and error around one control. */
export function Field({ id, label, hint, error, children }: FieldProps & { children: ReactNode }) {
  return (
    <div className={classNames('mb-6', error && 'border-danger border-l-4 pl-4')}>
      <label htmlFor={id} className="mb-1 block font-bold">
        {label}
      </label>
      {hint ? <Hint id={id}>{hint}</Hint> : null}
      {error ? <FieldError id={id}>{error}</FieldError> : null}
      {children}
    </div>
  );
}
