/** Where a page of cases ends: the last case on it. */
export interface CasePosition {
  submittedAt: Date;
  caseId: string;
}

/** The position as an opaque piece of an address. */
export function encodeCursor({ submittedAt, caseId }: CasePosition): string {
  return Buffer.from(`${submittedAt.getTime()}.${caseId}`).toString('base64url');
}

/** The position a cursor names; null for what no page of ours has given out. */
export function decodeCursor(cursor: string): CasePosition | null {
  const match = /^(\d{1,14})\.([0-9a-z]{14})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1'));
  return match ? { submittedAt: new Date(Number(match[1])), caseId: match[2]! } : null;
}
