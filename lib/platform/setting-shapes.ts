import { z } from 'zod';

/** 0 or 1. */
export const flag = z.enum(['0', '1']).transform((value) => value === '1');

export const port = z.coerce.number().int().min(0).max(65535);

/** `id:base64,id:base64`: the first key seals, every key opens. */
export const keyRing = z.string().transform((text, context) => {
  const keys = text.split(',').map((part) => {
    const [id = '', encoded = ''] = part.trim().split(':');
    return { id, key: Buffer.from(encoded, 'base64') };
  });
  for (const { id, key } of keys)
    if (!/^[a-z0-9-]{1,20}$/i.test(id) || key.length !== 32)
      context.addIssue('each key is id:base64 of 32 bytes, e.g. k1:…');
  return keys;
});

export const key32 = z
  .string()
  .transform((text) => Buffer.from(text, 'base64'))
  .refine((key) => key.length === 32, 'base64 of 32 bytes');

/** Blank, or an address of the web. */
export const optionalUrl = z.union([z.literal(''), z.url({ protocol: /^https?$/ })]);
/** `https://a,https://b`: what stands before the path of an address. */
export const originList = z.string().transform((text, context) => {
  const origins = text.split(',').flatMap((part) => part.trim() || []);
  for (const origin of origins)
    if (!URL.canParse(origin) || new URL(origin).origin !== origin)
      context.addIssue('each is scheme, host and port only, e.g. https://tiles.example.cn');
  return origins;
});
