/** Audit rows of photos stand here: a photo belongs to no prefecture before a report names it. */
export const NO_JURISDICTION = '000000';

const UPLOAD_ID = /^[0-9a-f]{32}$/;

/** True for 128 bits in lower-case hexadecimal, the only shape of an upload id. */
export function isUploadId(text: string): boolean {
  return UPLOAD_ID.test(text);
}

/** Where the photo lies in storage: two levels of 256 folders, then the id. */
export function storageKeyOf(uploadId: string): string {
  return `${uploadId.slice(0, 2)}/${uploadId.slice(2, 4)}/${uploadId}`;
}
