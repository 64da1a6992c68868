import { z } from 'zod';

/** The emergency notice: whom to call now, and the words that led to it. */
export const emergencyAdviceSchema = z.object({
  services: z.array(z.enum(['110', '119', '120', '122', 'gas'])),
  words: z.array(z.string()),
  text: z.string(),
  textEn: z.string(),
});

/** What a person is told of an accepted report; a repeated request gets the same. */
export const submittedReport = z.object({
  trackingNumber: z
    .string()
    .regex(/^\d{12}$/)
    .describe('12 digits, shown 4-4-4; the last is a Damm check digit'),
  queryCode: z
    .string()
    .regex(/^\d{6}$/)
    .describe('Opens the report together with the number; give it to nobody'),
  trackUrl: z.url().describe('Signed link that opens the report without the query code'),
  status: z.literal('submitted'),
  advice: emergencyAdviceSchema.optional(),
});

export type EmergencyAdvice = z.infer<typeof emergencyAdviceSchema>;
export type SubmittedReport = z.infer<typeof submittedReport>;
