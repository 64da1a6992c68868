import type { Actor } from '@/lib/platform/actor';
import { limit } from '@/lib/platform/rate-limit';
import type { ReporterAct } from '@/lib/tickets/reporter-acts';
import { TrackProof } from '@/lib/tickets/track-proof';
import type { ActOutcome } from './act-once';
import { addInformation } from './add-information';
import { answerQuestion } from './answer-question';
import { changeContact } from './change-contact';
import { reopenTicket } from './reopen-ticket';
import { urgeDesk } from './urge-desk';
import { withdrawTicket } from './withdraw-ticket';

type Command = (actor: Actor, proof: TrackProof, input: unknown) => Promise<ActOutcome>;

const COMMANDS: Record<ReporterAct, Command> = {
  addition: addInformation,
  answer: answerQuestion,
  urging: urgeDesk,
  withdrawal: withdrawTicket,
  reopen: reopenTicket,
  contact: changeContact,
};

/**
 * Any act by its name, as the forms of the track page send it; limited per ticket and per address.
 * @throws DomainError rate_limited, and what the act's command throws
 */
export async function performAct(
  actor: Extract<Actor, { kind: 'public' }>,
  proof: TrackProof,
  act: ReporterAct,
  input: unknown,
): Promise<ActOutcome> {
  await limit('track-act-ticket', TrackProof.numberOf(proof));
  await limit('track-act-address', actor.address);
  return COMMANDS[act](actor, proof, input);
}
