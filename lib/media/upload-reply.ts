import { z } from 'zod';

/** What the API answers to an accepted photo. */
export const uploadReply = z.object({
  uploadId: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .describe('Name it in `attachments` of one report within 24 hours'),
  width: z.int().min(1),
  height: z.int().min(1),
  bytes: z.int().min(1),
});
