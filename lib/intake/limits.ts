/** Most characters (code points) or items of an answer. */
export const LIMITS = {
  description: 4000,
  address: 200,
  name: 50,
  email: 254,
  phone: 40,
  attributes: 50,
  attributeKey: 64,
  attributeText: 2000,
  /** All attributes together, as JSON: about 64 KB of Chinese. */
  attributesText: 20_000,
  attachments: 6,
} as const;
