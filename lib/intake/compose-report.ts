import { contactContext } from '@/lib/people/contact-store';
import type { Actor } from '@/lib/platform/actor';
import { auditValues } from '@/lib/platform/audit';
import { blindIndex, keyedHash, purposeKey, seal } from '@/lib/platform/crypto';
import { newId } from '@/lib/platform/ids';
import type { Locale } from '@/lib/platform/i18n/locales';
import { normalisePhone } from '@/lib/platform/phone';
import { currentRequestId } from '@/lib/platform/request-context';
import { decide } from '@/lib/routing/decide';
import type { DeskDirectory } from '@/lib/routing/desks';
import type { GridAt } from '@/lib/tickets/areas/grid-at';
import { handlingDeadline } from '@/lib/tickets/handling-deadline';
import { jurisdictionOf } from '@/lib/tickets/jurisdiction';
import { queryCodeContext, queryCodeHash } from '@/lib/tickets/query-code';
import { receiptMessages } from '@/lib/tickets/receipt-messages';
import type { Reference } from '@/lib/tickets/reference';
import { makeTrackingNumber, newQueryCode } from '@/lib/tickets/tracking-number';
import type { Submission } from './submission';
import type { SubmissionRows } from './submit-statement';
import { findDanger, type Danger } from './suggest/danger-words';
import { suggestCategory, SURE_SCORE } from './suggest/keyword-category';
import { urgencyOf } from './urgency';

/** A report that has been decided but not yet written. */
export interface ComposedReport {
  rows: SubmissionRows;
  trackingNumber: string;
  queryCode: string;
  danger: Danger | null;
}

/** What the world knows at the moment of submitting. */
export interface Circumstances {
  reference: Reference;
  directory: DeskDirectory;
  /** Where the report's position lies, if a list of grids says so. */
  grid: GridAt | null;
  /** Position in the prefecture's number sequence. */
  position: number;
  idempotency: { scope: string; key: string; requestHash: Buffer };
  locale: Locale;
  now: Date;
}

/** The prefecture of a report. */
export function jurisdictionOfSubmission(submission: Submission): string {
  return jurisdictionOf(submission.divisionCode);
}

/**
 * Keyed hash of the accepted answers: equal requests are known whatever their spacing or key order, and nobody without
 * the key can try phone numbers against it.
 */
export function hashSubmission(submission: Submission): Buffer {
  const canonical = JSON.stringify(submission, (_key, value: unknown) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)))
      : value,
  );
  return keyedHash('request-hash', canonical);
}

function contactOf(submission: Submission): { name?: string; phone?: string; email?: string } | null {
  if (submission.anonymous || !submission.reporter) return null;
  const { name, phone, email } = submission.reporter;
  const contact = {
    ...(name ? { name } : {}),
    ...(phone ? { phone: normalisePhone(phone) ?? phone } : {}),
    ...(email ? { email: email.toLowerCase() } : {}),
  };
  return Object.keys(contact).length > 0 ? contact : null;
}

