import type { z } from 'zod';
import type { Tx } from '@/lib/platform/db';
import type { Permission } from '@/lib/staff/permissions';

/** The same words in both languages. */
export interface InBoth {
  zh: string;
  en: string;
}

/** What a change would do, as the preview says it. */
export interface Effect {
  /** A warning asks for a second look; it does not keep anybody from going on. */
  level: 'information' | 'warning';
  text: InBoth;
  /** Examples or figures, below the text. Cells that need no language are plain strings. */
  table?: { columns: readonly InBoth[]; rows: readonly (readonly (string | InBoth)[])[] };
}

/**
 * One kind of setting, told by the module that owns its tables. What is common to all (who may, preview, history, undo, audit)
 * is done once, in lib/settings. `V` is the whole value of one subject as JSON: texts, numbers, lists; moments as ISO 8601.
 */
export interface SettingKind<V> {
  kind: string;
  permission: Permission;
  /** Asks for a recent proof of who one is, as all acts do that open or close a door. */
  sensitive?: boolean;
  /** What a form or file must give. Bilingual texts of its errors by `say` (lib/platform/field-errors). */
  schema: z.ZodType<V>;
  /** Where the value counts: a prefecture, or 000000. */
  jurisdictionOf(value: V): string;
  /** Names a new value's subject. */
  subjectOf(value: V): string;
  /** The value as it stands, in the order and form that `schema` gives it; null when there is none. */
  read(tx: Tx, subject: string): Promise<V | null>;
  /** What the schema cannot see: other rows. @throws DomainError invalid_input with fields */
  check?(tx: Tx, change: { subject: string; before: V | null; after: V | null }): Promise<void>;
  /** Makes the change in the transaction of its audit row, jobs included; null takes the subject away. */
  write(tx: Tx, change: { subject: string; before: V | null; after: V | null; now: Date }): Promise<void>;
  /** What the change would do to what there is, for the preview. */
  effects?(change: { subject: string; before: V | null; after: V | null; now: Date }): Promise<Effect[]>;
  /** True when the kind takes no new subjects, or none away. */
  fixed?: boolean;
}

/** A kind whose values are known to be its own: they come from its schema or from what it has read. */
export type AnyKind = SettingKind<unknown>;

/** Forgets the type of a kind's values, for the list of all kinds. */
export function anyKind<V>(kind: SettingKind<V>): AnyKind {
  return kind as unknown as AnyKind;
}
