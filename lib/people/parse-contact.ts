import { z } from 'zod';
import { blindIndex } from '@/lib/platform/crypto';
import { DomainError, type FieldError } from '@/lib/platform/errors';
import { normalisePhone } from '@/lib/platform/phone';
import type { ContactIndex } from './contact-store';

const email = z.email().max(254);

const WRONG: FieldError['message'] = {
  zh: '请填写手机号（11 位），或邮箱地址，如 name@example.com。',
  en: 'Give a mobile number, or an e-mail address such as name@example.com.',
};

/** A contact as its owner typed it, normalised, and its blind index. */
export interface ParsedContact extends ContactIndex {
  /** E.164, or an e-mail address in lower case. */
  to: string;
}

/**
 * A phone number or an e-mail address, whichever was typed.
 * @throws DomainError invalid_input with the field `contact`
 */
export function parseContact(input: unknown): ParsedContact {
  const text = typeof input === 'string' ? input.normalize('NFKC').trim() : '';
  if (text.includes('@')) {
    const address = email.safeParse(text.toLowerCase());
    if (address.success) return { kind: 'email', to: address.data, index: blindIndex('email', address.data) };
  } else {
    const phone = normalisePhone(text);
    if (phone) return { kind: 'phone', to: phone, index: blindIndex('phone', phone) };
  }
  throw new DomainError('invalid_input', {
    fields: [{ field: 'contact', code: text === '' ? 'required' : 'invalid_contact', message: WRONG }],
  });
}
