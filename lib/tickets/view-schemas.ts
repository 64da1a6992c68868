import { z } from 'zod';
import { TICKET_STATUSES } from './status';

export const instant = z.iso.datetime().describe('UTC');
export const status = z.enum(TICKET_STATUSES);

/** A name in the two languages of the site. */
export const names = z.object({ 'zh-CN': z.string(), en: z.string() });
export const named = z.object({ code: z.string(), name: names });

/** One step of a ticket's life in plain words. */
export const publicTimelineEntry = z.object({
  at: instant,
  type: z.string(),
  status: status.nullable().describe('Status after this step; null when nothing moved'),
  statusText: names.nullable(),
  unit: z.string().nullable().describe('Handling unit, as the desk names it'),
  text: z.string().nullable(),
  dueAt: instant.nullable(),
});

/** What the person who holds number and code (or the signed link) sees. */
export const publicTicketView = z.object({
  trackingNumber: z.string().regex(/^\d{12}$/),
  status,
  statusText: names,
  submittedAt: instant,
  updatedAt: instant,
  closedAt: instant.nullable(),
  category: named.nullable(),
  division: named,
  street: named.nullable(),
  desk: named.nullable().describe('Who has it (承办平台)'),
  unit: z.string().nullable(),
  deadline: z
    .object({
      dueAt: instant,
      provisional: z.boolean().describe('Rests on a year whose holidays are not published yet'),
      overdue: z.boolean(),
    })
    .nullable(),
  overdue: z.boolean(),
  purgedAt: instant
    .nullable()
    .describe('When its words, photos and contact were erased: asked for, or their days were over'),
  photos: z.int().min(0),
  case: z
    .object({
      id: z.string(),
      url: z.string(),
      followers: z.int().min(0).describe('People who said that they met the same problem'),
    })
    .nullable()
    .describe('What everybody may see of it, once it is published'),
  timeline: z.array(publicTimelineEntry),
});

/** A category as the API lists it. */
export const categoryItem = z.object({
  code: z.string().describe('GB/T 47678.5-2026 code, or a marked local extension (L…, X…)'),
  kind: z.enum(['component', 'event']),
  majorCode: z.string(),
  majorZh: z.string(),
  majorEn: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  matterZh: z.string().nullable(),
  keywords: z.array(z.string()),
  standard: z.string(),
});

/** The kinds of answers, in the words of Open311 GeoReport v2. */
export const QUESTION_TYPES = ['text', 'number', 'singlevaluelist', 'multivaluelist', 'datetime'] as const;

/** What the form asks about a category; the answer goes into `attributes` under `key`. */
export const categoryQuestion = z.object({
  key: z.string(),
  datatype: z.enum(QUESTION_TYPES),
  label: names,
  hint: names.nullable(),
  required: z.boolean().describe('Demanded by the web form only: a report without the answer is taken'),
  options: z.array(z.object({ key: z.string(), name: names })).describe('Empty but for the list types'),
});

/** One category with its questions, in the order they are asked. */
export const categoryDetail = categoryItem.extend({ questions: z.array(categoryQuestion) });

/** A division as the API lists it. */
export const divisionItem = z.object({
  code: z.string().describe('GB/T 2260, streets GB/T 10114'),
  parentCode: z.string().nullable(),
  level: z.enum(['province', 'prefecture', 'county', 'township']),
  kind: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  selectable: z.boolean().describe('False for statistical units that no resident lives in by name'),
  centre: z.object({ lng: z.number(), lat: z.number() }).nullable().describe('WGS-84'),
  hasStreets: z.boolean(),
});

export type Names = z.infer<typeof names>;
export type PublicTimelineEntry = z.infer<typeof publicTimelineEntry>;
export type PublicTicketView = z.infer<typeof publicTicketView>;
export type CategoryItem = z.infer<typeof categoryItem>;
export type CategoryQuestion = z.infer<typeof categoryQuestion>;
export type CategoryDetail = z.infer<typeof categoryDetail>;
export type DivisionItem = z.infer<typeof divisionItem>;
