import type { TicketStatus } from '../status';

/** What the rule looks at. */
interface Publishable {
  status: string;
  requestType: string;
  categoryCode: string | null;
  keepSecret: boolean;
}

/**
 * Before it is accepted a report is only a claim; one that was not accepted, was taken back or went to the police is
 * nobody else's business.
 */
const PRIVATE_STATES: ReadonlySet<string> = new Set([
  'draft',
  'submitted',
  'not_accepted',
  'withdrawn',
  'transferred_110',
] satisfies TicketStatus[]);

/** A complaint may be about a person or an enforcing unit; enquiries, suggestions and praise are no cases. */
const PUBLIC_TYPES: ReadonlySet<string> = new Set(['report', 'help']);

/**
 * Whether a ticket has a public case (docs/decisions/0020). What nobody has classified yet may be anything, and who asked
 * for secrecy is not shown by place and day either.
 */
export function isPublic({ status, requestType, categoryCode, keepSecret }: Publishable): boolean {
  return !PRIVATE_STATES.has(status) && PUBLIC_TYPES.has(requestType) && categoryCode !== null && !keepSecret;
}