/** Decides category, desk, deadline and messages of a report and builds every row it will be written as. Pure but for randomness. */
export function composeReport(submission: Submission, actor: Actor, at: Circumstances): ComposedReport {
  const { reference, directory, now, locale } = at;
  const jurisdictionCode = jurisdictionOfSubmission(submission);
  const ticketId = newId(now.getTime());
  const trackingNumber = makeTrackingNumber(jurisdictionCode, at.position, purposeKey('tracking-number'));
  const queryCode = newQueryCode();
  const sealedCode = seal(queryCode, queryCodeContext(ticketId));

  const danger = findDanger(submission.description);
  const suggested = submission.categoryCode
    ? undefined
    : suggestCategory(submission.description, reference.categoryRows).find(({ score }) => score >= SURE_SCORE)
        ?.code;
  const categoryCode = submission.categoryCode ?? suggested ?? null;
  const urgency = urgencyOf({ danger, categoryCode, text: submission.description });
  const decision = decide(
    {
      categoryCode,
      divisionCode: submission.divisionCode,
      jurisdictionCode,
      urgency,
      requestType: submission.requestType,
    },
    directory.rules,
    directory.desks,
  );

  // The person chose the county; a grid of another one is a doubt about the position, not about the person.
  const grid = at.grid?.divisionCode === submission.divisionCode ? at.grid : null;
  const areaClass = grid?.areaClass ?? 'B';
  const { requestType } = submission;
  const deadline = handlingDeadline({ requestType, categoryCode, areaClass }, reference, now);

  const contact = contactOf(submission);
  const sealedContact = contact && seal(JSON.stringify(contact), contactContext(ticketId));
  const messages = receiptMessages({
    jurisdictionCode,
    ticketId,
    trackingNumber,
    queryCode,
    contact: contact ?? {},
    locale,
    now,
  });

  const deskCode = decision.deskCode;
  const rows: SubmissionRows = {
    ...at.idempotency,
    ticket: {
      jurisdiction_code: jurisdictionCode,
      id: ticketId,
      tracking_number: trackingNumber,
      query_code_cipher: sealedCode.cipher,
      query_code_key_id: sealedCode.keyId,
      query_code_hash: queryCodeHash(trackingNumber, queryCode),
      channel: submission.channel,
      locale,
      request_type: submission.requestType,
      urgency,
      emergency: danger?.services ?? [],
      category_code: categoryCode,
      category_source: submission.categoryCode ? 'person' : suggested ? 'keywords' : 'none',
      division_code: submission.divisionCode,
      street_code: submission.streetCode ?? grid?.streetCode ?? null,
      grid_id: grid?.code ?? null,
      area_class: areaClass,
      address: submission.address ?? null,
      lng: submission.lng ?? null,
      lat: submission.lat ?? null,
      asset_code: submission.assetCode ?? null,
      // PostgreSQL knows no offset beyond 16 hours; ISO 8601 does.
      occurred_at: submission.occurredAt ? new Date(submission.occurredAt).toISOString() : null,
      description: submission.description,
      attributes: JSON.stringify(submission.attributes ?? {}),
      keep_secret: submission.keepSecret,
      anonymous: submission.anonymous,
      desk_code: deskCode,
      routing_reason: decision.reason,
      deadline_rule_id: deadline?.rule.id ?? null,
      due_at: deadline?.dueAt ?? null,
      due_provisional: deadline?.provisional ?? false,
      submitted_at: now,
      retention_class: 'ticket',
    },
    eventId: newId(now.getTime()),
    audit: auditValues({
      jurisdictionCode,
      actor,
      action: 'submit-report',
      subjectKind: 'ticket',
      subjectId: ticketId,
      data: {
        channel: submission.channel,
        categoryCode,
        deskCode,
        urgency,
        photos: submission.attachments.length,
      },
    }),
    reporter:
      contact && sealedContact
        ? {
            contactCipher: sealedContact.cipher,
            contactKeyId: sealedContact.keyId,
            phoneIndex: contact.phone ? blindIndex('phone', contact.phone) : null,
            emailIndex: contact.email ? blindIndex('email', contact.email) : null,
            retentionClass: 'contact',
          }
        : null,
    delivery: deskCode ? { id: newId(now.getTime()), requestId: currentRequestId() ?? null } : null,
    messages,
    uploadIds: submission.attachments,
    jobs: [
      ...(deskCode
        ? [{ name: 'wake-desk', payload: JSON.stringify({ deskCode }), jobKey: `wake-desk:${deskCode}` }]
        : []),
      ...messages.map(({ id }) => ({
        name: 'send-message',
        payload: JSON.stringify({ jurisdictionCode, messageId: id, requestId: currentRequestId() }),
        jobKey: null,
      })),
    ],
  };
  return { rows, trackingNumber, queryCode, danger };
}
