import { z } from 'zod';
import { actionsOf } from './action-names';

export const ACTOR_KINDS = ['staff', 'public', 'desk', 'provider', 'system'] as const;
export const OUTCOMES = ['done', 'refused'] as const;

const blank = (value: unknown) =>
  typeof value === 'string' && value.trim() === ''
    ? undefined
    : typeof value === 'string'
      ? value.trim()
      : value;
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blank, schema.optional());

/** A moment in China: a day, or a day and a minute. */
const moment = z
  .string()
  .regex(/^20\d{2}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2})?$/)
  .refine((text) => !Number.isNaN(Date.parse(`${text.slice(0, 10)}T${text.slice(11, 16) || '00:00'}+08:00`)));

/** By what the audit trail is searched; the names of the query's parameters. */
export const auditFilters = z.object({
  from: optional(moment),
  to: optional(moment),
  place: optional(z.string().regex(/^\d{6}$/)),
  kind: optional(z.enum(ACTOR_KINDS)),
  /** Login or name of somebody who works here; code or name of a desk, provider or system. */
  who: optional(z.string().max(100)),
  /** A code, or `@` and an area. */
  action: optional(
    z
      .string()
      .max(100)
      .refine((text) => !text.startsWith('@') || actionsOf(text.slice(1)) !== undefined),
  ),
  outcome: optional(z.enum(OUTCOMES)),
  subjectKind: optional(z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)),
  subject: optional(z.string().max(200)),
  request: optional(z.string().max(100)),
});

export type AuditFilters = z.output<typeof auditFilters>;
export type AuditFilterName = keyof AuditFilters;
export const AUDIT_FILTER_NAMES = Object.keys(auditFilters.shape) as AuditFilterName[];

/** What an address or a form asks for; `wrong` names the filters that are not valid, and then nothing is searched. */
export interface AskedFilters {
  filters: AuditFilters;
  wrong: AuditFilterName[];
}

/** Reads the filters out of a query or form. */
export function readAuditFilters(given: URLSearchParams): AskedFilters {
  const parsed = auditFilters.safeParse(Object.fromEntries(given));
  if (!parsed.success)
    return {
      filters: {},
      wrong: [...new Set(parsed.error.issues.map(({ path }) => path[0] as AuditFilterName))],
    };
  const { from, to } = parsed.data;
  const turned = from !== undefined && to !== undefined && startOf(from) >= endOf(to);
  return { filters: parsed.data, wrong: turned ? ['to'] : [] };
}

/** Filters as a query string, in one order. */
export function auditQuery(filters: AuditFilters, more: Record<string, string> = {}): string {
  const query = new URLSearchParams();
  for (const name of AUDIT_FILTER_NAMES) if (filters[name]) query.set(name, filters[name]);
  for (const [name, value] of Object.entries(more)) query.set(name, value);
  const text = query.toString();
  return text ? `?${text}` : '';
}

/** The first instant of a day or minute in China. */
export function startOf(text: string): Date {
  return new Date(`${text.slice(0, 10)}T${text.slice(11, 16) || '00:00'}:00+08:00`);
}

/** The first instant after a day or minute in China: what a list is asked for "to" is still in it. */
export function endOf(text: string): Date {
  return new Date(startOf(text).getTime() + (text.length === 10 ? 86_400_000 : 60_000));
}

/** Where a page of rows ends. */
export interface AuditPosition {
  at: Date;
  id: string;
}

export function encodeAuditCursor({ at, id }: AuditPosition): string {
  return `${at.getTime()}.${id}`;
}

const ID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const CURSOR = new RegExp(`^(\\d{1,14})\\.(${ID})$`);
const REFERENCE = new RegExp(`^(\\d{6})-(${ID})$`);

/** The position a cursor names; null for none of ours. */
export function decodeAuditCursor(cursor: string | null): AuditPosition | null {
  const [, at, id] = CURSOR.exec(cursor ?? '') ?? [];
  return at && id ? { at: new Date(Number(at)), id } : null;
}

/** A row's name in one word: its chain and its id. */
export function auditReference(row: { jurisdictionCode: string; id: string }): string {
  return `${row.jurisdictionCode}-${row.id}`;
}

export function parseAuditReference(reference: string): { jurisdictionCode: string; id: string } | null {
  const [, jurisdictionCode, id] = REFERENCE.exec(reference) ?? [];
  return jurisdictionCode && id ? { jurisdictionCode, id } : null;
}
