import { systemClock } from '@/lib/platform/clock';
import { DomainError } from '@/lib/platform/errors';
import { answeredQuestions, type AnsweredQuestion } from './answered-questions';
import { questionsOf } from './category-questions';
import { hiddenCategories } from './cases/hidden-categories';
import { findTrackedTicket, type TrackedTicket } from './queries';
import { reference, type Reference } from './reference';
import { openQuestions, possibleActs, type ReporterAct } from './reporter-acts';
import { TrackProof } from './track-proof';
import type { PublicTicketView } from './view-schemas';
import { publicTicketView } from './views';

/** The ticket of a proof with its view. */
async function viewOf(
  proof: TrackProof,
): Promise<{ ticket: TrackedTicket; view: PublicTicketView; facts: Reference }> {
  const [ticket, facts, hidden] = await Promise.all([
    findTrackedTicket(TrackProof.numberOf(proof)),
    reference(),
    hiddenCategories(),
  ]);
  if (!ticket) throw new DomainError('not_found');
  return { ticket, view: publicTicketView(ticket, facts, systemClock.now(), hidden), facts };
}

/**
 * A ticket by number and query code.
 * @throws DomainError not_found, rate_limited
 */
export async function trackByCode(input: {
  number: string;
  code: string;
  address: string;
}): Promise<PublicTicketView> {
  return (await viewOf(await TrackProof.byCode(input))).view;
}

/** What the track page shows: the ticket, what its reporter may do now, and what the desk wants to know. */
export interface ReporterView {
  ticket: PublicTicketView;
  acts: ReporterAct[];
  questions: { at: string; text: string }[];
  /** What they said to the questions of the category. */
  answers: AnsweredQuestion[];
}

/**
 * A ticket for the page of its reporter.
 * @throws DomainError not_found
 */
export async function trackForReporter(proof: TrackProof): Promise<ReporterView> {
  const { ticket, view, facts } = await viewOf(proof);
  return {
    ticket: view,
    acts: possibleActs(ticket, systemClock.now()),
    questions: openQuestions(ticket),
    answers: answeredQuestions(
      questionsOf(facts.questions, ticket.categoryCode, { retired: true }),
      ticket.attributes,
    ),
  };
}
