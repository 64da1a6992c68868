import type { ComponentView } from '@/lib/tickets/components/component-schema';
import type { ReportAnswers } from './draft-answers';

/** What is known of the thing a person names by its number. */
export type KnownComponent = Pick<ComponentView, 'code' | 'division' | 'street' | 'address' | 'position'>;

/** Whether the thing stands in another district than the person says: then one of the two is wrong. */
export function isElsewhere(
  answers: Pick<ReportAnswers, 'divisionCode'>,
  component: KnownComponent,
): boolean {
  return answers.divisionCode !== '' && answers.divisionCode !== component.division.code;
}

/**
 * What a thing tells of its place, for the answers that are still blank; what the person wrote is never overwritten.
 * Of a thing in another district only the number is taken, in the form it is kept in. Client-safe and pure.
 * @param before the thing whose place was filled in the same way: what came from it counts as blank
 */
export function fillFromComponent(
  answers: ReportAnswers,
  component: KnownComponent,
  before: KnownComponent | null = null,
): Partial<ReportAnswers> {
  const cleared = before ? clearedOf(answers, before) : answers;
  if (isElsewhere(cleared, component)) return { assetCode: component.code };
  const { divisionCode, streetCode, address, lng, lat } = cleared;
  const position = lng === null || lat === null ? component.position : { lng, lat };
  return {
    assetCode: component.code,
    divisionCode: divisionCode || component.division.code,
    // A street without its district is left over from another one.
    streetCode: (divisionCode && streetCode) || (component.street?.code ?? ''),
    address: address.trim() === '' ? (component.address ?? '') : address,
    lng: position?.lng ?? null,
    lat: position?.lat ?? null,
  };
}

/** The answers without what came from a thing named before. */
function clearedOf(answers: ReportAnswers, { division, street, address, position }: KnownComponent) {
  const { divisionCode, streetCode, lng, lat } = answers;
  const stood = position !== null && position.lng === lng && position.lat === lat;
  return {
    divisionCode: divisionCode === division.code ? '' : divisionCode,
    streetCode: streetCode === street?.code ? '' : streetCode,
    address: answers.address === address ? '' : answers.address,
    lng: stood ? null : lng,
    lat: stood ? null : lat,
  };
}
