import { assertActor, type Actor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { transaction } from '@/lib/platform/db';
import { parseInput } from '@/lib/platform/field-errors';
import { newId } from '@/lib/platform/ids';
import { checkPlaces, noticeSchema, type NoticeValue } from './notice-rules';
import { writeNotice } from './notice-store';

/** A notice to be published at once; what is left out has a default. */
export type NewNotice = Pick<NoticeValue, 'jurisdictionCode' | 'kind' | 'titleZh' | 'bodyZh'> & {
  titleEn?: string | undefined;
  bodyEn?: string | undefined;
  divisionCodes?: string[] | undefined;
  /** Now when left out. */
  startsAt?: string | undefined;
  /** Until somebody ends it when left out. */
  endsAt?: string | undefined;
  pinned?: boolean | undefined;
};

/**
 * Publishes a notice from the command line; staff do it as a change of a setting, by the same rules.
 * @returns its id
 * @throws DomainError invalid_input, forbidden
 */
export async function addNotice(
  actor: Actor,
  input: NewNotice,
  deps: { clock: Clock } = { clock: systemClock },
): Promise<string> {
  assertActor(actor, 'system');
  const now = deps.clock.now();
  const notice = parseInput(noticeSchema, {
    ...input,
    titleEn: input.titleEn ?? null,
    bodyEn: input.bodyEn ?? null,
    divisionCodes: input.divisionCodes ?? [],
    startsAt: input.startsAt ?? now.toISOString(),
    endsAt: input.endsAt ?? null,
    pinned: input.pinned ?? false,
    published: true,
  });
  const id = newId(now.getTime());
  await transaction(async (tx) => {
    await checkPlaces(tx, notice);
    await writeNotice(tx, id, notice, now);
    await audit(tx, {
      jurisdictionCode: notice.jurisdictionCode,
      actor,
      action: 'notice.add',
      subjectKind: 'notice',
      subjectId: id,
      data: { kind: notice.kind, startsAt: notice.startsAt, endsAt: notice.endsAt, pinned: notice.pinned },
    });
  });
  return id;
}
