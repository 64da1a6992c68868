import { maskPhone } from '@/lib/platform/phone';
import type { Contact } from './contact-store';

/** `z***@example.com`: enough to know one's own address again. */
function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  return `${email.slice(0, 1)}***${email.slice(at)}`;
}

/** `王**`: enough to greet nobody by a wrong name. */
export function maskName(name: string): string {
  return `${Array.from(name)[0] ?? ''}**`;
}

/** A contact as the holder of its ticket's link may see it: never the whole of it. */
export function maskContact(contact: Contact): { phone: string | null; email: string | null } {
  return {
    phone: contact.phone ? maskPhone(contact.phone) : null,
    email: contact.email ? maskEmail(contact.email) : null,
  };
}
