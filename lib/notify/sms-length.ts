/** The basic character table of 3GPP TS 23.038 (6.2.1); each takes one septet. */
const GSM_BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** Its extension table (6.2.1.1): an escape septet and another. */
const GSM_EXTENDED = new Set('\f^{}\\[~]|€');

/** How long an SMS is, as mobile networks carry it. */
export interface SmsLength {
  encoding: 'GSM-7' | 'UCS-2';
  /** Septets, or UTF-16 units. */
  units: number;
  /** How many messages it is sent and paid as. */
  parts: number;
  /** The same at Chinese providers, which count every character as one, whatever the encoding. */
  partsInChina: number;
}

/** How many parts hold pieces of these sizes, none of which may be cut (an escape from its character, a surrogate pair). */
function partsFor(pieces: readonly number[], whole: number, each: number): number {
  const units = pieces.reduce((sum, size) => sum + size, 0);
  if (units <= whole) return 1;
  let [parts, used] = [1, 0];
  for (const size of pieces) {
    if (used + size > each) [parts, used] = [parts + 1, 0];
    used += size;
  }
  return parts;
}

/**
 * Length of an SMS. 140 octets are 160 septets or 70 UTF-16 units; in parts a header takes 6 octets of each, which leaves 153
 * or 67 (3GPP TS 23.038, 23.040 9.2.3.24.1). Chinese providers bill a Chinese SMS by 70, then 67 characters.
 */
export function smsLength(text: string): SmsLength {
  const characters = Array.from(text);
  const gsm = characters.every((character) => GSM_BASIC.has(character) || GSM_EXTENDED.has(character));
  const pieces = characters.map((character) =>
    gsm ? (GSM_EXTENDED.has(character) ? 2 : 1) : character.length,
  );
  const inChina = characters.map(({ length }) => length);
  return {
    encoding: gsm ? 'GSM-7' : 'UCS-2',
    units: pieces.reduce((sum, size) => sum + size, 0),
    parts: gsm ? partsFor(pieces, 160, 153) : partsFor(pieces, 70, 67),
    partsInChina: partsFor(inChina, 70, 67),
  };
}
