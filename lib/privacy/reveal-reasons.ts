/** Why somebody of staff may need to see who reported. */
export const REVEAL_REASONS = [
  'call-back',
  'clarify',
  'danger',
  'check-result',
  'own-request',
  'other',
] as const;
export type RevealReason = (typeof REVEAL_REASONS)[number];
