import type { FocusEvent, KeyboardEvent, ReactNode } from 'react';

import type { Translate } from '@/lib/platform/i18n/translate';

import { Checkbox } from '../_ui/form/choice';
import { SelectField, TextArea, TextField } from '../_ui/form/text-field';

/** The fields of the report form that hold a text or a tick. */
export type FieldName =
  | 'description'
  | 'divisionCode'
  | 'streetCode'
  | 'address'
  | 'assetCode'
  | 'reporter.name'
  | 'reporter.phone'
  | 'reporter.email'
  | 'keepSecret';

/** The props that tie a control to its answer. The server gives the value; the script's form gives handlers. */
interface Bound {
  name: string;
  defaultValue?: string;
  defaultChecked?: boolean;
  value?: string;
  onChange?: (event: { target: EventTarget; type: string }) => void;
  onBlur?: (event: { target: EventTarget; type: string }) => void;
  ref?: (element: HTMLElement | null) => void;
}

/** How the same fields hang on the server's answers or on the script's form. */
export interface FieldsProps {
  t: Translate;
  bind: (name: FieldName) => Bound;
  errorOf: (name: FieldName) => string | undefined;
}

/** A place of the lists of divisions. */
export interface PlaceOption {
  code: string;
  text: string;
}

/** The element id of a field, where error summaries lead. */
export function fieldId(name: string): string {
  return name.replaceAll('.', '-');
}

function Options({ first, options }: { first: string; options: readonly PlaceOption[] }) {
  return (
    <>
      <option value="">{first}</option>
      {options.map((option) => (
        <option key={option.code} value={option.code}>
          {option.text}
        </option>
      ))}
    </>
  );
}

export function WhatFields({ t, bind, errorOf, counter }: FieldsProps & { counter: ReactNode }) {
  return (
    <TextArea
      {...bind('description')}
      id={fieldId('description')}
      label={t('report.what.label')}
      hint={t('report.what.hint')}
      error={errorOf('description')}
      counter={counter}
    />
  );
}

/** Districts below their cities, or one city's own. */
export function DivisionField({
  t,
  bind,
  errorOf,
  groups,
}: FieldsProps & { groups: readonly { text: string; options: readonly PlaceOption[] }[] }) {
  const [only] = groups;
  return (
    <SelectField
      {...bind('divisionCode')}
      id={fieldId('divisionCode')}
      label={t('report.place.division')}
      error={errorOf('divisionCode')}
    >
      {groups.length === 1 && only ? (
        <Options first={t('form.choose')} options={only.options} />
      ) : (
        <>
          <option value="">{t('form.choose')}</option>
          {groups.map((group) => (
            <optgroup key={group.text} label={group.text}>
              {group.options.map((option) => (
                <option key={option.code} value={option.code}>
                  {option.text}
                </option>
              ))}
            </optgroup>
          ))}
        </>
      )}
    </SelectField>
  );
}

export function PlaceFields({
  t,
  bind,
  errorOf,
  streets,
}: FieldsProps & { streets: readonly PlaceOption[] }) {
  return (
    <>
      {streets.length > 0 ? (
        <SelectField
          {...bind('streetCode')}
          id={fieldId('streetCode')}
          label={t('report.place.street')}
          error={errorOf('streetCode')}
        >
          <Options first={t('form.choose')} options={streets} />
        </SelectField>
      ) : null}
      <TextField
        {...bind('address')}
        id={fieldId('address')}
        label={t('report.place.address')}
        hint={t('report.place.addressHint')}
        error={errorOf('address')}
        autoComplete="street-address"
      />
    </>
  );
}

/** The number on an object. With script it is looked up when the field is left. */
export function AssetField({
  t,
  bind,
  errorOf,
  onLeave,
  onKeyDown,
}: FieldsProps & { onLeave?: () => void; onKeyDown?: (event: KeyboardEvent) => void }) {
  const bound = bind('assetCode');
  return (
    <TextField
      {...bound}
      id={fieldId('assetCode')}
      label={t('report.place.asset')}
      hint={t('report.place.assetHint')}
      error={errorOf('assetCode')}
      autoComplete="off"
      autoCapitalize="characters"
      width="code"
      {...(onKeyDown && { onKeyDown })}
      {...(onLeave && {
        onBlur: (event: FocusEvent) => {
          bound.onBlur?.(event);
          onLeave();
        },
      })}
    />
  );
}

export function ContactFields({ t, bind, errorOf }: FieldsProps) {
  return (
    <>
      <p className="mb-4">{t('report.contact.lead')}</p>
      <TextField
        {...bind('reporter.name')}
        id={fieldId('reporter.name')}
        label={t('report.contact.name')}
        error={errorOf('reporter.name')}
        autoComplete="name"
      />
      <TextField
        {...bind('reporter.phone')}
        id={fieldId('reporter.phone')}
        label={t('report.contact.phone')}
        hint={t('report.contact.phoneHint')}
        error={errorOf('reporter.phone')}
        type="tel"
        autoComplete="tel"
        width="code"
      />
      <TextField
        {...bind('reporter.email')}
        id={fieldId('reporter.email')}
        label={t('report.contact.email')}
        error={errorOf('reporter.email')}
        type="text"
        inputMode="email"
        autoComplete="email"
      />
      <Checkbox
        {...bind('keepSecret')}
        id={fieldId('keepSecret')}
        label={t('report.contact.secret')}
        hint={t('report.contact.secretHint')}
      />
    </>
  );
}
