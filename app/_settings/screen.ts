import type { ReactNode } from 'react';

import type { StaffPage } from '@/app/_staff/staff-page';
import type { KeptForm } from '@/app/_staff/kept-form';
import type { MessageKey } from '@/lib/platform/i18n/translate';
import type { PageContext } from '@/app/_page/context';

/** The fields of a form as they are typed. */
export type TypedForm = Record<string, string[]>;

/** One line of what a value says, for the preview and the history. */
export interface DescribedLine {
  name: string;
  text: string;
}

/**
 * How one kind of setting is shown and filled in. The pages of app/[locale]/(staff)/console/settings do the rest: list, form,
 * preview, history, undo. `V` is the kind's value in lib.
 */
export interface SettingScreen<V> {
  kind: string;
  name: MessageKey;
  about: MessageKey;
  /** What a subject is called. */
  title(context: PageContext, subject: string, value: V | null): string;
  /** What a value says, line by line, in an order that does not depend on the value. */
  describe(context: PageContext, value: V): readonly DescribedLine[] | Promise<readonly DescribedLine[]>;
  /** The fields of a form that is opened for a value, or for something new. */
  toForm(value: V | null): TypedForm;
  /** What the kind's schema reads. A field that was left out is an empty list. */
  fromForm(form: TypedForm): unknown;
  /** The form's fields. */
  Fields(props: SettingFieldsProps<V>): ReactNode | Promise<ReactNode>;
  /** What there is, with links to `editPath` of each. */
  List(props: {
    page: StaffPage;
    query: Record<string, string | string[] | undefined>;
  }): ReactNode | Promise<ReactNode>;
  /** A kind whose form brings a file: what its schema reads, of the file and of what there is. @throws DomainError invalid_input */
  upload?(file: Uint8Array, form: TypedForm, value: V): Promise<unknown>;
  /** What there is as a file, to be changed and brought back. */
  download?(value: V, format: string): { name: string; type: string; text: string };
  /** The words of the link to a new one; left out when there are none to add. */
  add?: MessageKey;
}

export interface SettingFieldsProps<V> {
  page: StaffPage;
  given: KeptForm;
  /** As it stands; null for something new. */
  value: V | null;
}

/** A screen whose values are known to be its kind's own. */
export type AnyScreen = SettingScreen<unknown>;

/** Forgets the type of a screen's values, for the list of all screens. */
export function anyScreen<V>(screen: SettingScreen<V>): AnyScreen {
  return screen as unknown as AnyScreen;
}

/** Where a subject is changed, without language. */
export function editPath(kind: string, subject: string): string {
  return `/console/settings/${kind}/edit?subject=${encodeURIComponent(subject)}`;
}

/** The first value of a field; empty when there is none. */
export function one(form: TypedForm, field: string): string {
  return form[field]?.[0] ?? '';
}

/** The fields of a form without those that steer it. */
export function typedForm(form: URLSearchParams): TypedForm {
  const typed: TypedForm = {};
  for (const name of new Set(form.keys()))
    if (name !== 'subject' && name !== 'remove') typed[name] = form.getAll(name);
  return typed;
}
