/** Why a case should not be shown as it is. No free text: it would be one more place for personal data. */
export const FLAG_REASONS = ['personal', 'wrong', 'offensive', 'other'] as const;
