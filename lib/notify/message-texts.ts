import { db, type Tx } from '@/lib/platform/db';
import { templateOf } from './render';
import { TEMPLATE_REFERENCES, templateSchema, type TemplateValue } from './template-rules';
import type { TemplateTexts } from './template-texts';
import { TEMPLATES } from './templates';

/**
 * The built-in texts of a provider template id, as staff see them.
 * @throws Error for an unknown template
 */
export function builtInTexts(id: string): TemplateValue {
  const { templateId, locale } = templateOf(id);
  const { sms, subject, mail } = TEMPLATES[templateId][locale];
  return { template: id, sms, mailSubject: subject, mailText: mail.join('\n') };
}

/**
 * The texts of a provider template id as they stand: staff's own, else the built-in ones. Staff's own that no longer fit, as
 * after a release that took a variable away, do not count: nobody shall get a message with a hole in it.
 * @throws Error for an unknown template
 */
export async function readTexts(tx: Tx, id: string): Promise<TemplateValue> {
  const { templateId, locale } = templateOf(id);
  const { rows } = await tx.query<TemplateValue>(
    `SELECT $1 AS template, sms, subject AS "mailSubject", mail AS "mailText" FROM message_template
     WHERE template_id = $2 AND locale = $3 AND sms IS NOT NULL`,
    [id, templateId, locale],
  );
  return (rows[0] && templateSchema.safeParse(rows[0]).data) ?? builtInTexts(id);
}

/**
 * The same as senders use them. Read anew for each message: a message that leaves is worth a query, and one that is looked up
 * later must be looked up by the words it left with.
 */
export async function currentTexts(id: string): Promise<TemplateTexts> {
  const { templateId, locale } = templateOf(id);
  const { sms, mailSubject, mailText } = await readTexts(db(), id);
  return { ...TEMPLATES[templateId][locale], sms, subject: mailSubject, mail: mailText.split('\n') };
}

/** Whether staff changed these texts at or after a moment. */
export async function textsChangedSince(id: string, since: Date): Promise<boolean> {
  const { templateId, locale } = templateOf(id);
  const { rowCount } = await db().query(
    'SELECT 1 FROM message_template WHERE template_id = $1 AND locale = $2 AND updated_at >= $3',
    [templateId, locale, since],
  );
  return rowCount > 0;
}

/** All texts as they stand, and whether they are staff's own. */
export async function readAllTexts(tx: Tx): Promise<{ value: TemplateValue; own: boolean }[]> {
  const { rows } = await tx.query<TemplateValue>(
    `SELECT template_id || '.' || locale AS template, sms, subject AS "mailSubject", mail AS "mailText"
     FROM message_template WHERE sms IS NOT NULL`,
  );
  return TEMPLATE_REFERENCES.map((id) => {
    const own = templateSchema.safeParse(rows.find(({ template }) => template === id)).data;
    return { value: own ?? builtInTexts(id), own: own !== undefined };
  });
}

/** Sets the texts of a template; the built-in ones are kept as none, so that a later release may better them. */
export async function writeTexts(tx: Tx, value: TemplateValue, now: Date): Promise<void> {
  const { templateId, locale } = templateOf(value.template);
  const { template: _id, ...builtIn } = builtInTexts(value.template);
  const own = Object.entries(builtIn).some(([name, text]) => value[name as keyof typeof builtIn] !== text);
  await tx.query(
    `INSERT INTO message_template (template_id, locale, sms, subject, mail, updated_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (template_id, locale) DO UPDATE SET sms = $3, subject = $4, mail = $5, updated_at = $6`,
    [templateId, locale, ...(own ? [value.sms, value.mailSubject, value.mailText] : [null, null, null]), now],
  );
}
