import { draftContext } from '@/lib/intake/draft-store';
import { keptFormContext } from '@/lib/intake/track/kept-form';
import { contentContext } from '@/lib/notify/prepare-message';
import { contactContext } from '@/lib/people/contact-store';
import { codeContext } from '@/lib/people/one-time-code';
import { deskSecretContext } from '@/lib/routing/desk-access';
import { staffContactContext } from '@/lib/staff/account-store';
import { totpContext } from '@/lib/staff/second-factor';
import { followerContext } from '@/lib/tickets/cases/confirm-follower';
import { queryCodeContext } from '@/lib/tickets/query-code';

/** A column that holds sealed values, and what each is sealed under. */
export interface SealedColumn {
  table: string;
  cipher: string;
  keyId: string;
  /** Columns that `context` needs, as text. */
  names: readonly string[];
  context: (...names: string[]) => string;
}

const column = (
  table: string,
  prefix: string,
  names: readonly string[],
  context: (...names: string[]) => string,
): SealedColumn => ({ table, cipher: `${prefix}cipher`, keyId: `${prefix}key_id`, names, context });

/** Every sealed column there is; a test finds those of the database that are missing here. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  column('ticket', 'query_code_', ['id'], queryCodeContext),
  column('reporter', 'contact_', ['ticket_id'], contactContext),
  column('case_follower', 'contact_', ['id'], followerContext),
  column('message', 'content_', ['id'], contentContext),
  column('one_time_code', 'content_', ['id'], codeContext),
  column('web_draft', '', ['id'], draftContext),
  column('track_form', '', ['id'], keptFormContext),
  column('desk_secret', 'secret_', ['desk_code', 'key_id'], deskSecretContext),
  column('staff_account', 'contact_', ['id'], staffContactContext),
  column('staff_account', 'totp_', ['id'], totpContext),
  column('staff_invitation', 'totp_', ['account_id'], totpContext),
];
