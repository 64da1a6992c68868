/** The prefecture a division or street belongs to: GB/T 2260 digits 1-4 and 00. It leads every ticket-side key. */
export function jurisdictionOf(divisionCode: string): string {
  return `${divisionCode.slice(0, 4)}00`;
}
