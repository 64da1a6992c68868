import type { TicketStatus } from '../status';

/** The columns of a public case that anybody may see; nothing else is ever selected for a reader. */
export const CASE_COLUMNS = [
  'case_id',
  'category_code',
  'division_code',
  'street_code',
  'desk_code',
  'status',
  'submitted_at',
  'due_at',
  'due_provisional',
  'closed_at',
  'updated_at',
  'description',
  'result',
  'follower_count',
  '(SELECT d.name_zh FROM desk d WHERE d.code = desk_code) AS desk_zh',
  '(SELECT d.name_en FROM desk d WHERE d.code = desk_code) AS desk_en',
].join(', ');

/** A row as selected: times are Dates from a plain select, text from JSON. */
export interface StoredCase {
  case_id: string;
  category_code: string;
  division_code: string;
  street_code: string | null;
  desk_code: string | null;
  status: TicketStatus;
  submitted_at: Date | string;
  due_at: Date | string | null;
  due_provisional: boolean;
  closed_at: Date | string | null;
  updated_at: Date | string;
  description: string | null;
  result: string | null;
  follower_count: number;
  desk_zh: string | null;
  desk_en: string | null;
}

/** A public case as the views take it. */
export interface CaseRow {
  caseId: string;
  categoryCode: string;
  divisionCode: string;
  streetCode: string | null;
  deskCode: string | null;
  status: TicketStatus;
  submittedAt: Date;
  dueAt: Date | null;
  dueProvisional: boolean;
  closedAt: Date | null;
  updatedAt: Date;
  description: string | null;
  result: string | null;
  followers: number;
  deskZh: string | null;
  deskEn: string | null;
}

export function caseRow(stored: StoredCase): CaseRow {
  const date = (value: Date | string | null) => (value === null ? null : new Date(value));
  return {
    caseId: stored.case_id,
    categoryCode: stored.category_code,
    divisionCode: stored.division_code,
    streetCode: stored.street_code,
    deskCode: stored.desk_code,
    status: stored.status,
    submittedAt: new Date(stored.submitted_at),
    dueAt: date(stored.due_at),
    dueProvisional: stored.due_provisional,
    closedAt: date(stored.closed_at),
    updatedAt: new Date(stored.updated_at),
    description: stored.description,
    result: stored.result,
    followers: stored.follower_count,
    deskZh: stored.desk_zh,
    deskEn: stored.desk_en,
  };
}
